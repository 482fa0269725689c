//===- Prove.h - `pooltidy prove` -------------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints a shell script with which a doubter sees the mechanism of a finding happen, on a
// pooler of their own and with psql alone. The statements of the program are not run: only
// names of settings are taken from it, where they are plain names. What two clients of an
// unknown pooler cannot show honestly is refused with the reason.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_PROVE_PROVE_H
#define POOLTIDY_TOOL_PROVE_PROVE_H

#include "tool/reports/Report.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <string>

namespace pooltidy::tool {

/// A finding of a JSON report, as far as its proof needs it.
struct ProvenFinding {
  std::string Check, Subject, Message, File;
  unsigned Line = 0;
};

/// The finding with \p Fingerprint, or its beginning, of the JSON report \p Text.
llvm::Expected<ProvenFinding> findingOf(llvm::StringRef Text, llvm::StringRef Name,
                                        llvm::StringRef Fingerprint);

/// Prints the script for \p Check, and for \p Finding if there is one.
llvm::Error prove(llvm::StringRef Check, const ProvenFinding *Finding,
                  llvm::ArrayRef<CheckInfo> Checks, llvm::raw_ostream &OS);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_PROVE_PROVE_H
