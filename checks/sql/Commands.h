//===- Commands.h - Utility commands, read from their tokens ----*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// SET, BEGIN, PREPARE, FETCH, LISTEN, CREATE TEMP TABLE and the like have fixed
// shapes: their leading words decide. One set of readers serves statements that
// the grammar accepted (then the reading is exact) and those it refused (then the
// effects are Uncertain). Expressions and relations are not read here.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_COMMANDS_H
#define POOLTIDY_SQL_COMMANDS_H

#include "sql/View.h"

namespace pooltidy::sql {

/// How a statement with a given first word may do something at all.
enum class Lead : uint8_t {
  None,    ///< no SQL statement starts with this word
  Query,   ///< evaluates expressions when executed
  Command, ///< anything else
};
Lead lead(std::string_view Word);

/// Where the statement that EXPLAIN explains begins, and whether it is executed.
/// For any other statement: its first token, true.
struct Explained {
  TokenIndex Inner = 0;
  bool Executes = true;
};
Explained readExplain(const View &V, TokenIndex First);

/// Adds the effects of the command that begins at \p I.
void readCommand(View &V, TokenIndex I, bool Executes);

/// Whether running the statement at \p I evaluates the expressions it contains:
/// not for CREATE VIEW, PREPARE, CREATE TABLE (a int DEFAULT f()).
bool evaluates(const View &V, TokenIndex I);

/// The string token with the body of the DO statement at \p I, and the language in
/// lower case; token size() if there is none.
struct DoBlock {
  TokenIndex Body;
  std::string Language;
};
DoBlock readDo(const View &V, TokenIndex I);

// Parts of readCommand, by family.
void readSetting(View &V, TokenIndex I);     // SET, RESET, DISCARD
void readTransaction(View &V, TokenIndex I); // BEGIN .. PREPARE TRANSACTION
void readCreate(View &V, TokenIndex I, bool Executes);
void readDrop(View &V, TokenIndex I);
void readOutsideOnly(View &V, TokenIndex I); // VACUUM, CREATE DATABASE, ...

/// UPDATE pg_settings ... at \p Relation, the token that names the view.
void readUpdateSettings(View &V, TokenIndex Relation);
/// INSERT at \p Keyword into what \p Relation names.
void readInsert(View &V, TokenIndex Keyword, TokenIndex Relation);
/// SELECT ... INTO [TEMP] [TABLE] name, with the name at \p I.
void readSelectInto(View &V, TokenIndex I);
/// FOR UPDATE, FOR SHARE and so on, anywhere in First..Last.
void readRowLocks(View &V, TokenIndex First, TokenIndex Last);
/// WHERE CURRENT OF name, anywhere in First..Last.
void readCurrentOf(View &V, TokenIndex First, TokenIndex Last);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_COMMANDS_H
