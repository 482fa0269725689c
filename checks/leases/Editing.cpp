//===- Editing.cpp - Changes in the middle of texts and containers --------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What library calls do to a part of a text or of a container, what a box that may
// hold one of several types holds, and what a callable makes of each element.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

#include <algorithm>

namespace pooltidy::leases {

using namespace facts;
using models::Op;
using models::Role;
using models::Slot;

namespace {
/// A text that is repeated more often than this is not a statement.
constexpr int64_t MaxRepeat = 4096;
/// Bytes of a text that a callable is given one by one.
constexpr size_t MaxMapped = 256;

/// The object that \p V names, through pointers and references.
Value object(Value V, const State &S, const View &P) {
  for (unsigned I = 0; I < 6 && V.K == Value::Ref; ++I) {
    const CellData &D = S.cell(V.Cell);
    if (D.V.K != Value::Ref || P.isObject(D.Type))
      break;
    V = D.V;
  }
  return V;
}

/// \p From with \p By for each \p What, at most \p Most times. Holes are not looked into.
Text substitute(const Text &From, llvm::StringRef What, const Text &By, int64_t Most) {
  Text Out;
  size_t At = 0;
  while (Most > 0 && !What.empty()) {
    size_t Found = From.bytes().find(What, At);
    if (Found == llvm::StringRef::npos)
      break;
    bool InHole = llvm::any_of(From.sql().Holes, [&](const sql::Hole &H) {
      return H.Offset < Found + What.size() && Found < H.Offset + H.Length;
    });
    Out.append(From.slice(At, Found - At));
    Out.append(InHole ? From.slice(Found, What.size()) : By);
    At = Found + What.size();
    --Most;
  }
  Out.append(From.slice(At, ~size_t(0)));
  return Out;
}
} // namespace

/// Puts \p V where the model says the result goes: the value of the call, or the
/// object that `result` names.
Interpreter::Outs Interpreter::give(const models::Operation &O, const Call &C, const Value &Result,
                                    Value V, StatePtr S) {
  const models::Operand *Op = O.operand(Slot::Result);
  if (!Op || Op->K == models::Operand::Kind::Return)
    return one(std::move(S), std::move(V));
  Value Target = operand(O, Slot::Result, C, Result);
  if (Target.K != Value::Ref)
    return one(std::move(S), Result);
  CellId Cell = Target.Cell;
  for (unsigned I = 0; I < 4 && S->cell(Cell).V.K == Value::Ref && !P.isObject(S->cell(Cell).Type);
       ++I)
    Cell = S->cell(Cell).V.Cell;
  if (V.K == Value::Ref && P.isObject(S->cell(Cell).Type))
    moveObject(V.Cell, Cell, *S);
  else
    S->edit(Cell).V = decay(V, *S);
  return one(std::move(S), Result.K == Value::Unknown ? Target : Result);
}

/// The elements that an iterator or a whole sequence stands for.
std::vector<Value> Interpreter::range(const models::Operation &O, Slot Slot, const Call &C,
                                      const Value &Result, const State &S) const {
  Value V = operand(O, Slot, C, Result);
  const TypeId Given = operandType(O, Slot, C);
  bool Iterator = P.role(Given) == Role::Iterator || P.type(Given).Kind == TypeKind::Pointer;
  for (unsigned I = 0; I < 6 && V.K == Value::Ref; ++I) {
    const CellData &D = S.cell(V.Cell);
    Iterator |= P.role(D.Type) == Role::Iterator;
    if (D.V.K != Value::Ref || (P.isObject(D.Type) && P.role(D.Type) != Role::Iterator))
      break;
    V = D.V;
  }
  if (Iterator && V.K == Value::Ref && S.cell(V.Cell).Parent) {
    const CellData &D = S.cell(V.Cell);
    std::vector<Value> Whole = elements(Value::ref(D.Parent), S);
    Whole.erase(Whole.begin(), Whole.begin() + std::min<int64_t>(D.Position, Whole.size()));
    return Whole;
  }
  return elements(V, S);
}

/// The cell of the object that \p Box holds if it is of type \p Wanted (0: of any
/// type); NoCell where it is of another or there is none. \p Sure: that is known.
CellId Interpreter::heldIn(CellId Box, TypeId Wanted, State &S, bool &Sure) {
  const CellData D = S.cell(Box);
  CellId Kid = S.findKid(Box, AnyElement);
  Sure = Kid && !D.Symbolic;
  if (Kid && Wanted) {
    const TypeId Have = S.cell(Kid).Type;
    const Type &A = P.type(P.target(Wanted)), &B = P.type(Have);
    if (B.Kind == TypeKind::Other)
      Sure = false;
    else if (A.Kind != B.Kind || A.Usr != B.Usr)
      return NoCell;
    return Kid;
  }
  if (!Kid && !D.Symbolic && D.Count == 0)
    Sure = true; // emptied
  return Kid;
}

Interpreter::Outs Interpreter::applyEdit(const models::Operation &O, const Call &C, Value Result,
                                         StatePtr S) {
  auto Get = [&](Slot Slot) { return operand(O, Slot, C, Result); };
  auto Words = [&](Slot Slot) { return textOf(Get(Slot), *S, operandType(O, Slot, C), C.Where); };
  auto Give = [&](Value V) { return give(O, C, Result, std::move(V), std::move(S)); };
  auto Number = [&](std::optional<int64_t> N) {
    return Give(N ? Value::integer(*N, C.Where) : Value::unknown(C.Where));
  };
  auto SomeText = [&](const char *Why) {
    return Value::words(Text::hole(sql::HoleKind::Unknown, Why, C.Where));
  };
  // The type that the call names: std::get<T>, holds_alternative<T>; by number for get<N>.
  auto Named = [&](CellId Box) -> TypeId {
    const Callee &Target = P.callee(C.Callee);
    const auto &Alternatives = P.type(S->cell(Box).Type).Arguments;
    if (!Target.Numbers.empty() && Target.Numbers[0] >= 0)
      return static_cast<size_t>(Target.Numbers[0]) < Alternatives.size()
                 ? Alternatives[Target.Numbers[0]]
                 : 0;
    return Target.Arguments.empty() ? 0 : Target.Arguments[0];
  };

  switch (O.Kind) {
  case Op::TextRepeat: {
    Text One = Words(Slot::From);
    auto Count = numberOf(Get(Slot::Count), *S);
    if (!Count || *Count < 0 || *Count > MaxRepeat)
      return Give(SomeText("a text that is repeated as often as only the run knows"));
    Text Whole;
    for (int64_t I = 0; I < *Count; ++I)
      Whole.append(One);
    return Give(Value::words(std::move(Whole)));
  }
  case Op::TextChop: {
    Value To = object(Get(Slot::To), *S, P);
    auto Count = numberOf(Get(Slot::Count), *S);
    if (To.K != Value::Ref)
      return one(std::move(S), Result);
    Text Old = textOf(To, *S);
    const size_t Last =
        Old.complete() ? 0 : Old.sql().Holes.back().Offset + Old.sql().Holes.back().Length;
    Text New;
    if (Count && *Count >= 0 && Last + static_cast<size_t>(*Count) <= Old.size()) {
      New = Old.slice(0, Old.size() - static_cast<size_t>(*Count));
    } else { // what goes may be part of what only the run knows
      New = Old.slice(0, Old.complete() ? 0 : Old.sql().Holes.back().Offset);
      New.append(Text::hole(sql::HoleKind::Unknown,
                            "a text shortened at a place only the run knows", C.Where));
    }
    S->edit(To.Cell).V = Value::words(std::move(New));
    return one(std::move(S), Result);
  }
  case Op::TextSubstitute: {
    Text Whole = Words(Slot::From);
    auto Most =
        has(O, Slot::Count, C) ? numberOf(Get(Slot::Count), *S) : std::optional<int64_t>(MaxRepeat);
    // A list of pairs, or one pattern and what takes its place.
    if (!has(O, Slot::Value, C)) {
      for (const Value &Pair : elements(object(Get(Slot::What), *S, P), *S)) {
        if (Pair.K != Value::Ref)
          continue;
        CellId What = S->findKid(Pair.Cell, elementKey(0)),
               By = S->findKid(Pair.Cell, elementKey(1));
        Text Pattern = What ? textOf(Value::ref(What), *S) : Text();
        if (By && Pattern.complete())
          Whole = substitute(Whole, Pattern.bytes(), textOf(Value::ref(By), *S), MaxRepeat);
      }
      return Give(Value::words(std::move(Whole)));
    }
    Text What = Words(Slot::What);
    if (!What.complete() || !Most) // it may stand anywhere
      return Give(SomeText("a text in which something only the run knows is replaced"));
    return Give(Value::words(substitute(Whole, What.bytes(), Words(Slot::Value), *Most)));
  }
  case Op::TextOffset: {
    Value A = Get(Slot::From), B = Get(Slot::What);
    if (A.K == Value::Ref && B.K == Value::Ref && A.Cell == B.Cell && A.Number >= 0 &&
        B.Number >= A.Number)
      return Number(B.Number - A.Number); // two places in one buffer
    Text From = Words(Slot::From), Tail = Words(Slot::What);
    if (From.opaque())
      return Number(std::nullopt);
    if (Tail.size() > From.size() || !From.bytes().ends_with(Tail.bytes()))
      return Number(std::nullopt);
    return Number(static_cast<int64_t>(From.size() - Tail.size()));
  }
  case Op::TextFindLast: {
    Text From = Words(Slot::From), What = Words(Slot::What);
    auto At = has(O, Slot::At, C) ? numberOf(Get(Slot::At), *S) : std::optional<int64_t>(-1);
    if (!What.complete() || !At)
      return Number(std::nullopt);
    llvm::StringRef Head = From.bytes();
    if (*At >= 0)
      Head = Head.take_front(static_cast<size_t>(*At) + What.size());
    size_t Found = Head.rfind(What.bytes());
    // Something behind a hole is certain; before the last hole anything may follow.
    const bool Holes = llvm::any_of(From.sql().Holes, [&](const sql::Hole &H) {
      return H.Offset < Head.size() &&
             (Found == llvm::StringRef::npos || H.Offset + H.Length > Found);
    });
    if (Holes)
      return Number(std::nullopt);
    return Number(Found == llvm::StringRef::npos ? -1 : static_cast<int64_t>(Found));
  }
  case Op::TextRest: {
    Text From = Words(Slot::From), What = Words(Slot::What);
    size_t Found = !What.complete()  ? llvm::StringRef::npos
                   : O.Backwards      ? From.bytes().rfind(What.bytes())
                                      : From.bytes().find(What.bytes());
    if (Found == llvm::StringRef::npos)
      return Give(From.complete() && What.complete() ? Value::integer(0, C.Where)
                                                     : Value::unknown(C.Where));
    // A place in a buffer, which may be written to.
    Value Into = Get(Slot::From);
    while (Into.K == Value::Ref && S->cell(Into.Cell).V.K == Value::Ref && !Into.Number)
      Into = S->cell(Into.Cell).V;
    if (Into.K == Value::Ref && Into.Number >= 0 && isBuffer(Into.Cell, *S)) {
      Into.Number += static_cast<int64_t>(Found);
      return Give(Into);
    }
    return Give(Value::words(From.slice(Found, ~size_t(0))));
  }
  case Op::TextEnd: {
    Value From = Get(Slot::From);
    for (unsigned I = 0; I < 4 && From.K == Value::Ref && S->cell(From.Cell).V.K == Value::Ref &&
                         S->cell(From.Cell).V.Cell != From.Cell;
         ++I)
      From = S->cell(From.Cell).V;
    if (From.K != Value::Ref)
      return Give(Value::unknown(C.Where));
    Text Whole = textOf(Value::ref(From.Cell), *S);
    From.Number = Whole.empty() ? 0 : Whole.complete() ? static_cast<int64_t>(Whole.size()) : -1;
    return Give(From);
  }

  case Op::TextBuffer: {
    Value To = Get(Slot::To), Buffer = Value::ref(S->create(0, Value::words(Text())));
    if (To.K == Value::Ref)
      S->edit(To.Cell).V = Buffer;
    return Give(Buffer);
  }
  case Op::TextNamed: {
    // Neither a pack of arguments nor a sequence: it has no count.
    CellId Pair = S->create(0);
    S->setKid(Pair, elementKey(0), S->create(0, Value::words(Words(Slot::Name))));
    Value V = Get(Slot::Value);
    CellId Named = S->create(operandType(O, Slot::Value, C));
    initialize(Named, V, *S);
    S->setKid(Pair, elementKey(1),
              V.K == Value::Ref && P.isObject(S->cell(V.Cell).Type) ? V.Cell : Named);
    return Give(Value::ref(Pair));
  }

  case Op::Bind:
  case Op::BindFront: {
    // A closure without a function of its own: what it calls and with what are its elements.
    Value Closure;
    Closure.K = Value::Closure;
    Closure.Cell = S->create(0);
    std::vector<Value> Parts = operands(O, Slot::From, C, Result);
    Parts.insert(Parts.begin(), Get(Slot::Callable));
    for (size_t I = 0; I < Parts.size(); ++I) {
      const Value &V = Parts[I];
      CellId Part = V.K == Value::Ref && (P.isObject(S->cell(V.Cell).Type) ||
                                          S->cell(V.Cell).V.K != Value::Unknown)
                        ? V.Cell
                        : S->create(0, V);
      S->setKid(Closure.Cell, elementKey(static_cast<int64_t>(I)), Part);
    }
    if (O.Kind == Op::BindFront)
      S->setKid(Closure.Cell, AnyElement, Closure.Cell); // the other arguments follow
    return Give(Closure);
  }
  case Op::Step:
  case Op::StepBack: {
    Value From = Get(Slot::From);
    for (unsigned I = 0;
         I < 3 && From.K == Value::Ref && P.role(S->cell(From.Cell).Type) == Role::Iterator; ++I)
      From = S->cell(From.Cell).V;
    auto Count = numberOf(Get(Slot::Count), *S);
    if (!Count)
      return Give(Value::unknown(C.Where));
    const int64_t Steps = O.Kind == Op::Step ? *Count : -*Count;
    if (From.K == Value::Words && Steps >= 0) // into a text: what is left of it
      return Give(Value::words(From.Known->slice(static_cast<size_t>(Steps), ~size_t(0))));
    std::optional<Value> Moved = advance(From, Steps, *S);
    return Give(Moved ? *Moved : Value::unknown(C.Where));
  }
  case Op::StoreEach: {
    std::vector<Value> To = elements(object(Get(Slot::To), *S, P), *S),
                       From = elements(object(Get(Slot::From), *S, P), *S);
    for (size_t I = 0; I < To.size(); ++I)
      if (To[I].K == Value::Ref)
        store(To[I].Cell,
              I < From.size() && From[I].K == Value::Ref ? load(From[I].Cell, *S) : Value(), *S);
    return one(std::move(S), Result);
  }
  case Op::Swap: {
    Value A = object(Get(Slot::To), *S, P), B = object(Get(Slot::From), *S, P);
    if (A.K != Value::Ref || B.K != Value::Ref || A.Cell == B.Cell)
      return one(std::move(S), Result);
    const bool Objects = P.isObject(S->cell(A.Cell).Type) && P.isObject(S->cell(B.Cell).Type);
    if (!Objects) {
      // Pointers change places themselves, not what they point to.
      CellId First = Get(Slot::To).Cell, Second = Get(Slot::From).Cell;
      const Value Old = S->cell(First).V;
      S->edit(First).V = S->cell(Second).V;
      S->edit(Second).V = Old;
      return one(std::move(S), Result);
    }
    CellData First = S->cell(A.Cell), Second = S->cell(B.Cell);
    S->put(A.Cell, Second);
    S->put(B.Cell, First);
    if (S->findLease(A.Cell) || S->findLease(B.Cell)) {
      const Lease FirstLease = S->lease(A.Cell), SecondLease = S->lease(B.Cell);
      S->putLease(A.Cell, SecondLease);
      S->putLease(B.Cell, FirstLease);
    }
    return one(std::move(S), Result);
  }
  case Op::Take: {
    Value To = object(Get(Slot::To), *S, P), At = Get(Slot::At);
    if (To.K != Value::Ref)
      return one(std::move(S), Result);
    const CellData D = S->cell(To.Cell);
    std::optional<int64_t> Index = numberOf(At, *S);
    Value Place = At;
    for (unsigned I = 0; I < 3 && Place.K == Value::Ref && S->cell(Place.Cell).V.K == Value::Ref &&
                         P.role(S->cell(Place.Cell).Type) == Role::Iterator;
         ++I)
      Place = S->cell(Place.Cell).V;
    if (Place.K == Value::Ref && S->cell(Place.Cell).Parent == To.Cell)
      Index = S->cell(Place.Cell).Position;
    if (Index && *Index < 0)
      Index = D.Count + *Index;
    Outs R;
    for (StatePtr &One : leave(To.Cell, Index.value_or(-1), Index ? *Index + 1 : -1, C.Where, std::move(S)))
      R.push_back({std::move(One), Result});
    return R;
  }
  case Op::Empty: {
    Value From = object(Get(Slot::From), *S, P);
    if (From.K != Value::Ref)
      return Number(std::nullopt);
    const CellData &D = S->cell(From.Cell);
    if (D.Count >= 0)
      return Number(D.Count == 0);
    return Number(!D.Symbolic && D.Kids.empty() ? std::optional<int64_t>(1) : std::nullopt);
  }
  case Op::HasKey: {
    Value From = object(Get(Slot::From), *S, P);
    if (From.K != Value::Ref || S->cell(From.Cell).Count < 0 || S->cell(From.Cell).Symbolic)
      return Number(std::nullopt);
    auto [Matches, Sure] = entriesAt(From, Get(Slot::Key), *S);
    if (!Sure)
      return Number(std::nullopt);
    return Number(!Matches.empty());
  }
  case Op::BoxHas: {
    Value From = object(Get(Slot::From), *S, P);
    bool Sure = false;
    CellId Kid = From.K == Value::Ref ? heldIn(From.Cell, 0, *S, Sure) : NoCell;
    return Number(Sure ? std::optional<int64_t>(Kid != NoCell) : std::nullopt);
  }
  case Op::BoxIs: {
    Value From = object(Get(Slot::From), *S, P);
    bool Sure = false;
    CellId Kid = From.K == Value::Ref ? heldIn(From.Cell, Named(From.Cell), *S, Sure) : NoCell;
    return Number(Sure ? std::optional<int64_t>(Kid != NoCell) : std::nullopt);
  }
  case Op::BoxAs: {
    Value From = object(Get(Slot::From), *S, P);
    if (From.K != Value::Ref)
      return Give(Value::unknown(C.Where));
    bool Sure = false;
    const TypeId T = Named(From.Cell);
    CellId Kid = heldIn(From.Cell, T, *S, Sure);
    if (!Kid && Sure)
      return Give(Value::integer(0, C.Where));
    if (!Kid) { // of each alternative there may be one
      const uint32_t Key = elementKey(T & 0xffff);
      Kid = S->findKid(From.Cell, Key);
      if (!Kid) {
        Kid = symbolic(T, *S);
        S->setKid(From.Cell, Key, Kid);
      }
    }
    return Give(Value::ref(Kid));
  }

  case Op::Fold: {
    std::vector<Value> All = range(O, Slot::From, C, Result, *S);
    Value Start = Get(Slot::Value);
    if (!has(O, Slot::Callable, C)) {
      Text Whole = textOf(Start, *S, operandType(O, Slot::Value, C), C.Where);
      if (P.role(P.target(C.Result)) != Role::Text)
        return Give(Value::unknown(C.Where));
      for (const Value &V : All)
        Whole.append(textOf(V, *S));
      if (All.empty())
        Whole.append(
            Text::hole(sql::HoleKind::Unknown, "elements that only the run knows", C.Where));
      return Give(Value::words(std::move(Whole)));
    }
    if (All.empty()) // one of those that only the run knows
      All.assign(1, Value::unknown(C.Where));
    Value Callable = Get(Slot::Callable);
    Outs Now = one(std::move(S), Start);
    for (const Value &V : All)
      Now = then(std::move(Now), [&](StatePtr S, Value Sum) {
        return callValue(Callable, {Sum, V}, C.Where, std::move(S), false);
      });
    return then(std::move(Now), [&](StatePtr S, Value Sum) {
      return give(O, C, Result, std::move(Sum), std::move(S));
    });
  }
  case Op::MapEach: {
    std::vector<Value> All = range(O, Slot::From, C, Result, *S);
    Value Callable = Get(Slot::Callable), To = object(Get(Slot::To), *S, P);
    const CellId Into = textCell(Get(Slot::To), *S);
    if (const Text From = Words(Slot::From);
        All.empty() && Into && P.role(S->cell(Into).Type) == Role::Text && !From.opaque()) {
      // The bytes of a text, one by one.
      Outs Now = one(std::move(S), Result);
      if (!From.complete() || From.size() > MaxMapped) {
        appendTo(Value::ref(Into), Text::hole(sql::HoleKind::Unknown, "a text made byte by byte", C.Where), *Now[0].S);
        return Now;
      }
      for (size_t I = 0; I < From.size(); ++I)
        Now = then(std::move(Now), [&](StatePtr S, Value) {
          const Value Byte = Value::integer(From.bytes()[I], From.place(I));
          return then(callValue(Callable, {Byte}, C.Where, std::move(S), false), [&](StatePtr S, Value Made) {
            auto Code = numberOf(Made, *S);
            appendTo(Value::ref(Into),
                     Code ? Text::constant(std::string(1, static_cast<char>(*Code)), From.place(I))
                          : textOf(Made, *S, 0, C.Where),
                     *S);
            return one(std::move(S), Result);
          });
        });
      return Now;
    }
    const bool Known = !All.empty();
    if (!Known)
      All.assign(1, Value::unknown(C.Where));
    Outs Now = one(std::move(S), Result);
    for (const Value &V : All)
      Now = then(std::move(Now), [&](StatePtr S, Value) {
        return then(callValue(Callable, {V}, C.Where, std::move(S), false), [&](StatePtr S,
                                                                                Value Made) {
          const Role R = To.K == Value::Ref ? P.role(S->cell(To.Cell).Type) : Role::None;
          if (R != Role::Sequence && R != Role::Map)
            return one(std::move(S), Result);
          const auto &Arguments = P.type(S->cell(To.Cell).Type).Arguments;
          CellId Element = Made.K == Value::Ref && P.isObject(S->cell(Made.Cell).Type)
                               ? Made.Cell
                               : S->create(Arguments.empty() ? 0 : Arguments[0], decay(Made, *S));
          CellData &D = S->edit(To.Cell);
          const int64_t At = std::max<int64_t>(D.Count, 0);
          D.Count = Known ? At + 1 : -1;
          D.Symbolic |= !Known;
          S->setKid(To.Cell, Known ? elementKey(At) : AnyElement, Element);
          return one(std::move(S), Result);
        });
      });
    return Now;
  }
  case Op::Visit: {
    // What is in each box; where that is not known, one of each alternative.
    std::vector<std::vector<TypeId>> Unknown;
    std::vector<Value> Arguments;
    for (const Value &V : operands(O, Slot::From, C, Result)) {
      Value Box = object(V, *S, P);
      bool Sure = false;
      CellId Kid = Box.K == Value::Ref ? heldIn(Box.Cell, 0, *S, Sure) : NoCell;
      Arguments.push_back(Kid ? Value::ref(Kid) : V);
      Unknown.emplace_back();
      if (!Kid && Box.K == Value::Ref)
        Unknown.back() = P.type(S->cell(Box.Cell).Type).Arguments;
    }
    Value Callable = Get(Slot::Callable);
    if (Unknown.size() != 1 || Unknown[0].empty())
      return callValue(Callable, std::move(Arguments), C.Where, std::move(S), false);
    Outs All;
    for (TypeId T : Unknown[0]) {
      StatePtr Copy = S->clone();
      CellId Kid = symbolic(T, *Copy);
      for (Out &R : callValue(Callable, {Value::ref(Kid)}, C.Where, std::move(Copy), false))
        All.push_back(std::move(R));
    }
    thin(All);
    return All;
  }
  case Op::Unpack: {
    std::vector<Value> Arguments = elements(object(Get(Slot::From), *S, P), *S);
    return callValue(Get(Slot::Callable), std::move(Arguments), C.Where, std::move(S), false);
  }
  default:
    return applyParts(O, C, std::move(Result), std::move(S));
  }
}

} // namespace pooltidy::leases
