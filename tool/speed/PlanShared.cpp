//===- PlanShared.cpp - Which headers many units share --------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Precompiled.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"

#include <deque>

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// Making a header costs as much as parsing one or two units without it.
constexpr size_t LeastUnits = 4;

/// What one unit always includes from outside the project, as it is written, in order.
struct Wanted {
  std::vector<std::pair<uint32_t, std::string>> Headers;
  /// Files of macros alone that come before everything else, such as a config.h.
  std::vector<std::string> First;
  /// The macros that its files define, but for those of First and for those that the
  /// main file defines after its last include.
  std::vector<WordId> Macros;
};

class Collector {
public:
  Collector(Includes &Graph, const Unit &U) : Graph(Graph), U(U) {}

  Wanted run() {
    std::vector<uint32_t> Roots = Graph.roots(U);
    if (!Roots.empty())
      Main = Roots.back();
    for (uint32_t Root : Roots)
      walk(Root, /*Always=*/true);
    return std::move(Out);
  }

private:
  Includes &Graph;
  const Unit &U;
  uint32_t Main = ~0u;
  Wanted Out;
  DenseSet<uint32_t> Met;
  DenseSet<uint32_t> Certain;
  bool Leading = true; ///< nothing but macros came so far

  void walk(uint32_t Id, bool Always) {
    bool New = Met.insert(Id).second;
    if (!New && (!Always || !Certain.insert(Id).second))
      return;
    if (Always)
      Certain.insert(Id);
    const Includes::Links Links = Graph.links(*U.Group, Id);
    const FileScan &Scan = Graph.file(Id).Scan;
    if (!Graph.file(Id).Ours)
      return;
    bool Prefix = Leading && Always && Id != Main && !Scan.Code && Scan.Includes.empty();
    if (Prefix)
      Out.First.push_back(Graph.file(Id).Path);
    else if (Id != Main || Scan.Includes.empty())
      Leading &= Scan.Macros.size() <= 1 && !Scan.Code; // a guard
    size_t Last = 0;
    for (const FileScan::Include &I : Scan.Includes)
      Last = std::max(Last, I.Offset);
    if (New && !Prefix)
      for (const FileScan::Macro &M : Scan.Macros) {
        if (Id == Main && M.Offset > Last)
          continue;
        Out.Macros.push_back(M.Name);
      }
    for (const Includes::Edge &E : Links.Edges) {
      const FileScan::Include &I = Graph.file(Id).Scan.Includes[E.Number];
      const Includes::File &To = Graph.file(E.To);
      if (To.Ours) {
        walk(E.To, Always && I.Always);
        continue;
      }
      Leading = false;
      if (Always && I.Always && !I.Next && To.Scan.Guarded && Certain.insert(E.To).second)
        Out.Headers.emplace_back(E.To, I.Angled ? "<" + I.Name + ">" : "\"" + I.Name + "\"");
    }
  }
};

/// Every word in the files behind \p Headers.
DenseSet<WordId> wordsBehind(Includes &Graph, const FlagGroup &Group, ArrayRef<uint32_t> Headers) {
  DenseSet<WordId> Out;
  BitVector Seen;
  std::vector<uint32_t> Work(Headers.begin(), Headers.end());
  while (!Work.empty()) {
    uint32_t Id = Work.back();
    Work.pop_back();
    if (Id >= Seen.size())
      Seen.resize(std::max<size_t>(Id + 1, Graph.fileCount()));
    if (Seen.test(Id))
      continue;
    Seen.set(Id);
    for (const Includes::Edge &E : Graph.links(Group, Id).Edges)
      Work.push_back(E.To);
    const FileScan &Scan = Graph.file(Id).Scan;
    for (const auto *List : {&Scan.Outside, &Scan.Inside, &Scan.Conditions})
      Out.insert(List->begin(), List->end());
    for (const FileScan::Macro &M : Scan.Macros) {
      Out.insert(M.Name);
      Out.insert(M.Body.begin(), M.Body.end());
    }
  }
  return Out;
}

} // namespace

std::vector<SharedHeader> planShared(Includes &Graph, ArrayRef<Unit> Units,
                                     ArrayRef<size_t> Which) {
  struct Group {
    std::vector<size_t> Units;
    std::vector<Wanted> Wants;
  };
  std::map<std::pair<unsigned, std::vector<std::string>>, Group> Groups;
  for (size_t I : Which) {
    if (!Units[I].Group->Settings || !Units[I].Group->PlainSearch)
      continue;
    Wanted W = Collector(Graph, Units[I]).run();
    Group &G = Groups[{Units[I].Group->Number, W.First}];
    G.Units.push_back(I);
    G.Wants.push_back(std::move(W));
  }
  std::vector<SharedHeader> Out;
  for (auto &[Key, G] : Groups) {
    if (G.Units.size() < LeastUnits)
      continue;
    std::map<uint32_t, unsigned> Users;
    for (const Wanted &W : G.Wants)
      for (const auto &[Id, Name] : W.Headers)
        ++Users[Id];
    SharedHeader H;
    for (const std::string &Path : Key.second)
      H.Text += "#include \"" + Path + "\"\n";
    std::vector<uint32_t> Chosen;
    DenseSet<uint32_t> Taken;
    for (const Wanted &W : G.Wants)
      for (const auto &[Id, Name] : W.Headers)
        // Whether it is the same file from where the shared header is.
        if (Users[Id] > 1 && Graph.leadsTo(*Units[G.Units[0]].Group, Name, Id) &&
            Taken.insert(Id).second) {
          Chosen.push_back(Id);
          H.Text += "#include " + Name + "\n";
        }
    DenseSet<WordId> Words = wordsBehind(Graph, *Units[G.Units[0]].Group, Chosen);
    for (size_t I = 0; I < G.Units.size(); ++I)
      if (none_of(G.Wants[I].Macros, [&](WordId M) { return Words.contains(M); }))
        H.Units.push_back(G.Units[I]);
    if (Chosen.empty() || H.Units.size() < LeastUnits)
      continue;
    H.Model = &Units[H.Units[0]];
    Out.push_back(std::move(H));
  }
  return Out;
}

} // namespace pooltidy::tool
