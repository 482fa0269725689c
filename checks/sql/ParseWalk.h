//===- ParseWalk.h - What the parse tree alone can tell ---------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Which words of an accepted statement are relations, which are calls that run,
// where rows are locked, and what SELECT INTO makes. The walk goes over messages by
// their protobuf descriptors, so node types that do not matter need no code, and it
// keeps its own stack, so depth costs heap and not the C stack.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_PARSEWALK_H
#define POOLTIDY_SQL_PARSEWALK_H

#include "sql/Grammar.h"

namespace pooltidy::sql {

/// Adds the effects found in \p T, the tree of the statement of \p V. \p Executes is
/// false for what EXPLAIN without ANALYZE explains.
void walkTree(View &V, const Tree &T, bool Executes);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_PARSEWALK_H
