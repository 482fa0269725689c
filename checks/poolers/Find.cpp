//===- Find.cpp - The profile for what a user typed -----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// "pgbouncer-1.22.1+prepared" is a product, a release and a variant. A release that has
// no profile of its own behaves like the last one before it that has: profiles are
// written for the releases that changed something. One older than all we know is an
// error, because what it lacked nobody wrote down.
//
//===----------------------------------------------------------------------===//

#include "poolers/Pooler.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::poolers {

namespace {

/// A name cut into its parts. Release is empty where there is none.
struct ParsedName {
  StringRef Product, Variant;
  SmallVector<unsigned, 3> Release;
};

ParsedName parse(StringRef Name) {
  ParsedName Out;
  auto [Base, Variant] = Name.split('+');
  Out.Variant = Variant;
  Out.Product = Base;
  auto [Product, Release] = Base.rsplit('-');
  SmallVector<StringRef, 3> Parts;
  Release.split(Parts, '.');
  SmallVector<unsigned, 3> Numbers;
  for (StringRef Part : Parts) {
    unsigned Number = 0;
    if (Part.getAsInteger(10, Number))
      return Out; // "rds-proxy": the hyphen belongs to the name
    Numbers.push_back(Number);
  }
  Out.Product = Product;
  Out.Release = std::move(Numbers);
  return Out;
}

/// Whether release \p A comes before \p B; 1.22 and 1.22.0 are the same.
bool before(ArrayRef<unsigned> A, ArrayRef<unsigned> B) {
  for (size_t I = 0; I < std::max(A.size(), B.size()); ++I) {
    unsigned X = I < A.size() ? A[I] : 0, Y = I < B.size() ? B[I] : 0;
    if (X != Y)
      return X < Y;
  }
  return false;
}

Error unknownPooler(StringRef Name, ArrayRef<Profile> All, StringRef Why) {
  SmallVector<StringRef> Names;
  StringRef Near;
  unsigned Best = std::max<unsigned>(2, Name.size() / 3) + 1;
  for (const Profile &P : All) {
    Names.push_back(P.Name);
    Names.append(P.Aliases.begin(), P.Aliases.end());
  }
  for (StringRef N : Names) {
    unsigned Distance = Name.edit_distance(N, true, Best);
    if (Distance < Best) {
      Best = Distance;
      Near = N;
    }
  }
  std::string Text = ("unknown pooler '" + Name + "'" + Why).str();
  if (!Near.empty() && Why.empty())
    Text += (" (did you mean '" + Near + "'?)").str();
  return createStringError(inconvertibleErrorCode(), "%s, allowed: %s", Text.c_str(),
                           join(Names, ", ").c_str());
}

} // namespace

Expected<Profile> findProfile(StringRef Name, ArrayRef<Profile> All) {
  std::string Lower = Name.lower();
  for (const Profile &P : All)
    if (P.Name == Lower || is_contained(P.Aliases, Lower))
      return P;

  ParsedName Wanted = parse(Lower);
  if (Wanted.Release.empty())
    return unknownPooler(Name, All, "");
  const Profile *Found = nullptr;
  ParsedName FoundName;
  bool KnowsProduct = false;
  auto Consider = [&](StringRef Candidate, const Profile &P) {
    ParsedName Here = parse(Candidate);
    if (Here.Release.empty() || Here.Product != Wanted.Product ||
        Here.Variant != Wanted.Variant)
      return;
    KnowsProduct = true;
    if (before(Wanted.Release, Here.Release))
      return;
    if (!Found || before(FoundName.Release, Here.Release)) {
      Found = &P;
      FoundName = Here;
    }
  };
  for (const Profile &P : All) {
    Consider(P.Name, P);
    for (const std::string &Alias : P.Aliases)
      Consider(Alias, P);
  }
  if (!Found)
    return unknownPooler(Name, All,
                         KnowsProduct ? ": it is older than the oldest known release" : "");
  Profile Out = *Found;
  Out.Title += (", standing for " + Name).str();
  return Out;
}

} // namespace pooltidy::poolers
