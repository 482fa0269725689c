//===- Finding.h - What a rule reports --------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The record that every shell (clang-tidy module, command, reports) renders. It is
// plain data: no AST, no pooler, no words that are chosen twice.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_RULES_FINDING_H
#define POOLTIDY_RULES_FINDING_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pooltidy::rules {

enum class Severity : uint8_t {
  Note,    ///< advice
  Warning, ///< starves others or pins a server connection
  Error,   ///< breaks, corrupts or loses
};

/// What happens to the program or to its neighbours.
enum class Consequence : uint8_t { Breaks, Leaks, WrongResult, Pins, Exhausts, Hangs };

enum class Confidence : uint8_t {
  Possible, ///< both the SQL and the lease are inferred; not shown by default
  Likely,   ///< one of them is inferred
  Certain,  ///< both are known
};

/// A stretch of one source line. Line and columns count from 1, columns in bytes;
/// EndColumn is one past the last byte, 0 when only the start is known.
struct Place {
  std::string File;
  unsigned Line = 0;
  unsigned Column = 0;
  unsigned EndColumn = 0;

  auto operator<=>(const Place &) const = default;
};

/// One step of the explanation: where the lease began, where the SQL was built,
/// through which wrapper the call went.
struct Step {
  /// What happens to the lease there; most steps lead on and no more.
  enum KindOf : uint8_t { Other, Begin, Send, End };

  Place Where;
  std::string Text;
  KindOf Kind = Other;

  auto operator<=>(const Step &) const = default;
};

/// An edit of the source: the bytes Old, which are what stands at Where, become New.
struct Edit {
  Place Where;
  std::string Old, New;

  auto operator<=>(const Edit &) const = default;
};

struct Finding {
  std::string Check; ///< "pooling-session-setting"
  std::string Subject; ///< what it is about, as the message has it: "SET search_path"
  std::string Message;
  std::string Fix;   ///< what to do, in words; a sentence of its own
  Severity Level = Severity::Warning;
  Consequence What = Consequence::Breaks;
  Confidence Sure = Confidence::Certain;
  Place Where;
  std::vector<Step> Path; ///< the first of Ways, then what other ways have besides
  /// The ways on which it happens, each from its beginning to its end, the shortest first.
  std::vector<std::vector<Step>> Ways;
  /// The fix as edits, where they are right on all of these ways; no others come with it.
  std::vector<Edit> Edits;
};

/// Names as printed in reports: "error", "wrong-result", "certain".
std::string_view name(Severity S);
std::string_view name(Consequence C);
std::string_view name(Confidence C);

} // namespace pooltidy::rules

#endif // POOLTIDY_RULES_FINDING_H
