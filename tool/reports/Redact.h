//===- Redact.h - Where passwords are in a text -----------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reports quote the analysed tree, and connection strings are in it. Text after a key
// that ends in "password", and the password part of a URI, is taken for a secret. When
// in doubt it is one: a report with *** too many is better than one too few.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_REPORTS_REDACT_H
#define POOLTIDY_TOOL_REPORTS_REDACT_H

#include "llvm/ADT/StringRef.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace pooltidy::tool {

/// The secrets in \p Text: pairs of first byte and one past the last, ascending.
std::vector<std::pair<size_t, size_t>> findSecrets(llvm::StringRef Text);

/// What stands in place of a secret.
inline constexpr llvm::StringRef SecretMark = "***";

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_REDACT_H
