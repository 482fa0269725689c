//===- Narrowing.cpp - When a narrower spelling would do ------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Narrowing.h"

#include "sql/Narrow.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pooltidy::leases {
namespace {

using sql::Effect;
using sql::EffectKind;

bool isSetting(Subject S) {
  return S == Subject::Setting || S == Subject::Role || S == Subject::SessionAuthorization;
}

/// Statements that only say how a session or a transaction is to be, and use nothing.
bool prepares(const sql::Statement &S) {
  if (S.How == sql::Understanding::Opaque)
    return false;
  for (const char *Word : {"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT",
                           "RELEASE", "SET"})
    if (S.Keyword == Word)
      return true;
  return !S.Effects.empty() && llvm::all_of(S.Effects, [](const Effect &E) {
    switch (E.Kind) {
    case EffectKind::Set:
    case EffectKind::SetLocal:
    case EffectKind::SetTransaction:
    case EffectKind::Lock:
    case EffectKind::TransactionLock:
      return true;
    default:
      return false;
    }
  });
}

bool names(const Effect &E, const std::string &Name) {
  return E.Name == Name || !E.NameKnown || E.Name == "all";
}

/// Whether \p S needs what \p About and \p Name say to be there.
bool needs(const sql::Statement &S, Subject About, const std::string &Name) {
  if (S.How == sql::Understanding::Opaque)
    return true;
  auto Any = [&](std::initializer_list<EffectKind> Kinds) {
    return llvm::any_of(S.Effects, [&](const Effect &E) {
      return llvm::is_contained(Kinds, E.Kind) && names(E, Name);
    });
  };
  switch (About) {
  case Subject::TemporaryObject:
    // From tokens alone it is not known which words are tables.
    return S.How != sql::Understanding::Parsed ||
           Any({EffectKind::UseRelation, EffectKind::DropRelation});
  case Subject::Cursor:
    return Any({EffectKind::FetchCursor, EffectKind::CloseCursor});
  default:
    return !prepares(S);
  }
}

/// Whether \p S makes the same state anew.
bool makesAgain(const sql::Statement &S, Subject About, const std::string &Name) {
  return llvm::any_of(S.Effects, [&](const Effect &E) {
    if (E.Name != Name)
      return false;
    switch (E.Kind) {
    case EffectKind::Set:
    case EffectKind::SetLocal:
      return isSetting(About);
    case EffectKind::Lock:
    case EffectKind::TransactionLock:
      return About == Subject::AdvisoryLock;
    case EffectKind::CreateTemp:
      return About == Subject::TemporaryObject;
    case EffectKind::DeclareCursor:
      return About == Subject::Cursor;
    default:
      return false;
    }
  });
}

void remark(Subject About, facts::Location Where, const Here &H) {
  Observation O;
  O.What = Clash::Needed;
  O.About = About;
  O.Where = Where;
  O.Sure = Certainty::Possible;
  if (H.Report)
    H.Report(std::move(O));
}

/// How many of the calls that lead here had been made when the transaction began.
size_t callsShared(const std::vector<PathStep> &Here, const std::vector<PathStep> &Begun) {
  size_t N = 0;
  while (N < Here.size() && N < Begun.size() && Here[N] == Begun[N])
    ++N;
  return N;
}

} // namespace

void beginNarrowing(Observation &O, const sql::Statement &S, const Effect &E, const Text &Sql,
                    const Lease &L, bool Inside, const Here &H) {
  if (!sql::mayNarrow(E.Kind))
    return;
  if (!Inside) {
    O.Against = Obstacle::Outside;
    return;
  }
  O.Against = Obstacle::Text;
  std::optional<sql::TextEdit> T = sql::narrowed(Sql.sql(), S, E);
  if (!T || !Sql.verbatim(T->Offset, T->Length))
    return;
  O.Against = Obstacle::None;
  O.Narrow = Edit{Sql.place(T->Offset), Sql.bytes().substr(T->Offset, T->Length).str(), T->Text};
  O.Exposed = L.Tx == Transaction::Open && H.Open > callsShared(H.Path, L.BegunBy);
}

void useAlive(Lease &L, const sql::Statement &S, size_t Made) {
  for (size_t I = 0; I < std::min(Made, L.Alive.size()); ++I) {
    Pending &P = L.Alive[I];
    P.Used |= P.Seen.Narrow && needs(S, P.Seen.About, P.Seen.Name);
  }
}

void useAll(Lease &L, const Here &H) {
  for (Pending &P : L.Alive)
    P.Used |= isSetting(P.Seen.About) || P.Seen.About == Subject::AdvisoryLock;
  for (const auto &[Key, Where] : L.Narrowed)
    remark(Key.first, Where, H);
  L.Narrowed.clear();
}

void endNarrowing(Lease &L, Pending &P) {
  if (!P.Seen.Narrow)
    return;
  if (!P.Used) {
    P.Seen.Narrow.reset();
    P.Seen.Against = Obstacle::Unused;
    return;
  }
  L.Narrowed[{P.Seen.About, P.Seen.Name}] = P.Seen.Where;
}

void relyOnEarlier(Lease &L, const sql::Statement &S, const Here &H) {
  for (auto It = L.Narrowed.begin(); It != L.Narrowed.end();) {
    const auto &[About, Name] = It->first;
    bool Needed = needs(S, About, Name);
    if (Needed)
      remark(About, It->second, H);
    // What it was is settled, one way or the other.
    It = Needed || makesAgain(S, About, Name) ? L.Narrowed.erase(It) : std::next(It);
  }
}

void undone(const Pending &P, const Here &H) {
  // DROP and CLOSE do as well on what ends with the transaction.
  if (P.Seen.Narrow && (isSetting(P.Seen.About) || P.Seen.About == Subject::AdvisoryLock))
    remark(P.Seen.About, P.Seen.Where, H);
}

void joinNarrowing(Observation &To, const Observation &From) {
  To.Exposed |= From.Exposed;
  if (From.Narrow && To.Narrow && *From.Narrow == *To.Narrow)
    return;
  // A way on which nothing came of it does not speak against another on which it did.
  if (To.Narrow && !From.Narrow && From.Against == Obstacle::Unused)
    return;
  if (From.Narrow && !To.Narrow && To.Against == Obstacle::Unused) {
    To.Narrow = From.Narrow;
    To.Against = Obstacle::None;
    return;
  }
  if (To.Narrow && From.Narrow)
    To.Against = Obstacle::Text;
  To.Against = std::max(To.Against, From.Against);
  To.Narrow.reset();
}

std::set<facts::Location> settleNarrowing(std::vector<Observation> &All, bool Whole, bool Cut) {
  std::set<facts::Location> Needed;
  for (const Observation &O : All)
    if (O.What == Clash::Needed)
      Needed.insert(O.Where);
  llvm::erase_if(All, [](const Observation &O) { return O.What == Clash::Needed; });
  for (Observation &O : All) {
    if (!O.Narrow)
      continue;
    if (Needed.count(O.Where))
      O.Against = Obstacle::Later;
    else if (Cut || (O.Exposed && !Whole) || O.Sure != Certainty::Certain)
      O.Against = Obstacle::Unseen;
    else
      continue;
    O.Narrow.reset();
  }
  return Needed;
}

} // namespace pooltidy::leases
