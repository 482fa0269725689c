//===- Formatters.cpp - The program's own printf --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Formatters.h"

#include "llvm/ADT/STLExtras.h"

namespace pooltidy::leases {

using namespace facts;
using models::Operand;
using models::Slot;

namespace {

NodeId kid(const Function &F, const Node &N, unsigned I) { return F.Kids[N.FirstKid + I]; }

/// The place that the expression \p N works on: a parameter's local, or None.
uint32_t rootOf(const Function &F, NodeId N) {
  for (unsigned Depth = 0; Depth < 16; ++Depth) {
    const Node &E = F.Nodes[N];
    switch (E.Kind) {
    case NodeKind::Local:
      return E.Symbol;
    case NodeKind::Deref:
    case NodeKind::Field:
    case NodeKind::Index:
    case NodeKind::AddressOf:
      N = kid(F, E, 0);
      break;
    case NodeKind::Binary: // buffer + length
      N = kid(F, E, 0);
      break;
    case NodeKind::Call: // a getter of the object that was given
      if (E.KidCount != 1)
        return None;
      N = kid(F, E, 0);
      break;
    default:
      return None;
    }
  }
  return None;
}

/// The arguments of a call that formats: which is the format, which the va_list, which
/// gets the text.
struct Arguments {
  unsigned To, Format, List;
};

std::optional<Arguments> argumentsOf(const models::FunctionModel &M) {
  for (const models::Operation &O : M.Operations) {
    if (O.Kind != models::Op::TextFormat || O.Style != models::FormatStyle::Printf)
      continue;
    const Operand *Format = O.operand(Slot::Format), *From = O.operand(Slot::From), *To = nullptr;
    for (const models::Operation &Other : M.Operations)
      if (const Operand *Into = Other.operand(Slot::To); Into && Into->K == Operand::Kind::Argument)
        To = Into;
    if (Format && From && To && Format->K == Operand::Kind::Argument && From->K == Operand::Kind::Rest)
      return Arguments{To->Index, Format->Index, From->Index};
  }
  return std::nullopt;
}

} // namespace

const Formatters::Formatter *Formatters::of(const Callee &Target, const Function *F) {
  if (Target.Parameters.size() < 2 || !Target.Usr)
    return nullptr;
  auto [It, New] = Known.try_emplace(Target.Usr); // whoever comes back to it on the way down finds nothing
  if (!New)
    return It->second.get();
  std::optional<Formatter> Found;
  if (!F || (F->Body != None && !P.reachesDatabase(*F))) {
    if (F)
      Found = handsOn(*F);
    if (!Found)
      Found = byShape(Target, F);
  }
  auto &Kept = Known[Target.Usr];
  if (Found)
    Kept = std::make_unique<Formatter>(*Found);
  return Kept.get();
}

/// One that hands what it was given to another.
std::optional<Formatters::Formatter> Formatters::handsOn(const Function &F) {
  llvm::SmallVector<uint32_t, 2> Lists; // the variable arguments of this function
  std::optional<Formatter> Found;
  bool Loops = false;
  auto Position = [&](uint32_t Local) { return llvm::find(F.Parameters, Local) - F.Parameters.begin(); };
  const long Count = static_cast<long>(F.Parameters.size());
  for (const Node &N : F.Nodes) {
    if (N.Kind == NodeKind::VaStart && F.Nodes[kid(F, N, 0)].Kind == NodeKind::Local)
      Lists.push_back(F.Nodes[kid(F, N, 0)].Symbol);
    else if (N.Kind == NodeKind::VaArg)
      return std::nullopt; // looks at them itself
    Loops |= N.Kind == NodeKind::While || N.Kind == NodeKind::Do || N.Kind == NodeKind::For || N.Kind == NodeKind::Goto;
  }
  if (F.Variadic && Lists.empty())
    return std::nullopt;
  uint32_t Into = None;
  for (NodeId Id = 0; Id < F.Nodes.size(); ++Id) {
    const Node &N = F.Nodes[Id];
    if (N.Kind != NodeKind::Call)
      continue;
    const Callee &C = P.callee(N.Symbol);
    std::optional<Arguments> A;
    if (!P.models(N.Symbol).empty()) {
      for (const models::FunctionModel *M : P.models(N.Symbol))
        if (!A)
          A = argumentsOf(*M);
    } else if (!C.Variadic) {
      if (const Formatter *Inner = of(C, P.function(C.Usr)); Inner && Inner->Given != None)
        A = Arguments{Inner->To, Inner->Format, Inner->Given};
    }
    const unsigned First = C.Method;
    if (!A || First + std::max({A->To, A->Format, A->List}) >= N.KidCount)
      continue;
    const Node &Format = F.Nodes[kid(F, N, First + A->Format)], &List = F.Nodes[kid(F, N, First + A->List)];
    if (Format.Kind != NodeKind::Local || Position(Format.Symbol) == Count || List.Kind != NodeKind::Local)
      continue;
    // The list may be a copy of what was given; a parameter is one only where nothing else is.
    const bool Given = !F.Variadic && Position(List.Symbol) < Count;
    if (F.Variadic && Position(List.Symbol) < Count)
      continue;
    const uint32_t Root = rootOf(F, kid(F, N, First + A->To));
    if (Root == None || Position(Root) == Count || (Into != None && Into != Root))
      return std::nullopt; // what is written is not, or not only, what it was given
    Into = Root;
    if (Found)
      continue; // tried again
    Found.emplace();
    Found->Call = Id;
    Found->To = Position(Root);
    Found->Format = Position(Format.Symbol);
    Found->List = List.Symbol;
    Found->Given = Given ? Position(List.Symbol) : None;
  }
  if (!Found)
    return std::nullopt;
  if (!F.Variadic && Found->Given == None) {
    // A copy of the only va_list there is: the parameter that is copied.
    for (const Node &N : F.Nodes)
      if (N.Kind == NodeKind::Assign && F.Nodes[kid(F, N, 0)].Kind == NodeKind::Local &&
          F.Nodes[kid(F, N, 0)].Symbol == Found->List && F.Nodes[kid(F, N, 1)].Kind == NodeKind::Local &&
          Position(F.Nodes[kid(F, N, 1)].Symbol) < Count)
        Found->Given = Position(F.Nodes[kid(F, N, 1)].Symbol);
    if (Found->Given == None)
      return std::nullopt;
  }
  Found->Repeats = Loops;
  return Found;
}

/// Whether \p F goes through a format character by character and takes its arguments as
/// it needs them: it looks for the sign that begins a conversion and for the letters of
/// the two that no such function does without.
static bool readsFormat(const Function &F) {
  bool Takes = false, Loops = false, Sign = false, Text = false, Number = false;
  for (const Node &N : F.Nodes) {
    Takes |= N.Kind == NodeKind::VaArg;
    Loops |= N.Kind == NodeKind::While || N.Kind == NodeKind::Do || N.Kind == NodeKind::For;
    if (N.Kind == NodeKind::Int || N.Kind == NodeKind::Case) {
      Sign |= N.Value == '%';
      Text |= N.Value == 's';
      Number |= N.Value == 'd';
    }
  }
  return Takes && Loops && Sign && Text && Number;
}

/// One that goes through the format itself, or whose body is elsewhere: it is declared to
/// take a format as printf does, or takes one and a va_list. The text is in the only
/// buffer that stands before the format.
std::optional<Formatters::Formatter> Formatters::byShape(const Callee &Target, const Function *F) const {
  const size_t Count = Target.Parameters.size();
  if (Target.ParameterTypes.size() != Count || (F && F->Parameters.size() != Count))
    return std::nullopt;
  auto Spelled = [&](unsigned I) { return llvm::StringRef(P.string(Target.ParameterTypes[I])); };
  const bool List = !Target.Variadic && Count >= 3 && Spelled(Count - 1).contains("va_list");
  unsigned Format = Target.Format;
  if (!Format && ((F && readsFormat(*F)) || (!F && List)))
    Format = Target.Variadic ? Count : Count - 1;
  if (Format < 2 || Format > Count || !(Target.Variadic || List) || !Spelled(Format - 1).starts_with("const char *"))
    return std::nullopt;
  // char *, char **, char *&, and what stands for a text.
  auto GetsText = [&](unsigned I) {
    const TypeId T = Target.Parameters[I];
    if (Spelled(I).starts_with("const "))
      return false;
    if (P.role(T) == models::Role::Text)
      return P.type(T).Kind == TypeKind::Reference || P.type(T).Kind == TypeKind::Pointer;
    const Type *Ty = &P.type(P.target(T));
    unsigned Depth = 0;
    while (Ty->Kind == TypeKind::Pointer && Depth++ < 2)
      Ty = &P.type(Ty->Inner);
    return Depth && Ty->Kind == TypeKind::Character;
  };
  Formatter Found;
  unsigned Buffers = 0;
  for (unsigned I = 0; I + 1 < Format; ++I)
    if (GetsText(I)) {
      Found.To = I;
      ++Buffers;
    }
  if (Buffers != 1)
    return std::nullopt;
  Found.Format = Format - 1;
  Found.Given = List ? Count - 1 : None;
  Found.Repeats = true;
  return Found;
}

} // namespace pooltidy::leases
