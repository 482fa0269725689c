//===- Triage.cpp - Which units can matter --------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Triage.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// What is included under such a name declares things for others.
bool isHeader(StringRef Path) {
  return is_contained({".h", ".hh", ".hpp", ".hxx", ".H", ".h++", ".cuh", ".inl"},
                      sys::path::extension(Path));
}

/// The words of \p List that are among \p Asked.
void common(ArrayRef<WordId> List, const Words &Asked, std::vector<WordId> &Out) {
  if (List.size() > Asked.size() * 8) {
    for (const auto &[W, In] : Asked)
      if (std::binary_search(List.begin(), List.end(), W))
        Out.push_back(W);
    return;
  }
  for (WordId W : List)
    if (Asked.count(W))
      Out.push_back(W);
}

} // namespace

Triage::Triage(Includes &Graph, ArrayRef<Unit> Units, const models::ModelSet &Models)
    : Graph(Graph), Units(Units), Models(Models), Seen(Units.size()), Taken(Units.size()) {
  for (const auto &L : Models.libraries())
    if (L->Database)
      append_range(Headers, L->Headers);
}

bool Triage::isLibrary(StringRef Path) const {
  return any_of(Headers, [&](StringRef Pattern) {
    bool Open = Pattern.consume_back("*");
    if (!Open)
      return Path.ends_with(Pattern) &&
             (Path.size() == Pattern.size() || Path[Path.size() - Pattern.size() - 1] == '/');
    return Path.starts_with(Pattern) || Path.contains(("/" + Pattern).str());
  });
}

void Triage::look(size_t Number) {
  const Unit &U = Units[Number];
  Sight &S = Seen[Number];
  std::vector<uint32_t> Roots = Graph.roots(U);
  S.Unclear = Roots.empty() || !U.Group->Settings;
  for (uint32_t Id : Graph.closure(U)) {
    const Includes::Links &L = Graph.links(*U.Group, Id);
    const Includes::File &F = Graph.file(Id);
    S.Unclear |= L.Unclear;
    S.Library |= isLibrary(F.Path);
    if (!F.Ours)
      continue;
    S.Ours.push_back(Id);
    if (is_contained(Roots, Id) || !isHeader(F.Path))
      S.Bodies.push_back(Id);
    // A header that is missing here declares its functions where it is not.
    for (uint32_t Lost : L.Lost)
      S.Library |= isLibrary(F.Scan.Includes[Lost].Name);
  }
}

std::vector<size_t> Triage::first() {
  for (size_t I = 0; I < Units.size(); ++I)
    look(I);
  std::vector<size_t> Out;
  for (size_t I = 0; I < Units.size(); ++I) {
    const Sight &S = Seen[I];
    if (S.Library || S.Unclear ||
        any_of(S.Bodies, [&](uint32_t F) { return Graph.file(F).Scan.Statement; }) ||
        any_of(S.Ours, [&](uint32_t F) { return Graph.file(F).Scan.Connection; })) {
      Out.push_back(I);
      Taken.set(I);
    }
  }
  append_range(Out, next(firstDemand(Models)));
  llvm::sort(Out);
  return Out;
}

bool Triage::names(const Sight &S, const Demand &D, ArrayRef<Hits> In) const {
  auto InSight = [&](WordId W) {
    return any_of(S.Ours, [&](uint32_t F) { return Graph.file(F).Scan.mentions(W); });
  };
  auto Means = [&](const Words &Asked, WordId W) {
    const auto &Ways = Asked.find(W)->second;
    return any_of(Ways, [&](const std::vector<WordId> &In) { return all_of(In, InSight); });
  };
  for (uint32_t F : S.Ours) {
    bool Body = is_contained(S.Bodies, F);
    const FileScan &Scan = Graph.file(F).Scan;
    for (WordId W : In[F].Used)
      if ((Body || std::binary_search(Scan.Inside.begin(), Scan.Inside.end(), W)) &&
          Means(D.Used, W))
        return true;
    if (Body && (any_of(In[F].Defined, [&](WordId W) { return Means(D.Defined, W); }) ||
                 any_of(In[F].Written, [&](WordId W) { return Means(D.Written, W); })))
      return true;
  }
  return false;
}

std::vector<size_t> Triage::next(const Demand &Asked) {
  Demand D = Asked;
  // A macro whose text has a word stands for it wherever it is used.
  for (bool More = true; More;) {
    More = false;
    for (uint32_t F = 0; F < Graph.fileCount(); ++F)
      if (Graph.file(F).Ours)
        for (const FileScan::Macro &M : Graph.file(F).Scan.Macros)
          for (Words *List : {&D.Used, &D.Defined, &D.Written})
            if (!(List->count(M.Name) && (*List)[M.Name].count(std::vector<WordId>())) &&
                any_of(M.Body, [&](WordId W) { return List->count(W); }))
              More |= (*List)[M.Name].insert(std::vector<WordId>()).second;
  }
  // Once for each file, whoever includes it.
  std::vector<Hits> In(Graph.fileCount());
  for (uint32_t F = 0; F < Graph.fileCount(); ++F)
    if (Graph.file(F).Ours) {
      const FileScan &Scan = Graph.file(F).Scan;
      common(Scan.Inside, D.Used, In[F].Used);
      common(Scan.Outside, D.Used, In[F].Used);
      common(Scan.Outside, D.Defined, In[F].Defined);
      common(Scan.Written, D.Written, In[F].Written);
    }
  std::vector<size_t> Out;
  for (size_t I = 0; I < Units.size(); ++I)
    if (!Taken.test(I) && names(Seen[I], D, In)) {
      Out.push_back(I);
      Taken.set(I);
    }
  for (size_t I : mains()) {
    Out.push_back(I);
    Taken.set(I);
  }
  llvm::sort(Out);
  return Out;
}

std::vector<size_t> Triage::mains() const {
  const WordId Main = wordId("main");
  auto HasMain = [&](size_t I) {
    return any_of(Seen[I].Bodies, [&](uint32_t F) {
      const std::vector<WordId> &Words = Graph.file(F).Scan.Outside;
      return std::binary_search(Words.begin(), Words.end(), Main);
    });
  };
  // Where the build does not say which program a unit is in, its target stands for it.
  auto Programs = [&](size_t I) {
    const TuCommand &C = *Units[I].Command;
    return C.Programs.empty() ? std::vector<std::string>{C.Target} : C.Programs;
  };
  std::set<std::string> Begun, Whole;
  for (unsigned I : Taken.set_bits())
    for (const std::string &P : Programs(I)) {
      Begun.insert(P);
      if (HasMain(I))
        Whole.insert(P);
    }
  std::vector<size_t> Out;
  for (size_t I = 0; I < Units.size(); ++I)
    if (!Taken.test(I) && HasMain(I) && any_of(Programs(I), [&](const std::string &P) {
          return Begun.count(P) && !Whole.count(P);
        }))
      Out.push_back(I);
  return Out;
}

} // namespace pooltidy::tool
