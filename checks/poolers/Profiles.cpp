//===- Profiles.cpp - Reading pooler profiles -----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The format is described at the top of pgbouncer.yaml. A profile either stands on its
// own and then has every cell, or is `like:` another one and says what differs. There
// is no silent default: a cell nobody knows is written down as unverified.
//
//===----------------------------------------------------------------------===//

#include "models/yaml/Reader.h"
#include "poolers/Names.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pooltidy::poolers {

namespace {

/// Reads one file; profiles may be like the ones before them.
class ProfileReader {
public:
  ProfileReader(yaml::Problems &P, ArrayRef<Profile> Known, std::vector<Profile> &Out)
      : P(P), Known(Known), Out(Out) {}

  void file(const YAML::Node &N) {
    yaml::Map M(N, "a file of poolers", {"poolers"}, P);
    if (const YAML::Node *List = M.need("poolers"))
      for (const YAML::Node &Entry : yaml::list(*List, "'poolers'", P))
        profile(Entry);
  }

private:
  void profile(const YAML::Node &N);
  void cells(const YAML::Node &N, Profile &Into, uint64_t &Given);
  std::optional<Cell> cell(const YAML::Node &N, StringRef Feature);
  /// Starts \p Into from the profile that `like:` names. False when there is none.
  bool inherit(yaml::Map &M, Profile &Into);
  const Profile *find(StringRef Name) const;

  yaml::Problems &P;
  ArrayRef<Profile> Known;
  std::vector<Profile> &Out;
};

const Profile *ProfileReader::find(StringRef Name) const {
  for (const Profile &Q : Out)
    if (Q.Name == Name)
      return &Q;
  for (const Profile &Q : Known)
    if (Q.Name == Name)
      return &Q;
  return nullptr;
}

bool ProfileReader::inherit(yaml::Map &M, Profile &Into) {
  std::optional<std::string> Like = M.text("like");
  std::optional<unsigned> Cap = M.word("inherited-evidence", evidenceNames());
  if (!Like) {
    if (Cap)
      P.add(*M.get("inherited-evidence"), "'inherited-evidence' needs 'like'");
    return false;
  }
  const Profile *Base = find(*Like);
  if (!Base) {
    SmallVector<StringRef> Names;
    for (const Profile &Q : Known)
      Names.push_back(Q.Name);
    for (const Profile &Q : Out)
      Names.push_back(Q.Name);
    P.add(*M.get("like"), yaml::unknown("pooler", *Like, Names));
    return true; // so that the missing cells are not told as well
  }
  std::string Name = Into.Name;
  Into = *Base;
  Into.Name = std::move(Name);
  Into.Title.clear();
  Into.Aliases.clear();
  // What was measured with one release was not measured with another.
  if (Cap)
    for (Cell &C : Into.Cells)
      C.How = std::max(C.How, static_cast<Evidence>(*Cap));
  return true;
}

std::optional<Cell> ProfileReader::cell(const YAML::Node &N, StringRef Feature) {
  yaml::Map M(N, "'" + Feature + "'", {"is", "how", "note", "source"}, P);
  if (!M)
    return std::nullopt;
  Cell C;
  C.Line = yaml::line(N);
  M.need("is");
  M.need("how");
  if (std::optional<unsigned> W = M.word("is", outcomeNames()))
    C.What = static_cast<Outcome>(*W);
  if (std::optional<unsigned> W = M.word("how", evidenceNames()))
    C.How = static_cast<Evidence>(*W);
  C.Note = M.text("note").value_or("");
  C.Source = M.text("source").value_or("");
  if (M.get("is") && C.How == Evidence::Unverified && C.What == Outcome::Ok)
    P.add(N, "'" + Feature + "' cannot be ok while it is unverified, allowed: the unsafe "
                             "outcome that is assumed");
  if (M.get("how") && C.How != Evidence::Unverified && C.Source.empty())
    P.add(N, "'" + Feature + "' is " + name(C.How) + ", so it needs a 'source'");
  return C;
}

void ProfileReader::cells(const YAML::Node &N, Profile &Into, uint64_t &Given) {
  yaml::Map M(N, "'cells'", featureNames(), P);
  for (const yaml::Map::Entry &E : M.entries()) {
    unsigned Index = llvm::find(featureNames(), StringRef(E.Key)) - featureNames().begin();
    if (std::optional<Cell> C = cell(E.Value, E.Key))
      Into.Cells[Index] = std::move(*C);
    Given |= uint64_t(1) << Index;
  }
}

void ProfileReader::profile(const YAML::Node &N) {
  yaml::Map M(N, "a pooler",
              {"name", "aliases", "title", "family", "like", "inherited-evidence", "tracks",
               "also-tracks", "query-wait-timeout", "cells"},
              P);
  if (!M)
    return;
  Profile New;
  M.need("name");
  M.need("title");
  New.Name = M.text("name").value_or("");
  if (!New.Name.empty() && find(New.Name))
    P.add(*M.get("name"), "pooler '" + New.Name + "' is already described");
  bool Inherits = inherit(M, New);
  New.Title = M.text("title").value_or("");
  New.Aliases = M.texts("aliases");
  if (!Inherits)
    M.need("family");
  if (std::optional<unsigned> W = M.word("family", familyNames()))
    New.F = static_cast<Family>(*W);
  if (M.get("tracks"))
    New.TrackedSettings.clear();
  for (StringRef Key : {"tracks", "also-tracks"}) {
    if (const YAML::Node *Settings = M.get(Key); Settings && Settings->IsSequence())
      for (const std::string &S : M.texts(Key))
        New.TrackedSettings.push_back(StringRef(S).lower());
    else if (Settings)
      P.add(*Settings, "'" + Key + "' must be a list");
  }
  if (std::optional<int64_t> Seconds = M.integer("query-wait-timeout", 0, 86400))
    New.QueryWaitTimeoutSeconds = static_cast<unsigned>(*Seconds);
  uint64_t Given = 0;
  if (const YAML::Node *Cells = M.get("cells"))
    cells(*Cells, New, Given);
  for (unsigned I = 0; I < FeatureCount && !Inherits; ++I)
    if (!(Given >> I & 1))
      P.add(N, "pooler '" + New.Name + "' says nothing about '" + featureNames()[I] +
                   "', allowed: a cell, or 'like' another pooler");
  Out.push_back(std::move(New));
}

} // namespace

Expected<std::vector<Profile>> parseProfiles(StringRef Text, StringRef File,
                                             ArrayRef<Profile> Known) {
  std::vector<Profile> Out;
  if (Error E = yaml::read(Text, File, [&](const YAML::Node &N, yaml::Problems &P) {
        ProfileReader(P, Known, Out).file(N);
      }))
    return E;
  return Out;
}

} // namespace pooltidy::poolers
