//===- PreparedStatement.cpp - Prepared statements across transactions ----===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// SQL-level PREPARE is followed by almost no pooler; protocol-level statements are
// followed by some. The unnamed one is safe only inside one transaction.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

using leases::Clash;
using leases::Subject;
using poolers::Feature;

namespace {

/// Whether the pooler keeps the statements that are prepared by protocol for each client,
/// under names of its own.
bool follows(const Context &C) { return C.Pooler.cell(Feature::NamedPrepare).What == poolers::Outcome::Ok; }

/// The program frees a protocol-level statement by SQL, in the transaction that prepared it.
std::optional<Verdict> freedBySql(const leases::Observation &O, const Context &C) {
  if (!follows(C))
    return std::nullopt; // the server has it under this name
  const std::string Missing = "the statement was prepared by protocol, so the pooler keeps it under a name of its own and "
                              "the server knows none of this name: it fails with 26000 and aborts the transaction, so "
                              "nothing of it is stored, and COMMIT then answers ROLLBACK without an error";
  return verdict(C, Feature::SqlDeallocate, quoted(O), {Missing, Missing, Missing},
                 "Remove it: the pooler frees statements itself. PQclosePrepared (libpq 17) frees one early.");
}

/// A library frees a statement of its own by SQL DEALLOCATE while a transaction is open.
std::optional<Verdict> freed(const leases::Observation &O, const Context &C) {
  const bool Followed = !O.SqlLevel && follows(C);
  // Prepared in the same transaction, it is there: the server, which holds it under the
  // name that the library gave it, frees it.
  if (!Followed && !O.Elsewhere)
    return std::nullopt;
  const std::string Missing =
      O.Elsewhere && !Followed
          ? "the statement was prepared in another transaction, perhaps on another server connection, and the library "
            "frees it with SQL DEALLOCATE"
          : "the pooler keeps prepared statements under names of its own, and the library frees this one with SQL "
            "DEALLOCATE under its own name";
  if (O.Postponed)
    return verdict(C, Feature::SqlDeallocate, quoted(O),
                   {Missing + " after COMMIT: that fails with 26000, so commit() reports an error for a transaction that "
                              "is stored, and a program that tries again stores it twice",
                    Missing + " after COMMIT, which may fail with 26000 for a transaction that is stored",
                    Missing + " after COMMIT: that fails with 26000, so commit() reports an error for a transaction that "
                              "is stored, and a program that tries again stores it twice"},
                   "Send what must be stored without prepared statements, or use a pooler that follows them in SQL; do "
                   "not repeat a transaction because commit() failed.");
  const std::string Lost = " inside a transaction: that fails with 26000 and aborts the transaction, so nothing of it is "
                           "stored, and COMMIT then answers ROLLBACK without an error";
  auto V = verdict(C, O.SqlLevel ? Feature::SqlPrepare : Feature::SqlDeallocate, quoted(O),
                   {Missing + Lost, Missing + Lost, Missing + Lost},
                   "Let the statement object live until the transaction has ended and free it before the next one "
                   "begins, or send the statement with its parameters in one call.");
  if (V && V->What != Consequence::Pins)
    V->What = Consequence::Breaks;
  return V;
}

} // namespace

std::optional<Verdict> preparedStatement(const leases::Observation &O, const Context &C) {
  const std::string Fix = "Send the statement with its parameters in one call (PQexecParams, exec_params), which "
                          "prepares nothing that outlives it.";
  switch (O.About) {
  case Subject::SqlPrepared:
    if (O.What == Clash::Outlives)
      return verdict(C, Feature::SqlPrepare, quoted(O) + when(O),
                     {"the statement stays on the server connection: a later EXECUTE may fail with 26000, or run "
                      "another client's statement of that name",
                      "the pooler drops it when the transaction ends, so a later EXECUTE fails with 26000",
                      "a later EXECUTE fails with 26000 (prepared statement does not exist)"},
                     Fix);
    if (O.Release && O.Name == "all")
      return verdict(C, Feature::SqlDeallocate, quoted(O) + when(O),
                     {"it frees all statements of whichever server connection it gets, also those that other clients "
                      "are about to execute",
                      "the statements are already gone",
                      "it frees all statements of whichever server connection it gets, also those that other clients "
                      "are about to execute, and none on the others"},
                     Fix);
    if (O.Release)
      return verdict(C, Feature::SqlDeallocate, quoted(O) + when(O),
                     {"it runs on whichever server connection it gets; where the statement is not there it fails with "
                      "26000 and aborts the transaction",
                      "the statement is already gone, so it fails with 26000 and aborts the transaction",
                      "it fails with 26000, which aborts the transaction it is in"},
                     Fix);
    return verdict(C, Feature::SqlPrepare, quoted(O) + when(O),
                   {"the statement was prepared in another transaction, perhaps on another server connection: it fails "
                    "with 26000, or runs another client's statement of that name",
                    "the pooler has dropped the statement since it was prepared, so it fails with 26000",
                    "it fails with 26000 (prepared statement does not exist)"},
                   Fix);
  case Subject::NamedPrepared:
    if (O.What == Clash::Expects) { // prepared before
      if (!follows(C))
        return std::nullopt; // the statement itself is the finding
      const std::string Again = "this program has prepared a statement of that name on this connection before, and the "
                                "pooler keeps it for as long as the program is connected: preparing it again fails";
      return verdict(C, Feature::DuplicatePrepare, quoted(O), {Again, Again, Again},
                     "Prepare a statement once for each connection, right after connecting.");
    }
    return verdict(C, Feature::NamedPrepare, quoted(O) + when(O),
                   {"the statement stays on one server connection: executing it later may fail with 26000, or run "
                    "another client's statement of that name",
                    "the pooler drops it when the transaction ends, so executing it later fails with 26000",
                    "executing it later may fail with 26000 (prepared statement does not exist), or run another "
                    "client's statement of that name; preparing it again fails with 42P05 (already exists)"},
                   Fix + " Or use a pooler that follows named statements (PgBouncer 1.21 with max_prepared_statements).");
  case Subject::ExecutedPrepared:
    if (O.SqlLevel) {
      if (!follows(C))
        return std::nullopt; // the server has it
      const std::string Unknown = "the statement was prepared with SQL PREPARE, and the pooler looks for it among those "
                                  "that were prepared by protocol: it finds none of that name and closes the connection";
      return verdict(C, Feature::SqlPrepare, quoted(O), {Unknown, Unknown, Unknown},
                     "Prepare and execute on the same level: PQprepare with PQexecPrepared, or PREPARE with EXECUTE.");
    }
    return verdict(C, Feature::NamedPrepare, quoted(O) + when(O),
                   {"nothing in this program prepares that statement; the server connection it runs on may know none of "
                    "that name, or another client's",
                    "nothing in this program prepares that statement, so it fails with 26000",
                    "nothing in this program prepares that statement, so it fails with 26000"},
                   Fix);
  case Subject::UnnamedPrepared:
    return verdict(C, Feature::UnnamedPrepare, quoted(O) + when(O),
                   {"preparing and executing are two round trips, between which another client may prepare its own "
                    "unnamed statement on the same server connection: that one is then executed",
                    "the unnamed statement is gone when it is executed", "executing it fails with 26000"},
                   Fix);
  case Subject::DeallocatedPrepared:
    if (O.Release)
      return llvm::StringRef(O.Spelling).starts_with("DEALLOCATE") ? freedBySql(O, C) : freed(O, C);
    return verdict(C, Feature::SqlDeallocate, quoted(O) + when(O),
                   {"the library sends SQL DEALLOCATE, which fails with 26000 on a server connection that does not know "
                    "the statement, and aborts the transaction it is in",
                    "the library sends SQL DEALLOCATE, which fails with 26000",
                    "the library sends SQL DEALLOCATE, which fails with 26000 and aborts the transaction it is in"},
                   Fix);
  default: return std::nullopt;
  }
}

} // namespace pooltidy::rules
