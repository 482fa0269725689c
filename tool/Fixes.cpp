//===- Fixes.cpp - Edits that findings come with --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Fixes.h"

#include "tool/Files.h"
#include "tool/reports/SourceLines.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

#include <map>

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// Where \p E stands in the text of its file; nothing when its old text does not.
std::optional<size_t> offsetOf(const rules::Edit &E, SourceLines &Sources) {
  std::optional<size_t> Line = Sources.start(E.Where.File, E.Where.Line);
  if (!Line || !E.Where.Column || E.Old.empty())
    return std::nullopt;
  size_t At = *Line + E.Where.Column - 1;
  std::optional<StringRef> Text = Sources.text(E.Where.File);
  if (At > Text->size() || !Text->substr(At).starts_with(E.Old))
    return std::nullopt;
  return At;
}

} // namespace

void keepFittingEdits(Audit &A) {
  SourceLines Sources(A.Root);
  auto Foreign = [&](StringRef File) {
    return sys::path::is_absolute(shortPath(File, A.Root)) || File.contains("../");
  };
  for (rules::Finding &F : A.Findings)
    if (any_of(F.Edits, [&](const rules::Edit &E) {
          return Foreign(E.Where.File) || !offsetOf(E, Sources);
        }))
      F.Edits.clear();
}

Expected<FixCount> applyEdits(const Audit &A) {
  SourceLines Sources(A.Root);
  // Of each file, by offset: findings may share an edit.
  std::map<std::string, std::map<size_t, const rules::Edit *>> Files;
  for (const rules::Finding &F : A.Findings)
    for (const rules::Edit &E : F.Edits)
      if (std::optional<size_t> At = offsetOf(E, Sources))
        Files[E.Where.File].try_emplace(*At, &E);
  FixCount Done;
  for (const auto &[File, Edits] : Files) {
    StringRef Old = *Sources.text(File);
    std::string New;
    size_t From = 0;
    for (const auto &[At, E] : Edits) {
      if (At < From)
        continue;
      New += Old.slice(From, At);
      New += E->New;
      From = At + E->Old.size();
      ++Done.Edits;
    }
    New += Old.substr(From);
    SmallString<256> Path;
    if (sys::path::is_relative(File))
      Path = A.Root;
    sys::path::append(Path, File);
    if (Error E = writeFile(Path, [&](raw_ostream &OS) {
          OS << New;
          return Error::success();
        }))
      return std::move(E);
    ++Done.Files;
  }
  return Done;
}

} // namespace pooltidy::tool
