//===- Fuzz.h - What the fuzz targets have in common ------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A target is one function over bytes. It hands them to a reader as they are and demands
// more than that nothing breaks: what a reader returns must be inside what it was given.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_FUZZ_FUZZ_H
#define POOLTIDY_TESTS_FUZZ_FUZZ_H

#include "sql/Effects.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace pooltidy::fuzz {

/// Stops the fuzzer, which keeps the input, when \p Holds is false.
inline void require(bool Holds, const char *What) {
  if (Holds)
    return;
  std::fprintf(stderr, "does not hold: %s\n", What);
  std::abort();
}

/// What \p E holds if it is a value. An error must say something, in one or more lines.
template <class T> std::optional<T> valueOf(llvm::Expected<T> E) {
  if (E)
    return std::move(*E);
  require(!llvm::toString(E.takeError()).empty(), "an error says what is wrong");
  return std::nullopt;
}

/// Takes the bytes apart from the front.
class Bytes {
public:
  Bytes(const uint8_t *Data, size_t Size) : Rest(reinterpret_cast<const char *>(Data), Size) {}

  uint8_t byte() {
    if (Rest.empty())
      return 0;
    auto B = static_cast<uint8_t>(Rest.front());
    Rest = Rest.drop_front();
    return B;
  }
  llvm::StringRef rest() const { return Rest; }
  /// Up to the next separator, a line of two dashes, or all that is left.
  llvm::StringRef part() {
    auto [Part, After] = Rest.split("\n--\n");
    Rest = After;
    return Part;
  }

private:
  llvm::StringRef Rest;
};

/// Text in which each HoleMark stands for a hole, of a kind that depends on its place.
inline sql::SqlText withHoles(llvm::StringRef Text) {
  sql::SqlText Out;
  for (char C : Text) {
    if (C != sql::HoleMark) {
      Out.Text += C;
      continue;
    }
    auto Kind = static_cast<sql::HoleKind>(Out.Text.size() % 3);
    Out.Holes.push_back({uint32_t(Out.Text.size()), sql::HoleLength, Kind});
    Out.Text.append(sql::HoleLength, '?');
  }
  return Out;
}

} // namespace pooltidy::fuzz

#endif // POOLTIDY_TESTS_FUZZ_FUZZ_H
