//===- Grammar.h - The server's own parser ----------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A thin wrapper of libpg_query: one statement in, its raw parse tree out, as
// protobuf-c messages in an arena that the Tree owns.
//
// libpg_query recurses on the C stack: 1+1+...+1 overflows 1 MiB at about 2,000
// terms (measured). Statements over the limits below are therefore refused here and
// read from their tokens alone. The limits leave a factor of two on a 1 MiB stack.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_GRAMMAR_H
#define POOLTIDY_SQL_GRAMMAR_H

#include "sql/View.h"

#include <pg_query/pg_query.pb-c.h>

#include <memory>

namespace pooltidy::sql {

inline constexpr uint32_t MostBytes = 64 * 1024;
inline constexpr size_t MostTokens = 4000;
inline constexpr size_t MostOperators = 1000; ///< tokens that nest the tree from one side
inline constexpr size_t MostParens = 400;     ///< open at the same time

/// A parse tree; null when the grammar refused the text.
class Tree {
public:
  Tree();
  Tree(Tree &&) noexcept;
  Tree &operator=(Tree &&) noexcept;
  ~Tree();

  explicit operator bool() const { return Root != nullptr; }
  /// The statement. Locations in it count from the first byte given to parse().
  const PgQuery__Node *statement() const { return Root; }
  /// Where the text was refused, counted likewise; the length of the text if the
  /// grammar did not say.
  uint32_t errorAt() const { return ErrorAt; }

private:
  friend Tree parse(Source &Src, uint32_t Begin, uint32_t End);
  struct Arena;
  std::unique_ptr<Arena> Memory;
  const PgQuery__Node *Root = nullptr;
  uint32_t ErrorAt = 0;
};

/// Whether \p V is small and shallow enough for parse().
bool fitsGrammar(const View &V);

/// Parses the working text Begin..End, which must be one statement.
Tree parse(Source &Src, uint32_t Begin, uint32_t End);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_GRAMMAR_H
