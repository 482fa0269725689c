//===- OutsideTransaction.cpp - Statements that need a transaction and have none ===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// PostgreSQL's own rules, the same behind every pooler and without one. Three kinds:
// refused with an error, a warning and no effect, and, worst, success and no effect.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

using leases::Subject;

std::optional<Verdict> outsideTransaction(const leases::Observation &O, const Context &) {
  if (O.What != leases::Clash::Alone)
    return std::nullopt;
  Verdict V;
  V.Fix = "Run it between BEGIN and COMMIT, together with the statements it is meant for.";
  V.What = Consequence::WrongResult;
  std::string Head = quoted(O) + " outside a transaction";
  switch (O.About) {
  case Subject::TransactionSetting:
    V.Message = O.SetConfig ? Head + " has no effect and raises no error: the value is gone when the statement ends"
                            : Head + " only raises a warning and has no effect";
    break;
  case Subject::TransactionLock:
    V.Message = Head + " succeeds, but the lock is released as soon as the statement ends, so it protects nothing";
    break;
  case Subject::RowLock:
    V.Message = Head + " succeeds, but the row locks are released as soon as the statement ends";
    break;
  case Subject::TemporaryObject:
    V.Message = Head + " succeeds, but the table is dropped as soon as the statement ends";
    break;
  case Subject::Snapshot:
    V.Message = Head + " succeeds, but the snapshot is gone as soon as the statement ends";
    break;
  case Subject::Cursor:
  case Subject::TableLock:
  case Subject::Savepoint:
    V.What = Consequence::Breaks;
    V.Message = Head + " is refused with 25P01 (no active transaction)";
    break;
  case Subject::LargeObject:
    V.What = Consequence::Breaks;
    V.Message = Head + " fails: a large object's descriptor is valid only in the transaction that opened it";
    break;
  default: return std::nullopt;
  }
  return V;
}

} // namespace pooltidy::rules
