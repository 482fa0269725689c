//===- Lease.h - One connection's transaction and session state -*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Under transaction pooling a client holds a server connection from the start of
// a transaction to its end. This is the record of one such stretch: whether a
// transaction is open, and what session state was made in it and is still alive.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_LEASE_H
#define POOLTIDY_LEASES_LEASE_H

#include "leases/Database.h"
#include "leases/Observation.h"
#include "leases/Text.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace pooltidy::leases {

enum class Transaction : uint8_t {
  AssumedNone, ///< nobody is seen to begin one; callers might
  None,        ///< autocommit, seen
  Open,        ///< begun here
  AssumedOpen, ///< the function was handed a transaction
};

/// Session state that is alive and was made in the current lease.
struct Pending {
  Observation Seen;     ///< what to report when it outlives the lease
  bool NameKnown = true;
  bool Try = false;     ///< a lock that may not have been granted
  bool Transactional = true; ///< ROLLBACK undoes it
  bool Shared = false;  ///< a lock that others may hold, too
  bool Used = false;    ///< something after it in the same lease needs it; see Narrowing.h
  uint32_t Depth = 0;   ///< savepoints that were open when it was made
  std::vector<Observation> Uses; ///< EXECUTE of a statement that is never deallocated
};

struct Lease : llvm::RefCountedBase<Lease> {
  Transaction Tx = Transaction::AssumedNone;
  bool Aborted = false;       ///< a statement failed: COMMIT will roll back
  bool Muted = false;         ///< BEGIN failed: what follows is an error path of no interest
  bool Pipeline = false;      ///< statements up to the next sync are one transaction
  bool SequenceDrawn = false; ///< nextval or an INSERT ran in this lease
  bool Opaque = false;        ///< something ran in this lease that could not be read
  bool Foreign = false;       ///< not PostgreSQL: nothing on it is of interest
  bool Judged = false;        ///< which database it leads to has been seen
  bool Told = false;          ///< and that it is PostgreSQL is said by a constant
  bool Manual = false;        ///< a statement outside a transaction begins one
  bool BeginNext = false;     ///< the next statement does
  bool PlainPrepare = false;  ///< preparing sends nothing
  std::string Busy;           ///< what keeps the server connection even without a transaction: "while ..."
  bool Pooled = false;        ///< taken out of a pool, whose size has been looked at
  std::vector<std::pair<std::string, Text>> Asked; ///< parameters said before connecting; without a
                              ///< keyword, a connection string
  std::string Origin;         ///< see Observation::Origin
  std::shared_ptr<const Database> Leads; ///< to which database; null where nothing is known
  bool OneTransaction = false;           ///< taken out of it for one transaction
  uint32_t Pool = 0;                     ///< cell of the pool it was taken out of
  facts::Location Begun;
  uint32_t BegunSerial = 0; ///< connections opened before the transaction have no larger one
  uint32_t BegunStep = 0;   ///< of the interpreter
  uint32_t Thread = 0;      ///< which thread began it
  facts::Location Reported; ///< the other transaction in which it is known to be needed
  std::vector<PathStep> BegunBy; ///< the calls that led there, outermost first
  /// Where session state of earlier leases was made, for explanations alone.
  std::map<std::pair<Subject, std::string>, facts::Location> MadeAt;
  /// State of ended leases that an edit might narrow, and where it was made.
  std::map<std::pair<Subject, std::string>, facts::Location> Narrowed;
  std::vector<Pending> Alive;
  std::vector<std::string> Savepoints; ///< that are open, outermost first
  std::set<std::string> OpenCursors;  ///< without hold, declared in this transaction
  std::set<std::string> EndedCursors; ///< declared in an earlier one
  std::set<std::string> HeldCursors;  ///< WITH HOLD, from an earlier one
  std::set<std::string> Prepared;     ///< unnamed or named protocol statements of this lease
  std::map<std::string, facts::Location> Named; ///< protocol statements that the session surely
                                      ///< has, and where they were prepared
  uint32_t LastResult = 0;            ///< cell of the result of the last statement
  llvm::IntrusiveRefCntPtr<Lease> BeforeLast; ///< the lease as it was before it

  /// The lease of the same connection after it has logged in (again).
  Lease renewed() const {
    Lease New;
    New.Tx = Transaction::None;
    New.Foreign = Foreign;
    New.Judged = Judged;
    New.Told = Told;
    New.Manual = Manual;
    New.PlainPrepare = PlainPrepare;
    New.Pooled = Pooled;
    New.Origin = Origin;
    New.Asked = Asked;
    New.Leads = Leads;
    New.Pool = Pool;
    New.MadeAt = MadeAt;
    return New;
  }

  /// Whether BEGIN failed, or a statement of the transaction that it began.
  bool lost() const { return Muted || (Aborted && inTransaction()); }
  bool inTransaction() const { return Tx == Transaction::Open || Tx == Transaction::AssumedOpen; }
};

/// What must stay apart of a lease where paths join. What else may have happened in it is
/// joined with them.
llvm::hash_code hashShape(const Lease &L);
/// What must stay apart where very many paths join: not which session state is alive, but of
/// what kinds.
llvm::hash_code hashOutline(const Lease &L);
/// Equal for leases in which nothing that matters differs.
llvm::hash_code hashLease(const Lease &L);

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_LEASE_H
