//===- Narrowing.h - When a narrower spelling would do ----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// State that outlives its transaction often need not: SET LOCAL would have done, or a
// lock of the transaction. Whether an edit may say so is decided here, from all ways on
// which the statement was seen to run:
//
//   1. it always runs in a transaction that is seen to be open;
//   2. something in that transaction is seen to need the state, so it was not made for
//      what comes later;
//   3. nothing that follows the transaction on the same connection can rely on it or
//      undoes it;
//   4. the words to change stand in a literal as they are, not in a macro's body, and
//      the edited text still means the same to the server's own parser.
//
// One way that breaks a rule is enough to refuse. A way breaks the third by a remark:
// an observation of kind Clash::Needed, which the rules never see.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_NARROWING_H
#define POOLTIDY_LEASES_NARROWING_H

#include "leases/Lease.h"
#include "leases/Sessions.h"

namespace pooltidy::leases {

/// Says in \p O, which \p E of \p S makes in \p L, whether an edit may narrow it as far as
/// can be told when it is made. \p Inside: a transaction is open, or the string is one.
void beginNarrowing(Observation &O, const sql::Statement &S, const sql::Effect &E, const Text &Sql,
                    const Lease &L, bool Inside, const Here &H);

/// Statement \p S ran in the same lease as the first \p Made of what is alive in \p L.
void useAlive(Lease &L, const sql::Statement &S, size_t Made);
/// Something unknown ran in \p L, or on it after a lease.
void useAll(Lease &L, const Here &H);

/// Lease \p L ends, and \p P outlives it.
void endNarrowing(Lease &L, Pending &P);

/// Statement \p S runs on \p L: reports what it may rely on of earlier leases.
void relyOnEarlier(Lease &L, const sql::Statement &S, const Here &H);
/// \p P is undone in its own lease, by words that a narrower spelling would leave behind.
void undone(const Pending &P, const Here &H);

/// \p From is another way on which \p To happens.
void joinNarrowing(Observation &To, const Observation &From);

/// Takes the remarks out of \p All and from the others what these, or things not seen,
/// forbid. Returns the places that the remarks were about. \p Whole: no function has
/// callers that were not seen. \p Cut: not every function was run to its end.
std::set<facts::Location> settleNarrowing(std::vector<Observation> &All, bool Whole, bool Cut);

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_NARROWING_H
