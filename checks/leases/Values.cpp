//===- Values.cpp - What library calls do to text and containers ----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Conninfo.h"
#include "leases/Interpreter.h"

#include <algorithm>

namespace pooltidy::leases {

using namespace facts;
using models::Op;
using models::Role;
using models::Slot;

namespace {
/// Text that keeps growing (in a loop that only the run ends) stops being followed.
constexpr size_t MaxText = 1 << 20;
} // namespace

/// The cell whose text \p Target changes: the object, what a pointer points to, or
/// the pointer itself where it holds text.
void Interpreter::appendTo(const Value &Target, const Text &T, State &S) {
  if (Target.K != Value::Ref)
    return;
  CellId C = Target.Cell;
  for (unsigned I = 0; I < 4 && S.cell(C).V.K == Value::Ref && S.cell(C).V.Cell != C; ++I)
    C = S.cell(C).V.Cell;
  Text Whole;
  if (S.cell(C).V.K == Value::Words)
    Whole = *S.cell(C).V.Known;
  else if (P.role(S.cell(C).Type) == Role::None && P.type(S.cell(C).Type).Kind == TypeKind::Class)
    return; // std::cout and its like: written text is gone
  else
    Whole = textOf(Value::ref(C), S);
  if (Whole.size() + T.size() > MaxText)
    Whole = Text::hole(sql::HoleKind::Unknown, "a text that grows in a loop");
  else
    Whole.append(T);
  S.edit(C).V = Value::words(std::move(Whole));
}

std::vector<Value> Interpreter::elements(const Value &V, const State &S) const {
  if (V.K == Value::Pack)
    return *V.Items;
  std::vector<Value> All;
  if (V.K == Value::Ref) {
    const CellData &D = S.cell(V.Cell);
    if (D.V.K == Value::Pack)
      return *D.V.Items;
    if (D.V.K == Value::Ref && D.V.Cell != V.Cell && D.Count < 0)
      return elements(D.V, S);
    // An iterator stands for the elements from its own on.
    if (D.Count < 0 && D.Parent && S.cell(D.Parent).Count >= 0) {
      std::vector<Value> Whole = elements(Value::ref(D.Parent), S);
      Whole.erase(Whole.begin(), Whole.begin() + std::min<int64_t>(D.Position, Whole.size()));
      return Whole;
    }
    for (int64_t I = 0; I < D.Count; ++I)
      if (CellId Kid = S.findKid(V.Cell, elementKey(I)))
        All.push_back(Value::ref(Kid));
      else
        All.push_back(Value());
    // An array that was declared without values, and filled one after the other.
    if (D.Count < 0 && P.type(D.Type).Kind == TypeKind::Array && !D.Symbolic && !S.findKid(V.Cell, AnyElement))
      for (int64_t I = 0; CellId Kid = S.findKid(V.Cell, elementKey(I)); ++I)
        All.push_back(Value::ref(Kid));
  }
  return All;
}

/// The entries of the map \p Map that may be at \p Key, each with the cell of its
/// value, and whether the key is known for certain.
std::pair<std::vector<std::pair<CellId, CellId>>, bool> Interpreter::entriesAt(const Value &Map, const Value &Key,
                                                                               const State &S) const {
  std::vector<std::pair<CellId, CellId>> Found;
  Text Wanted = textOf(Key, S);
  auto WantedNumber = numberOf(Key, S);
  bool Sure = WantedNumber || (Wanted.complete() && !Wanted.empty());
  for (const Value &Entry : elements(Map, S)) {
    if (Entry.K != Value::Ref)
      continue;
    CellId K = S.findKid(Entry.Cell, elementKey(0)), V = S.findKid(Entry.Cell, elementKey(1));
    if (!K && !S.cell(Entry.Cell).Kids.empty()) { // a pair by its two members
      K = S.cell(Entry.Cell).Kids.front().second;
      V = S.cell(Entry.Cell).Kids.back().second;
    }
    if (!K || !V)
      continue;
    auto Number = numberOf(Value::ref(K), S);
    Text Have = textOf(Value::ref(K), S);
    if (!Sure || (WantedNumber ? !Number || *Number == *WantedNumber : !Have.complete() || Have.bytes() == Wanted.bytes()))
      Found.emplace_back(Entry.Cell, V);
  }
  return {std::move(Found), Sure};
}

/// Which type an object put into a box of type \p Box has: the box's own, or of
/// several the one that the call names or that \p From is.
TypeId Interpreter::alternative(TypeId Box, const Callee &Target, llvm::ArrayRef<Value> From,
                                const State &S) const {
  const auto &Alternatives = P.type(Box).Arguments;
  auto Same = [&](TypeId A, TypeId B) {
    const Type &X = P.type(P.target(A)), &Y = P.type(P.target(B));
    return X.Kind == Y.Kind && X.Usr == Y.Usr && X.Kind != TypeKind::Other;
  };
  const Value One = From.empty() ? Value() : From[0];
  const bool Holds = One.K == Value::Ref && P.isObject(S.cell(One.Cell).Type);
  if (Alternatives.size() < 2 && !(Alternatives.empty() && One.K == Value::Ref))
    return Alternatives.empty() ? 0 : Alternatives[0];
  for (TypeId A : Alternatives)
    for (TypeId Wanted : Target.Arguments)
      if (Same(A, Wanted))
        return A;
  if (One.K == Value::Ref && (Holds || P.role(S.cell(One.Cell).Type) == Role::Text)) {
    for (TypeId A : Alternatives)
      if (Same(A, S.cell(One.Cell).Type))
        return A;
    if (Alternatives.empty()) // std::any
      return S.cell(One.Cell).Type;
  }
  for (TypeId A : Alternatives)
    if (!From.empty() && accepts(A, One, S))
      return A;
  return Alternatives.empty() ? 0 : Alternatives[0];
}

Interpreter::Outs Interpreter::resultStatus(const models::Operation &O, const Call &C, const Value &Result,
                                            StatePtr S) {
  Value Of = operand(O, Slot::From, C, Result);
  auto Code = [&](Slot Slot) { return operand(O, Slot, C, Value()); };
  CellId ResultCell = Of.K == Value::Ref ? Of.Cell : NoCell;
  const CellData D = S->cell(ResultCell);
  if (D.V.K != Value::Words) // a result from elsewhere
    return one(std::move(S), Value::unknown(C.Where));
  llvm::StringRef Kind = D.V.Known->bytes();
  Value Good = Code(Kind == "rows" ? Slot::Rows : Kind == "copy" ? Slot::CopyIn : Slot::Command);
  Outs Both;
  // The statement failed: what it would have done has not happened, and a
  // transaction refuses everything up to its end.
  StatePtr Failed = S->clone();
  Lease &L = Failed->lease(D.Link);
  // A COMMIT or ROLLBACK that fails has ended the transaction all the same.
  bool Ended = L.BeforeLast && L.BeforeLast->inTransaction() && !L.inTransaction();
  if (L.LastResult == ResultCell && L.BeforeLast && !Ended) {
    Lease Restored = *L.BeforeLast;
    // An unlock that fails was at least tried.
    llvm::erase_if(Restored.Alive, [&](const Pending &Old) {
      return llvm::none_of(L.Alive, [&](const Pending &Still) {
        return Still.Seen.key() == Old.Seen.key() && Still.Seen.Name == Old.Seen.Name;
      });
    });
    Restored.Aborted = Restored.inTransaction();
    // A program that goes on after a BEGIN that failed is not what it is about.
    if (L.inTransaction() && !Restored.inTransaction())
      Restored.Muted = true;
    Failed->putLease(D.Link, Restored);
  }
  Failed->edit(ResultCell).V = Value();
  Both.push_back({std::move(Failed), Code(Slot::Failed)});
  if (Kind == "copy") { // to or from, only the text says
    StatePtr Other = S->clone();
    Both.push_back({std::move(Other), Code(Slot::CopyOut)});
  }
  Both.push_back({std::move(S), Good});
  return Both;
}

Interpreter::Outs Interpreter::applyValue(const models::Operation &O, const Call &C, Value Result, StatePtr S) {
  auto Get = [&](Slot Slot) { return operand(O, Slot, C, Result); };
  auto Words = [&](const Value &V, TypeId Hint) { return textOf(V, *S, Hint, C.Where); };
  auto RestTypes = [&](Slot Slot, size_t I) -> TypeId {
    const models::Operand *Op = O.operand(Slot);
    if (!Op || Op->K == models::Operand::Kind::This || Op->K == models::Operand::Kind::Return)
      return 0;
    return Op->Index + I < C.Types.size() ? C.Types[Op->Index + I] : 0;
  };
  auto Texts = [&](Slot Slot) {
    std::vector<Text> All;
    std::vector<Value> Values = operands(O, Slot, C, Result);
    for (size_t I = 0; I < Values.size(); ++I)
      All.push_back(Words(Values[I], RestTypes(Slot, I)));
    return All;
  };
  // Puts \p V where the model says the result goes.
  auto Give = [&](Value V) {
    const models::Operand *Op = O.operand(Slot::Result);
    if (Op && Op->K != models::Operand::Kind::Return) {
      Value Target = Get(Slot::Result);
      if (Target.K == Value::Ref) {
        if (V.K == Value::Ref && P.isObject(S->cell(Target.Cell).Type))
          moveObject(V.Cell, Target.Cell, *S);
        else
          S->edit(Target.Cell).V = decay(V, *S);
        return one(std::move(S), Result.K == Value::Unknown ? Target : Result);
      }
      return one(std::move(S), Result);
    }
    return one(std::move(S), std::move(V));
  };
  auto GiveText = [&](Text T) {
    // A pointer to a structure that stands for text, which others will append to.
    if (const Type &Made = P.type(P.target(C.Result)); Made.Kind == TypeKind::Pointer &&
                                                       P.type(Made.Inner).Kind == TypeKind::Class &&
                                                       P.role(Made.Inner) == Role::Text) {
      CellId Object = S->create(Made.Inner, Value::words(std::move(T)));
      return Give(Value::ref(Object));
    }
    return Give(Value::words(std::move(T)));
  };
  // Changes the text of `to`; what has no place of its own is left alone.
  auto SetText = [&](Text T) {
    Value To = Get(Slot::To);
    if (To.K == Value::Ref) {
      CellId Cell = To.Cell;
      for (unsigned I = 0; I < 4 && S->cell(Cell).V.K == Value::Ref && S->cell(Cell).V.Cell != Cell; ++I)
        Cell = S->cell(Cell).V.Cell;
      if (To.Number) {
        // Written behind what is there: at a known place, or at the end.
        Text Old = textOf(Value::ref(Cell), *S);
        Text Whole = To.Number > 0 ? Old.slice(0, static_cast<size_t>(To.Number)) : Old;
        Whole.append(T);
        T = std::move(Whole);
      }
      S->edit(Cell).V = Value::words(std::move(T));
      S->edit(Cell).Symbolic = false;
    }
    return one(std::move(S), Result.K == Value::Unknown && To.K == Value::Ref &&
                                     P.type(C.Result).Kind == TypeKind::Reference
                                 ? To
                                 : Result);
  };
  // Whether the first of the forwarded arguments is handed over for good.
  auto Forwarded = [&] {
    const models::Operand *Op = O.operand(Slot::From);
    const Callee &Target = P.callee(C.Callee);
    return Op && Op->Index < Target.ParameterTypes.size() &&
           llvm::StringRef(P.string(Target.ParameterTypes[Op->Index])).ends_with("&&");
  };
  // The elements that an iterator or a whole sequence stands for.
  auto Range = [&](Slot Slot) {
    Value V = Get(Slot);
    const TypeId Given = operandType(O, Slot, C);
    bool Iterator = P.role(Given) == Role::Iterator || P.type(Given).Kind == TypeKind::Pointer;
    for (unsigned I = 0; I < 6 && V.K == Value::Ref; ++I) {
      const CellData &D = S->cell(V.Cell);
      Iterator |= P.role(D.Type) == Role::Iterator;
      if (D.V.K != Value::Ref || (P.isObject(D.Type) && P.role(D.Type) != Role::Iterator))
        break;
      V = D.V;
    }
    if (Iterator && V.K == Value::Ref && S->cell(V.Cell).Parent) {
      const CellData &D = S->cell(V.Cell);
      std::vector<Value> Whole = elements(Value::ref(D.Parent), *S);
      Whole.erase(Whole.begin(), Whole.begin() + std::min<int64_t>(D.Position, Whole.size()));
      return Whole;
    }
    return elements(V, *S);
  };
  // Looks through pointers and references to the object itself.
  auto Object = [&](Value V) {
    for (unsigned I = 0; I < 6 && V.K == Value::Ref; ++I) {
      const CellData &D = S->cell(V.Cell);
      if (D.V.K != Value::Ref || P.isObject(D.Type))
        break;
      V = D.V;
    }
    return V;
  };

  // An object that turns into text where a text is expected: the library asks it for that.
  if (O.Kind == Op::TextFormat || O.Kind == Op::TextView || O.Kind == Op::TextNew)
    for (Slot Place : {Slot::Format, Slot::From})
      if (const models::Operand *Given = O.operand(Place);
          Given && Given->K == models::Operand::Kind::Argument && has(O, Place, C))
        if (const Value From = Get(Place); From.K == Value::Ref && P.isObject(S->cell(From.Cell).Type))
          if (const Function *To = P.textConversion(P.type(S->cell(From.Cell).Type).Usr))
            return then(run(*To, From.Cell, Value(), {}, C.Where, std::move(S)), [&](StatePtr S, Value V) {
              Call Next = C;
              Next.Arguments[Given->Index] = Value::words(textOf(V, *S));
              return applyValue(O, Next, Result, std::move(S));
            });

  switch (O.Kind) {
  case Op::TextNew: {
    Text T = has(O, Slot::From, C) ? Words(Get(Slot::From), operandType(O, Slot::From, C)) : Text();
    if (O.operand(Slot::To))
      return SetText(std::move(T));
    return GiveText(std::move(T));
  }
  case Op::TextAppend: {
    Value To = Get(Slot::To);
    for (const Text &T : Texts(Slot::From))
      appendTo(To, T, *S);
    bool Reference = P.type(C.Result).Kind == TypeKind::Reference;
    return one(std::move(S), Reference ? To : Result);
  }
  case Op::TextAssign: {
    Text Whole;
    for (const Text &T : Texts(Slot::From))
      Whole.append(T);
    return SetText(std::move(Whole));
  }
  case Op::TextInsert: {
    Text Old = Words(Get(Slot::To), 0);
    auto At = numberOf(Get(Slot::At), *S);
    Text New = Words(Get(Slot::From), operandType(O, Slot::From, C));
    if (!At || *At < 0)
      return SetText(Text::hole(sql::HoleKind::Unknown, "a text changed at a place only the run knows", C.Where));
    Text Whole = Old.slice(0, static_cast<size_t>(*At));
    Whole.append(New);
    Whole.append(Old.slice(static_cast<size_t>(*At), ~size_t(0)));
    return SetText(std::move(Whole));
  }
  case Op::TextReplace: {
    Text Old = Words(Get(Slot::To), 0);
    auto At = has(O, Slot::At, C) ? numberOf(Get(Slot::At), *S) : std::optional<int64_t>(0);
    auto Count = has(O, Slot::Count, C) ? numberOf(Get(Slot::Count), *S) : std::optional<int64_t>(Old.size());
    if (At && *At < 0 && static_cast<size_t>(-*At) <= Old.size())
      At = static_cast<int64_t>(Old.size()) + *At; // counted from the end: pop_back
    if (!At || !Count || *At < 0) {
      // What is cut off a text that ends in something unknown is seldom more than that:
      // the last comma of a list.
      Text Whole = !At && !has(O, Slot::Count, C) && !Old.complete()
                       ? Old.slice(0, Old.sql().Holes.back().Offset)
                       : Text();
      Whole.append(Text::hole(sql::HoleKind::Unknown,
                              "a text changed at a place only the run knows", C.Where));
      return SetText(std::move(Whole));
    }
    Text Whole = Old.slice(0, static_cast<size_t>(*At));
    Whole.append(Words(Get(Slot::From), operandType(O, Slot::From, C)));
    // Unsigned, so that npos and other large counts mean "to the end".
    size_t Rest = static_cast<size_t>(*At) + static_cast<size_t>(*Count);
    if (static_cast<uint64_t>(*Count) < MaxText)
      Whole.append(Old.slice(Rest, ~size_t(0)));
    return SetText(std::move(Whole));
  }
  case Op::TextClear:
    return SetText(Text());
  case Op::TextView:
    return GiveText(Words(Get(Slot::From), operandType(O, Slot::From, C)));
  case Op::TextConcat: {
    Text Whole;
    for (const Text &T : Texts(Slot::From))
      Whole.append(T);
    return GiveText(std::move(Whole));
  }
  case Op::TextFormat: {
    Text Format = Words(Get(Slot::Format), 0);
    std::vector<Text> Arguments;
    std::vector<std::string> ArgumentNames;
    std::vector<Value> Values = operands(O, Slot::From, C, Result);
    bool Known = true;
    auto Add = [&](const Value &V, TypeId Hint) {
      std::string Name;
      Value One = V;
      if (V.K == Value::Ref && S->cell(V.Cell).Count < 0 &&
          P.role(S->cell(V.Cell).Type) == Role::None) {
        // What text.named made.
        CellId Called = S->findKid(V.Cell, elementKey(0)),
               Given = S->findKid(V.Cell, elementKey(1));
        if (Called && Given) {
          Name = Words(Value::ref(Called), 0).bytes().str();
          One = Value::ref(Given);
        }
      }
      Arguments.push_back(Words(One, Hint));
      ArgumentNames.push_back(std::move(Name));
    };
    // A va_list stands for the variable arguments of the function that was given it.
    if (Values.size() == 1) {
      Value One = Values[0];
      for (unsigned I = 0; I < 4 && One.K == Value::Ref && S->cell(One.Cell).V.known(); ++I)
        One = S->cell(One.Cell).V;
      if (One.K == Value::Pack) {
        for (const Value &V : *One.Items)
          Add(V, 0);
        Values.clear();
      } else if (One.K == Value::Ref && P.type(S->cell(One.Cell).Type).Kind == TypeKind::Array &&
                 O.Style == models::FormatStyle::Printf) {
        Known = false; // a va_list from outside
      } else if (One.K == Value::Ref && S->cell(One.Cell).Count >= 0) {
        for (const Value &V : elements(One, *S))
          Add(V, 0);
        Values.clear();
      }
    }
    for (size_t I = 0; I < Values.size(); ++I)
      Add(Values[I], RestTypes(Slot::From, I));
    Text T;
    switch (O.Style) {
    case models::FormatStyle::Printf: T = formatPrintf(Format, Arguments, Known); break;
    case models::FormatStyle::Braces:
      T = formatBraces(Format, Arguments, ArgumentNames);
      break;
    case models::FormatStyle::Percent: T = formatPercent(Format, Arguments); break;
    case models::FormatStyle::Dollar: T = formatDollar(Format, Arguments); break;
    }
    if (O.operand(Slot::To)) {
      bool Returns = O.operand(Slot::Result);
      const bool Counts = P.type(C.Result).Kind == TypeKind::Integer;
      Outs R = SetText(T);
      if (Counts) // as snprintf does; that the text might not fit is not followed
        R[0].V = Value::integer(static_cast<int64_t>(T.size()), C.Where);
      else if (Returns && !(R[0].V.K == Value::Ref && P.type(C.Result).Kind == TypeKind::Reference))
        R[0].V = Value::words(std::move(T));
      return R;
    }
    return GiveText(std::move(T));
  }
  case Op::TextArg: {
    Text Whole = Words(Get(Slot::To), 0);
    for (const Text &T : Texts(Slot::From))
      Whole = formatArg(Whole, T);
    return GiveText(std::move(Whole));
  }
  case Op::TextSlice: {
    Text From = Words(Get(Slot::From), 0);
    auto At = has(O, Slot::At, C) ? numberOf(Get(Slot::At), *S) : std::optional<int64_t>(0);
    auto Count = has(O, Slot::Count, C) ? numberOf(Get(Slot::Count), *S) : std::optional<int64_t>(-1);
    if (!At || *At < 0 || (!Count && From.opaque()))
      return GiveText(Text::hole(sql::HoleKind::Unknown, "a part of a text that only the run knows", C.Where));
    if (!Count) {
      // How it begins is known; what is cut off is seldom more than its end.
      Text Part = From.slice(static_cast<size_t>(*At), ~size_t(0));
      if (!Part.empty())
        Part.append(Text::hole(sql::HoleKind::Unknown, "where the text ends only the run knows", C.Where));
      return GiveText(std::move(Part));
    }
    return GiveText(From.slice(static_cast<size_t>(*At), static_cast<size_t>(*Count)));
  }
  case Op::TextFind: {
    Text From = Words(Get(Slot::From), 0), What = Words(Get(Slot::What), operandType(O, Slot::What, C));
    auto At = has(O, Slot::At, C) ? numberOf(Get(Slot::At), *S) : std::optional<int64_t>(0);
    if (!What.complete() || !At)
      return Give(Value::unknown(C.Where));
    size_t Found = From.bytes().find(What.bytes(), static_cast<size_t>(std::max<int64_t>(*At, 0)));
    // What stands before a hole is certain; what is not there may be in one.
    size_t FirstHole = From.complete() ? From.size() : From.sql().Holes[0].Offset;
    if (Found == llvm::StringRef::npos)
      return Give(From.complete() ? Value::integer(-1, C.Where) : Value::unknown(C.Where));
    if (Found > FirstHole && !From.complete())
      return Give(Value::integer(static_cast<int64_t>(Found), C.Where));
    return Give(Value::integer(static_cast<int64_t>(Found), C.Where));
  }
  case Op::TextCompare: {
    if (O.Says <= models::Answer::Order)
      if (auto Both = askedForBackend(O, C, Result, S))
        return std::move(*Both);
    Text A = Words(Get(Slot::From), operandType(O, Slot::From, C)),
         B = Words(Get(Slot::What), operandType(O, Slot::What, C));
    if (O.AnyCase) {
      A = A.lowered();
      B = B.lowered();
    }
    // What stands before the first hole and behind the last is certain.
    auto FirstHole = [](const Text &T) {
      return T.complete() ? T.size() : T.sql().Holes[0].Offset;
    };
    if (O.Says >= models::Answer::Prefix) {
      const llvm::StringRef Bytes = A.bytes(), Wanted = B.bytes();
      if (!B.complete())
        return Give(Value::unknown(C.Where));
      if (O.Says == models::Answer::Inside) {
        if (A.complete() || Bytes.take_front(FirstHole(A)).contains(Wanted))
          return Give(Value::integer(Bytes.contains(Wanted), C.Where));
        return Give(Value::unknown(C.Where));
      }
      const bool Front = O.Says == models::Answer::Prefix;
      const size_t Last =
          A.complete() ? 0 : A.sql().Holes.back().Offset + A.sql().Holes.back().Length;
      const size_t Sure = Front ? FirstHole(A) : A.size() - Last;
      const size_t Common = std::min(Sure, Wanted.size());
      const bool Agree = Front ? Bytes.take_front(Common) == Wanted.take_front(Common)
                               : Bytes.take_back(Common) == Wanted.take_back(Common);
      if (Agree && Common < Wanted.size() && !A.complete())
        return Give(Value::unknown(C.Where));
      return Give(Value::integer(Agree && Common == Wanted.size(), C.Where));
    }
    if (has(O, Slot::Count, C)) {
      auto Count = numberOf(Get(Slot::Count), *S);
      if (!Count || *Count < 0)
        return Give(Value::unknown(C.Where));
      A = A.slice(0, static_cast<size_t>(*Count));
      B = B.slice(0, static_cast<size_t>(*Count));
    }
    if (!A.complete() || !B.complete()) {
      // Texts that begin differently are not equal whatever fills their holes.
      const size_t Common = std::min(FirstHole(A), FirstHole(B));
      if (A.bytes().take_front(Common) == B.bytes().take_front(Common) ||
          O.Says == models::Answer::Order)
        return Give(Value::unknown(C.Where));
      return Give(Value::integer(O.Says == models::Answer::Unequal, C.Where));
    }
    bool Equal = A.bytes() == B.bytes();
    switch (O.Says) {
    case models::Answer::Equal: return Give(Value::integer(Equal, C.Where));
    case models::Answer::Unequal: return Give(Value::integer(!Equal, C.Where));
    case models::Answer::Order: return Give(Value::integer(A.bytes().compare(B.bytes()), C.Where));
    default:
      break;
    }
    return Give(Value::unknown(C.Where));
  }
  case Op::TextSize: {
    Text From = Words(Get(Slot::From), 0);
    if (!From.complete())
      // A text with something fixed in it is not empty, whatever fills its holes.
      return Give(Value::unknown(C.Where));
    return Give(Value::integer(static_cast<int64_t>(From.size()), C.Where));
  }
  case Op::TextNumber: {
    Value From = Get(Slot::From);
    auto N = numberOf(From, *S);
    return GiveText(N ? Text::constant(std::to_string(*N), From.Where.valid() ? From.Where : C.Where)
                      : Text::hole(sql::HoleKind::Number, "a number that only the run knows", C.Where));
  }
  case Op::TextParse: {
    Text From = Words(Get(Slot::From), 0);
    int64_t N = 0;
    if (From.complete() && !From.bytes().trim().getAsInteger(10, N))
      return Give(Value::integer(N, C.Where));
    return Give(Value::unknown(C.Where));
  }
  case Op::TextQuote:
    return GiveText(Text::hole(sql::HoleKind::Unknown, "a value that is quoted at run time", C.Where,
                               O.operand(Slot::From) ? 0 : sameAnswer(C, *S)));
  case Op::TextJoin: {
    Text Whole, Separator = has(O, Slot::What, C) ? Words(Get(Slot::What), 0) : Text();
    std::vector<Value> Values = operands(O, Slot::From, C, Result);
    if (Values.size() == 1) {
      std::vector<Value> Inner = elements(Values[0], *S);
      if (Text Joined = Words(Values[0], 0); Inner.empty() && !Joined.opaque())
        return GiveText(std::move(Joined)); // its elements are characters
      Values = std::move(Inner);
    }
    if (Values.empty())
      return GiveText(Text::hole(sql::HoleKind::Unknown, "a list that only the run knows", C.Where));
    for (size_t I = 0; I < Values.size(); ++I) {
      if (I)
        Whole.append(Separator);
      Whole.append(Words(Values[I], 0));
    }
    return GiveText(std::move(Whole));
  }

  case Op::Same: {
    Value From = Get(Slot::From);
    if (From.K == Value::Ref && C.Object && From.Cell != C.Object && !Forwarded() &&
        P.role(S->cell(C.Object).Type) == Role::Pointer &&
        P.role(S->cell(From.Cell).Type) == Role::Pointer) {
      sharePointer(From.Cell, C.Object, *S);
      return one(std::move(S), Value::ref(C.Object));
    }
    // An object that can be called stays one of its class.
    const models::Operand *Into = O.operand(Slot::Result);
    if (const CellId Holder = Into && Into->K == models::Operand::Kind::This ? C.Object : NoCell;
        Holder && From.K == Value::Ref && From.Cell != Holder &&
        P.role(S->cell(Holder).Type) == Role::Callable && P.isObject(S->cell(From.Cell).Type) &&
        P.role(S->cell(From.Cell).Type) != Role::Callable &&
        !P.callOperators(P.type(S->cell(From.Cell).Type).Usr).empty()) {
      const CellId Held = copyObject(From.Cell, *S);
      S->edit(Holder).V = Value::ref(Held);
      return one(std::move(S), Value::ref(Holder));
    }
    if (C.Object && P.callee(C.Callee).Constructor && From.K == Value::Ref &&
        From.Cell != C.Object) {
      moveObject(From.Cell, C.Object, *S);
      return one(std::move(S), Value::ref(C.Object));
    }
    return Give(From);
  }
  case Op::Make:
  case Op::MakeValue: {
    const Callee &Target = P.callee(C.Callee);
    TypeId T = 0;
    if (!Target.Arguments.empty())
      T = Target.Arguments[0];
    else if (!P.type(P.target(C.Result)).Arguments.empty())
      T = P.type(P.target(C.Result)).Arguments[0];
    bool Pointer = O.Kind == Op::Make;
    return then(constructType(T, operands(O, Slot::From, C, Result), Forwarded(), C.Where, std::move(S)),
                [&](StatePtr S, Value V) {
                  if (!Pointer)
                    return one(std::move(S), V);
                  CellId Holder = S->create(P.target(C.Result), V);
                  return one(std::move(S), Value::ref(Holder));
                });
  }
  case Op::PointerGet: {
    Value From = Get(Slot::From);
    if (From.K != Value::Ref)
      return Give(From);
    const CellData D = S->cell(From.Cell);
    if (P.role(D.Type) == Role::Iterator && D.V.K == Value::Ref) {
      const CellData &At = S->cell(D.V.Cell);
      Role R = P.role(At.Type);
      if ((R == Role::Sequence || R == Role::Map) && At.Count < 0 && !At.Parent) // any of them
        return Give(Value::ref(elementCell(
            D.V.Cell, Value(), P.type(At.Type).Arguments.empty() ? 0 : P.type(At.Type).Arguments[0], *S)));
      return Give(D.V);
    }
    if (D.V.K == Value::Unknown && P.role(D.Type) == Role::Pointer) {
      TypeId Inner = P.type(D.Type).Arguments.empty() ? 0 : P.type(D.Type).Arguments[0];
      if (!D.Symbolic)
        return Give(Value::integer(0, C.Where)); // made empty here
      CellId Target = symbolic(Inner, *S);
      S->edit(From.Cell).V = Value::ref(Target);
      return Give(Value::ref(Target));
    }
    return Give(D.V);
  }
  case Op::PointerSet: {
    Value To = Get(Slot::To), From = has(O, Slot::From, C) ? Get(Slot::From) : Value::integer(0);
    if (To.K != Value::Ref)
      return one(std::move(S), Result);
    Value Old = S->cell(To.Cell).V;
    const bool Moved = From.K == Value::Ref && P.role(S->cell(From.Cell).Type) == Role::Pointer;
    if (Moved) {
      Value Inner = S->cell(From.Cell).V;
      if (From.Cell != To.Cell)
        S->edit(From.Cell).V = Value::integer(0);
      From = Inner;
    } else if (From.K == Value::Ref && !P.isObject(S->cell(From.Cell).Type) &&
               P.type(S->cell(From.Cell).Type).Kind == TypeKind::Pointer) {
      From = S->cell(From.Cell).V; // by reference
    }
    const CellId Handed = Moved ? S->findKid(Get(Slot::From).Cell, DeleterKey) : NoCell;
    S->edit(To.Cell).V = From;
    S->edit(To.Cell).Symbolic = false;
    if (Handed) {
      S->setKid(To.Cell, DeleterKey, Handed);
    } else if (has(O, Slot::Callable, C)) {
      CellId Deleter = S->create(0);
      S->setKid(To.Cell, DeleterKey, Deleter);
      S->edit(Deleter).V = Get(Slot::Callable);
    }
    Outs R;
    if (Old.K == Value::Ref && !(From.K == Value::Ref && From.Cell == Old.Cell) && !S->cell(Old.Cell).Symbolic) {
      for (StatePtr &D : destroy(Old.Cell, std::move(S), C.Where))
        R.push_back({std::move(D), Result});
      return R;
    }
    return one(std::move(S), Result);
  }
  case Op::PointerRelease: {
    Value To = Get(Slot::To);
    if (To.K != Value::Ref)
      return Give(Value::unknown(C.Where));
    Value Old = S->cell(To.Cell).V;
    S->edit(To.Cell).V = Value::integer(0);
    return Give(Old);
  }
  case Op::BoxGet: {
    Value From = Object(Get(Slot::From));
    if (From.K != Value::Ref)
      return Give(From);
    if (CellId Kid = S->findKid(From.Cell, AnyElement))
      return Give(Value::ref(Kid));
    const CellData D = S->cell(From.Cell);
    if (D.V.known() && !(D.V.K == Value::Ref && D.V.Cell == From.Cell)) {
      // Holds a plain value.
      CellId Kid = S->create(P.type(D.Type).Arguments.empty() ? 0 : P.type(D.Type).Arguments[0], D.V);
      S->setKid(From.Cell, AnyElement, Kid);
      return Give(Value::ref(Kid));
    }
    if (has(O, Slot::Value, C) && !D.Symbolic && D.Count == 0)
      return Give(Get(Slot::Value)); // known to be empty
    CellId Kid = symbolic(P.type(D.Type).Arguments.empty() ? 0 : P.type(D.Type).Arguments[0], *S);
    if (has(O, Slot::Value, C)) { // there may be one, or not
      StatePtr Without = S->clone();
      Outs Both = give(O, C, Result, Get(Slot::Value), std::move(Without));
      S->setKid(From.Cell, AnyElement, Kid);
      for (Out &R : Give(Value::ref(Kid)))
        Both.push_back(std::move(R));
      return Both;
    }
    S->setKid(From.Cell, AnyElement, Kid);
    return Give(Value::ref(Kid));
  }
  case Op::BoxSet: {
    Value To = Object(Get(Slot::To));
    if (To.K != Value::Ref)
      return one(std::move(S), Result);
    std::vector<Value> From = operands(O, Slot::From, C, Result);
    TypeId Inner = alternative(S->cell(To.Cell).Type, P.callee(C.Callee), From, *S);
    auto Hold = [&](StatePtr S, CellId Kid) {
      S->setKid(To.Cell, AnyElement, Kid);
      S->edit(To.Cell).Symbolic = false;
      return one(std::move(S), Result);
    };
    bool Another = From.size() != 1 || From[0].K != Value::Ref ||
                   P.type(S->cell(From[0].Cell).Type).Usr != P.type(Inner).Usr;
    if (Another && P.type(Inner).Kind == TypeKind::Class && P.isObject(Inner)) // built of what is given
      return then(constructType(Inner, std::move(From), Forwarded(), C.Where, std::move(S)),
                  [&](StatePtr S, Value V) { return Hold(std::move(S), V.Cell); });
    CellId Kid = S->create(Inner);
    initialize(Kid, From.empty() ? Value() : From[0], *S);
    return Hold(std::move(S), Kid);
  }
  case Op::Push:
  case Op::Emplace: {
    Value To = Object(Get(Slot::To));
    if (To.K != Value::Ref)
      return one(std::move(S), Result);
    const CellData D = S->cell(To.Cell);
    TypeId Inner = P.type(D.Type).Arguments.empty() ? 0 : P.type(D.Type).Arguments[0];
    if (D.V.K == Value::Words && P.type(Inner).Kind == TypeKind::Character) { // a buffer of bytes
      for (const Value &V : operands(O, Slot::From, C, Result))
        if (numberOf(V, *S) != 0)
          appendTo(To, textOf(V, *S, Inner, C.Where), *S);
      return one(std::move(S), Result);
    }
    auto Add = [&](StatePtr S, CellId Element) {
      givenBack(Element, *S);
      CellData &N = S->edit(To.Cell);
      if (N.Count < 0 && !N.Symbolic)
        N.Count = 0;
      uint32_t Key = N.Count >= 0 ? elementKey(N.Count) : AnyElement;
      if (N.Count >= 0)
        ++N.Count;
      S->setKid(To.Cell, Key, Element);
      Value V = P.type(C.Result).Kind == TypeKind::Reference ? Value::ref(Element) : Result;
      return one(std::move(S), V);
    };
    std::vector<Value> From = operands(O, Slot::From, C, Result);
    if (O.Kind == Op::Emplace) {
      if (P.role(D.Type) == Role::Map) {
        CellId Entry = S->create(0);
        S->edit(Entry).Count = static_cast<int64_t>(From.size());
        for (size_t I = 0; I < From.size(); ++I) {
          CellId Part = From[I].K == Value::Ref && P.isObject(S->cell(From[I].Cell).Type)
                            ? From[I].Cell
                            : S->create(0, decay(From[I], *S));
          S->setKid(Entry, elementKey(I), Part);
        }
        return Add(std::move(S), Entry);
      }
      return then(constructType(Inner, From, Forwarded(), C.Where, std::move(S)),
                  [&](StatePtr S, Value V) { return Add(std::move(S), V.K == Value::Ref ? V.Cell : S->create(Inner, V)); });
    }
    CellId Element = NoCell;
    Value One = From.empty() ? Value() : From[0];
    if (One.K == Value::Ref && P.isObject(S->cell(One.Cell).Type)) {
      Element = S->create(S->cell(One.Cell).Type);
      moveObject(One.Cell, Element, *S);
    } else {
      Element = S->create(Inner);
      Value Plain = One;
      if (Plain.K == Value::Ref && P.type(S->cell(Plain.Cell).Type).Kind != TypeKind::Class &&
          P.type(S->cell(Plain.Cell).Type).Kind != TypeKind::Array)
        if (P.type(Inner).Kind != TypeKind::Pointer || P.type(S->cell(Plain.Cell).Type).Kind == TypeKind::Pointer)
          Plain = S->cell(Plain.Cell).V;
      initialize(Element, Plain, *S);
    }
    return Add(std::move(S), Element);
  }
  case Op::At: {
    Value From = Object(Get(Slot::From));
    Value Key = Get(Slot::Key);
    if (From.K != Value::Ref)
      return Give(Value::unknown(C.Where));
    const CellData D = S->cell(From.Cell);
    TypeId Inner = P.type(D.Type).Arguments.empty() ? 0 : P.type(D.Type).Arguments[0];
    if (P.role(D.Type) == Role::Map) {
      TypeId ValueType = P.type(D.Type).Arguments.size() > 1 ? P.type(D.Type).Arguments[1] : 0;
      if (auto Element = declared(From.Cell, Key, ValueType, *S))
        return Give(Value::ref(*Element));
      auto [Matches, Sure] = entriesAt(From, Key, *S);
      if (Matches.empty())
        if (Value Known = registered(From.Cell, Key, ValueType, *S); Known.known()) {
          CellId V = symbolic(ValueType, *S);
          S->edit(V).V = Known;
          return Give(Value::ref(V));
        }
      if (Matches.empty() && Sure && !D.Symbolic) {
        // operator[] makes the entry.
        CellId Entry = S->create(0), V = S->create(ValueType);
        S->edit(Entry).Count = 2;
        S->setKid(Entry, elementKey(0), S->create(0, decay(Key, *S)));
        S->setKid(Entry, elementKey(1), V);
        if (P.role(ValueType) == Role::Text)
          S->edit(V).V = Value::words(Text());
        int64_t At = std::max<int64_t>(D.Count, 0);
        S->edit(From.Cell).Count = At + 1;
        S->setKid(From.Cell, elementKey(At), Entry);
        return Give(Value::ref(V));
      }
      if (Matches.empty() || Matches.size() > 16) {
        // A new element, or one that only the run knows.
        CellId V = S->findKid(From.Cell, AnyElement);
        if (!V) {
          V = symbolic(ValueType, *S);
          S->setKid(From.Cell, AnyElement, V);
        }
        return Give(Value::ref(V));
      }
      Outs All;
      for (size_t I = 0; I < Matches.size(); ++I) {
        StatePtr Copy = I + 1 < Matches.size() ? S->clone() : std::move(S);
        All.push_back({std::move(Copy), Value::ref(Matches[I].second)});
      }
      return All;
    }
    auto Index = numberOf(Key, *S);
    if (const models::Operand *By = O.operand(Slot::Key);
        !Index && By->K == models::Operand::Kind::TemplateArgument &&
        !P.callee(C.Callee).Arguments.empty()) {
      // std::get<Type>: the only element of that type.
      const Type &Wanted = P.type(P.target(P.callee(C.Callee).Arguments[0]));
      for (size_t I = 0; I < P.type(D.Type).Arguments.size(); ++I)
        if (const Type &Have = P.type(P.target(P.type(D.Type).Arguments[I]));
            Have.Kind == Wanted.Kind && Have.Usr == Wanted.Usr)
          Index = static_cast<int64_t>(I);
    }
    if (Index && *Index < 0 && D.Count > 0)
      Index = D.Count + *Index; // back()
    if (!Index && D.Count > 1 && D.Count <= 16) {
      Outs All;
      for (int64_t I = 0; I < D.Count; ++I) {
        StatePtr Copy = I + 1 < D.Count ? S->clone() : std::move(S);
        CellId Kid = elementCell(From.Cell, Value::integer(I), Inner, *Copy);
        All.push_back({std::move(Copy), Value::ref(Kid)});
      }
      return All;
    }
    CellId Kid = elementCell(From.Cell, Index ? Value::integer(*Index) : Value(), Inner, *S);
    lent(From.Cell, Kid, Inner, *S);
    return Give(Value::ref(Kid));
  }
  case Op::Pop: {
    Value From = Object(Get(Slot::From));
    auto At = numberOf(Get(Slot::At), *S);
    if (From.K != Value::Ref || !At)
      return one(std::move(S), Result);
    Outs R;
    for (StatePtr &Next : pop(From.Cell, *At, C.Where, std::move(S)))
      R.push_back({std::move(Next), Result});
    return R;
  }
  case Op::Put: {
    Value To = Object(Get(Slot::To)), Key = Get(Slot::Key);
    if (To.K != Value::Ref)
      return one(std::move(S), Result);
    CellId Entry = S->create(0);
    S->edit(Entry).Count = 2;
    S->setKid(Entry, elementKey(0), S->create(0, Value::words(Words(Key, 0))));
    Value V = Get(Slot::Value);
    S->setKid(Entry, elementKey(1),
              V.K == Value::Ref && P.isObject(S->cell(V.Cell).Type) ? V.Cell : S->create(0, decay(V, *S)));
    CellData &D = S->edit(To.Cell);
    if (D.Count < 0)
      D.Count = 0;
    int64_t At = D.Count++;
    S->setKid(To.Cell, elementKey(At), Entry);
    return one(std::move(S), Result);
  }
  case Op::Size: {
    Value From = Object(Get(Slot::From));
    if (From.K == Value::Ref && S->cell(From.Cell).Count >= 0)
      return Give(Value::integer(S->cell(From.Cell).Count, C.Where));
    if (From.K == Value::Ref && !S->cell(From.Cell).Symbolic && S->cell(From.Cell).Kids.empty())
      return Give(Value::integer(0, C.Where));
    return Give(Value::unknown(C.Where));
  }
  case Op::Erase: {
    Value To = Object(Get(Slot::To));
    if (To.K != Value::Ref)
      return one(std::move(S), Result);
    std::vector<std::pair<uint32_t, CellId>> Kids = S->cell(To.Cell).Kids;
    S->edit(To.Cell).Kids.clear();
    S->edit(To.Cell).Count = 0;
    States Now;
    Now.push_back(std::move(S));
    for (auto &[Key, Kid] : Kids) {
      States Next;
      for (StatePtr &One : Now)
        for (StatePtr &D : destroy(Kid, std::move(One), C.Where))
          Next.push_back(std::move(D));
      Now = std::move(Next);
    }
    Outs R;
    for (StatePtr &One : Now)
      R.push_back({std::move(One), Result});
    return R;
  }
  case Op::Pair: {
    std::vector<Value> From = operands(O, Slot::From, C, Result);
    CellId Whole = C.Object && P.callee(C.Callee).Constructor ? C.Object : S->create(P.target(C.Result));
    const TypeId T = S->cell(Whole).Type;
    S->edit(Whole).Count = static_cast<int64_t>(From.size());
    for (size_t I = 0; I < From.size(); ++I) {
      CellId Part;
      TypeId Inner = I < P.type(T).Arguments.size() ? P.type(T).Arguments[I] : 0;
      if (From[I].K == Value::Ref &&
          (P.isObject(S->cell(From[I].Cell).Type) || P.type(Inner).Kind == TypeKind::Reference)) {
        Part = From[I].Cell;
      } else {
        Part = S->create(Inner);
        Value Plain = From[I].K == Value::Ref && P.type(Inner).Kind != TypeKind::Pointer
                          ? S->cell(From[I].Cell).V
                          : From[I];
        initialize(Part, Plain, *S);
      }
      S->setKid(Whole, elementKey(I), Part);
    }
    return Give(Value::ref(Whole));
  }
  case Op::Call: {
    std::vector<Value> Given = operands(O, Slot::From, C, Result);
    if (has(O, Slot::What, C))
      Given.insert(Given.begin(), Get(Slot::What));
    // What cannot be called (a coroutine's token) leaves the value that there is.
    Outs Called = callValue(Get(Slot::Callable), std::move(Given), C.Where, std::move(S), false);
    for (Out &One : Called)
      if (One.V.K == Value::Unknown)
        One.V = Result;
    return Called;
  }
  case Op::CallEach: {
    Value Callable = Get(Slot::Callable);
    std::vector<Value> All = Range(Slot::From);
    bool Known = !All.empty();
    if (!Known)
      All.assign(1, Value::unknown(C.Where));
    Outs Now = one(std::move(S), Result);
    for (const Value &V : All) {
      Outs Next;
      for (Out &One : Now) {
        if (!Known)
          Next.push_back({One.S->clone(), Result});
        for (Out &R : callValue(Callable, {V}, C.Where, std::move(One.S), false))
          Next.push_back({std::move(R.S), Result});
      }
      Now = std::move(Next);
    }
    return Now;
  }
  case Op::CallLater: {
    // The new thread starts with what is known now; its creator goes on beside it,
    // also where the thread never ends.
    Outs R;
    R.push_back({S->clone(), Result});
    callValue(Get(Slot::Callable), operands(O, Slot::From, C, Result), C.Where, std::move(S), true);
    return R;
  }
  case Op::Min:
  case Op::Max: {
    std::vector<Value> Values = operands(O, Slot::From, C, Result);
    if (Values.size() == 1)
      if (std::vector<Value> Inner = elements(Values[0], *S); !Inner.empty())
        Values = std::move(Inner);
    if (has(O, Slot::What, C))
      Values.push_back(Get(Slot::What));
    std::optional<Value> Best;
    bool All = true, AnyCores = false;
    for (const Value &V : Values) {
      auto N = numberOf(V, *S);
      Value Plain = V;
      for (unsigned I = 0; I < 4 && Plain.K == Value::Ref; ++I)
        Plain = S->cell(Plain.Cell).V;
      AnyCores |= Plain.Cores;
      if (!N) {
        All = false;
        continue;
      }
      if (!Best || (O.Kind == Op::Min ? *N < Best->Number : *N > Best->Number))
        Best = Value::integer(*N, Plain.Where.valid() ? Plain.Where : C.Where);
    }
    // min(x, 1) is at most 1, max(x, 8) at least 8: the bound is what a limit asks for.
    if (Best && (All || (O.Kind == Op::Min && Best->Number <= 1)))
      return Give(*Best);
    Value V = Value::unknown(C.Where);
    V.Cores = AnyCores;
    if (Best && O.Kind == Op::Max && Best->Number > 1 && !AnyCores)
      return Give(*Best);
    return Give(V);
  }
  case Op::Usually: {
    auto N = numberOf(Get(Slot::From), *S);
    Value V = Value::unknown(C.Where);
    V.Usual = N.has_value();
    V.Number = N.value_or(0);
    return Give(V);
  }
  case Op::ResultStatus:
    return resultStatus(O, C, Result, std::move(S));
  case Op::Iterate: {
    Value From = Object(Get(Slot::From));
    auto At = has(O, Slot::At, C) ? numberOf(Get(Slot::At), *S) : std::optional<int64_t>(0);
    if (From.K != Value::Ref || !At)
      return Give(From);
    const CellData &D = S->cell(From.Cell);
    if (D.V.K == Value::Words) // a buffer of bytes that holds a text
      return Give(*At == 0 ? From : Value::words(Text()));
    const int64_t Count = countOf(From.Cell, *S);
    if (Count < 0) // how many there are only the run knows: the start stands for all
      return Give(*At == 0 ? From : Value::unknown(C.Where));
    const Type &Whole = P.type(S->cell(From.Cell).Type);
    TypeId Inner = Whole.Arguments.empty() ? Whole.Inner : Whole.Arguments[0];
    // Walked backwards, the place past the last one comes before the first.
    const int64_t Place = *At < 0 || Count == 0 ? Count : O.Backwards ? Count - 1 - *At : *At;
    CellId Kid = elementCell(From.Cell, Value::integer(Place), Inner, *S);
    return Give(Value::ref(Kid));
  }
  case Op::Find: {
    Value From = Object(Get(Slot::From));
    if (From.K == Value::Ref && S->cell(From.Cell).Count < 0) {
      const auto &Types = P.type(S->cell(From.Cell).Type).Arguments;
      if (Value Known = registered(From.Cell, Get(Slot::Key), Types.size() > 1 ? Types[1] : 0, *S); Known.known()) {
        CellId Entry = S->create(0), V = symbolic(Types[1], *S);
        S->edit(V).V = Known;
        S->edit(Entry).Count = 2;
        S->setKid(Entry, elementKey(0), S->create(0, decay(Get(Slot::Key), *S)));
        S->setKid(Entry, elementKey(1), V);
        return Give(Value::ref(Entry));
      }
    }
    if (From.K != Value::Ref || S->cell(From.Cell).Count < 0)
      return Give(Value::unknown(C.Where));
    auto [Matches, Sure] = entriesAt(From, Get(Slot::Key), *S);
    Outs All;
    for (size_t I = 0; I < Matches.size() && I < 16; ++I)
      All.push_back({S->clone(), Value::ref(Matches[I].first)});
    if (!Sure || Matches.empty()) {
      CellId End = elementCell(From.Cell, Value::integer(S->cell(From.Cell).Count), 0, *S);
      All.push_back({std::move(S), Value::ref(End)});
    }
    return All;
  }
  case Op::PushAll: {
    Value To = Object(Get(Slot::To));
    std::vector<Value> From = Range(Slot::From);
    if (To.K != Value::Ref)
      return one(std::move(S), Result);
    if (From.empty()) { // what is added only the run knows
      S->edit(To.Cell).Count = -1;
      S->edit(To.Cell).Symbolic = true;
      return one(std::move(S), Result);
    }
    if (S->cell(To.Cell).Count < 0 && S->cell(To.Cell).Symbolic)
      return one(std::move(S), Result);
    if (has(O, Slot::What, C) && From[0].K == Value::Ref && S->cell(From[0].Cell).Parent)
      if (auto End = positionIn(S->cell(From[0].Cell).Parent, Get(Slot::What), *S))
        llvm::erase_if(From, [&](const Value &V) {
          return V.K == Value::Ref && S->cell(V.Cell).Position >= *End;
        });
    for (const Value &V : From) {
      int64_t At = std::max<int64_t>(S->cell(To.Cell).Count, 0);
      S->edit(To.Cell).Count = At + 1;
      if (V.K == Value::Ref)
        S->setKid(To.Cell, elementKey(At), copyObject(V.Cell, *S));
    }
    return one(std::move(S), Result);
  }
  case Op::Advance: {
    Value To = Get(Slot::To);
    auto Count = has(O, Slot::Count, C) ? numberOf(Get(Slot::Count), *S) : std::optional<int64_t>(1);
    if (To.K == Value::Ref) {
      const Value From = S->cell(To.Cell).V;
      if (Count && O.Backwards) {
        Count = -*Count;
        if (From.K == Value::Ref && S->cell(From.Cell).Parent &&
            *Count + S->cell(From.Cell).Position == -1)
          Count = S->cell(S->cell(From.Cell).Parent).Count - S->cell(From.Cell).Position;
      }
      std::optional<Value> Next = Count ? advance(From, *Count, *S) : std::nullopt;
      S->edit(To.Cell).V = Next ? *Next : Value::unknown(C.Where);
    }
    bool Reference = P.type(C.Result).Kind == TypeKind::Reference;
    return one(std::move(S), Reference ? To : Result);
  }
  case Op::SamePlace: {
    Value A = Get(Slot::From), B = Get(Slot::What);
    for (Value *V : {&A, &B})
      if (V->K == Value::Ref && P.role(S->cell(V->Cell).Type) == Role::Iterator)
        *V = S->cell(V->Cell).V;
    Value Equal = arithmetic(Operator::Equal, A, B, C.Where, *S);
    if (Equal.K == Value::Int && O.Says == models::Answer::Unequal)
      Equal.Number = !Equal.Number;
    return Give(Equal);
  }
  case Op::Zeroed: {
    CellId Cell = S->create(0);
    S->edit(Cell).Zeroed = true;
    return Give(Value::ref(Cell));
  }
  case Op::TextParameter: {
    Text T = textOf(Get(Slot::From), *S, 0, C.Where), Key = textOf(Get(Slot::Key), *S, 0, C.Where);
    Conninfo All = O.Semicolons ? parseSemicolons(T) : parseConninfo(T);
    const Parameter *Found = Key.complete() ? All.find(Key.bytes(), /*AnyCase=*/O.Semicolons) : nullptr;
    if (!Found && has(O, Slot::What, C))
      return Give(Get(Slot::What));
    if (!Found && Key.complete() && All.Complete)
      return Give(Value::words(Text()));
    if (!Found)
      return Give(Value::unknown(C.Where));
    const Location W = Found->Where.valid() ? Found->Where : C.Where;
    if (!Found->ValueKnown) {
      Text Part = valueOf(*Found, W);
      return Give(Part.opaque() ? Value::unknown(C.Where) : Value::words(std::move(Part)));
    }
    int64_t N = 0;
    if (!llvm::StringRef(Found->Value).getAsInteger(10, N))
      return Give(Value::integer(N, W));
    return Give(Value::words(Text::constant(Found->Value, W)));
  }
  case Op::Fresh: {
    Value Old = O.operand(Slot::From) ? Get(Slot::From) : Value();
    if (Old.K == Value::Ref || (Old.K == Value::Words && !Old.Known->empty()))
      return Give(Old);
    CellId Cell = S->create(0);
    return Give(Value::ref(Cell));
  }
  case Op::Cores: {
    Value V = Value::unknown(C.Where);
    V.Cores = true;
    return Give(V);
  }
  default:
    return applyEdit(O, C, std::move(Result), std::move(S));
  }
}

} // namespace pooltidy::leases
