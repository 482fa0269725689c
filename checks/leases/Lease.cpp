//===- Lease.cpp - One connection's transaction and session state ---------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Lease.h"

namespace pooltidy::leases {

llvm::hash_code hashOutline(const Lease &L) {
  const Transaction Tx = L.Tx == Transaction::AssumedNone ? Transaction::None : L.Tx;
  llvm::hash_code H = llvm::hash_combine(Tx, L.Aborted, L.Muted, L.Pipeline);
  H = llvm::hash_combine(H, L.Foreign, L.Manual, L.BeginNext, L.PlainPrepare, L.Origin, L.Busy);
  std::set<Subject> Kinds;
  for (const Pending &P : L.Alive)
    Kinds.insert(P.Seen.About);
  for (Subject Kind : Kinds)
    H = llvm::hash_combine(H, Kind);
  return llvm::hash_combine(H, llvm::hash_combine_range(L.Savepoints.begin(), L.Savepoints.end()));
}

llvm::hash_code hashShape(const Lease &L) {
  llvm::hash_code H = llvm::hash_combine(hashOutline(L), L.Alive.size());
  for (const Pending &P : L.Alive)
    H = llvm::hash_combine(H, P.Seen.About, P.Seen.Where.Line, P.Seen.Where.Column, P.Seen.Name,
                           P.Try, P.Uses.size(), P.Depth);
  for (const auto *Set : {&L.OpenCursors, &L.EndedCursors, &L.HeldCursors, &L.Prepared}) {
    H = llvm::hash_combine(H, Set->size());
    for (const std::string &S : *Set)
      H = llvm::hash_combine(H, S);
  }
  for (const auto &[Key, Where] : L.Narrowed)
    H = llvm::hash_combine(H, Key.first, Key.second, Where.Line, Where.Column);
  return H;
}

llvm::hash_code hashLease(const Lease &L) {
  llvm::hash_code H =
      llvm::hash_combine(hashShape(L), L.Tx, L.SequenceDrawn, L.Opaque, L.Judged, L.Told);
  for (const auto &[Name, Where] : L.Named)
    H = llvm::hash_combine(H, Name, Where.Line, Where.Column);
  return H;
}

} // namespace pooltidy::leases
