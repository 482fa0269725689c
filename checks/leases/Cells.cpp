//===- Cells.cpp - What a variable, a member, an element is ---------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Finds the cell that a name means in the present state and what it holds, and makes
// cells up for what comes from outside: the members of an object that was handed in, the
// target of a pointer that nobody set.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

#include <utility>

namespace pooltidy::leases {

using namespace facts;
using models::Role;

CellId Interpreter::symbolic(TypeId T, State &S) {
  CellId C = S.create(P.target(T));
  S.edit(C).Symbolic = true;
  return C;
}

CellId Interpreter::symbolic(TypeId T, State &S, Met How, uint64_t From, uint64_t Which) {
  CellId C = S.meet(P.target(T), How, From, Which);
  S.edit(C).Symbolic = true;
  return C;
}

/// A number for the calls that led to where the program is now.
uint64_t Interpreter::callers() const {
  llvm::hash_code Way = 0;
  for (const Frame &F : Stack)
    Way = llvm::hash_combine(Way, F.F, F.CallSite.File, F.CallSite.Line, F.CallSite.Column);
  return Way;
}

/// An object of type \p T that the call \p C gives back.
CellId Interpreter::resultOf(const Call &C, TypeId T, State &S) {
  return symbolic(T, S, Met::Result, callers(),
                  llvm::hash_combine(C.Where.File, C.Where.Line, C.Where.Column, C.Callee));
}

CellId Interpreter::localCell(uint32_t L, State &S) {
  const facts::Local &Info = Stack.back().F->Locals[L];
  if (Info.Lives != Storage::Automatic)
    return globalCell(Info.Usr, S);
  if (L >= S.frame().Locals.size())
    S.frame().Locals.resize(Stack.back().F->Locals.size(), NoCell);
  CellId C = S.frame().Locals[L];
  if (C == NoCell) {
    C = symbolic(Info.Type, S, Met::Local, callers(), L);
    S.frame().Locals[L] = C;
  }
  return C;
}

/// Whether a variable always holds what it is initialised with.
bool Interpreter::isFixed(const Variable &V) const {
  return V.Initializer && (V.Constant || !P.isAssigned(V.Usr)) && P.role(V.Type) != Role::Connection;
}

CellId Interpreter::globalCell(StringId Usr, State &S) {
  if (auto It = S.Globals.find(Usr); It != S.Globals.end())
    return It->second;
  const Variable *V = P.variable(Usr);
  CellId C = symbolic(V ? V->Type : 0, S, Met::Global, Usr);
  S.Globals[Usr] = C;
  if (const std::string *Constant = V ? P.modelSet().constant(P.string(V->Name)) : nullptr)
    S.edit(C).V = Value::words(Text::constant(*Constant));
  if (!V || !V->Initializer)
    return C;
  // A constant, or a variable that nothing in the program ever changes, has the
  // value it was given. The connections of objects with static storage are looked
  // at when their initialisers are run as entries of their own.
  const Function *Init = P.function(V->Initializer);
  if (!Init || !isFixed(*V) || Stack.size() > 30)
    return C;
  // A table of callables reaches the database without touching it.
  const uint64_t Before = S.leaseSignature();
  const size_t Connections = S.connections().size();
  bool WasSilent = std::exchange(Silent, true);
  Outs R = run(*Init, NoCell, Value(), {}, V->Where, S.clone());
  Silent = WasSilent;
  if (R.size() != 1 || R[0].S->connections().size() != Connections || R[0].S->leaseSignature() != Before)
    return C;
  S.adopt(std::move(*R[0].S));
  S.edit(C).Symbolic = false;
  if (P.type(P.target(V->Type)).Kind == TypeKind::Reference && R[0].V.K == Value::Ref)
    S.Globals[Usr] = R[0].V.Cell;
  else
    initialize(C, R[0].V, S);
  if (!V->Constant)
    forgetAltered(S.Globals[Usr], S);
  return S.Globals[Usr];
}

/// The members of \p Object that the program gives other values later on: nobody knows which
/// they have by now.
void Interpreter::forgetAltered(CellId Object, State &S) const {
  llvm::SmallVector<std::pair<CellId, bool>, 8> Work{{Object, false}};
  llvm::DenseSet<CellId> Seen;
  while (!Work.empty()) {
    auto [C, Altered] = Work.pop_back_val();
    if (!Seen.insert(C).second)
      continue;
    const CellData &D = S.cell(C);
    for (const auto &[Key, Kid] : D.Kids)
      Work.push_back({Kid, Key >= elementKey(0) ? Altered : P.isAltered(Key)});
    if (Altered && (D.V.K == Value::Int || D.V.K == Value::Words))
      S.edit(C).V = Value();
  }
}

/// Byte \p At of the character buffer \p Buffer: what is stored there changes its text.
CellId Interpreter::byteCell(CellId Buffer, int64_t At, TypeId Type, State &S) {
  CellId Byte = S.create(Type);
  CellData &D = S.edit(Byte);
  D.Parent = Buffer;
  D.Position = At;
  return Byte;
}

bool Interpreter::isBuffer(CellId C, const State &S) const {
  const CellData &D = S.cell(C);
  const facts::Type &T = P.type(D.Type);
  // Memory from the heap is a cell of one character that holds the whole text.
  return (T.Kind == TypeKind::Array && P.type(T.Inner).Kind == TypeKind::Character) ||
         (T.Kind == TypeKind::Character && (D.V.K == Value::Words || D.Symbolic) && !D.Parent) ||
         (T.Kind == TypeKind::Other && D.V.K == Value::Words && !D.Parent);
}

/// What the expression \p What of the method \p F of \p Object would give, with nothing known
/// of its other variables. The frame of \p F is still there in the states that it gives.
Interpreter::Outs Interpreter::valueIn(const Function &F, NodeId What, CellId Object, const State &S) {
  const bool WasSilent = std::exchange(Silent, true);
  Frame New;
  New.F = &F;
  New.This = Object;
  Stack.push_back(std::move(New));
  StatePtr Copy = S.clone();
  Copy->Frames.push_back(llvm::makeIntrusiveRefCnt<FrameData>());
  Copy->frame().Locals.assign(F.Locals.size(), NoCell);
  Outs R = eval(What, std::move(Copy));
  Stack.pop_back();
  Silent = WasSilent;
  return R;
}

CellId Interpreter::fieldCell(CellId Object, StringId Field, TypeId Type, State &S) {
  if (P.role(S.cell(Object).Type) == Role::Text) {
    // A structure that stands for a text: its pointer is the text, its first number the length.
    const facts::Type &T = P.type(P.target(Type));
    const Text Whole = textOf(Value::ref(Object), S);
    Value V;
    if (T.Kind == TypeKind::Pointer && P.type(T.Inner).Kind == TypeKind::Character)
      V = Value::ref(Object);
    else if (const ClassInfo *Info = P.classInfo(P.type(S.cell(Object).Type).Usr);
             Info && T.Kind == TypeKind::Integer && Whole.complete())
      for (const FieldInfo &F : Info->Fields)
        if (P.type(F.Type).Kind == TypeKind::Integer) {
          if (F.Name == Field)
            V = Value::integer(static_cast<int64_t>(Whole.size()));
          break;
        }
    return S.create(P.target(Type), V);
  }
  if (CellId Kid = S.findKid(Object, Field))
    return Kid;
  // A pair is a sequence of two, read by its members.
  if (S.cell(Object).Count >= 0)
    if (auto Position = P.fieldPosition(Field))
      if (CellId Kid = S.findKid(Object, elementKey(*Position)))
        return Kid;
  CellId Kid = symbolic(Type, S, Met::Field, Object, Field);
  S.edit(Kid).Symbolic = S.cell(Object).Symbolic;
  S.setKid(Object, Field, Kid);
  // A public member of a library's connection works on that connection.
  auto OfLibrary = [&](TypeId T) {
    const ClassInfo *Info = P.classInfo(P.type(P.target(T)).Usr);
    return Info && Info->System;
  };
  if (P.role(S.cell(Object).Type) == Role::Connection && P.role(Type) == Role::None && OfLibrary(Type) &&
      OfLibrary(S.cell(Object).Type))
    S.edit(Kid).Link = S.cell(Object).Link ? S.cell(Object).Link : Object;
  if (S.cell(Object).Zeroed) {
    S.edit(Kid).Zeroed = true;
    if (!P.isObject(Type))
      S.edit(Kid).V = Value::integer(0);
    return Kid;
  }
  // A member that only constructors set, always to the same thing, has that value
  // in every object.
  if (S.cell(Object).Symbolic)
    if (auto Write = P.onlyWrite(Field); Write.first && Stack.size() < 30) {
      const TypeKind K = P.type(P.target(Type)).Kind;
      bool Simple = K == TypeKind::Integer || K == TypeKind::Bool || K == TypeKind::Pointer ||
                    P.role(Type) == Role::Text;
      const bool Constant = Write.first->Nodes[Write.second].Kind == NodeKind::Int;
      if (Simple && (Constant || !P.reachesDatabase(*Write.first))) {
        Outs R = valueIn(*Write.first, Write.second, Object, S);
        if (R.size() == 1) {
          Value V = R[0].V.K == Value::Ref ? R[0].S->cell(R[0].V.Cell).V : R[0].V;
          // Text that starts empty is meant to be filled, by whatever is not in sight.
          if ((V.K == Value::Words && !V.Known->empty()) || V.K == Value::Int)
            S.edit(Kid).V = V;
        }
      }
    }
  if (S.cell(Object).Symbolic)
    presume(Kid, Object, Field, Type, S);
  return Kid;
}

CellId Interpreter::elementCell(CellId Object, const Value &Key, TypeId Type, State &S) {
  uint32_t K = AnyElement;
  if (Key.K == Value::Int)
    K = elementKey(Key.Number);
  if (CellId Kid = S.findKid(Object, K))
    return Kid;
  if (K == AnyElement && S.cell(Object).Kids.size() == 1)
    return S.cell(Object).Kids[0].second;
  CellId Kid = symbolic(Type, S, Met::Element, Object, K);
  S.setKid(Object, K, Kid);
  return Kid;
}

/// The cell that the pointer \p V, the value of node \p N, points to. Where that is
/// not known yet, an object is made up and remembered in the pointer.
CellId Interpreter::pointee(NodeId N, const Value &V, TypeId Pointer, State &S) {
  Value Decayed = V;
  if (Decayed.K == Value::Ref)
    return Decayed.Cell;
  TypeId Inner = P.type(P.target(Pointer)).Kind == TypeKind::Pointer ? P.type(P.target(Pointer)).Inner : 0;
  if (V.K == Value::Unknown && N != None)
    if (CellId Holder = holder(N, S)) {
      CellId C = symbolic(Inner, S, Met::Pointee, Holder);
      S.edit(C).V.Where = V.Where; // what it points to is unknown for the same reason
      Value Found = Value::ref(C);
      Found.Nonzero = V.Nonzero;
      S.edit(Holder).V = Found;
      return C;
    }
  CellId C = symbolic(Inner, S);
  if (V.K == Value::Words)
    S.edit(C).V = V;
  if (V.K == Value::Unknown)
    S.edit(C).V.Where = V.Where;
  return C;
}

/// The cell that holds the value of node \p N, where finding it has no effect of its own.
CellId Interpreter::holder(NodeId N, State &S) {
  const Node &Source = node(N);
  switch (Source.Kind) {
  case NodeKind::Local:
    return localCell(Source.Symbol, S);
  case NodeKind::Global:
    return globalCell(Source.Symbol, S);
  case NodeKind::Field:
  case NodeKind::Index:
  case NodeKind::Deref: {
    Outs R = place(N, S.clone());
    if (R.size() != 1 || R[0].V.K != Value::Ref)
      return NoCell;
    S.adopt(std::move(*R[0].S));
    return R[0].V.Cell;
  }
  default:
    return NoCell;
  }
}

std::optional<Value> Interpreter::advance(const Value &Pointer, int64_t Steps, State &S) {
  if (Pointer.K != Value::Ref)
    return std::nullopt;
  const CellData &D = S.cell(Pointer.Cell);
  CellId Array = NoCell;
  int64_t At = Steps;
  if (P.type(D.Type).Kind == TypeKind::Array && D.Count >= 0) {
    Array = Pointer.Cell; // an array stands for its first element
  } else if (D.Parent && S.cell(D.Parent).Count >= 0) {
    Array = D.Parent;
    At += D.Position;
  }
  if (!Array || At < 0 || At > S.cell(Array).Count)
    return std::nullopt;
  const Type &Whole = P.type(S.cell(Array).Type);
  TypeId Element = Whole.Kind == TypeKind::Array ? Whole.Inner : Whole.Arguments.empty() ? 0 : Whole.Arguments[0];
  return Value::ref(elementCell(Array, Value::integer(At), Element, S));
}

/// The number of elements of \p Whole, -1 where only the run knows. An array that was made here has
/// those that something was put into.
int64_t Interpreter::countOf(CellId Whole, State &S) {
  const CellData &D = S.cell(Whole);
  if (D.Count >= 0 || D.Symbolic || P.role(D.Type) != Role::Sequence || S.findKid(Whole, AnyElement) != NoCell)
    return D.Count;
  int64_t Count = -1;
  for (const auto &[Key, Kid] : D.Kids)
    if (Key >= elementKey(0) && Key != DeleterKey)
      Count = std::max(Count, static_cast<int64_t>(Key & 0x3fffffff) + 1);
  if (Count > 0)
    S.edit(Whole).Count = Count;
  return Count;
}

Value Interpreter::load(CellId C, const State &S) const {
  const CellData &D = S.cell(C);
  if (P.isObject(D.Type) && D.V.K != Value::Closure && D.V.K != Value::Function)
    return Value::ref(C);
  const Type &T = P.type(D.Type);
  if (T.Kind == TypeKind::Array) // decays to a pointer to itself
    return Value::ref(C);
  Value V = D.V;
  if (V.K == Value::Unknown && !V.Where.valid())
    V.Where = D.Made;
  return V;
}

void Interpreter::store(CellId C, const Value &V, State &S) {
  const CellData &D = S.cell(C);
  if (D.Parent && P.type(D.Type).Kind == TypeKind::Character && isBuffer(D.Parent, S)) {
    // Written into a text: at its end, over a byte of it, or the mark that ends it.
    const size_t At = static_cast<size_t>(D.Position);
    const CellId Buffer = D.Parent;
    Text Whole = S.cell(Buffer).V.K == Value::Words ? *S.cell(Buffer).V.Known : Text();
    const bool Sure = Whole.complete() || At < Whole.sql().Holes[0].Offset;
    if (V.K == Value::Int && D.Position >= 0 && Sure && At <= Whole.size()) {
      const char Byte = static_cast<char>(V.Number);
      Text New = Whole.slice(0, At);
      if (Byte) {
        New.append(Text::constant(llvm::StringRef(&Byte, 1),
                                  At < Whole.size() ? Whole.place(At) : V.Where));
        New.append(Whole.slice(At + 1, ~size_t(0)));
      }
      S.edit(Buffer).V = Value::words(std::move(New));
    }
    S.edit(C).V = V;
    return;
  }
  if (V.K == Value::Ref && P.isObject(D.Type) && P.role(D.Type) != Role::Pointer && V.Cell != C &&
      P.type(D.Type).Kind == TypeKind::Class && P.type(S.cell(V.Cell).Type).Kind == TypeKind::Class) {
    moveObject(V.Cell, C, S);
    return;
  }
  Value Plain = decay(V, S);
  CellData &To = S.edit(C);
  To.V = std::move(Plain);
  To.Symbolic = false;
}

/// Text and character arrays by value; everything else as it is.
Value Interpreter::decay(const Value &V, const State &S) const {
  if (V.K != Value::Ref)
    return V;
  const CellData &D = S.cell(V.Cell);
  if (P.role(D.Type) == Role::Text)
    return D.V;
  return V;
}

Text Interpreter::textOf(const Value &V, const State &S, TypeId Hint, Location W) const {
  const Value *At = &V;
  CellId Last = NoCell;
  int64_t Skipped = 0; // a pointer into the middle of a buffer
  for (unsigned I = 0; I < 8 && At->K == Value::Ref; ++I) {
    const CellData &D = S.cell(At->Cell);
    Skipped = At->Number > 0 ? At->Number : Skipped;
    Last = At->Cell;
    if (!Hint)
      Hint = D.Type;
    // An array of characters written byte by byte is not followed.
    if (D.V.K == Value::Unknown || (D.V.K == Value::Ref && D.V.Cell == At->Cell)) {
      if (D.V.K == Value::Unknown && D.V.Symbol)
        At = &D.V;
      if (D.V.Where.valid())
        W = D.V.Where;
      break;
    }
    At = &D.V;
  }
  if (At->K == Value::Words)
    return Skipped ? At->Known->slice(static_cast<size_t>(Skipped), ~size_t(0)) : *At->Known;
  // What came from outside and was never changed is the same wherever it is read.
  uint64_t Same = 0;
  if (At->K == Value::Unknown && At->Symbol)
    Same = llvm::hash_combine(1, At->Symbol);
  else if (At->K == Value::Ref && Last && S.cell(Last).Symbolic)
    Same = llvm::hash_combine(2, Last);
  const Type &T = P.type(P.target(Hint));
  if (At->K == Value::Int && T.Kind != TypeKind::Pointer && T.Kind != TypeKind::Class) {
    if (T.Kind == TypeKind::Character) {
      char Byte = static_cast<char>(At->Number);
      return Text::constant(llvm::StringRef(&Byte, 1), At->Where.valid() ? At->Where : W);
    }
    return Text::constant(std::to_string(At->Number), At->Where.valid() ? At->Where : W);
  }
  bool Number = T.Kind == TypeKind::Integer || T.Kind == TypeKind::Float || T.Kind == TypeKind::Bool;
  return Text::hole(Number ? sql::HoleKind::Number : sql::HoleKind::Unknown, "a value that only the run knows",
                    At->Where.valid() ? At->Where : W, Same);
}

std::optional<int64_t> Interpreter::numberOf(const Value &V, const State &S) const {
  const Value *At = &V;
  for (unsigned I = 0; I < 4 && At->K == Value::Ref; ++I)
    At = &S.cell(At->Cell).V;
  if (At->K == Value::Int)
    return At->Number;
  return std::nullopt;
}

} // namespace pooltidy::leases
