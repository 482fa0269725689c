//===- Programs.cpp - Several programs that share code --------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Programs.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace pooltidy::leases {

using namespace facts;

namespace {

bool hasMain(const Unit &U) {
  return llvm::any_of(U.Functions, [&](const Function &F) {
    return F.Body != None && U.Strings[F.Name] == "main";
  });
}

/// Programs where only the folders of the objects tell targets apart.
std::map<std::string, std::vector<unsigned>> byTarget(llvm::ArrayRef<Membership> Units) {
  std::map<std::string, std::vector<unsigned>> Programs;
  for (const Membership &U : Units)
    if (!U.Target.empty() && U.Main)
      Programs[U.Target];
  if (Programs.size() < 2)
    return {};
  for (unsigned I = 0; I < Units.size(); ++I) {
    auto Own = Programs.find(Units[I].Target);
    if (Own != Programs.end())
      Own->second.push_back(I);
    else // a library, as far as anyone can tell of all
      for (auto &[Name, List] : Programs)
        List.push_back(I);
  }
  return Programs;
}

} // namespace

Membership::Membership(const Unit &U) : Target(U.Strings[U.Target]), Main(hasMain(U)) {
  for (StringId Name : U.Programs)
    Programs.push_back(U.Strings[Name]);
}

std::vector<Assembly> assemble(llvm::ArrayRef<Unit> Units) {
  std::vector<Membership> All;
  for (const Unit &U : Units)
    All.emplace_back(U);
  return assemble(All);
}

std::vector<Assembly> assemble(llvm::ArrayRef<Membership> Units) {
  std::map<std::string, std::vector<unsigned>> Programs;
  std::vector<unsigned> Rest;
  for (unsigned I = 0; I < Units.size(); ++I) {
    for (const std::string &Name : Units[I].Programs)
      Programs[Name].push_back(I);
    if (Units[I].Programs.empty())
      Rest.push_back(I);
  }
  if (Programs.empty())
    Programs = byTarget(Units);
  else if (!Rest.empty()) // in no program that is known
    Programs[""] = std::move(Rest);
  std::vector<Assembly> Out;
  for (auto &[Name, List] : Programs) {
    // A library and the only program that links it whole are one.
    bool Known = llvm::any_of(Out, [&](const Assembly &A) { return A.Units == List; });
    if (!Known)
      Out.push_back({Name, std::move(List)});
  }
  if (Out.empty() && !Units.empty()) {
    Out.emplace_back();
    for (unsigned I = 0; I < Units.size(); ++I)
      Out.back().Units.push_back(I);
  }
  return Out;
}

std::string Sharing::key(const Program &P, const Function &F) {
  return P.string(F.Usr) + "\n" + P.string(F.Where.File) + ":" + std::to_string(F.Where.Line) +
         ":" + std::to_string(F.Where.Column);
}

void Sharing::add(const Program &P, unsigned Number) {
  for (const Function &F : P.functions()) {
    if (F.Body == None || F.System || !P.reachesDatabase(F))
      continue;
    Info &I = Functions[key(P, F)];
    I.Last = Number;
    I.Called |= P.hasCaller(F.Usr);
  }
}

bool Sharing::enters(const Program &P, const Function &F, unsigned Number, bool Early) const {
  auto It = Functions.find(key(P, F));
  if (It == Functions.end())
    return true;
  const Info &I = It->second;
  // What nothing calls is run in each program: what it calls may differ.
  return Early ? !I.Called : !I.Finished && I.Last == Number;
}

void Sharing::finished(const Program &P, const Function &F) {
  if (auto It = Functions.find(key(P, F)); It != Functions.end())
    It->second.Finished = true;
}

} // namespace pooltidy::leases
