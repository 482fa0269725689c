//===- Parts.cpp - Parts of texts and of containers -----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What library calls make of a part: texts that are taken apart into tokens and lines,
// searched for one byte out of a set, cut between two iterators; elements that leave a
// container, or the first one that fits.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;
using models::Op;
using models::Role;
using models::Slot;

namespace {
constexpr size_t MaxParts = 256;    ///< of one text; what has more is data
constexpr size_t MaxElements = 64;  ///< that a call adds to a container
constexpr size_t MaxWays = 8;       ///< in which a search may end
/// Of a stream: whether reading from it has failed.
constexpr uint32_t FailedKey = 0xfffffffdu;
/// What strtok() remembers.
constexpr uint32_t TokenVariable = 0xfffffffcu;

bool isIn(const Text &Set, char C) { return Set.bytes().contains(C); }
} // namespace

/// The cell that holds the text \p V stands for, through pointers and references.
CellId Interpreter::textCell(const Value &V, const State &S) const {
  if (V.K != Value::Ref)
    return NoCell;
  CellId C = V.Cell;
  for (unsigned I = 0; I < 6 && S.cell(C).V.K == Value::Ref && S.cell(C).V.Cell != C; ++I)
    C = S.cell(C).V.Cell;
  return C;
}

Value Interpreter::sequenceOf(llvm::ArrayRef<Text> Parts, TypeId Whole, TypeId Part, State &S) {
  CellId C = S.create(Whole);
  S.edit(C).Count = static_cast<int64_t>(Parts.size());
  if (!P.type(Whole).Arguments.empty())
    Part = P.type(Whole).Arguments[0];
  for (size_t I = 0; I < Parts.size(); ++I)
    S.setKid(C, elementKey(static_cast<int64_t>(I)), S.create(P.target(Part), Value::words(Parts[I])));
  return Value::ref(C);
}

/// Which element of \p Container the iterator \p Iterator stands at.
std::optional<int64_t> Interpreter::positionIn(CellId Container, const Value &Iterator,
                                               const State &S) const {
  Value At = Iterator;
  for (unsigned I = 0; I < 4 && At.K == Value::Ref; ++I) {
    if (S.cell(At.Cell).Parent == Container)
      return S.cell(At.Cell).Position;
    if (S.cell(At.Cell).V.K != Value::Ref)
      break;
    At = S.cell(At.Cell).V;
  }
  return std::nullopt;
}

Interpreter::States Interpreter::leave(CellId Container, int64_t First, int64_t Last, Location W,
                                       StatePtr S) {
  const CellData D = S->cell(Container);
  States Now;
  if (D.Count < 0 || First < 0 || Last < First || Last > D.Count) {
    // Which ones only the run knows: how many are left too.
    S->edit(Container).Count = -1;
    Now.push_back(std::move(S));
    return Now;
  }
  std::vector<std::pair<uint32_t, CellId>> Kids, Gone;
  for (const auto &[Key, Kid] : D.Kids)
    if (Key < elementKey(0) || Key == AnyElement || Key < elementKey(First))
      Kids.emplace_back(Key, Kid);
    else if (Key < elementKey(Last))
      Gone.emplace_back(Key, Kid);
    else if (Key < elementKey(D.Count))
      Kids.emplace_back(Key - static_cast<uint32_t>(Last - First), Kid);
  S->edit(Container).Kids.clear();
  S->edit(Container).Count = D.Count - (Last - First);
  for (const auto &[Key, Kid] : Kids)
    S->setKid(Container, Key, Kid);
  Now.push_back(std::move(S));
  for (const auto &[Key, Kid] : Gone) {
    States Next;
    for (StatePtr &One : Now)
      if (!P.isObject(One->cell(Kid).Type))
        Next.push_back(std::move(One));
      else
        for (StatePtr &Without : destroy(Kid, std::move(One), W))
          Next.push_back(std::move(Without));
    Now = std::move(Next);
  }
  return Now;
}

/// std::getline and its like: a stream over a text that is known gives its lines one by one.
Interpreter::Outs Interpreter::takeLine(const models::Operation &O, const Call &C,
                                        const Value &Result, StatePtr S) {
  const CellId Stream = textCell(operand(O, Slot::From, C, Result), *S);
  CellId To = has(O, Slot::To, C) ? textCell(operand(O, Slot::To, C, Result), *S) : NoCell;
  const bool Gives = !O.operand(Slot::To);
  if (Gives)
    To = S->create(0);
  auto Done = [&](StatePtr S) {
    return Gives ? give(O, C, Result, S->cell(To).V, std::move(S)) : one(std::move(S), Result);
  };
  const Text End = has(O, Slot::What, C)
                       ? textOf(operand(O, Slot::What, C, Result), *S, operandType(O, Slot::What, C))
                       : Text::constant("\n");
  const Text Whole = Stream && S->cell(Stream).V.K == Value::Words ? *S->cell(Stream).V.Known
                                                                   : Text::hole(sql::HoleKind::Unknown, "");
  if (Whole.opaque() || !End.complete()) {
    if (To)
      S->edit(To).V = Value::words(
          Text::hole(sql::HoleKind::Unknown, "a line of what the program reads", C.Where));
    return Done(std::move(S));
  }
  bool Doubt = false;
  size_t Begin = 0;
  if (O.SkipEmpty)
    Begin = Whole.findByte(0, [&](char B) { return !isIn(End, B); }, Doubt);
  if (Begin >= Whole.size()) {
    S->setKid(Stream, FailedKey, S->create(0, Value::integer(1, C.Where)));
    if (To)
      S->edit(To).V = Value::words(Text());
    return Done(std::move(S));
  }
  const size_t Stop = Whole.findByte(Begin, [&](char B) { return isIn(End, B); }, Doubt);
  if (To) {
    S->edit(To).V = Value::words(Whole.slice(Begin, Stop == llvm::StringRef::npos ? ~size_t(0) : Stop - Begin));
    S->edit(To).Symbolic = false;
  }
  S->edit(Stream).V =
      Value::words(Stop == llvm::StringRef::npos ? Text() : Whole.slice(Stop + 1, ~size_t(0)));
  return Done(std::move(S));
}

/// strtok and strsep: the next part of a text, the rest of which is kept.
Interpreter::Outs Interpreter::takeToken(const models::Operation &O, const Call &C,
                                         const Value &Result, StatePtr S) {
  auto Get = [&](Slot Slot) { return operand(O, Slot, C, Result); };
  CellId Keep = NoCell;
  if (has(O, Slot::To, C)) {
    Value To = Get(Slot::To);
    Keep = To.K == Value::Ref ? To.Cell : NoCell;
  } else {
    CellId &Known = S->Globals[TokenVariable];
    if (!Known) {
      const CellId Fresh = S->create(0);
      S->Globals[TokenVariable] = Fresh;
    }
    Keep = S->Globals[TokenVariable];
  }
  auto Plain = [&](Value V) {
    for (unsigned I = 0; I < 6 && V.K == Value::Ref && S->cell(V.Cell).V.known() &&
                         !(S->cell(V.Cell).V.K == Value::Ref && S->cell(V.Cell).V.Cell == V.Cell);
         ++I)
      V = S->cell(V.Cell).V;
    return V;
  };
  Value From = Plain(Get(Slot::From));
  if (From.K == Value::Int && O.SkipEmpty && Keep) // goes on where the call before stopped
    From = S->cell(Keep).V;
  const Text Set = textOf(Get(Slot::What), *S, operandType(O, Slot::What, C));
  if (From.K == Value::Int)
    return give(O, C, Result, Value::integer(0, C.Where), std::move(S));
  if (From.K != Value::Words || From.Known->opaque() || !Set.complete()) {
    if (Keep)
      S->edit(Keep).V = Value::unknown(C.Where);
    return give(O, C, Result, Value::unknown(C.Where), std::move(S));
  }
  const Text Whole = *From.Known;
  bool Doubt = false;
  const size_t Begin =
      O.SkipEmpty ? Whole.findByte(0, [&](char B) { return !isIn(Set, B); }, Doubt) : 0;
  const size_t Start = Doubt ? Whole.sql().Holes[0].Offset : Begin;
  const Value Nothing = Value::integer(0, C.Where);
  if (O.SkipEmpty && Start >= Whole.size()) {
    if (Keep)
      S->edit(Keep).V = Nothing;
    return give(O, C, Result, Nothing, std::move(S));
  }
  const size_t Stop = Whole.findByte(Start, [&](char B) { return isIn(Set, B); }, Doubt);
  const bool Last = Stop == llvm::StringRef::npos;
  if (Keep)
    S->edit(Keep).V = Last ? Nothing : Value::words(Whole.slice(Stop + 1, ~size_t(0)));
  return give(O, C, Result, Value::words(Whole.slice(Start, Last ? ~size_t(0) : Stop - Start)),
              std::move(S));
}

Interpreter::Outs Interpreter::findIf(const models::Operation &O, const Call &C, const Value &Result,
                                      StatePtr S) {
  std::vector<Value> All = range(O, Slot::From, C, Result, *S);
  const Value End = operand(O, Slot::What, C, Result);
  if (!All.empty() && All[0].K == Value::Ref && S->cell(All[0].Cell).Parent)
    if (auto Last = positionIn(S->cell(All[0].Cell).Parent, End, *S))
      llvm::erase_if(All, [&](const Value &V) {
        return V.K == Value::Ref && S->cell(V.Cell).Position >= *Last;
      });
  const bool Calls = has(O, Slot::Callable, C);
  if (All.empty()) {
    Outs R;
    R.push_back({S->clone(), Value::unknown(C.Where)});
    if (Calls) // of those that only the run knows
      callValue(operand(O, Slot::Callable, C, Result), {Value::unknown(C.Where)}, C.Where,
                std::move(S), false);
    return R;
  }
  Outs Found, Now = one(std::move(S), Value());
  for (const Value &Element : All) {
    Outs Next;
    for (Out &One : Now) {
      Outs Answers;
      if (Calls) {
        Answers = callValue(operand(O, Slot::Callable, C, Result), {Element}, C.Where,
                            std::move(One.S), false);
      } else {
        const Value Wanted = operand(O, Slot::Value, C, Result);
        const auto N = numberOf(Wanted, *One.S), M = numberOf(Element, *One.S);
        const Text A = textOf(Wanted, *One.S), B = textOf(Element, *One.S);
        Value Same = Value::unknown(C.Where);
        if (N && M)
          Same = Value::integer(*N == *M);
        else if (A.complete() && B.complete())
          Same = Value::integer(A.bytes() == B.bytes());
        Answers = one(std::move(One.S), Same);
      }
      for (Out &Answer : Answers) {
        const auto Truth = numberOf(Answer.V, *Answer.S);
        if (Truth.value_or(1) && Found.size() < MaxWays)
          Found.push_back({Truth ? std::move(Answer.S) : Answer.S->clone(), Element});
        if (!Truth.value_or(0))
          Next.push_back({std::move(Answer.S), Value()});
      }
    }
    thin(Next);
    Now = std::move(Next);
  }
  for (Out &One : Now)
    Found.push_back({std::move(One.S), End});
  return Found;
}

Interpreter::Outs Interpreter::applyParts(const models::Operation &O, const Call &C, Value Result,
                                          StatePtr S) {
  auto Get = [&](Slot Slot) { return operand(O, Slot, C, Result); };
  auto Words = [&](Slot Slot) { return textOf(Get(Slot), *S, operandType(O, Slot, C), C.Where); };
  auto Give = [&](Value V) { return give(O, C, Result, std::move(V), std::move(S)); };
  auto SomeText = [&](const char *Why) {
    return Value::words(Text::hole(sql::HoleKind::Unknown, Why, C.Where));
  };
  auto Container = [&] {
    Value To = Get(Slot::To);
    for (unsigned I = 0; I < 6 && To.K == Value::Ref; ++I) {
      const CellData &D = S->cell(To.Cell);
      if (D.V.K != Value::Ref || P.isObject(D.Type))
        break;
      To = D.V;
    }
    return To.K == Value::Ref ? To.Cell : NoCell;
  };
  auto All = [&](States Many) {
    Outs R;
    for (StatePtr &One : Many)
      R.push_back({std::move(One), Result});
    return R;
  };

  switch (O.Kind) {
  case Op::TextTail:
  case Op::TextDropTail: {
    const Text From = Words(Slot::From);
    const auto Count = numberOf(Get(Slot::Count), *S);
    const size_t Last =
        From.complete() ? 0 : From.sql().Holes.back().Offset + From.sql().Holes.back().Length;
    if (!Count || *Count < 0)
      return Give(SomeText("a part of a text that only the run knows"));
    const size_t N = std::min<size_t>(*Count, From.size());
    if (From.size() - N < Last)
      return Give(SomeText("a part of a text that only the run knows"));
    return Give(Value::words(O.Kind == Op::TextTail ? From.slice(From.size() - N, N)
                                                    : From.slice(0, From.size() - N)));
  }
  case Op::TextSplit: {
    const Text From = Words(Slot::From), What = Words(Slot::What);
    const models::Operand *To = O.operand(Slot::Result);
    const Value Into = Get(Slot::Result);
    const TypeId Whole = To && To->K != models::Operand::Kind::Return && Into.K == Value::Ref
                             ? S->cell(Into.Cell).Type
                             : P.target(C.Result);
    if (From.opaque() || !What.complete() || What.empty())
      return Give(Value::ref(symbolic(Whole, *S)));
    std::vector<Text> Parts;
    for (size_t At = 0; Parts.size() < MaxParts;) {
      bool Doubt = false;
      size_t Stop = At;
      do { // the first byte of the separator, and then the rest of it
        Stop = From.findByte(Stop, [&](char B) {
          return O.AnyOf ? isIn(What, B) : B == What.bytes().front();
        }, Doubt);
        if (Stop == llvm::StringRef::npos || O.AnyOf ||
            From.bytes().substr(Stop).starts_with(What.bytes()))
          break;
        ++Stop;
      } while (true);
      Text Part = From.slice(At, Stop == llvm::StringRef::npos ? ~size_t(0) : Stop - At);
      if (!O.SkipEmpty || !Part.empty())
        Parts.push_back(std::move(Part));
      if (Stop == llvm::StringRef::npos)
        break;
      At = Stop + (O.AnyOf ? 1 : What.size());
    }
    return Give(sequenceOf(Parts, Whole, P.target(operandType(O, Slot::From, C)), *S));
  }
  case Op::TextToken:
    return takeToken(O, C, Result, std::move(S));
  case Op::TextLine:
    return takeLine(O, C, Result, std::move(S));
  case Op::TextGood: {
    const CellId Stream = textCell(Get(Slot::From), *S);
    if (!Stream || S->cell(Stream).V.K != Value::Words || S->cell(Stream).V.Known->opaque())
      return Give(Value::unknown(C.Where));
    const bool Failed = S->findKid(Stream, FailedKey) != NoCell;
    const Slot Says = Failed ? Slot::Failed : Slot::Value;
    return Give(has(O, Says, C) ? Get(Says) : Value::integer(!Failed, C.Where));
  }
  case Op::TextFindSet: {
    const Text From = Words(Slot::From), Set = Words(Slot::What);
    const auto At = has(O, Slot::At, C) ? numberOf(Get(Slot::At), *S)
                                        : std::optional<int64_t>(O.Backwards ? -1 : 0);
    if (!Set.complete() || !At || (O.Backwards && *At >= 0))
      return Give(Value::unknown(C.Where));
    auto Fits = [&](char B) { return isIn(Set, B) != O.Outside; };
    bool Doubt = false;
    size_t Found = From.findByte(static_cast<size_t>(std::max<int64_t>(*At, 0)), Fits, Doubt);
    if (O.Backwards) {
      size_t Last = Found;
      while (Last != llvm::StringRef::npos) {
        Found = Last;
        Last = From.findByte(Found + 1, Fits, Doubt);
      }
      Doubt = !From.complete() && (Found == llvm::StringRef::npos ||
                                   From.sql().Holes.back().Offset > Found);
    }
    if (Doubt)
      return Give(Value::unknown(C.Where));
    return Give(Value::integer(Found == llvm::StringRef::npos ? -1 : static_cast<int64_t>(Found),
                               C.Where));
  }
  case Op::TextCut: {
    const CellId To = textCell(Get(Slot::To), *S);
    if (!To)
      return one(std::move(S), Result);
    const Text Old = textOf(Value::ref(To), *S), From = Words(Slot::From),
               Rest = has(O, Slot::What, C) ? Words(Slot::What) : Text();
    if (Old.opaque() || From.size() > Old.size() || Rest.size() > From.size() ||
        !Old.bytes().ends_with(From.bytes()) || !From.bytes().ends_with(Rest.bytes())) {
      S->edit(To).V = SomeText("a text changed at a place only the run knows");
      return one(std::move(S), Result);
    }
    Text New = Old.slice(0, Old.size() - From.size());
    if (has(O, Slot::Value, C))
      New.append(Words(Slot::Value));
    New.append(Rest);
    S->edit(To).V = Value::words(std::move(New));
    return one(std::move(S), Result);
  }

  case Op::TextFile: {
    const Text Name = Words(Slot::From);
    std::vector<Value> Found;
    if (Name.complete())
      for (uint32_t Each : P.textFiles(Name.bytes()))
        Found.push_back(Value::words(Text::literal(P.literal(Each))));
    if (Found.empty()) { // without a place: this is what there is to say
      const std::string File = "the file '" + Name.bytes().str() + "'";
      const bool Sought = Name.bytes().ends_with_insensitive(".sql");
      Found.push_back(Value::words(Text::hole(
          sql::HoleKind::Unknown, !Name.complete() ? "a file whose name only the run knows"
                                  : Sought         ? File + ", which was not found"
                                                   : "what is in " + File)));
    }
    Outs R;
    for (const Value &V : Found) {
      StatePtr Copy = S->clone();
      if (O.operand(Slot::To)) { // an open file holds it
        if (const CellId To = textCell(Get(Slot::To), *Copy))
          Copy->edit(To).V = V;
        R.push_back({std::move(Copy), Result});
        continue;
      }
      for (Out &One : give(O, C, Result, V, std::move(Copy)))
        R.push_back(std::move(One));
    }
    thin(R);
    return R;
  }
  case Op::TextByte: {
    const Value From = Get(Slot::From);
    if (auto Code = numberOf(From, *S); Code && *Code > 0 && *Code < 128)
      return Give(Value::words(Text::constant(std::string(1, static_cast<char>(*Code)),
                                              From.Where.valid() ? From.Where : C.Where)));
    return Give(Value::words(Words(Slot::From)));
  }

  case Op::Resize: {
    const CellId To = Container();
    const auto Count = numberOf(Get(Slot::Count), *S);
    if (!To)
      return one(std::move(S), Result);
    const CellData D = S->cell(To);
    if (Count && D.Count >= 0 && *Count >= 0 && *Count < D.Count)
      return All(leave(To, *Count, D.Count, C.Where, std::move(S)));
    if (!has(O, Slot::Value, C) || (Count && D.Count == *Count))
      return one(std::move(S), Result); // new elements are made where they are looked at
    const TypeId Inner = P.type(D.Type).Arguments.empty() ? 0 : P.type(D.Type).Arguments[0];
    auto Make = [&] {
      const Value Given = Get(Slot::Value);
      if (Given.K == Value::Ref && P.isObject(S->cell(Given.Cell).Type))
        return copyObject(Given.Cell, *S);
      CellId Element = S->create(P.target(Inner));
      initialize(Element, Given, *S);
      return Element;
    };
    if (!Count || D.Count < 0 || *Count > static_cast<int64_t>(MaxElements)) {
      S->setKid(To, AnyElement, Make());
      S->edit(To).Count = -1;
      return one(std::move(S), Result);
    }
    for (int64_t I = D.Count; I < *Count; ++I)
      S->setKid(To, elementKey(I), Make());
    S->edit(To).Count = *Count;
    return one(std::move(S), Result);
  }
  case Op::Drop: {
    const CellId To = Container();
    if (!To)
      return one(std::move(S), Result);
    const int64_t Count = S->cell(To).Count;
    const auto First = positionIn(To, Get(Slot::From), *S);
    const auto Last = has(O, Slot::What, C) ? positionIn(To, Get(Slot::What), *S)
                      : First               ? std::optional<int64_t>(*First + 1)
                                            : std::nullopt;
    return All(leave(To, Count < 0 ? -1 : First.value_or(-1), Last.value_or(-1), C.Where, std::move(S)));
  }
  case Op::DropKey: {
    const CellId To = Container();
    if (!To || S->cell(To).Count < 0)
      return one(std::move(S), Result);
    if (auto At = positionIn(To, Get(Slot::Key), *S))
      return All(leave(To, *At, *At + 1, C.Where, std::move(S)));
    auto [Matches, Sure] = entriesAt(Value::ref(To), Get(Slot::Key), *S);
    if (!Sure || Matches.size() != 1)
      return one(std::move(S), Result);
    const int64_t At = S->cell(Matches[0].first).Position;
    return All(leave(To, At, At + 1, C.Where, std::move(S)));
  }
  case Op::FindIf:
    return findIf(O, C, Result, std::move(S));
  default:
    return one(std::move(S), Result);
  }
}

} // namespace pooltidy::leases
