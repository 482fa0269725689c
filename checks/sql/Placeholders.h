//===- Placeholders.h - Marks that client libraries replace -----*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Finds what a client library would replace before, or bind with, the statement:
// ?, :name, :1, @name, $name, ${name}, {}, {0}, {name:fmt}, printf's %s %d %-5.2f
// %1$s, QString's %1 and %L1, boost::format's %1%. Some of these are also operators
// of the server (?, %, @), so the caller tries the text as it stands first.
//
// It refuses to look inside quotes and comments: callers ask about single tokens.
// $1 is not in the list, because the grammar knows it.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_PLACEHOLDERS_H
#define POOLTIDY_SQL_PLACEHOLDERS_H

#include <cstdint>
#include <string_view>

namespace pooltidy::sql {

/// The length of the placeholder at Text[At], which ends at \p End at the latest;
/// 0 if there is none.
uint32_t placeholderAt(std::string_view Text, uint32_t At, uint32_t End);

/// True for placeholders that are never valid SQL as they stand ({}, $name, %1$s).
bool isForeign(std::string_view Placeholder);

/// Whether Text[Begin, End) has a placeholder outside of quotes.
bool hasPlaceholder(std::string_view Text, uint32_t Begin, uint32_t End);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_PLACEHOLDERS_H
