//===- Sessions.h - What happens on a connection ----------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Applies statements and library operations to a lease, by PostgreSQL's own rules
// for what a transaction keeps and what ROLLBACK undoes, and observes what leaves
// a lease alive or is missing when the next one begins. Knows no C++.
//
// The rules were measured (PostgreSQL 15): ROLLBACK undoes SET, temporary tables,
// LISTEN and held cursors; it keeps session advisory locks, SQL-level prepared
// statements, setseed, LOAD. Several statements in one simple-protocol string are
// one transaction.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_SESSIONS_H
#define POOLTIDY_LEASES_SESSIONS_H

#include "leases/Lease.h"
#include "leases/Text.h"

#include <functional>

namespace pooltidy::leases {

/// Where in the program something happens on a connection.
struct Here {
  facts::Location Call;
  std::vector<PathStep> Path;  ///< the calls that led here, outermost first
  uint32_t Serial = 0;         ///< of the connection opened last
  uint32_t Step = 0;           ///< of the interpreter: orders what happens in an entry
  uint32_t Thread = 0;         ///< which thread of the program, 0 for the first
  size_t Open = 0;             ///< so many of them lead to a function that others may call
  bool Guessed = false;        ///< only on a path with an exception nobody is seen to throw
  std::string Library;         ///< a sentence on what the library does, or empty
  std::function<void(Observation)> Report;
};

/// The way on which something happens in lease \p L, as a reader follows it: what leads to
/// the beginning of the transaction, then to the statement, \p There, then to the end of
/// the lease, \p End. Calls that stand for several of them are in it several times.
std::vector<PathStep> wayThrough(const Lease &L, const std::vector<PathStep> &There,
                                 const std::vector<PathStep> &End = {});

/// Runs the statements of \p Sql. \p Simple: they came in one simple-protocol
/// string, so several of them are one transaction.
void execute(Lease &L, const std::vector<sql::Statement> &Statements, const Text &Sql, bool Simple, const Here &H);

/// BEGIN, sent by a library.
void begin(Lease &L, const Here &H);
/// Something is sent on the connection: begins the transaction that was to begin then.
void sending(Lease &L, const Here &H);
/// The same, of something whose text is not known.
void sendingUnknown(Lease &L, const Here &H);
/// COMMIT or ROLLBACK, sent by a library.
void finish(Lease &L, bool Commit, const Here &H);
/// SAVEPOINT, RELEASE and ROLLBACK TO, sent by a library. \p Name tells them apart.
void savepoint(Lease &L, const std::string &Name);
void releaseSavepoint(Lease &L, const std::string &Name);
void rollbackTo(Lease &L, const std::string &Name);
/// The analysed code ends while the transaction is open: whoever goes on may commit.
void leave(Lease &L, const Here &H);

/// An effect that a library has without SQL in the program's text.
/// \p Transactional says whether ROLLBACK undoes it.
void make(Lease &L, Subject About, std::string Name, std::string Spelling, bool NameKnown, bool Transactional,
          const Here &H);
/// A statement of a library that needs state of another lease.
void expect(Lease &L, Subject About, std::string Name, std::string Spelling, const Here &H);
/// A statement of a library that means something only in a transaction.
void alone(Lease &L, Subject About, std::string Spelling, const Here &H);
/// Ends state made in this lease again; false when it was not made in it.
bool release(Lease &L, Subject About, const std::string &Name, bool NameKnown);

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_SESSIONS_H
