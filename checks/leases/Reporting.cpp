//===- Reporting.cpp - What an observation says of the way to it ----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Observations are merged by place; a few of the paths that lead to one are kept. Here
// also stand those that are about the program as it runs rather than about a statement:
// waits, long-lived connections, too many of them.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"
#include "leases/Narrowing.h"

#include "llvm/ADT/StringExtras.h"

namespace pooltidy::leases {

using namespace facts;
using models::Role;

void Interpreter::tooMany(Location W, int64_t Count, bool AtLeast, Certainty Sure, const std::string &Spelling,
                          Location Made, const std::string &Origin) {
  Observation O;
  O.Origin = Origin;
  O.What = Clash::TooMany;
  O.About = Subject::PoolSize;
  O.Where = W;
  O.Count = Count;
  O.AtLeast = AtLeast;
  O.Sure = Sure;
  O.Spelling = Spelling;
  std::vector<PathStep> Path = path();
  if (Made.valid() && Made != W) // the number is said elsewhere
    Path.push_back({Made, "the connections are asked for here"});
  O.Paths.insert(std::move(Path));
  report(std::move(O));
}

/// A wait in an endless loop: whoever holds a connection outside of the loop keeps
/// it for good. What a pool keeps is the pool's business.
void Interpreter::longLived(State &S, Location Wait) {
  for (size_t I = 0; I < Stack.size() && I < S.Frames.size(); ++I)
    for (const Loop &L : Stack[I].Loops) {
      if (!L.Endless)
        continue;
      for (CellId C : heldBy(S, I)) {
        const CellData &D = S.cell(C);
        if (D.Symbolic || D.Dead || !D.Serial || D.Serial > L.Serial || !D.Made.valid() || S.findLease(C)->Foreign)
          continue;
        Observation O;
        O.Origin = S.findLease(C)->Origin;
        O.What = Clash::LongLived;
        O.About = Subject::Connection;
        O.Where = D.Made;
        O.Spelling = "a connection held by an endless loop";
        std::vector<PathStep> Path = path();
        Path.push_back({Wait, "the loop waits here with the connection open"});
        O.Paths.insert(std::move(Path));
        report(std::move(O));
      }
    }
}

/// What a thread keeps under a key of its own lives as long as the thread does.
void Interpreter::keptByThread(State &S, const Value &V, Location W) {
  std::vector<CellId> Kept;
  if (V.K == Value::Ref)
    connectionsIn(V.Cell, S, 0, Kept);
  for (CellId C : Kept) {
    const Lease &L = *S.findLease(C);
    if (S.cell(C).Dead || L.Foreign || L.Pooled || !S.cell(C).Made.valid())
      continue;
    Observation O;
    O.Origin = L.Origin;
    O.What = Clash::LongLived;
    O.About = Subject::Connection;
    O.Where = W;
    O.Spelling = "a connection for each thread";
    std::vector<PathStep> Path = path();
    Path.push_back({S.cell(C).Made, "the connection is made here"});
    O.Paths.insert(std::move(Path));
    report(std::move(O));
  }
}

/// The connections that an object is or has: itself, through a pointer, or as a member.
void Interpreter::connectionsIn(CellId C, const State &S, unsigned Depth, std::vector<CellId> &Held) const {
  const CellData &D = S.cell(C);
  Role R = P.role(D.Type);
  if (S.findLease(C)) {
    Held.push_back(C);
    return;
  }
  if (D.Link && (R == Role::Connection || !D.Type)) // a handle
    return connectionsIn(D.Link, S, Depth + 1, Held);
  if (Depth > 3 || R == Role::Sequence || R == Role::Map || R == Role::Pool)
    return;
  if (D.V.K == Value::Ref && D.V.Cell != C)
    connectionsIn(D.V.Cell, S, Depth + 1, Held);
  // Memory from malloc has no type of its own.
  if (R == Role::None && (!D.Type || P.type(D.Type).Kind != TypeKind::Array))
    for (const auto &[Key, Kid] : D.Kids)
      connectionsIn(Kid, S, Depth + 1, Held);
}

/// The connections that the variables of the frames up to \p Frame hold.
std::vector<CellId> Interpreter::heldBy(const State &S, size_t Frame) const {
  std::vector<CellId> Held;
  for (size_t I = 0; I <= Frame && I < S.Frames.size(); ++I)
    for (CellId C : S.Frames[I]->Locals)
      if (C != NoCell)
        connectionsIn(C, S, 0, Held);
  return Held;
}

/// The calls that lead to here, and to \p Innermost where that is about to be called.
std::vector<PathStep> Interpreter::path(const Frame *Innermost) const {
  std::vector<PathStep> Steps;
  auto Add = [&](const Frame &F) {
    if (F.CallSite.valid())
      Steps.push_back({F.CallSite, "through the call of " + P.string(F.F->Display) + " here"});
  };
  for (size_t I = 1; I < Stack.size(); ++I)
    Add(Stack[I]);
  if (Innermost && !Stack.empty())
    Add(*Innermost);
  constexpr size_t Most = 10;
  if (Steps.size() > Most)
    Steps.erase(Steps.begin() + 4, Steps.end() - (Most - 4));
  return Steps;
}

/// How many steps of path() lead to the innermost function that code outside of what is
/// analysed may call, too.
size_t Interpreter::openCalls() const {
  size_t Steps = 0, Open = 0;
  for (size_t I = 1; I < Stack.size(); ++I)
    if (Stack[I].CallSite.valid()) {
      ++Steps;
      if (!Stack[I].F->Internal && !Stack[I].F->Lambda)
        Open = Steps;
    }
  constexpr size_t MostSteps = 10; // of a path, so that the numbers fit
  return Steps > MostSteps ? Steps : Open;
}

Here Interpreter::here(Location W, const State &S, const std::string &Note) {
  Here H;
  H.Call = W;
  H.Path = path();
  H.Open = openCalls();
  H.Guessed = S.Guessed;
  H.Serial = Serial;
  H.Step = Steps;
  H.Thread = threadNow();
  H.Library = Note;
  H.Report = [this](Observation O) { report(std::move(O)); };
  return H;
}

void Interpreter::report(Observation O) {
  if (Silent || !O.Where.valid())
    return;
  if (!Recordings.empty())
    Recordings.back().Reports.push_back(O);
  note(std::move(O));
}

} // namespace pooltidy::leases
