//===- Remembering.cpp - Calls that are run once for equal inputs ---------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// When a costly call is remembered, and by what. One that is never given the same is
// given less: what the caller has learned of numbers and null pointers in objects from
// outside is forgotten for it and known again afterwards, where the call left it alone.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;

Interpreter::Outs Interpreter::runAnew(const Function &F, Frame New, const Value &Closure,
                                       llvm::ArrayRef<Value> Arguments, StatePtr S) {
  const unsigned Start = Steps;
  Outs Result = runBody(F, std::move(New), Closure, Arguments, std::move(S));
  unsigned &Cost = Costs[&F];
  Cost = std::max(Cost, Steps - Start);
  return Result;
}

Interpreter::Outs Interpreter::runAndRemember(const Function &F, Frame New, const Value &Closure,
                                              llvm::ArrayRef<Value> Arguments, StatePtr S,
                                              const Summaries::Input &In, unsigned Level) {
  const StatePtr Before = S->clone();
  const Location CallSite = New.CallSite;
  const size_t Thrown = Stack.back().Thrown.size();
  const unsigned Start = Steps;
  Recordings.emplace_back().Depth = Stack.size();
  Recordings.back().Level = Level;
  Outs Result = runAnew(F, std::move(New), Closure, Arguments, std::move(S));
  Recording Heard = std::move(Recordings.back());
  Recordings.pop_back();
  if (!Recordings.empty())
    llvm::append_range(Recordings.back().Reports, Heard.Reports);
  if (Heard.Exact && Steps <= Ceiling && Steps - Start >= WorthRemembering && Result.size() <= 24) {
    Summaries::Ends Endings;
    for (const Out &O : Result)
      Endings.push_back({O.S->clone(), O.V, false});
    for (size_t I = Thrown; I < Stack.back().Thrown.size(); ++I)
      Endings.push_back({Stack.back().Thrown[I].S->clone(), Stack.back().Thrown[I].V, true});
    Frame Again;
    Again.F = &F;
    Again.CallSite = CallSite;
    Remembered.remember(F, In, *Before, Endings, std::move(Heard.Reports), path(&Again));
  }
  return Result;
}

/// Forgets for a call what is left out of what it can see.
Interpreter::Forgotten Interpreter::forget(const Footprint &Seen, State &S) {
  Forgotten Out;
  for (CellId C : Seen.leftOut()) {
    auto Old = S.shareCell(C);
    CellData &D = S.edit(C);
    if (D.V.K != Value::Ref)
      D.V = Value::unknown(D.V.Where);
    D.V.Nonzero = false;
    D.Symbolic |= D.V.K != Value::Ref;
    Out.push_back({C, std::move(Old), S.shareCell(C)});
  }
  return Out;
}

/// Knows again after a call what was forgotten for it and what it has not changed. A way
/// that took it for something else is none.
void Interpreter::recollect(const Forgotten &Out, Outs &Result, size_t Thrown) {
  if (Out.empty())
    return;
  auto Possible = [&](State &S) {
    for (const auto &[C, Old, Blank] : Out) {
      const auto Now = S.shareCell(C);
      if (!Now || Now == Blank)
        continue;
      const Value &Was = Old->V, &Is = Now->V;
      if (!Now->Symbolic)
        continue; // something was stored in it
      if ((Was.K == Value::Int && Is.K == Value::Int && Was.Number != Is.Number) ||
          (Was.notZero() && Is.K == Value::Int && !Is.Number) ||
          (Was.K == Value::Int && !Was.Number && Is.K != Value::Int && Is.notZero()))
        return false;
    }
    return true;
  };
  const bool Any = llvm::any_of(Result, [&](auto &O) { return Possible(*O.S); });
  if (Any)
    llvm::erase_if(Result, [&](auto &O) { return !Possible(*O.S); });
  auto Restore = [&](State &S) {
    for (const auto &[C, Old, Blank] : Out)
      if (const auto Now = S.shareCell(C)) {
        const Value &Was = Old->V, &Is = Now->V;
        const bool Learned = Now->Symbolic && ((Is.K == Value::Unknown && Is.Nonzero && Was.notZero()) ||
                                               (Is.K == Value::Ref && Was.K == Value::Ref && Is.Cell == Was.Cell));
        if (Now == Blank || Learned)
          S.putShared(C, Old);
      }
  };
  for (auto &O : Result)
    Restore(*O.S);
  for (size_t I = Thrown; I < Stack.back().Thrown.size(); ++I)
    Restore(*Stack.back().Thrown[I].S);
}

/// The variables that a call of \p F may look at. One that nobody has looked at yet is made.
std::vector<StringId> Interpreter::lookedAt(const Function &F, State &S) {
  std::vector<StringId> Variables;
  for (StringId Usr : Names.variables(F)) {
    const Variable *V = P.variable(Usr);
    if (V && isFixed(*V))
      continue; // it holds the same for everybody
    if (V && !Names.isLocal(Usr))
      globalCell(Usr, S);
    Variables.push_back(Usr);
  }
  // What libraries know by a name of its own has no USR.
  const size_t Named = Variables.size();
  for (const auto &[Usr, C] : S.Globals)
    if (Usr >= FirstRegistered)
      Variables.push_back(Usr);
  std::sort(Variables.begin() + Named, Variables.end());
  return Variables;
}

/// What a call of \p New can see of \p S, and of the loops it stands in: they decide whether
/// a connection is one of many and whether one is held for long. Nothing where that is not
/// all there is to it.
std::optional<Summaries::Input> Interpreter::inputOf(const Frame &New, llvm::ArrayRef<const Value *> Given, State &S,
                                                          bool Coarse) {
  if (Silent || Stack.empty())
    return std::nullopt;
  const Function &F = *New.F;
  const std::vector<StringId> Variables = lookedAt(F, S);
  Summaries::Input In;
  In.Seen = std::make_shared<Footprint>(S, Given, Variables,
                                        [&](StringId Field) { return Names.field(F, Field); },
                                        Footprint::Counts{P.reachesDatabase(F) || Effects.runs(F), true, Coarse});
  if (!In.Seen->isAll())
    return std::nullopt;
  const bool Opens = Names.opens(F);
  llvm::hash_code Around = llvm::hash_combine(New.Thread, Opens);
  for (const Frame &Outer : Stack) {
    Around = llvm::hash_combine(Around, Outer.Thread);
    // How many connections a loop opens hangs on the loop.
    if (Opens && !Outer.Loops.empty())
      Around = llvm::hash_combine(Around, Outer.F, Outer.CallSite.File, Outer.CallSite.Line, Outer.CallSite.Column,
                                  Outer.Loops.size());
    for (const Loop &L : Outer.Loops) {
      Around = llvm::hash_combine(Around, L.Endless);
      if (Opens)
        Around = llvm::hash_combine(Around, L.Bound.K, L.Bound.Number, L.Bound.Where.Line);
    }
  }
  In.Key = llvm::hash_combine(In.Seen->key(), Around);
  return In;
}

} // namespace pooltidy::leases
