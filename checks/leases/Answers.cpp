//===- Answers.cpp - Numbers for what the program answers -----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Answers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"

#include <type_traits>

namespace pooltidy::leases {

using namespace facts;

/// Puts what it is told one behind the other. Records are taken apart by structured
/// bindings, so that a member added to one does not compile until it is told here, too.
class Answers::Hasher {
public:
  explicit Hasher(Answers &A) : A(A) {}

  template <class T> void number(T V) {
    const uint64_t Wide = static_cast<uint64_t>(V);
    Bytes.append(reinterpret_cast<const char *>(&Wide), sizeof(Wide));
  }
  template <class... T> void numbers(T... Vs) { (number(Vs), ...); }
  void text(llvm::StringRef S) { number(S.size()), Bytes.append(S.begin(), S.end()); }
  void name(StringId S) { number(A.name(S)); }
  void names(llvm::ArrayRef<StringId> Ss) {
    number(Ss.size());
    for (StringId S : Ss)
      name(S);
  }
  void type(TypeId T) { number(A.type(T)); }
  void types(llvm::ArrayRef<TypeId> Ts) {
    number(Ts.size());
    for (TypeId T : Ts)
      type(T);
  }
  void callees(llvm::ArrayRef<uint32_t> Cs) {
    number(Cs.size());
    for (uint32_t C : Cs)
      number(A.callee(C));
  }
  void unit(unsigned Number) {
    auto [File, Same] = A.P.unitName(Number);
    name(File), number(Same);
  }
  void place(const Location &L) {
    auto &[File, Line, Column] = L;
    name(File), numbers(Line, Column);
  }
  void literal(const Literal &L) {
    auto &[Text, Pieces] = L;
    text(Text), number(Pieces.size());
    for (const auto &[Offset, Where, Fixed] : Pieces)
      numbers(Offset, Fixed), place(Where);
  }
  void function(const Function &F);
  void node(const Node &N);
  void classInfo(const ClassInfo &C);
  void variable(const Variable &V);

  uint64_t done() const { return llvm::xxh3_64bits(llvm::ArrayRef(reinterpret_cast<const uint8_t *>(Bytes.data()), Bytes.size())) | 1; }

private:
  Answers &A;
  std::string Bytes;
};

void Answers::Hasher::node(const Node &N) {
  auto &[Kind, Flag, Type, Symbol, Value, Where, FirstKid, KidCount] = N;
  numbers(Kind, Flag, Value, FirstKid, KidCount);
  type(Type), place(Where);
  switch (Kind) {
  case NodeKind::Text:
    return literal(A.P.literal(Symbol));
  case NodeKind::Call:
  case NodeKind::Construct:
  case NodeKind::Function:
    return number(A.callee(Symbol));
  case NodeKind::Global:
  case NodeKind::Field:
  case NodeKind::Lambda:
  case NodeKind::Goto:
  case NodeKind::Label:
  case NodeKind::InitField:
    return name(Symbol);
  default:
    return number(Symbol);
  }
}

void Answers::Hasher::function(const Function &F) {
  auto &[Usr, Name, Display, Where, Class, Result, Parameters, Locals, Captures, Overrides, Nodes, Kids, Body, Method,
         Constructor, Destructor, Lambda, Variadic, Internal, System] = F;
  name(Usr), name(Name), name(Display), place(Where), name(Class), type(Result);
  numbers(Body, Method, Constructor, Destructor, Lambda, Variadic, Internal, System);
  number(Parameters.size());
  for (uint32_t L : Parameters)
    number(L);
  number(Locals.size());
  for (const auto &[LocalName, Type, Declared, Lives, LocalUsr] : Locals)
    name(LocalName), type(Type), place(Declared), number(Lives), name(LocalUsr);
  number(Captures.size());
  for (const auto &[Local, ByReference] : Captures)
    numbers(Local, ByReference);
  names(Overrides);
  number(Nodes.size());
  for (const Node &N : Nodes)
    node(N);
  number(Kids.size());
  for (NodeId K : Kids)
    number(K);
}

void Answers::Hasher::classInfo(const ClassInfo &C) {
  auto &[Usr, Name, Where, Bases, BaseNames, Fields, Destructor, Constructors, System] = C;
  name(Usr), name(Name), place(Where), names(Bases), names(BaseNames), number(Fields.size());
  for (const auto &[FieldName, Type, Declared] : Fields)
    name(FieldName), type(Type), place(Declared);
  name(Destructor), callees(Constructors), number(System);
}

void Answers::Hasher::variable(const Variable &V) {
  auto &[Usr, Name, Type, Where, Lives, Initializer, Constant, System] = V;
  name(Usr), name(Name), type(Type), place(Where), name(Initializer), numbers(Lives, Constant, System);
}

uint64_t Answers::name(StringId S) {
  if (S >= Names.size())
    Names.resize(S + S / 2 + 256);
  if (!Names[S])
    Names[S] = llvm::xxh3_64bits(llvm::StringRef(P.string(S))) | 1;
  return Names[S];
}

uint64_t Answers::type(TypeId T) {
  if (T >= Types.size())
    Types.resize(T + T / 2 + 256);
  if (!Types[T]) {
    Hasher H(*this);
    auto &[Kind, Name, Usr, Inner, Extent, Arguments] = P.type(T);
    H.numbers(Kind, Extent), H.name(Name), H.name(Usr), H.unit(P.unitOfType(T));
    const uint64_t Inside = Inner ? type(Inner) : 0;
    H.number(Inside), H.types(Arguments);
    Types[T] = H.done();
  }
  return Types[T];
}

uint64_t Answers::callee(uint32_t C) {
  if (C >= Callees.size())
    Callees.resize(C + C / 2 + 256);
  if (!Callees[C]) {
    Hasher H(*this);
    auto &[Usr, Name, Class, Result, Parameters, ParameterTypes, Arguments, Numbers, Format, Method, Virtual, NoReturn,
           Variadic, Constructor, Trivial] = P.callee(C);
    H.name(Usr), H.name(Name), H.name(Class), H.type(Result), H.types(Parameters), H.names(ParameterTypes);
    H.types(Arguments), H.number(Numbers.size());
    for (int64_t N : Numbers)
      H.number(N);
    H.numbers(Format, Method, Virtual, NoReturn, Variadic, Constructor, Trivial);
    // Which models there are follows from its name, but a program may have its own open().
    H.number(P.models(C).size()), H.unit(P.unitOfCallee(C));
    Callees[C] = H.done();
  }
  return Callees[C];
}

uint64_t Answers::to(Question Q, StringId Of) {
  Hasher H(*this);
  H.number(Q);
  const Function *F = P.function(Of);
  switch (Q) {
  case Question::Function:
    if (!F)
      return 0;
    H.function(*F);
    break;
  case Question::Class: {
    const ClassInfo *C = P.classInfo(Of);
    H.numbers(C != nullptr, P.classRole(Of)), H.type(P.classType(Of));
    if (C)
      H.classInfo(*C);
    break;
  }
  case Question::Variable: {
    const Variable *V = P.variable(Of);
    H.numbers(V != nullptr, P.isAssigned(Of));
    if (V)
      H.variable(*V);
    break;
  }
  case Question::Overriders:
    H.names(P.overriders(Of));
    break;
  case Question::Reach:
    if (F)
      H.numbers(P.reachesDatabase(*F), P.handlesText(*F), P.mayWait(*F));
    break;
  case Question::Field: {
    auto [By, Value] = P.onlyWrite(Of);
    H.numbers(P.fieldPosition(Of).value_or(~0u), P.isAltered(Of), By != nullptr, Value);
    H.name(By ? By->Usr : 0), H.callees(P.functionsIn(Of));
    break;
  }
  case Question::Callable: {
    const Function *Text = P.textConversion(Of);
    std::vector<StringId> Operators;
    for (uint32_t I : P.callOperators(Of))
      Operators.push_back(P.functions()[I].Usr);
    H.names(Operators), H.name(Text ? Text->Usr : 0);
    const std::optional<uint32_t> Destructor = P.destructorOf(Of);
    H.number(Destructor ? callee(*Destructor) : 0);
    break;
  }
  case Question::Initializes:
    H.names(All.initializedBy(Of));
    break;
  case Question::Effects: {
    if (!F || F->Body == None)
      break;
    const SideEffects::Changes &Changed = All.Effects.changes(*F);
    H.numbers(All.Effects.runs(*F), All.Effects.alwaysEnds(*F), All.Effects.mayEnd(*F));
    H.numbers(Changed.Result.has_value(), Changed.Result.value_or(0));
    for (const auto *Set : {&Changed.Variables, &Changed.Fields}) {
      uint64_t Sum = 0; // in no order
      for (StringId Usr : *Set)
        Sum += name(Usr);
      H.numbers(Set->size(), Sum);
    }
    break;
  }
  case Question::Looks:
    if (F)
      H.names(All.Names.variables(*F)), H.number(All.Names.opens(*F));
    break;
  case Question::Local:
    H.number(All.Names.isLocal(Of));
    break;
  case Question::Formatter: {
    const std::optional<uint32_t> C = All.calleeOf(Of);
    const Formatters::Formatter *How = C ? All.Formats.of(P.callee(*C), F) : nullptr;
    if (!How)
      break;
    auto &[Call, To, Format, List, Given, Repeats] = *How;
    H.numbers(Call, To, Format, List, Given, Repeats);
    break;
  }
  case Question::Kept: {
    auto [By, What] = All.Kept.only(Of);
    H.name(By ? By->Usr : 0), H.numbers(What, All.Kept.marksTransaction(Of), All.Kept.changesLater(Of));
    break;
  }
  case Question::Declared:
    H.number(All.Declared && All.Declared->contains(Of));
    break;
  }
  return H.done();
}

std::optional<bool> Answers::looks(StringId Usr, StringId Field) {
  const Function *F = P.function(Usr);
  return F ? std::optional(All.Names.field(*F, Field)) : std::nullopt;
}

uint64_t Answers::toConstructor(llvm::StringRef Name) {
  const std::optional<uint32_t> C = P.constructorOf(Name);
  return C ? callee(*C) : 0;
}

uint64_t Answers::toTextFiles(llvm::StringRef Name) {
  Hasher H(*this);
  for (uint32_t L : P.textFiles(Name))
    H.literal(P.literal(L));
  return H.done();
}

std::vector<StringId> Answers::filesOf(StringId Usr) const {
  std::vector<StringId> Files;
  const Function *F = P.function(Usr);
  if (!F)
    return Files;
  auto Add = [&](const Location &L) {
    if (L.File && !llvm::is_contained(Files, L.File))
      Files.push_back(L.File);
  };
  Add(F->Where);
  for (const Local &L : F->Locals)
    Add(L.Where);
  for (const Node &N : F->Nodes) {
    Add(N.Where);
    if (N.Kind == NodeKind::Text)
      for (const Literal::Piece &Piece : P.literal(N.Symbol).Pieces)
        Add(Piece.Where);
  }
  return Files;
}

} // namespace pooltidy::leases
