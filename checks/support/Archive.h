//===- Archive.h - Plain records as bytes and back --------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The two directions of one description: a `visit(Archive, Record)` function lists
// the fields of a record, a Writer turns them into bytes (integers as LEB128, texts
// and lists with their length first), a Reader turns bytes into them. A Reader
// believes nothing: lengths are checked against what is left, and Bad says that
// something did not fit. It refuses to know formats: heads, versions and checksums
// are for whoever uses it.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SUPPORT_ARCHIVE_H
#define POOLTIDY_SUPPORT_ARCHIVE_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace pooltidy::support {

class Writer {
public:
  std::string Out;

  void number(uint64_t V) {
    do {
      uint8_t Byte = V & 0x7f;
      V >>= 7;
      Out.push_back(static_cast<char>(Byte | (V ? 0x80 : 0)));
    } while (V);
  }
  template <class T> void scalar(T &V) {
    if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool>)
      number(static_cast<uint64_t>(V));
    else if constexpr (std::is_signed_v<T>) // zigzag, so that small negative numbers stay small
      number((static_cast<uint64_t>(V) << 1) ^ static_cast<uint64_t>(V >> 63));
    else
      number(V);
  }
  void text(std::string &V) {
    number(V.size());
    Out += V;
  }
  template <class List> void list(List &Vs) {
    number(Vs.size());
    for (auto &V : Vs)
      field(*this, V);
  }
  template <class T> void maybe(std::optional<T> &V) {
    number(V.has_value());
    if (V)
      field(*this, *V);
  }
};

class Reader {
public:
  explicit Reader(llvm::StringRef In) : In(In) {}
  llvm::StringRef In;
  bool Bad = false;

  uint64_t number() {
    uint64_t V = 0;
    for (unsigned Shift = 0; Shift < 64; Shift += 7) {
      if (In.empty()) {
        Bad = true;
        return 0;
      }
      auto Byte = static_cast<uint8_t>(In.front());
      In = In.drop_front();
      V |= static_cast<uint64_t>(Byte & 0x7f) << Shift;
      Bad |= Shift == 63 && Byte > 1; // bits that a number has no room for
      if (!(Byte & 0x80))
        return V;
    }
    Bad = true;
    return 0;
  }
  template <class T> void scalar(T &V) {
    uint64_t N = number();
    if constexpr (std::is_enum_v<T>) {
      Bad |= N > 0xff;
      V = static_cast<T>(N);
    } else if constexpr (std::is_same_v<T, bool>) {
      V = N != 0;
    } else if constexpr (std::is_signed_v<T>) {
      V = static_cast<T>((N >> 1) ^ (~(N & 1) + 1));
    } else {
      V = static_cast<T>(N);
    }
  }
  void text(std::string &V) {
    uint64_t Size = number();
    if (Size > In.size()) {
      Bad = true;
      return;
    }
    V = In.take_front(Size).str();
    In = In.drop_front(Size);
  }
  template <class List> void list(List &Vs) {
    uint64_t Size = number();
    if (Size > In.size()) { // every element takes at least one byte
      Bad = true;
      return;
    }
    if constexpr (requires { Vs.resize(Size); }) {
      Vs.resize(Size);
    } else if (Size != Vs.size()) {
      Bad = true;
      return;
    }
    for (auto &V : Vs) {
      if (Bad)
        return;
      field(*this, V);
    }
  }
  template <class T> void maybe(std::optional<T> &V) {
    V.reset();
    if (number())
      field(*this, V.emplace());
  }
};

// What a field may be; anything else is a record with a visit() of its own.
template <class A, class T>
  requires(std::is_arithmetic_v<T> || std::is_enum_v<T>)
void field(A &Ar, T &V) { Ar.scalar(V); }
template <class A> void field(A &Ar, std::string &V) { Ar.text(V); }
template <class A, class T> void field(A &Ar, std::optional<T> &V) { Ar.maybe(V); }
template <class A, class T> void field(A &Ar, std::vector<T> &V) { Ar.list(V); }
template <class A, class T, unsigned N> void field(A &Ar, llvm::SmallVector<T, N> &V) { Ar.list(V); }
template <class A, class T, size_t N> void field(A &Ar, std::array<T, N> &V) { Ar.list(V); }
template <class A, class X, class Y> void field(A &Ar, std::pair<X, Y> &V) {
  field(Ar, V.first);
  field(Ar, V.second);
}
template <class A, class T>
  requires requires(A &Ar, T &V) { visit(Ar, V); }
void field(A &Ar, T &V) { visit(Ar, V); }

/// All of \p Vs in order.
template <class A, class... T> void fields(A &Ar, T &...Vs) { (field(Ar, Vs), ...); }

} // namespace pooltidy::support

#endif // POOLTIDY_SUPPORT_ARCHIVE_H
