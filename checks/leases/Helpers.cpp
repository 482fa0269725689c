//===- Helpers.cpp - Functions that touch no database ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Most of a program makes text, keeps accounts and tells what went wrong. Such a call is
// run where something may depend on it, for a bounded number of steps; of the others
// only that matters what they assign and whether they come back. It refuses to guess
// what a function computed that was left out: what it may have assigned is doubted.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;

/// Visits the variables of the program and what they lead to by members, each cell once:
/// \p Visit is told whether what \p By assigns is in it.
template <class Fn> static void forAssigned(const State &S, const SideEffects::Changes &By, Fn Visit) {
  llvm::SmallVector<std::tuple<CellId, StringId, bool>, 16> Work; // with the name it goes by
  llvm::DenseSet<CellId> Seen;
  for (auto &[Usr, C] : S.Globals)
    Work.push_back({C, Usr, By.Variables.contains(Usr)});
  while (!Work.empty()) {
    auto [C, Name, Changes] = Work.pop_back_val();
    if (!Seen.insert(C).second)
      continue;
    for (const auto &[Key, Kid] : S.cell(C).Kids)
      if (Key >= elementKey(0))
        Work.push_back({Kid, Name, Changes});
      else
        Work.push_back({Kid, Key, By.Fields.contains(Key)});
    if (Changes)
      Visit(C, Name);
  }
}

/// Forgets the variables and the fields of objects that a function which is not run may
/// have assigned to.
static void doubt(State &S, const SideEffects::Changes &By) {
  if (By.none())
    return;
  llvm::SmallVector<CellId, 8> Doubtful;
  forAssigned(S, By, [&](CellId C, StringId) {
    if (const Value &V = S.cell(C).V; V.K == Value::Int || V.K == Value::Words)
      Doubtful.push_back(C);
  });
  for (CellId C : Doubtful)
    S.edit(C).V = Value();
}

/// A call that nothing depends on but what it assigns.
Interpreter::Outs Interpreter::passBy(const SideEffects::Changes &Changes, const Call &C, StatePtr S) {
  doubt(*S, Changes);
  return one(std::move(S), Changes.Result ? Value::integer(*Changes.Result, C.Where) : Value::unknown(C.Where));
}

/// Runs a function that touches no database itself, for a while: nothing when it does not come
/// to an end by then.
std::optional<Interpreter::Outs> Interpreter::tryHelper(const Function &F, const Call &C, const State &S) {
  const size_t Thrown = Stack.back().Thrown.size();
  const unsigned Start = Steps;
  const unsigned Before = std::exchange(Ceiling, std::min(Ceiling, Steps + MaxHelperSteps));
  Outs R = run(F, C.Object, Value(), C.Arguments, C.Where, S.clone(), C.Thread);
  const bool Finished = Steps <= Ceiling;
  Ceiling = Before;
  if (Steps - Start > CheapCall)
    HelperSteps[&F] += Steps - Start;
  Unfinished[&F] += Steps - Start > MaxHelperSteps; // not where the entry is at its end
  if (Finished)
    return R;
  while (Stack.back().Thrown.size() > Thrown)
    Stack.back().Thrown.pop_back();
  return std::nullopt;
}

/// Runs a function of which only that matters whether the program goes on after it: a check of
/// an error, a message and exit. That hangs on numbers: how bad it is, what is to be shown.
Interpreter::Outs Interpreter::runEnding(const Function &F, const SideEffects::Changes &Changes, const Call &C,
                                         StatePtr S) {
  const Value Object = C.Object == NoCell ? Value() : Value::ref(C.Object);
  llvm::SmallVector<const Value *, 8> Given{&Object};
  for (const Value &V : C.Arguments)
    Given.push_back(&V);
  const Footprint Seen(*S, Given, lookedAt(F, *S), [&](StringId Field) { return Names.field(F, Field); },
                       {/*Sessions=*/false, /*Texts=*/false, /*Coarse=*/false});
  const std::pair Key(&F, Seen.key());
  if (auto It = Outcomes.find(Key); It != Outcomes.end())
    return It->second ? passBy(*It->second, C, std::move(S)) : end();
  std::optional<Outs> Result = Unfinished.lookup(&F) < MaxUnfinished ? tryHelper(F, C, *S) : std::nullopt;
  if (!Result)
    return passBy(Changes, C, std::move(S));
  std::optional<SideEffects::Changes> &Outcome = Outcomes[Key];
  if (!Result->empty())
    Outcome.emplace().Result = Changes.Result;
  for (const Out &O : *Result)
    forAssigned(*S, Changes, [&](CellId Cell, StringId Name) {
      if (!O.S->cell(Cell).V.same(S->cell(Cell).V))
        (Changes.Fields.contains(Name) ? Outcome->Fields : Outcome->Variables).insert(Name);
    });
  return std::move(*Result);
}

/// Such a function may make text or change an object, but what it computes matters only where
/// that is soon known. One that is called again and again, or never comes to an end, is left
/// out for good.
Interpreter::Outs Interpreter::runHelper(const Function &F, const Call &C, StatePtr S) {
  if (HelperSteps[&F] <= MaxHelperTotal && Unfinished.lookup(&F) < MaxUnfinished)
    if (std::optional<Outs> R = tryHelper(F, C, *S))
      return std::move(*R);
  if (const Formatters::Formatter *How = Formats.of(P.callee(C.Callee), &F))
    return format(&F, *How, C, std::move(S));
  doubt(*S, Effects.changes(F));
  // What a constructor that is not followed made is met like any object from outside.
  const auto Reaches = [this](StringId Usr) { return P.function(Usr) && P.reachesDatabase(*P.function(Usr)); };
  if (F.Constructor && C.Object && S->cell(C.Object).Kids.empty() &&
      llvm::none_of(P.destroys(S->cell(C.Object).Type), Reaches)) {
    CellData &Made = S->edit(C.Object);
    Made.Symbolic = true;
    Made.Class = P.type(Made.Type).Usr;
  }
  return unknownCall(C, std::move(S));
}

/// A function that touches no database and can neither make text nor change
/// anything it was given tells nothing.
bool Interpreter::worthRunning(const Function &F, const Call &C, const State &S) const {
  if (P.reachesDatabase(F))
    return true;
  if (P.mayWait(F) && llvm::any_of(S.connections(), [&](CellId X) { return keepsServer(X, S); }))
    return true;
  for (const Value &V : C.Arguments)
    if (V.K == Value::Closure || V.K == Value::Function ||
        (V.K == Value::Ref && S.cell(V.Cell).V.K == Value::Closure))
      return true;
  // Arithmetic on geometry, parsing of numbers: large and without a word of text.
  return F.Nodes.size() <= 60 || (P.handlesText(F) && F.Nodes.size() <= 3000);
}

} // namespace pooltidy::leases
