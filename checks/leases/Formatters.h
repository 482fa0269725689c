//===- Formatters.h - The program's own printf ------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Many programs write text by a function of their own: one that hands the format and the
// variable arguments it was given to vsnprintf, and grows the buffer and tries again
// until all fits, or one that reads the format itself. Running such a function goes round
// its loop for nothing, or through a machine that looks at every character. What it does
// for its caller is one step: the formatted text is in what was handed over for it.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_FORMATTERS_H
#define POOLTIDY_LEASES_FORMATTERS_H

#include "leases/Program.h"

#include <memory>
#include <optional>

namespace pooltidy::leases {

class Formatters {
public:
  explicit Formatters(const Program &P) : P(P) {}

  struct Formatter {
    /// The call in its body that has the text written, by a model or another formatter;
    /// none where the function reads the format itself.
    facts::NodeId Call = facts::None;
    unsigned To = 0;        ///< where there is no such call: the parameter that gets the text
    unsigned Format = 0;    ///< the parameter that is the format
    uint32_t List = facts::None; ///< the va_list that Call is given, a local
    uint32_t Given = facts::None; ///< the parameter that is a va_list; none in a variadic function
    bool Repeats = false;   ///< it goes round a loop, so that running it is of no use
  };

  /// What \p F, which \p Target is declared as, does when it is a function that writes
  /// formatted text into something that it was given, and does nothing else of interest;
  /// null otherwise. \p F may be null: then the declaration is all there is.
  const Formatter *of(const facts::Callee &Target, const facts::Function *F);

private:
  std::optional<Formatter> handsOn(const facts::Function &F);
  std::optional<Formatter> byShape(const facts::Callee &Target, const facts::Function *F) const;

  const Program &P;
  llvm::DenseMap<facts::StringId, std::unique_ptr<Formatter>> Known; ///< by USR
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_FORMATTERS_H
