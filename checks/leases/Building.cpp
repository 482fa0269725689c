//===- Building.cpp - What constructors leave behind ----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A class may fill its statements in when it is built: a map by name, a list, an array of
// records. A method that meets an object from outside meets them as a constructor left
// them, so the constructors are run, and what they can leave are the ways to go on.
//
// Only texts, and the containers and records they stand in, are taken over, and only from
// members that nothing but constructors changes.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;
using models::Role;

namespace {
constexpr unsigned MaxBuilding = 100000;     ///< steps of one constructor
constexpr size_t MaxWays = 6;               ///< in which constructors may leave an object
constexpr unsigned MaxNesting = 8;
constexpr size_t MaxParts = 1000; ///< of one object
} // namespace

/// Adds what the cell \p C, which goes by \p Key, holds to \p To, when there is text in it.
bool Interpreter::takeOver(CellId C, uint32_t Key, const State &S, bool Inside, std::vector<Remnant> &To,
                           size_t &Parts, unsigned Depth) {
  const CellData &D = S.cell(C);
  const Role Kind = P.role(D.Type);
  const bool Holds = Kind == Role::Sequence || Kind == Role::Map || Kind == Role::Box;
  if (Depth > MaxNesting || ++Parts > MaxParts || D.Dead || D.Link || D.Holds != CellData::NoStatement)
    return false;
  Remnant Here;
  Here.Key = Key;
  Here.Type = D.Type;
  if (D.V.K == Value::Words && !D.V.Known->opaque()) {
    Here.V = D.V;
    To.push_back(std::move(Here));
    return !To.back().V.Known->empty();
  }
  if (D.V.K == Value::Int && Inside) { // a key
    Here.V = D.V;
    To.push_back(std::move(Here));
    return false;
  }
  if (D.V.K != Value::Unknown || (!Holds && Kind != Role::None))
    return false;
  Here.Count = D.Count;
  // What else is in a record comes from outside.
  Here.Symbolic = D.Symbolic || !Holds;
  bool Any = false;
  for (const auto &[Name, Kid] : D.Kids)
    if (Name >= elementKey(0) || !Kept.changesLater(Name))
      Any |= takeOver(Kid, Name, S, Inside || Holds, Here.Kids, Parts, Depth + 1);
  if (!Any && !Inside)
    return false;
  To.push_back(std::move(Here));
  return Any;
}

/// In which ways the constructors of the class \p Usr can leave the texts in its objects; none
/// where there are too many, or one is not followed to its end.
const std::vector<Interpreter::Built> &Interpreter::builds(StringId Usr) {
  auto [It, New] = BuiltBy.try_emplace(Usr);
  const ClassInfo *Class = P.classInfo(Usr);
  if (!New || !Class || Class->System || P.isLibrary(Usr) || BuildingLeft == 0)
    return It->second;
  std::vector<Built> Ways;
  std::set<uint64_t> Seen;
  const bool WasSilent = std::exchange(Silent, true);
  const unsigned WasSteps = Steps, WasCeiling = Ceiling;
  std::deque<Frame> Callers;
  Callers.swap(Stack);
  bool All = true;
  for (uint32_t Index : Class->Constructors) {
    const Callee &Constructor = P.callee(Index);
    const Function *F = P.function(Constructor.Usr);
    const bool Copies = Constructor.Parameters.size() == 1 && P.type(P.target(Constructor.Parameters[0])).Usr == Usr;
    if (!F || F->Body == None || Copies)
      continue;
    StatePtr S = std::make_unique<State>();
    std::vector<Value> Arguments = unknownArguments(*F, *S);
    const CellId This = S->create(P.classType(Usr));
    Ceiling = Steps + std::min(BuildingLeft, MaxBuilding);
    const bool WasBuilding = std::exchange(IsBuilding, true);
    const Outs Ends = run(*F, This, Value(), std::move(Arguments), Location(), std::move(S));
    IsBuilding = WasBuilding;
    All &= Steps <= Ceiling && !Ends.empty();
    BuildingLeft -= std::min(BuildingLeft, Steps - WasSteps);
    Steps = WasSteps;
    for (const Out &O : Ends) {
      Built Way;
      size_t Parts = 0;
      for (const auto &[Name, Kid] : O.S->cell(This).Kids)
        if (Name < elementKey(0) && !Kept.changesLater(Name)) {
          const size_t Before = Way.size();
          if (!takeOver(Kid, Name, *O.S, /*Inside=*/false, Way, Parts, 0))
            Way.resize(Before);
        }
      All &= Parts <= MaxParts;
      if (Seen.insert(hashOf(Way)).second)
        Ways.push_back(std::move(Way));
    }
  }
  Callers.swap(Stack);
  Ceiling = WasCeiling;
  Silent = WasSilent;
  if (All && Ways.size() <= MaxWays)
    BuiltBy[Usr] = std::move(Ways);
  return BuiltBy[Usr];
}

/// Equal where the same texts begin at the same places.
uint64_t Interpreter::hashOf(const std::vector<Remnant> &Parts) {
  llvm::hash_code H(Parts.size());
  for (const Remnant &R : Parts) {
    H = llvm::hash_combine(H, R.Key, R.V.K, R.V.Number, R.Count, hashOf(R.Kids));
    if (R.V.K != Value::Words)
      continue;
    const Location Begin = R.V.Known->place(0);
    H = llvm::hash_combine(H, R.V.Known->shown(), Begin.File, Begin.Line, Begin.Column);
  }
  return H;
}

/// Puts \p Parts into the object or container \p Object.
void Interpreter::handOver(CellId Object, const std::vector<Remnant> &Parts, State &S) {
  for (const Remnant &Part : Parts) {
    const bool Element = Part.Key >= elementKey(0);
    const CellId C = S.meet(Part.Type, Element ? State::Met::Element : State::Met::Field, Object, Part.Key);
    S.setKid(Object, Part.Key, C);
    CellData &D = S.edit(C);
    D.V = Part.V;
    D.Count = Part.Count;
    D.Symbolic = Part.Symbolic;
    handOver(C, Part.Kids, S);
  }
}

/// The states in which the method \p F meets the object \p This from outside, where there is
/// text in it that \p F may look at; none where there is nothing to say.
std::vector<StatePtr> Interpreter::asBuilt(const Function &F, CellId This, const State &S) {
  std::vector<StatePtr> Met;
  if (!F.Method || F.Constructor || F.Destructor || F.Lambda || This == NoCell || !P.reachesDatabase(F) || Declaring)
    return Met;
  const CellData &D = S.cell(This);
  if (!D.Symbolic || P.role(D.Type) != Role::None)
    return Met;
  const StringId Usr = F.Class;
  std::set<uint64_t> Seen;
  for (const Built &Way : builds(Usr)) {
    Built Here;
    for (const Remnant &Part : Way)
      if (S.findKid(This, Part.Key) == NoCell && Names.field(F, Part.Key))
        Here.push_back(Part);
    if (!Here.empty() && !Seen.insert(hashOf(Here)).second)
      continue;
    if (Here.empty())
      continue;
    Met.push_back(S.clone());
    handOver(This, Here, *Met.back());
  }
  return Met;
}

} // namespace pooltidy::leases
