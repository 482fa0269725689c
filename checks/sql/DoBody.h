//===- DoBody.h - The statements inside DO ... ------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A DO body in PL/pgSQL or SQL is text that runs at once, in this session. Its SQL
// statements are analysed like any other; PL/pgSQL's own statements are read for
// the calls in their expressions. EXECUTE of constant text, of text put together
// with ||, and of format('...') is analysed as a template with holes.
//
// PL/pgSQL's BEGIN, END, DECLARE, FETCH and CLOSE are its own, and no effects. Other
// languages are not read.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_DOBODY_H
#define POOLTIDY_SQL_DOBODY_H

#include "sql/View.h"

namespace pooltidy::sql {

/// Adds the effects of the body of the DO statement at token \p I of \p V. Rewrites
/// the body in the text, so this is the last thing done with a statement.
void readBody(View &V, TokenIndex I, unsigned Depth);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_DOBODY_H
