//===- Saved.cpp - What the cache holds -----------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Saved.h"

#include "facts/Serialize.h"
#include "models/Pack.h"
#include "support/Archive.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace pooltidy::tool {

using support::fields;

// Found by the archive through the records' own namespace.
template <class A> void visit(A &Ar, TuProblem &P) {
  auto &[File, Why, Partly] = P;
  fields(Ar, File, Why, Partly);
}
template <class A> void visit(A &Ar, BlindSpot &B) {
  auto &[Where, Why] = B;
  fields(Ar, Where, Why);
}
template <class A> void visit(A &Ar, Site &S) {
  auto &[Where, State, Why, Operation, Function, Call, Kinds, Skipped] = S;
  fields(Ar, Where, State, Why, Operation, Function, Call, Kinds, Skipped);
}
template <class A> void visit(A &Ar, ProgramInfo &P) {
  auto &[Name, Files] = P;
  fields(Ar, Name, Files);
}
template <class A> void visit(A &Ar, Coverage &C) {
  auto &[Analysed, Skipped, Programs, Made, Sites, Problems, BlindSpots] = C;
  fields(Ar, Analysed, Skipped, Programs, Made, Sites, Problems, BlindSpots);
}
template <class A> void visit(A &Ar, Outcome::Place &P) {
  auto &[Check, Level, Sure, Where] = P;
  fields(Ar, Check, Level, Sure, Where);
}
template <class A> void visit(A &Ar, Outcome &O) {
  auto &[Name, Title, Findings] = O;
  fields(Ar, Name, Title, Findings);
}
template <class A> void visit(A &Ar, CompilerErrors &E) {
  auto &[Lines, Count] = E;
  fields(Ar, Lines, Count);
}

} // namespace pooltidy::tool

namespace pooltidy::deploy {

using support::fields;

template <class A> void visit(A &Ar, MadeConnection &M) {
  auto &[Where, Pool, Size, Overflow, Words] = M;
  fields(Ar, Where, Pool, Size, Overflow, Words);
}
template <class A> void visit(A &Ar, CodeProgram &P) {
  auto &[Name, Made, Forks, Found, Timeout] = P;
  fields(Ar, Name, Made, Forks, Found, Timeout);
}

} // namespace pooltidy::deploy

namespace pooltidy::rules {

using support::fields;

template <class A> void visit(A &Ar, Place &P) {
  auto &[File, Line, Column, EndColumn] = P;
  fields(Ar, File, Line, Column, EndColumn);
}
template <class A> void visit(A &Ar, Step &S) {
  auto &[Where, Text, Kind] = S;
  fields(Ar, Where, Text, Kind);
}
template <class A> void visit(A &Ar, Edit &E) {
  auto &[Where, Old, New] = E;
  fields(Ar, Where, Old, New);
}
template <class A> void visit(A &Ar, Finding &F) {
  auto &[Check, Subject, Message, Fix, Level, What, Sure, Where, Path, Ways, Edits] = F;
  fields(Ar, Check, Subject, Message, Fix, Level, What, Sure, Where, Path, Ways, Edits);
}

} // namespace pooltidy::rules

namespace pooltidy::tool {
namespace {

void addText(std::string &Key, StringRef Text) {
  Key += std::to_string(Text.size());
  Key += ':';
  Key += Text;
}

void addModels(std::string &Key, const AnalysisOptions &Options) {
  addText(Key, models::pack(Options.UserModels));
  for (const std::string &File : Options.ModelFiles) {
    auto Buffer = MemoryBuffer::getFile(File);
    addText(Key, Buffer ? (*Buffer)->getBuffer() : StringRef());
  }
}

void addUnit(std::string &Key, const Unit &U, const Relocation &Moved) {
  for (const std::string &Word : U.Group->Words)
    addText(Key, Moved.away(Word));
  addText(Key, Moved.away(U.Group->Directory));
  addText(Key, Moved.away(U.Input));
  addText(Key, Moved.away(U.Command->File));
}

/// The paths of an audit's results, away from the project's directory or back.
void move(Audit &A, const Relocation &Moved, bool Away) {
  auto Text = [&](std::string &S) { S = Away ? Moved.away(S) : Moved.back(S); };
  for (rules::Finding &F : A.Findings) {
    Text(F.Where.File);
    Text(F.Subject);
    Text(F.Message);
    Text(F.Fix);
    auto Steps = [&](std::vector<rules::Step> &Path) {
      for (rules::Step &S : Path) {
        Text(S.Where.File);
        Text(S.Text);
      }
    };
    Steps(F.Path);
    for (std::vector<rules::Step> &Way : F.Ways)
      Steps(Way);
    for (rules::Edit &E : F.Edits)
      Text(E.Where.File);
  }
  for (Outcome &O : A.Poolers)
    for (Outcome::Place &P : O.Findings)
      Text(P.Where.File);
  for (TuProblem &P : A.Seen.Problems) {
    Text(P.File);
    Text(P.Why);
  }
  for (ProgramInfo &P : A.Seen.Programs)
    Text(P.Name);
  for (deploy::CodeProgram &P : A.Seen.Made) {
    Text(P.Name);
    for (deploy::MadeConnection &M : P.Made)
      Text(M.Where.File);
    for (deploy::MadeConnection &M : P.Forks)
      Text(M.Where.File);
    for (rules::Place &W : P.Found)
      Text(W.File);
    Text(P.Timeout.File);
  }
  for (Site &S : A.Seen.Sites) {
    Text(S.Where.File);
    Text(S.Call.File);
    Text(S.Why);
    Text(S.Function);
  }
  for (BlindSpot &B : A.Seen.BlindSpots) {
    Text(B.Where.File);
    Text(B.Why);
  }
}

} // namespace

std::string unitKey(const Unit &U, const Relocation &Moved, StringRef Tool) {
  std::string Key = "unit";
  addText(Key, Tool);
  addText(Key, Moved.root().empty() ? "anywhere" : "project");
  addUnit(Key, U, Moved);
  return Key;
}

std::string auditKey(ArrayRef<Unit> Units, const AnalysisOptions &Options, const Relocation &Moved,
                     StringRef Tool) {
  std::string Key = "audit";
  addText(Key, Tool);
  addText(Key, Options.Pooler);
  addText(Key, Options.Facts.From);
  for (const auto *List : {&Options.Facts.Ignored, &Options.Facts.Tracked}) {
    addText(Key, std::to_string(List->size()));
    for (const std::string &One : *List)
      addText(Key, One);
  }
  addText(Key, std::to_string(Options.Facts.ResetAlways));
  addText(Key, Options.Checks);
  addText(Key, std::to_string(Options.PoolLimit));
  addText(Key, std::to_string(Options.OverflowLimit));
  addText(Key, std::to_string(Options.ShowPossible));
  addText(Key, std::to_string(Options.Triage));
  addModels(Key, Options);
  // Each unit by its hash, in the order that the result has them in.
  std::vector<std::string> Each;
  for (const Unit &U : Units) {
    std::string One;
    addUnit(One, U, Moved);
    // What it is linked with is part of the result, though not of the unit's facts.
    for (const std::string &Program : U.Command->Programs)
      addText(One, Program);
    addText(One, U.Command->Target);
    XXH128_hash_t H =
        xxh3_128bits(ArrayRef(reinterpret_cast<const uint8_t *>(One.data()), One.size()));
    Each.push_back(std::to_string(H.high64) + "." + std::to_string(H.low64));
  }
  sort(Each);
  for (const std::string &One : Each)
    addText(Key, One);
  return Key;
}

std::string analysisKey(const AnalysisOptions &Options) {
  std::string Key = "analysis";
  addText(Key, Options.Tool);
  addText(Key, Options.ProjectRoot);
  addText(Key, std::to_string(Options.PoolLimit));
  addText(Key, std::to_string(Options.OverflowLimit));
  addModels(Key, Options);
  return Key;
}

bool isBound(const facts::Unit &U, const Relocation &Moved) {
  return any_of(U.Literals, [&](const facts::Literal &L) { return Moved.names(L.Bytes); });
}

std::string save(const SavedUnit &S, const Relocation &Moved) {
  support::Writer Out;
  S.Read.write(Out, Moved);
  facts::Unit U = *S.Result.Unit;
  std::string Place = isBound(U, Moved) ? Moved.root().str() : std::string();
  if (any_of(U.Strings, Relocation::isMarked) ||
      any_of(S.Result.Errors.Lines, Relocation::isMarked))
    return std::string();
  CompilerErrors Errors = S.Result.Errors;
  for (std::string &Text : Errors.Lines)
    Text = Moved.away(Text);
  for (std::string &Text : U.Strings)
    Text = Moved.away(Text);
  std::string Facts = facts::serialize(U);
  fields(Out, Place, Errors, Facts);
  return std::move(Out.Out);
}

std::optional<SavedUnit> restoreUnit(StringRef Bytes, const Relocation &Moved) {
  SavedUnit S;
  support::Reader In(Bytes);
  std::string Place, Facts;
  if (!S.Read.read(In, Moved))
    return std::nullopt;
  fields(In, Place, S.Result.Errors, Facts);
  if (In.Bad || !In.In.empty() || (!Place.empty() && Place != Moved.root()))
    return std::nullopt;
  auto Unit = facts::deserialize(Facts, "cache");
  if (!Unit) {
    consumeError(Unit.takeError());
    return std::nullopt;
  }
  for (std::string &Text : Unit->Strings)
    Text = Moved.back(Text);
  for (std::string &Text : S.Result.Errors.Lines)
    Text = Moved.back(Text);
  S.Result.Unit = std::move(*Unit);
  return S;
}

std::string save(const SavedAudit &S, const Relocation &Moved) {
  support::Writer Out;
  S.Read.write(Out, Moved);
  Audit A = S.Result;
  std::string Place = S.Bound ? Moved.root().str() : std::string();
  move(A, Moved, /*Away=*/true);
  fields(Out, Place, A.Findings, A.Poolers, A.Seen);
  return std::move(Out.Out);
}

std::optional<SavedAudit> restoreAudit(StringRef Bytes, const Relocation &Moved, FileStore &Store) {
  SavedAudit S;
  support::Reader In(Bytes);
  if (!S.Read.read(In, Moved) || !S.Read.holds(Store))
    return std::nullopt;
  std::string Place;
  fields(In, Place, S.Result.Findings, S.Result.Poolers, S.Result.Seen);
  if (In.Bad || !In.In.empty() || (!Place.empty() && Place != Moved.root()))
    return std::nullopt;
  move(S.Result, Moved, /*Away=*/false);
  return S;
}

} // namespace pooltidy::tool
