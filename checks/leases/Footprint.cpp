//===- Footprint.cpp - What a call can see of the state -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Footprint.h"
#include "leases/Mixer.h"

#include "llvm/Support/xxhash.h"

namespace pooltidy::leases {
namespace {

/// Nothing but that it is some value from outside.
bool saysNothing(const Value &V) {
  return V.K == Value::Unknown && !V.Cores && !V.Usual && !V.Nonzero && !V.Symbol && !V.Items;
}

/// Whether \p D, apart from its value and its members, is as new.
bool isUntouched(const CellData &D) {
  // What was stored in it matters, but not that something of which nothing is known was.
  const bool Outside = D.Symbolic || D.Kids.empty();
  return Outside && !D.Zeroed && D.Count == -1 && !D.Link && !D.Class && !D.KeepsTransaction &&
         !D.KeepsSavepoint && !D.Owner && !D.Shared && !D.AtEnd && !D.Foreign && D.Holds == CellData::NoStatement &&
         !D.SqlLevel && !D.Cached && !D.Limited && !D.Prepared.valid() && !D.Dead && !D.File && !D.Serial &&
         !D.Lender && !D.Taken && !D.Holder;
}

/// Whether nothing has happened on a connection that is still of interest.
bool isAsNew(const Lease &L) {
  return hashShape(L) == hashShape(Lease()) && !L.Pooled && !L.OneTransaction && !L.Leads && !L.Pool &&
         L.Asked.empty() && !L.Reported.valid();
}

/// The kids that a callee may look at, in an order that does not depend on who met which first.
std::vector<std::pair<uint32_t, CellId>> kidsOf(const CellData &D, llvm::function_ref<bool(uint32_t)> Looks) {
  std::vector<std::pair<uint32_t, CellId>> Kids;
  for (const auto &[Key, Kid] : D.Kids)
    if (Key >= elementKey(0) || Looks(Key))
      Kids.emplace_back(Key, Kid);
  llvm::sort(Kids);
  return Kids;
}

} // namespace

const Lease *Footprint::sessionOf(CellId C, const State &S) const {
  const Lease *L = Wanted.Sessions ? S.findLease(C) : nullptr;
  const CellData &D = S.cell(C);
  return L && D.Symbolic && !D.Serial && isAsNew(*L) ? nullptr : L;
}

Footprint::Footprint(const State &S, llvm::ArrayRef<const Value *> Roots, llvm::ArrayRef<facts::StringId> Variables,
                     llvm::function_ref<bool(facts::StringId)> Looks, Counts Which)
    : Wanted(Which) {
  llvm::DenseMap<CellId, uint32_t> At;
  std::vector<uint32_t> Ways; // that lead to each
  auto Reach = [&](CellId C, uint32_t From, Way How, uint32_t Key) {
    if (C == NoCell || !S.has(C))
      return;
    auto [It, New] = At.try_emplace(C, Places.size());
    if (New) {
      Places.push_back({C, From, How, Key});
      Ways.push_back(1);
    } else if (How != Way::Parent) {
      ++Ways[It->second];
    }
  };
  uint32_t Count = 0;
  for (const Value *V : Roots)
    cellsOf(*V, [&](CellId C) { Reach(C, 0, Way::Argument, Count++); });
  for (facts::StringId Usr : Variables)
    Reach(S.Globals.lookup(Usr), 0, Way::Variable, Usr);
  // A session matters even when nothing names its connection, as long as it lives.
  for (CellId C : S.connections())
    if (!S.cell(C).Dead && sessionOf(C, S))
      Reach(C, 0, Way::Session, 0);
  for (uint32_t I = 0; I < Places.size(); ++I) {
    const CellId C = Places[I].Cell;
    const CellData &D = S.cell(C);
    Owners |= D.Owner;
    uint32_t Which = 0;
    cellsOf(D.V, [&](CellId To) { Reach(To, I, Way::Value, Which++); });
    Reach(D.Link, I, Way::Link, 0);
    for (const auto &[Key, Kid] : kidsOf(D, Looks))
      Reach(Kid, I, Way::Kid, Key);
    Reach(D.Parent, I, Way::Parent, 0);
    Reach(D.Lender, I, Way::Lender, 0);
    Reach(D.Taken, I, Way::Taken, 0);
    if (const Lease *L = sessionOf(C, S))
      Reach(L->Pool, I, Way::Pool, 0);
  }
  findBlank(S, At, Ways);
  hash(S, Roots, Variables, Looks, At);
}

/// Whether the value of a number or a pointer is not looked at.
bool Footprint::leavesOut(const Place &Here, const State &S) const {
  const CellData &D = S.cell(Here.Cell);
  if (!Wanted.Coarse || (Here.How != Way::Kid && Here.How != Way::Value) || !D.Kids.empty() || D.Count != -1)
    return false;
  if (Here.How == Way::Kid && !S.cell(Places[Here.From].Cell).Symbolic)
    return false;
  // Who finds no connection opens one, on which nothing of what is open now is.
  if (D.V.K == Value::Ref && S.findLease(D.V.Cell))
    return false;
  return D.V.K == Value::Int ? !D.V.Usual : D.V.Nonzero && (D.V.K == Value::Unknown || D.V.K == Value::Ref);
}

void Footprint::findBlank(const State &S, const llvm::DenseMap<CellId, uint32_t> &At,
                          llvm::ArrayRef<uint32_t> Ways) {
  // A blank cell is reached in one way only, so all that it leads to comes after it.
  for (size_t I = Places.size(); I-- > 0;) {
    Place &Here = Places[I];
    const CellData &D = S.cell(Here.Cell);
    Here.Blank = Ways[I] == 1 && (Here.How == Way::Kid || Here.How == Way::Value) && isUntouched(D) &&
                 !sessionOf(Here.Cell, S) && (Here.How == Way::Value || S.cell(Places[Here.From].Cell).Symbolic) &&
                 (saysNothing(D.V) || (leavesOut(Here, S) && D.V.K != Value::Ref) ||
                  (D.V.K == Value::Ref && !D.V.Number && (!D.V.Nonzero || leavesOut(Here, S)) && At.count(D.V.Cell) &&
                                       Places[At.lookup(D.V.Cell)].Blank)) &&
                 llvm::all_of(D.Kids, [&](const auto &Kid) {
                   auto It = At.find(Kid.second);
                   return It == At.end() || Places[It->second].Blank;
                 });
  }
  for (uint32_t I = 0; I < Places.size(); ++I) {
    if (leavesOut(Places[I], S))
      LeftOut.push_back(Places[I].Cell);
    if (!Places[I].Blank) {
      Places[I].Rank = Ranked.size();
      Ranked.push_back(I);
    }
  }
}

void Footprint::hash(const State &S, llvm::ArrayRef<const Value *> Roots, llvm::ArrayRef<facts::StringId> Variables,
                     llvm::function_ref<bool(facts::StringId)> Looks, const llvm::DenseMap<CellId, uint32_t> &At) {
  Mixer M;
  auto Blank = [&](CellId C) {
    auto It = At.find(C);
    return It != At.end() && Places[It->second].Blank;
  };
  auto AddCell = [&](CellId C) {
    auto It = At.find(C);
    M.add(It == At.end() ? 0 : Places[It->second].Blank ? 1 : Places[It->second].Rank + 2);
  };
  auto AddPlace = [&](facts::Location W) {
    M.add(static_cast<uint64_t>(W.File) << 40 ^ static_cast<uint64_t>(W.Line) << 16 ^ W.Column);
  };
  auto AddValue = [&](const Value &V, auto &Self) -> void {
    M.add(static_cast<uint64_t>(V.K) << 40 |
          static_cast<uint64_t>(V.Cores | V.Usual << 1 | V.Nonzero << 2) << 32 | V.Symbol);
    AddCell(V.Cell);
    if (V.K == Value::Int || V.K == Value::Ref || V.Usual)
      M.add(static_cast<uint64_t>(V.Number));
    if (Wanted.Texts && (V.K == Value::Int || V.Usual || V.Cores))
      AddPlace(V.Where); // a finding may point at it
    if (V.Known && Wanted.Texts)
      M.add(V.Known->originHash());
    if (V.Items) {
      M.add(V.Items->size());
      for (const Value &I : *V.Items)
        Self(I, Self);
    }
  };
  M.add(S.Guessed | S.Lost << 1 | S.Inside << 2 | S.UsedElsewhere << 3);
  for (const Value *V : Roots)
    AddValue(*V, AddValue);
  for (facts::StringId Usr : Variables) {
    M.add(Usr);
    AddCell(S.Globals.lookup(Usr));
  }
  for (uint32_t I : Ranked) {
    const CellData &D = S.cell(Places[I].Cell);
    const bool Out = leavesOut(Places[I], S);
    Value V = D.V;
    if (Out)
      V.Nonzero = false;
    if (V.K == Value::Ref && Blank(V.Cell) && !V.Number && !V.Nonzero)
      V = Value(); // as if nobody had looked where it points
    AddValue(Out && V.K != Value::Ref ? Value() : V, AddValue);
    M.add(D.Type);
    M.add(static_cast<uint64_t>(D.Count) ^ static_cast<uint64_t>(D.Position) << 32);
    AddCell(D.Link);
    AddCell(D.Parent);
    const bool Outside = D.Symbolic || (Out && V.K != Value::Ref) || (saysNothing(D.V) && D.Kids.empty());
    M.add(D.Zeroed | Outside << 1 | D.KeepsTransaction << 2 | D.Foreign << 3 | D.SqlLevel << 4 | D.Dead << 5 |
          D.File << 6 | static_cast<uint64_t>(D.AtEnd) << 8 | static_cast<uint64_t>(D.Holds) << 16);
    M.add(static_cast<uint64_t>(D.Class) ^
          static_cast<uint64_t>(D.Limited | D.KeepsSavepoint << 1 | D.Cached << 2 | D.Shared << 3) << 40);
    AddPlace(D.Prepared);
    AddCell(D.Lender);
    AddCell(D.Taken);
    M.add(static_cast<uint64_t>(D.Serial != 0) | static_cast<uint64_t>(D.Holder) << 1);
    for (const auto &[Key, Kid] : kidsOf(D, Looks))
      if (!Blank(Kid)) {
        M.add(Key);
        AddCell(Kid);
      }
    if (const Lease *L = sessionOf(Places[I].Cell, S)) {
      AddPlace(D.Made);
      M.add(hashLease(*L));
      M.add(L->Pooled << 1 | L->OneTransaction << 2);
      M.add(L->Leads ? L->Leads->hash() : 0);
      M.add(static_cast<uint64_t>(L->Thread) << 32);
      AddCell(L->Pool);
      AddPlace(L->Reported);
      for (const auto &[Keyword, Given] : L->Asked)
        M.add(llvm::xxh3_64bits(Keyword) ^ Given.originHash());
      AddPlace(L->Begun);
      // Its outcome matters to who can still ask for it.
      AddCell(L->LastResult);
      if (At.count(L->LastResult) && L->BeforeLast)
        M.add(hashLease(*L->BeforeLast));
    } else if (D.Serial) {
      AddPlace(D.Made);
    }
  }
  Key = M.H;
}

} // namespace pooltidy::leases
