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

std::optional<Summaries::Ending> Summaries::difference(const Summary &Seen, const State &Before,
                                                       const End &After) {
  Ending E;
  E.Throws = After.Throws;
  E.Guessed = After.S->Guessed;
  E.Lost = After.S->Lost;
  E.Inside = After.S->Inside;
  E.UsedElsewhere = After.S->UsedElsewhere;
  E.V = After.V;
  const uint32_t Old = Seen.Seen->places().size();
  llvm::DenseMap<CellId, uint32_t> New;
  bool Possible = true;
  std::vector<CellId> Work;
  auto Meet = [&](CellId C) {
    if (C == NoCell || Seen.At.count(C) || New.count(C) || !After.S->has(C))
      return;
    if (Before.has(C)) {
      Possible = false; // out of its reach, and yet it is pointed to
      return;
    }
    New[C] = Old + E.New.size();
    E.New.push_back(C);
    Work.push_back(C);
  };
  auto Take = [&](CellId C, uint32_t At) {
    Change Now;
    Now.Cell = At;
    Now.Before = Before.shareCell(C);
    Now.After = After.S->shareCell(C);
    const CellData Nothing;
    const CellData &Was = Now.Before ? *Now.Before : Nothing, &Is = *Now.After;
    if (!Is.V.same(Was.V))
      cellsOf(Is.V, Meet);
    for (auto Member : {&CellData::Link, &CellData::Parent, &CellData::Lender, &CellData::Taken})
      if (Is.*Member != Was.*Member)
        Meet(Is.*Member);
    for (const auto &Kid : Is.Kids)
      if (!llvm::is_contained(Was.Kids, Kid))
        Meet(Kid.second);
    Now.SessionBefore = Before.shareLease(C);
    Now.Session = After.S->shareLease(C);
    if (Now.Session) {
      // What the statement before gave may be out of reach.
      Lease L = *Now.Session;
      if (Now.SessionBefore && Now.SessionBefore->LastResult == L.LastResult)
        L.LastResult = NoCell;
      forCells(L, Meet);
    }
    E.Changes.push_back(std::move(Now));
  };
  for (CellId C : After.S->changedSince(Before)) {
    if (auto It = Seen.At.find(C); It != Seen.At.end())
      Take(C, It->second);
    else if (Before.has(C))
      return std::nullopt; // it changed what it cannot reach
    else if (After.S->findLease(C) && !After.S->cell(C).Dead)
      Meet(C); // a new connection matters even when nothing names it
  }
  cellsOf(E.V, Meet);
  std::vector<std::pair<facts::StringId, CellId>> Globals(After.S->Globals.begin(), After.S->Globals.end());
  llvm::sort(Globals);
  for (const auto &[Usr, C] : Globals)
    if (auto It = Before.Globals.find(Usr); It == Before.Globals.end() || It->second != C) {
      Meet(C);
      E.Globals.push_back({Usr, C});
    }
  for (size_t I = 0; I < Work.size() && Possible; ++I)
    Take(Work[I], Old + I);
  if (!Possible)
    return std::nullopt;
  return E;
}

void Summaries::remember(const facts::Function &F, const Input &In, const State &Before,
                         const Ends &Endings, std::vector<Observation> Reports, Way To) {
  Summary New;
  New.Seen = In.Seen;
  const std::vector<Footprint::Place> &Places = In.Seen->places();
  New.Blank.resize(Places.size());
  for (uint32_t I = 0; I < Places.size(); ++I) {
    New.At[Places[I].Cell] = I;
    if (Places[I].Blank)
      New.Blank[I] = Before.shareCell(Places[I].Cell);
  }
  New.Reports = std::move(Reports);
  New.To = std::move(To);
  for (const End &E : Endings) {
    auto D = difference(New, Before, E);
    if (!D)
      return;
    New.Endings.push_back(std::move(*D));
  }
  Known.try_emplace({&F, In.Key}, std::move(New));
}

/// Makes the changes of one ending to a state in which the same is seen.
class Summaries::Replay {
public:
  Replay(const Summary &Old, const Ending &E, const Footprint &Now, State &S, const Way &To, uint64_t Callers,
         uint32_t &Serial)
      : Old(Old), E(E), Now(Now), S(S), To(To), Callers(Callers), Serial(Serial) {}

  Value run() {
    // A variable that was met for the first time may be known here.
    for (const auto &[Usr, C] : E.Globals)
      if (auto It = S.Globals.find(Usr); It != S.Globals.end() && isNew(C))
        Mine[C] = It->second;
    for (const Change &C : E.Changes)
      findNew(C);
    for (const Change &C : E.Changes)
      make(C);
    for (const auto &[Usr, C] : E.Globals)
      S.Globals[Usr] = renamed(C);
    return renamed(E.V);
  }

private:
  const Summary &Old;
  const Ending &E;
  const Footprint &Now;
  State &S;
  const Way &To;
  const uint64_t Callers;
  uint32_t &Serial;
  llvm::DenseMap<CellId, CellId> Mine; ///< for the new cells of the ending

  uint32_t places() const { return Old.Seen->places().size(); }
  bool isNew(CellId C) const { return C != NoCell && !Old.At.count(C) && llvm::is_contained(E.New, C); }

  /// The cell of this state for place \p I of the remembered one. Where nothing was known
  /// of it, it may not have been made yet.
  CellId at(uint32_t I) {
    const Footprint::Place &Place = Old.Seen->places()[I];
    if (!Place.Blank)
      return Now.ranked(Place.Rank);
    const CellId From = at(Place.From);
    auto Make = [&](State::Met How, uint64_t Which) {
      CellId C = S.meet(Old.Blank[I]->Type, How, From, Which);
      S.edit(C).Symbolic = true;
      return C;
    };
    if (Place.How == Footprint::Way::Kid) {
      if (CellId Kid = S.findKid(From, Place.Key))
        return Kid;
      CellId Kid = Make(Place.Key >= elementKey(0) ? State::Met::Element : State::Met::Field, Place.Key);
      S.setKid(From, Place.Key, Kid);
      return Kid;
    }
    CellId Found = NoCell;
    uint32_t Which = 0;
    cellsOf(S.cell(From).V, [&](CellId C) {
      if (Which++ == Place.Key)
        Found = C;
    });
    if (!Found) {
      Found = Make(State::Met::Pointee, 0);
      S.edit(From).V = Value::ref(Found);
    }
    return Found;
  }

  CellId cellOf(const Change &C) { return C.Cell < places() ? at(C.Cell) : mine(E.New[C.Cell - places()]); }

  CellId mine(CellId New) {
    CellId &C = Mine[New];
    if (C == NoCell)
      C = S.meet(0, State::Met::Remembered, Callers, New);
    return C;
  }

  CellId renamed(CellId C) {
    if (C == NoCell)
      return NoCell;
    if (auto It = Old.At.find(C); It != Old.At.end())
      return at(It->second);
    // What was forgotten since then has no name any more.
    return isNew(C) ? mine(C) : NoCell;
  }
  Value renamed(Value V) {
    forCells(V, [this](CellId &C) { C = renamed(C); });
    return V;
  }

  /// New members and pointees of what was there may be there already here, or go by the
  /// number that they would have had.
  void findNew(const Change &C) {
    const CellId Here = cellOf(C);
    const CellData Nothing;
    const CellData &Was = C.Before ? *C.Before : Nothing, &Is = *C.After;
    for (const auto &[Key, Kid] : Is.Kids) {
      const bool Replaced = llvm::any_of(Was.Kids, [&, K = Key](const auto &Old) { return Old.first == K; });
      if (!isNew(Kid) || Mine.count(Kid) || Replaced)
        continue;
      CellId There = S.findKid(Here, Key);
      Mine[Kid] = There ? There
                        : S.meet(0, Key >= elementKey(0) ? State::Met::Element : State::Met::Field, Here, Key);
    }
    const CellId To = Is.V.K == Value::Ref ? Is.V.Cell : NoCell;
    if (!isNew(To) || Mine.count(To) || Was.V.K != Value::Unknown)
      return;
    const Change &There = E.Changes[E.Changes.size() - E.New.size() + (llvm::find(E.New, To) - E.New.begin())];
    if (!There.After->Symbolic)
      return;
    const Value &Held = S.cell(Here).V;
    Mine[To] = Held.K == Value::Ref ? Held.Cell : S.meet(0, State::Met::Pointee, Here);
  }

  void make(const Change &C) {
    const CellId Here = cellOf(C);
    const CellData Nothing, Own = S.cell(Here);
    const CellData &Was = C.Before ? *C.Before : Nothing;
    CellData Data = *C.After;
    const bool There = C.Before != nullptr;
    Data.V = There && C.After->V.same(Was.V) ? Own.V : renamed(Data.V);
    for (auto Member : {&CellData::Link, &CellData::Parent, &CellData::Lender, &CellData::Taken})
      Data.*Member = There && C.After.get()->*Member == Was.*Member ? Own.*Member : renamed(Data.*Member);
    for (auto Member : {&CellData::Made, &CellData::Asked})
      if (There && C.After.get()->*Member == Was.*Member)
        Data.*Member = Own.*Member;
    if (There && Data.Serial == Was.Serial) {
      Data.Serial = Own.Serial;
      Data.MadeIn = Own.MadeIn;
    } else if (Data.Serial) {
      Data.Serial = ++Serial;
      Data.MadeIn = llvm::hash_combine(Data.MadeIn, Callers);
    }
    Data.Kids = Own.Kids;
    for (const auto &[Key, Kid] : Was.Kids)
      if (!llvm::any_of(C.After->Kids, [&, K = Key](const auto &Now) { return Now.first == K; }))
        llvm::erase_if(Data.Kids, [&, K = Key](const auto &Now) { return Now.first == K; });
    S.put(Here, Data);
    for (const auto &Kid : C.After->Kids)
      if (!llvm::is_contained(Was.Kids, Kid))
        put(Here, Kid.first, renamed(Kid.second));
    if (C.Session) {
      Lease L = *C.Session;
      const Lease *Mine = S.findLease(Here);
      const bool SameResult = Mine && C.SessionBefore && C.SessionBefore->LastResult == L.LastResult;
      forCells(L, [this](CellId &C) { C = renamed(C); });
      if (SameResult) {
        L.LastResult = Mine->LastResult;
        L.BeforeLast = Mine->BeforeLast;
      }
      rebase(L, S.findLease(Here), Old.To, To);
      S.putLease(Here, L);
    }
  }

  void put(CellId Here, uint32_t Key, CellId Kid) {
    for (auto &[Known, Old] : S.edit(Here).Kids)
      if (Known == Key) {
        Old = Kid;
        return;
      }
    S.edit(Here).Kids.emplace_back(Key, Kid);
  }
};

std::optional<Summaries::Answer> Summaries::recall(const facts::Function &F, const Input &In, StatePtr &S,
                                                   const Way &To, uint64_t Callers, uint32_t &Serial) const {
  auto It = Known.find({&F, In.Key});
  if (It == Known.end())
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
    Now.S->Inside = E.Inside;
    Now.S->UsedElsewhere = E.UsedElsewhere;
    Now.V = Replay(Old, E, *In.Seen, *Now.S, To, Callers, Serial).run();
    Result.Endings.push_back(std::move(Now));
  }
  return Result;
}

} // namespace pooltidy::leases
