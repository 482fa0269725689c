//===- Analysis.h - From a stretch of text to statements --------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The order of work for one statement: leading holes, first keyword, grammar,
// readers. Also used for text inside a statement (DO bodies), hence the depth.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_ANALYSIS_H
#define POOLTIDY_SQL_ANALYSIS_H

#include "sql/View.h"

namespace pooltidy::sql {

/// Text in text in text: beyond this depth, bodies are not opened.
inline constexpr unsigned MostDepth = 4;

/// Splits Begin..End and analyses each statement. \p Depth 0 is the text itself.
std::vector<Statement> analyseRange(Source &Src, uint32_t Begin, uint32_t End, unsigned Depth);

/// Analyses the statement that \p Toks, which are not empty, make up.
Statement analyseStatement(Source &Src, std::vector<Token> Toks, unsigned Depth);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_ANALYSIS_H
