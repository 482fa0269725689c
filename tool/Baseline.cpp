//===- Baseline.cpp - Findings that are known already ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Baseline.h"

#include "tool/Files.h"
#include "tool/reports/Escape.h"
#include "tool/reports/Fingerprints.h"
#include "tool/reports/SourceLines.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

constexpr int SchemaVersion = 1;

std::string text(const json::Object &O, StringRef Key) {
  return O.getString(Key).value_or("").str();
}

} // namespace

Expected<std::vector<KnownFinding>> readBaseline(StringRef Text, StringRef Name) {
  Expected<json::Value> Root = json::parse(Text);
  if (!Root)
    return failure(Name, ": no baseline: ", toString(Root.takeError()));
  const json::Object *O = Root->getAsObject();
  const json::Array *List = O ? O->getArray("findings") : nullptr;
  if (!List)
    return failure(Name, ": no baseline and no JSON report: it has no list \"findings\"");
  if (O->getInteger("schema") != SchemaVersion)
    return failure(Name, ": of another release of pooltidy; write it again");
  std::vector<KnownFinding> Out;
  for (const json::Value &V : *List) {
    const json::Object *F = V.getAsObject();
    if (!F || !F->getString("check") || !F->getString("fingerprint"))
      return failure(Name, ": a finding without check or fingerprint");
    Out.push_back({text(*F, "check"), text(*F, "fingerprint"), text(*F, "file"),
                   static_cast<unsigned>(F->getInteger("line").value_or(0)), text(*F, "severity"),
                   text(*F, "message")});
  }
  return Out;
}

rules::Severity severityOf(const KnownFinding &F) {
  using rules::Severity;
  for (Severity S : {Severity::Note, Severity::Warning})
    if (F.Severity == rules::name(S))
      return S;
  return Severity::Error;
}

std::vector<KnownFinding> knownFindings(const Audit &A) {
  Fingerprints Prints(A.Root);
  std::vector<KnownFinding> Out;
  for (const rules::Finding &F : A.Findings)
    Out.push_back({F.Check, Prints.of(F), cleanText(shortPath(F.Where.File, A.Root)),
                   F.Where.Line, std::string(rules::name(F.Level)), cleanText(F.Message)});
  return Out;
}

void writeBaseline(const Audit &A, raw_ostream &OS) {
  Audit All;
  All.Root = A.Root;
  All.Findings = A.Findings;
  append_range(All.Findings, A.Known);
  stable_sort(All.Findings, [](const rules::Finding &X, const rules::Finding &Y) {
    return std::tie(X.Where, X.Check) < std::tie(Y.Where, Y.Check);
  });
  json::OStream J(OS, 1);
  J.object([&] {
    J.attribute("schema", SchemaVersion);
    J.attribute("kind", "pooltidy baseline");
    J.attributeArray("findings", [&] {
      for (const KnownFinding &F : knownFindings(All))
        J.object([&] {
          J.attribute("check", F.Check);
          J.attribute("fingerprint", F.Fingerprint);
          J.attribute("file", F.File);
          J.attribute("line", F.Line);
          J.attribute("severity", F.Severity);
          J.attribute("message", F.Message);
        });
    });
  });
  J.flush();
  OS << '\n';
}

Comparison compare(ArrayRef<KnownFinding> Old, ArrayRef<KnownFinding> Now) {
  StringMap<SmallVector<size_t, 1>> Left; // indices of old ones that nothing matches yet
  auto Key = [](const KnownFinding &F) {
    return F.Check + '\n' + Fingerprints::withoutCount(F.Fingerprint).str();
  };
  for (size_t I = 0; I < Old.size(); ++I)
    Left[Key(Old[I])].push_back(I);
  std::vector<bool> Matched(Now.size());
  Comparison C;
  for (bool SameFile : {true, false})
    for (size_t I = 0; I < Now.size(); ++I) {
      auto It = Left.find(Key(Now[I]));
      if (Matched[I] || It == Left.end())
        continue;
      auto &Candidates = It->second;
      auto *Found = find_if(Candidates, [&](size_t K) {
        return !SameFile || Old[K].File == Now[I].File;
      });
      if (Found == Candidates.end())
        continue;
      Matched[I] = true;
      C.Kept.push_back({*Found, I});
      Candidates.erase(Found);
    }
  for (size_t I = 0; I < Now.size(); ++I)
    if (!Matched[I])
      C.New.push_back(I);
  for (const auto &Entry : Left)
    append_range(C.Fixed, Entry.second);
  sort(C.Fixed);
  sort(C.Kept);
  return C;
}

void applyBaseline(Audit &A, ArrayRef<KnownFinding> Baseline) {
  Comparison C = compare(Baseline, knownFindings(A));
  std::vector<rules::Finding> New;
  std::vector<bool> Kept(A.Findings.size());
  for (const auto &[Old, Now] : C.Kept)
    Kept[Now] = true;
  for (size_t I = 0; I < A.Findings.size(); ++I)
    (Kept[I] ? A.Known : New).push_back(std::move(A.Findings[I]));
  A.Findings = std::move(New);
  A.Gone = C.Fixed.size();
}

} // namespace pooltidy::tool
