//===- Explain.h - `pooltidy explain` and `pooltidy list` -------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints what is built in: pages, checks, poolers, libraries. It knows nothing itself;
// what a pooler does comes from its profile and what a check means from its page.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_EXPLAIN_H
#define POOLTIDY_TOOL_EXPLAIN_H

#include "poolers/Pooler.h"
#include "tool/reports/Report.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace pooltidy::tool {

/// The rows of a pooler's profile that decide what \p Check reports; none for checks
/// that are the same behind every pooler.
llvm::ArrayRef<poolers::Feature> featuresOf(llvm::StringRef Check);

/// The check that is called \p Check, with or without its prefix.
llvm::Expected<const CheckInfo *> findCheck(llvm::StringRef Check,
                                            llvm::ArrayRef<CheckInfo> Checks);

/// Prints the page of \p Check and what becomes of it behind each pooler.
llvm::Error explain(llvm::StringRef Check, llvm::ArrayRef<CheckInfo> Checks, bool Color,
                    llvm::raw_ostream &OS);

/// Prints \p What, one of "checks", "poolers", "libraries".
llvm::Error list(llvm::StringRef What, llvm::ArrayRef<CheckInfo> Checks, llvm::raw_ostream &OS);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_EXPLAIN_H
