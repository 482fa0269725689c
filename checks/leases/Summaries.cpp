//===- Summaries.cpp - What calls did that were given the same ------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Summaries.h"

namespace pooltidy::leases {
namespace {

/// Calls \p Visit for every cell that \p V names.
template <class Fn> void forCells(Value &V, Fn Visit) {
  Visit(V.Cell);
  if (V.Items) {
    auto Items = std::make_shared<std::vector<Value>>(*V.Items);
    for (Value &I : *Items)
      forCells(I, Visit);
    V.Items = std::move(Items);
  }
}

template <class Fn> void forCells(CellData &D, Fn Visit) {
  forCells(D.V, Visit);
  Visit(D.Parent);
  Visit(D.Link);
  Visit(D.Lender);
  Visit(D.Taken);
  for (auto &[Key, Kid] : D.Kids)
    Visit(Kid);
}

template <class Fn> void forCells(Lease &L, Fn Visit) {
  Visit(L.LastResult);
  Visit(L.Pool);
  if (L.BeforeLast) {
    L.BeforeLast = llvm::makeIntrusiveRefCnt<Lease>(*L.BeforeLast);
    forCells(*L.BeforeLast, Visit);
  }
}

/// \p Path with the way \p To in place of \p From, wherever that stands: it leads to the
/// statement, and to the beginning and the end of the transaction where they are further in.
std::vector<PathStep> rebased(const std::vector<PathStep> &Path, const Summaries::Way &From,
                              const Summaries::Way &To) {
  std::vector<PathStep> New;
  auto At = Path.begin();
  if (From.empty())
    New = To;
  while (!From.empty()) {
    auto Next = std::search(At, Path.end(), From.begin(), From.end());
    New.insert(New.end(), At, Next);
    At = Next;
    if (At == Path.end())
      break;
    New.insert(New.end(), To.begin(), To.end());
    At += From.size();
  }
  New.insert(New.end(), At, Path.end());
  return New;
}

void rebase(Observation &O, const Summaries::Way &From, const Summaries::Way &To) {
  if (From == To)
    return;
  std::set<std::vector<PathStep>> Paths;
  for (const std::vector<PathStep> &Path : O.Paths)
    Paths.insert(rebased(Path, From, To));
  O.Paths = std::move(Paths);
}

void rebase(Lease &L, const Lease *Now, const Summaries::Way &From, const Summaries::Way &To) {
  // A transaction that was open before the call was begun on this caller's way.
  if (L.Begun.valid())
    L.BegunBy = Now && Now->Begun == L.Begun ? Now->BegunBy : rebased(L.BegunBy, From, To);
  for (Pending &P : L.Alive) {
    // What was alive before the call came about on this caller's way.
    const Pending *Old = nullptr;
    if (Now)
      for (const Pending &Candidate : Now->Alive)
        if (Candidate.Seen.key() == P.Seen.key())
          Old = &Candidate;
    if (Old)
      P.Seen.Paths = Old->Seen.Paths;
    else
      rebase(P.Seen, From, To);
    for (Observation &Use : P.Uses)
      rebase(Use, From, To);
  }
}

} // namespace

std::optional<Summaries::Ending> Summaries::difference(const std::vector<CellId> &Cells,
                                                       const State &Before, const End &After) {
  Ending E;
  E.Throws = After.Throws;
  E.Guessed = After.S->Guessed;
  E.Lost = After.S->Lost;
  E.V = After.V;
  llvm::DenseMap<CellId, uint32_t> Position;
  for (size_t I = 0; I < Cells.size(); ++I)
    Position[Cells[I]] = I;
  bool Possible = true;
  std::vector<CellId> Work;
  auto Meet = [&](CellId C) {
    if (C == NoCell || Position.count(C) || !After.S->has(C))
      return;
    if (Before.has(C)) {
      Possible = false; // out of its reach, and yet it is pointed to
      return;
    }
    Position[C] = Cells.size() + E.New.size();
    E.New.push_back(C);
    Work.push_back(C);
  };
  auto Take = [&](CellId C, uint32_t At) {
    Change Now;
    Now.Cell = At;
    Now.Data = llvm::makeIntrusiveRefCnt<CellData>(After.S->cell(C));
    Now.Session = After.S->shareLease(C);
    forCells(*Now.Data, Meet);
    if (Now.Session) {
      Now.Session = llvm::makeIntrusiveRefCnt<Lease>(*Now.Session);
      forCells(*Now.Session, Meet);
    }
    E.Changes.push_back(std::move(Now));
  };
  for (CellId C : After.S->changedSince(Before)) {
    if (auto It = Position.find(C); It != Position.end() && It->second < Cells.size())
      Take(C, It->second);
    else if (Before.has(C))
      return std::nullopt; // it changed what it cannot reach
    else if (After.S->findLease(C) && !After.S->cell(C).Dead)
      Meet(C); // a new connection matters even when nothing names it
  }
  Value V = E.V;
  forCells(V, Meet);
  std::vector<std::pair<facts::StringId, CellId>> Globals(After.S->Globals.begin(),
                                                          After.S->Globals.end());
  llvm::sort(Globals);
  for (const auto &[Usr, C] : Globals)
    if (auto It = Before.Globals.find(Usr); It == Before.Globals.end() || It->second != C) {
      Meet(C);
      E.Globals.push_back({Usr, C});
    }
  for (size_t I = 0; I < Work.size() && Possible; ++I)
    Take(Work[I], Position[Work[I]]);
  if (!Possible)
    return std::nullopt;
  return E;
}

void Summaries::remember(const facts::Function &F, const Input &In, const State &Before,
                         const Ends &Endings, std::vector<Observation> Reports, Way To) {
  Summary New;
  New.Cells = In.Cells;
  New.Reports = std::move(Reports);
  New.To = std::move(To);
  for (const End &E : Endings) {
    auto D = difference(In.Cells, Before, E);
    if (!D)
      return;
    New.Endings.push_back(std::move(*D));
  }
  Known.try_emplace({&F, In.Key}, std::move(New));
}

std::optional<Summaries::Answer> Summaries::recall(const facts::Function &F, const Input &In,
                                                   StatePtr &S, const Way &To) const {
  auto It = Known.find({&F, In.Key});
  if (It == Known.end() || It->second.Cells.size() != In.Cells.size())
    return std::nullopt;
  const Summary &Old = It->second;
  Answer Result;
  for (const Observation &O : Old.Reports) {
    Result.Reports.push_back(O);
    rebase(Result.Reports.back(), Old.To, To);
  }
  for (size_t I = 0; I < Old.Endings.size(); ++I) {
    const Ending &E = Old.Endings[I];
    End Now;
    Now.S = I + 1 < Old.Endings.size() ? S->clone() : std::move(S);
    Now.Throws = E.Throws;
    Now.S->Guessed = E.Guessed;
    Now.S->Lost = E.Lost;
    llvm::DenseMap<CellId, CellId> Mine;
    for (size_t K = 0; K < In.Cells.size(); ++K)
      Mine[Old.Cells[K]] = In.Cells[K];
    for (CellId C : E.New)
      Mine[C] = Now.S->create(0);
    auto Rename = [&](CellId &C) {
      // What was forgotten since then has no name any more.
      auto Found = Mine.find(C);
      C = Found == Mine.end() ? NoCell : Found->second;
    };
    for (const Change &Each : E.Changes) {
      const CellId C = Each.Cell < In.Cells.size() ? In.Cells[Each.Cell]
                                                   : Mine[E.New[Each.Cell - In.Cells.size()]];
      CellData Data = *Each.Data;
      forCells(Data, Rename);
      Now.S->put(C, Data);
      if (Each.Session) {
        Lease L = *Each.Session;
        forCells(L, Rename);
        rebase(L, Now.S->findLease(C), Old.To, To);
        Now.S->putLease(C, L);
      }
    }
    for (const auto &[Usr, C] : E.Globals) {
      CellId Cell = C;
      Rename(Cell);
      Now.S->Globals[Usr] = Cell;
    }
    Now.V = E.V;
    forCells(Now.V, Rename);
    Result.Endings.push_back(std::move(Now));
  }
  return Result;
}

} // namespace pooltidy::leases
