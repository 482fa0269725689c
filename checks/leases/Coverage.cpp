//===- Coverage.cpp - What was seen of the statements sent ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Coverage.h"

#include "llvm/ADT/STLExtras.h"

namespace pooltidy::leases {

using namespace facts;
using models::Op;
using models::Slot;

namespace {

/// Holes of one statement that are told; more of them say nothing new.
constexpr size_t MaxHoles = 3;

/// Whether \p O sends the text that it is given.
bool sendsText(const models::Operation &O) {
  switch (O.Kind) {
  case Op::Execute: case Op::Prepare: case Op::PrepareSql: case Op::Cursor:
    return O.operand(Slot::Sql) != nullptr;
  default:
    return false;
  }
}

/// Whether a call of \p C with \p Written arguments is what \p M describes, as far as
/// that can be said without running it.
bool applies(const models::FunctionModel &M, const Callee &C, int64_t Written, const Program &P) {
  const models::Condition &When = M.When;
  if (Written < static_cast<int64_t>(When.MinArgs) || Written > static_cast<int64_t>(When.MaxArgs) ||
      !When.ArgValues.empty() || !When.ArgTexts.empty())
    return false;
  return llvm::all_of(When.ParamTypes, [&](const auto &Wanted) {
    return Wanted.first < C.ParameterTypes.size() &&
           llvm::StringRef(P.string(C.ParameterTypes[Wanted.first])).contains(Wanted.second);
  });
}

std::string quote(const std::string &Name) { return "'" + Name + "'"; }

} // namespace

Coverage::Seen &Coverage::at(Location Where, ExecutionSite::Knowledge State, const Sender &By, bool Given) {
  auto [It, New] = Sites.try_emplace(Where);
  Seen &S = It->second;
  // The same whatever came first: of several calls that send it the first in the source.
  StringId Function = Given ? By.Giver : By.Function;
  if (New || std::tie(By.Call, Function) < std::tie(S.Site.Call, S.Site.Function)) {
    S.Site.Where = Where;
    S.Site.Call = By.Call;
    S.Site.Function = Function;
    S.Site.Operation = By.Operation;
  }
  // What is unknown on one way is unknown, however much is known on others.
  S.Site.State = New ? State : std::min(S.Site.State, State);
  return S;
}

void Coverage::add(const Coverage &Other) {
  for (const auto &[Where, S] : Other.Sites) {
    auto [It, New] = Sites.try_emplace(Where, S);
    if (New)
      continue;
    ExecutionSite &To = It->second.Site;
    const ExecutionSite &From = S.Site;
    const ExecutionSite::Knowledge State = std::min(To.State, From.State);
    std::set<std::string> Kinds = To.Kinds;
    Kinds.insert(From.Kinds.begin(), From.Kinds.end());
    if (std::tie(From.Call, From.Function) < std::tie(To.Call, To.Function))
      To = From;
    To.State = State;
    To.Kinds = std::move(Kinds);
    for (const Hole &H : S.Holes)
      if (It->second.Holes.size() < MaxHoles)
        It->second.Holes.insert(H);
  }
  Reached.insert(Other.Reached.begin(), Other.Reached.end());
}

void Coverage::sent(const Text &T, llvm::ArrayRef<sql::Statement> Statements, const Sender &By) {
  if (T.empty())
    return; // nothing is sent
  // One statement of several that is known makes the text known in part.
  bool Opaque = T.opaque() || (!Statements.empty() && llvm::all_of(Statements, [](const sql::Statement &One) {
                                 return One.How == sql::Understanding::Opaque;
                               }));
  bool Given = Opaque && !T.complete();
  Location Where = Given || !T.place(0).valid() ? By.Handed : T.place(0);
  Seen &S = at(Where,
               Opaque         ? ExecutionSite::Unknown
               : T.complete() ? ExecutionSite::Known
                              : ExecutionSite::Partly,
               By, Given);
  for (const sql::Statement &One : Statements)
    if (One.How != sql::Understanding::Opaque && !One.Keyword.empty())
      S.Site.Kinds.insert(One.Keyword);
  if (T.complete()) {
    if (Opaque)
      S.Holes.insert({{}, "the text is not SQL that is understood"});
    return;
  }
  for (size_t I = 0; I < T.sql().Holes.size() && S.Holes.size() < MaxHoles; ++I)
    S.Holes.insert({T.place(T.sql().Holes[I].Offset), T.why(I).str()});
}

void Coverage::sentUnknown(const char *Why, const Sender &By) {
  at(By.Handed, ExecutionSite::Unknown, By, /*Given=*/true).Holes.insert({{}, Why});
}

/// What stands at the places \p Wanted, in words: the parameter, call or variable that an
/// unknown value comes from.
std::map<Location, std::string> Coverage::describe(const std::set<Location> &Wanted) const {
  std::map<Location, std::string> Words;
  if (Wanted.empty())
    return Words;
  std::map<Location, unsigned> Rank; // a call tells more than the variable it is made on
  auto Say = [&](Location W, unsigned How, llvm::function_ref<std::string()> Text) {
    if (!Wanted.count(W))
      return;
    auto [It, New] = Rank.try_emplace(W, How);
    if (!New && It->second >= How)
      return;
    It->second = How;
    Words[W] = Text();
  };
  for (const Function &F : P.functions()) {
    for (uint32_t L : F.Parameters)
      Say(F.Locals[L].Where, 4, [&] {
        return "the parameter " + quote(P.string(F.Locals[L].Name)) + " of " + quote(P.string(F.Display)) +
               (F.Lambda || P.hasCaller(F.Usr) ? "" : ", which nothing in the program calls");
      });
    for (const Local &L : F.Locals)
      Say(L.Where, 1, [&] { return "the variable " + quote(P.string(L.Name)); });
    for (const Node &N : F.Nodes) {
      switch (N.Kind) {
      case NodeKind::Call:
      case NodeKind::Construct:
        Say(N.Where, 3, [&] {
          const Callee &C = P.callee(N.Symbol);
          std::string Name = P.string(C.Name);
          std::string What = C.Constructor ? "an object of " + quote(Name.substr(0, Name.rfind("::")))
                                           : "what " + quote(Name) + " returns";
          bool Seen = P.function(C.Usr) || !P.models(N.Symbol).empty() || !P.overriders(C.Usr).empty();
          return What + (Seen ? "" : ", which is neither in the program nor modelled");
        });
        break;
      case NodeKind::IndirectCall:
        Say(N.Where, 2, [&] { return std::string("what a call through a pointer returns"); });
        break;
      case NodeKind::VaArg:
        Say(N.Where, 2, [&] { return "a variable argument of " + quote(P.string(F.Display)); });
        break;
      case NodeKind::ForEach:
        Say(N.Where, 1, [&] { return std::string("an element of what the loop runs over"); });
        break;
      default:
        break;
      }
    }
  }
  for (const Variable &V : P.variables())
    Say(V.Where, 4, [&] { return "the variable " + quote(P.string(V.Name)); });
  return Words;
}

/// The library calls that would send a text and that no path came to.
void Coverage::addUnreached(llvm::function_ref<bool(StringId)> Finished,
                            std::map<Location, ExecutionSite> &Out) const {
  for (const Function &F : P.functions()) {
    if (F.Body == None || F.System)
      continue;
    for (const Node &N : F.Nodes) {
      if ((N.Kind != NodeKind::Call && N.Kind != NodeKind::Construct) || Reached.count(N.Where))
        continue;
      const Callee &C = P.callee(N.Symbol);
      // Of the overloads that a model describes the first that fits is meant.
      const auto &Models = P.models(N.Symbol);
      auto M = llvm::find_if(Models, [&](const models::FunctionModel *Each) { return applies(*Each, C, N.Value, P); });
      if (M == Models.end() || llvm::none_of((*M)->Operations, sendsText))
        continue;
      ExecutionSite Site;
      Site.Skipped = true;
      Site.Where = Site.Call = N.Where;
      Site.Function = F.Display;
      Site.Operation = P.string(C.Name);
      // A function that was run to its end has a path around the call; one that was given
      // up may have had one to it.
      Site.State = Finished(F.Usr) ? ExecutionSite::Unreached : ExecutionSite::Unknown;
      Site.Why = Finished(F.Usr) ? "no path of the program was found to lead here"
                                 : "not followed: " + quote(P.string(F.Display)) +
                                       " was given up before this call, because a limit of the analysis was reached";
      auto [It, New] = Out.try_emplace(N.Where, Site);
      // Of a template it is enough that one of its instances is dead.
      if (!New && It->second.State == ExecutionSite::Unreached)
        It->second = Site;
    }
  }
}

std::vector<ExecutionSite> Coverage::sites(llvm::function_ref<bool(StringId)> Finished) const {
  std::set<Location> Wanted;
  for (const auto &[W, S] : Sites)
    for (const Hole &H : S.Holes)
      Wanted.insert(H.Where);
  Wanted.erase(Location());
  std::map<Location, std::string> Words = describe(Wanted);

  std::map<Location, ExecutionSite> All;
  for (const auto &[W, S] : Sites) {
    ExecutionSite Site = S.Site;
    std::vector<std::string> Whys;
    for (const Hole &H : S.Holes) {
      // Where nothing is known but the place it is sent from, that says nothing of the text.
      auto Known = H.Where == S.Site.Call ? Words.end() : Words.find(H.Where);
      std::string Why = Known == Words.end() ? H.Why : Known->second;
      if (!llvm::is_contained(Whys, Why))
        Whys.push_back(Why);
    }
    for (const std::string &Why : Whys)
      Site.Why += (Site.Why.empty() ? "" : "; ") + Why;
    All.emplace(W, std::move(Site));
  }
  addUnreached(Finished, All);
  std::vector<ExecutionSite> Out;
  for (auto &[W, Site] : All)
    Out.push_back(std::move(Site));
  return Out;
}

} // namespace pooltidy::leases
