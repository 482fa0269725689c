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
// libpg_query recurses on the C stack, about 3 KiB for each level with the unpacking
// of the tree: 1+1+...+1 overflows 1 MiB at some 300 terms (measured). A statement
// that may nest deeply is therefore parsed on a thread with a stack of its own, and
// one over the limits below is refused here and read from its tokens alone.
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
  friend Tree parse(View &V);
  static Tree parseHere(Source &Src, uint32_t Begin, uint32_t End);
  struct Arena;
  std::unique_ptr<Arena> Memory;
  const PgQuery__Node *Root = nullptr;
  uint32_t ErrorAt = 0;
};

/// Whether \p V is small enough for parse().
inline bool fitsGrammar(const View &V) {
  return V.size() <= MostTokens && V.Out.End - V.Out.Begin <= MostBytes;
}

/// Parses the working text of \p V.
Tree parse(View &V);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_GRAMMAR_H
