//===- State.cpp - What is known at one point of one path -----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/State.h"

#include "leases/Mixer.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/StringExtras.h"

#include <atomic>

namespace pooltidy::leases {
namespace {

/// Cells keep their number in every clone, so numbers are unique in a thread.
CellId nextCell() {
  static thread_local CellId Next = NoCell;
  return ++Next;
}

template <class T> T &own(llvm::IntrusiveRefCntPtr<T> &P) {
  if (P->UseCount() > 1)
    P = llvm::makeIntrusiveRefCnt<T>(*P);
  return *P;
}

} // namespace

bool Value::same(const Value &O) const {
  if (K != O.K || Cores != O.Cores || Usual != O.Usual || Nonzero != O.Nonzero)
    return false;
  switch (K) {
  case Unknown:
    return true;
  case Int:
    return Number == O.Number;
  case Words:
    return Known == O.Known || *Known == *O.Known;
  case Ref:
    return Cell == O.Cell && Number == O.Number;
  case Closure:
    return Symbol == O.Symbol && Cell == O.Cell;
  case Function:
    return Symbol == O.Symbol;
  case Pack:
    if (Items->size() != O.Items->size())
      return false;
    for (size_t I = 0; I < Items->size(); ++I)
      if (!(*Items)[I].same((*O.Items)[I]))
        return false;
    return true;
  }
  return false;
}

CellId State::create(facts::TypeId Type, Value V) {
  CellId C = nextCell();
  auto Data = llvm::makeIntrusiveRefCnt<CellData>();
  Data->Type = Type;
  Data->V = std::move(V);
  Memory[C] = std::move(Data);
  return C;
}

CellId State::meet(facts::TypeId Type, Met How, uint64_t From, uint64_t Which) {
  // Two numbers are what the table marks its empty places with.
  const uint64_t Key = llvm::hash_combine(How, From, Which) >> 1;
  llvm::SmallVector<CellId, 1> &Same = (*Known)[Key];
  // One that is there already is another object of that description.
  auto *It = llvm::find_if(Same, [this](CellId C) { return !Memory.count(C) && !Leases.count(C); });
  if (It == Same.end()) {
    Same.push_back(nextCell());
    It = std::prev(Same.end());
  }
  auto Data = llvm::makeIntrusiveRefCnt<CellData>();
  Data->Type = Type;
  Memory[*It] = std::move(Data);
  return *It;
}

const CellData &State::cell(CellId C) const {
  static const CellData Nothing;
  auto It = Memory.find(C);
  return It == Memory.end() ? Nothing : *It->second;
}

CellData &State::edit(CellId C) {
  auto &P = Memory[C];
  if (!P)
    P = llvm::makeIntrusiveRefCnt<CellData>();
  return own(P);
}

CellId State::findKid(CellId C, uint32_t Key) const {
  for (const auto &[K, Kid] : cell(C).Kids)
    if (K == Key)
      return Kid;
  return NoCell;
}

void State::setKid(CellId C, uint32_t Key, CellId Kid) {
  if (Key >= elementKey(0) && Key != AnyElement) {
    CellData &Element = edit(Kid);
    Element.Parent = C;
    Element.Position = Key & 0x3fffffff;
  }
  CellData &D = edit(C);
  for (auto &[K, Old] : D.Kids)
    if (K == Key) {
      Old = Kid;
      return;
    }
  D.Kids.emplace_back(Key, Kid);
}

Lease &State::lease(CellId Connection) {
  auto &P = Leases[Connection];
  if (!P) {
    P = llvm::makeIntrusiveRefCnt<Lease>();
    if (Inside && cell(Connection).Symbolic)
      P->Tx = Transaction::AssumedOpen;
  }
  return own(P);
}

const Lease *State::findLease(CellId Connection) const {
  auto It = Leases.find(Connection);
  return It == Leases.end() ? nullptr : It->second.get();
}

std::vector<CellId> State::workingOn(CellId Connection) const {
  std::vector<CellId> All;
  for (const auto &[C, D] : Memory)
    if (D->Link == Connection)
      All.push_back(C);
  llvm::sort(All);
  return All;
}

std::vector<CellId> State::connections() const {
  std::vector<CellId> All;
  for (const auto &[C, L] : Leases)
    All.push_back(C);
  llvm::sort(All);
  return All;
}

FrameData &State::frame() { return own(Frames.back()); }

/// Visits every cell that can still be reached, in an order that does not depend
/// on cell numbers, and hands each its position in that order.
template <class Visit> void State::walk(const Value *Result, Visit V) const {
  llvm::DenseMap<CellId, uint32_t> Order;
  std::vector<CellId> Work;
  auto Reach = [&](CellId C) -> uint32_t {
    if (C == NoCell || !Memory.count(C))
      return 0;
    auto [It, New] = Order.try_emplace(C, Order.size() + 1);
    if (New)
      Work.push_back(C);
    return It->second;
  };
  auto ReachValue = [&](const Value &Val, auto &Self) -> void {
    Reach(Val.Cell);
    if (Val.Items)
      for (const Value &I : *Val.Items)
        Self(I, Self);
  };
  for (const auto &F : Frames)
    for (CellId L : F->Locals)
      Reach(L);
  for (const auto &F : Frames)
    for (CellId L : F->Owned)
      Reach(L);
  for (const auto &F : Frames)
    Reach(F->This);
  for (CellId T : Temporaries)
    Reach(T);
  std::vector<std::pair<uint32_t, CellId>> Ordered(Globals.begin(), Globals.end());
  llvm::sort(Ordered);
  for (auto &[Usr, C] : Ordered)
    Reach(C);
  if (Result)
    ReachValue(*Result, ReachValue);
  // A lease matters even when nothing names its connection, as long as it lives.
  for (CellId C : connections())
    if (!cell(C).Dead)
      Reach(C);
  for (size_t I = 0; I < Work.size(); ++I) {
    const CellData &D = cell(Work[I]);
    ReachValue(D.V, ReachValue);
    Reach(D.Link);
    Reach(D.Parent);
    for (const auto &[Key, Kid] : D.Kids)
      Reach(Kid);
  }
  V(Work, Order);
}

uint64_t State::signature(const Value *Result) const {
  Mixer M;
  M.add(Guessed | Lost << 1 | Inside << 2 | UsedElsewhere << 3);
  M.add(Frames.size());
  walk(Result, [&](const std::vector<CellId> &Cells, llvm::DenseMap<CellId, uint32_t> &Order) {
    auto AddCell = [&](CellId C) { M.add(C == NoCell ? 0 : Order.lookup(C)); };
    auto AddValue = [&](const Value &V, auto &Self) -> void {
      M.add(static_cast<uint64_t>(V.K) << 40 | static_cast<uint64_t>(V.Cores | V.Nonzero << 2) << 32 |
            (V.K == Value::Unknown ? 0 : V.Symbol));
      AddCell(V.Cell);
      if (V.K == Value::Int || V.K == Value::Ref)
        M.add(static_cast<uint64_t>(V.Number));
      if (V.Known)
        M.add(V.Known->hash());
      if (V.Items)
        for (const Value &I : *V.Items)
          Self(I, Self);
    };
    for (CellId C : Cells) {
      const CellData &D = cell(C);
      AddValue(D.V, AddValue);
      M.add(static_cast<uint64_t>(D.Count));
      AddCell(D.Link);
      M.add(D.KeepsTransaction | D.Dead << 1 | D.Foreign << 2 | D.Limited << 3 | D.KeepsSavepoint << 4 |
            static_cast<uint64_t>(D.Holds) << 8 | static_cast<uint64_t>(D.Class) << 16);
      for (const auto &[Key, Kid] : D.Kids) {
        M.add(Key);
        AddCell(Kid);
      }
      if (const Lease *L = findLease(C))
        M.add(hashLease(*L));
    }
    for (const auto &F : Frames) {
      for (CellId L : F->Locals)
        AddCell(L);
      for (CellId L : F->Owned)
        AddCell(L);
    }
    for (CellId T : Temporaries)
      AddCell(T);
    if (Result)
      AddValue(*Result, AddValue);
  });
  return M.H;
}

std::vector<CellId> State::changedSince(const State &Before) const {
  std::vector<CellId> Changed;
  for (const auto &[C, D] : Memory) {
    auto It = Before.Memory.find(C);
    if (It == Before.Memory.end() || It->second != D)
      Changed.push_back(C);
  }
  for (const auto &[C, L] : Leases) {
    auto It = Before.Leases.find(C);
    if (It == Before.Leases.end() || It->second != L)
      Changed.push_back(C);
  }
  llvm::sort(Changed);
  Changed.erase(llvm::unique(Changed), Changed.end());
  return Changed;
}

uint64_t State::leaseSignature(bool Outline) const {
  // Connections are told apart by where they were opened, not by number: two states
  // that each opened one say the same. A sum, since the order has no meaning.
  uint64_t Sum = Guessed | Lost << 1 | Inside << 2 | UsedElsewhere << 3;
  uint64_t Foreign = 0;
  for (const auto &[C, L] : Leases) {
    const CellData &D = cell(C);
    bool Quiet = L->Alive.empty() && L->OpenCursors.empty() && L->EndedCursors.empty() &&
                 L->HeldCursors.empty() && L->Narrowed.empty();
    // As good as one that nothing has happened on yet.
    bool Fresh = Quiet && !L->Muted && !L->Foreign && !L->Manual && !L->inTransaction();
    if (D.Dead || Fresh)
      continue;
    // What happens in another database is all the same.
    if (L->Foreign) {
      Foreign = 1;
      continue;
    }
    Sum += llvm::hash_combine(D.Symbolic ? C : 0, D.Made.Line, D.Made.Column, D.MadeIn,
                              Outline ? hashOutline(*L) : hashShape(*L));
  }
  return Sum + (Foreign << 63);
}

bool State::heldElsewhere(CellId Object, CellId Holder) const {
  bool Held = false;
  walk(nullptr, [&](const std::vector<CellId> &Cells, llvm::DenseMap<CellId, uint32_t> &) {
    for (CellId C : Cells)
      if (const CellData &D = cell(C);
          C != Holder && !D.Dead && D.V.K == Value::Ref && D.V.Cell == Object && D.Owner)
        Held = true;
  });
  return Held;
}

/// Whether \p V is a text that begins as a statement does, and not the part of one.
static bool isStatement(const Value &V) {
  return V.K == Value::Words && !V.Known->empty() && llvm::isAlpha(V.Known->bytes()[0]) &&
         V.Known->bytes().contains(' ') && beginsLikeStatement(V.Known->bytes());
}

Value Value::orElse(const Value &O) const {
  if (notZero() && O.notZero())
    return neverZero(Where);
  // A statement that is there on one way only is what is sent, if anything is.
  if (K == Words && O.K == Words && Known->empty() && isStatement(O))
    return O;
  if (K == Words && O.K == Words && O.Known->empty() && isStatement(*this))
    return *this;
  if (K == Words && O.K == Words)
    if (Text T = Text::common(*Known, *O.Known); !T.empty())
      return words(std::move(T));
  return unknown(Where);
}

void State::merge(const State &Other) {
  Lost &= Other.Lost;
  UsedElsewhere &= Other.UsedElsewhere;
  llvm::SmallVector<CellId, 16> Doubtful, Any;
  llvm::SmallVector<std::tuple<CellId, uint32_t, CellId>, 4> Added;
  for (const auto &[C, D] : Memory) {
    auto It = Other.Memory.find(C);
    if (It == Other.Memory.end() || It->second == D)
      continue;
    if (!D->V.same(It->second->V))
      Doubtful.push_back(C);
    if (D->Class != It->second->Class)
      Any.push_back(C);
    // So is one in a member that nothing was put into on the other way.
    for (const auto &[Key, Kid] : It->second->Kids)
      if (findKid(C, Key) == NoCell && isStatement(Other.cell(Kid).V))
        Added.push_back({C, Key, Kid});
  }
  for (CellId C : Any)
    edit(C).Class = 0;
  for (const auto &[C, Key, Kid] : Added) {
    if (!Memory.count(Kid))
      Memory[Kid] = Other.Memory.lookup(Kid);
    setKid(C, Key, Kid);
  }
  auto Combine = [this](CellId C, const Value &Theirs) {
    // Which object something points to is not forgotten for another of its kind.
    Value &V = edit(C).V;
    // Two failures are a failure, whatever their numbers.
    if (V.K == Value::Ref && Theirs.K == Value::Ref && V.Cell == Theirs.Cell)
      V.Nonzero &= Theirs.Nonzero;
    else if (V.K != Value::Ref)
      V = Theirs.K == Value::Ref ? Theirs : V.orElse(Theirs);
  };
  for (CellId C : Doubtful)
    Combine(C, Other.cell(C).V);
  // A variable that was declared after their ways parted is another cell in each. That there is an
  // object in the one and none in the other, or success and a failure, must not be lost; flags say
  // how things hang together, and are kept as they are.
  const auto Nothing = [](const Value &V) { return V.K == Value::Int && !V.Number; };
  const auto Something = [](const Value &V) {
    return V.K == Value::Ref || (V.K == Value::Int && V.Number && V.Number != 1);
  };
  for (size_t I = 0; I < std::min(Frames.size(), Other.Frames.size()); ++I) {
    const std::vector<CellId> &Mine = Frames[I]->Locals, &Theirs = Other.Frames[I]->Locals;
    for (size_t L = 0; L < std::min(Mine.size(), Theirs.size()); ++L) {
      if (!Mine[L] || !Theirs[L] || !Memory.count(Mine[L]) || Memory.count(Theirs[L]))
        continue;
      const Value &One = cell(Mine[L]).V, &Another = Other.cell(Theirs[L]).V;
      if ((Nothing(One) && Something(Another)) || (Something(One) && Nothing(Another)))
        Combine(Mine[L], Another);
    }
  }
  for (const auto &[C, D] : Other.Memory)
    if (!Memory.count(C))
      Memory[C] = D;
  for (const auto &[C, L] : Other.Leases) {
    auto It = Leases.find(C);
    if (It == Leases.end() || It->second == L)
      continue;
    // What may have been drawn on one way may have been drawn.
    const Lease &Mine = *It->second;
    if ((L->SequenceDrawn && !Mine.SequenceDrawn) || (L->Opaque && !Mine.Opaque) || (!L->Judged && Mine.Judged)) {
      Lease &Joined = own(It->second);
      Joined.SequenceDrawn |= L->SequenceDrawn;
      Joined.Opaque |= L->Opaque;
      Joined.Judged &= L->Judged;
    }
    // Session state that is alive on one way may be alive after both.
    for (const Pending &Theirs : L->Alive)
      if (llvm::none_of(It->second->Alive, [&](const Pending &Mine) {
            return Mine.Seen.key() == Theirs.Seen.key() && Mine.Seen.Name == Theirs.Seen.Name;
          }))
        own(It->second).Alive.push_back(Theirs);
    // What is prepared on one way alone may be prepared after both.
    if (It->second->Named != L->Named) {
      std::map<std::string, facts::Location> Both;
      for (const auto &[Name, Where] : It->second->Named)
        if (L->Named.count(Name))
          Both[Name] = Where;
      own(It->second).Named = std::move(Both);
    }
  }
}

void State::collect(llvm::ArrayRef<const Value *> Roots) {
  if (Memory.size() < 64)
    return;
  llvm::DenseMap<CellId, llvm::IntrusiveRefCntPtr<CellData>> Kept;
  Value All;
  auto Items = std::make_shared<std::vector<Value>>();
  for (const Value *V : Roots)
    Items->push_back(*V);
  All.Items = Items;
  walk(&All, [&](const std::vector<CellId> &Cells, llvm::DenseMap<CellId, uint32_t> &) {
    for (CellId C : Cells)
      Kept[C] = Memory[C];
  });
  // A connection is not forgotten while its lease has something to say.
  for (const auto &[C, L] : Leases)
    if (auto It = Memory.find(C); It != Memory.end())
      Kept[C] = It->second;
  Memory = std::move(Kept);
}

} // namespace pooltidy::leases
