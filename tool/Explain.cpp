//===- Explain.cpp - `pooltidy explain` and `pooltidy list` ---------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Explain.h"

#include "tool/Files.h"
#include "tool/Options.h"
#include "tool/Pages.h"
#include "tool/reports/Summary.h"

#include "models/Model.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"

#include <map>

using namespace llvm;

namespace pooltidy::tool {
namespace {

using poolers::Feature;

struct CheckFeatures {
  StringRef Check;
  std::initializer_list<Feature> Features;
};

const CheckFeatures Rows[] = {
    {"pooling-session-setting",
     {Feature::SessionSetting, Feature::SettingInTransaction, Feature::SetConfigFunction,
      Feature::Role, Feature::SessionAuthorization, Feature::SessionCharacteristics,
      Feature::ResetSetting, Feature::Discard}},
    {"pooling-advisory-lock", {Feature::SessionLock}},
    {"pooling-temp-table", {Feature::TemporaryObject}},
    {"pooling-cursor", {Feature::HeldCursor}},
    {"pooling-prepared-statement",
     {Feature::SqlPrepare, Feature::SqlDeallocate, Feature::NamedPrepare, Feature::DuplicatePrepare,
      Feature::UnnamedPrepare}},
    {"pooling-listen", {Feature::Listen}},
    {"pooling-session-function",
     {Feature::SequenceRead, Feature::BackendPid, Feature::Load, Feature::SetSeed}},
    {"pooling-startup-parameter",
     {Feature::StartupOptions, Feature::StartupTrackedOptions, Feature::StartupOtherOptions,
      Feature::StartupSetting, Feature::Replication}},
};

/// \p Line with links reduced to their texts: a terminal cannot follow them.
std::string withoutLinks(StringRef Line) {
  std::string Out;
  while (true) {
    size_t Middle = Line.find("](");
    size_t Begin = Line.take_front(Middle).rfind('[');
    size_t End = Middle == StringRef::npos ? Middle : Line.find(')', Middle);
    if (Middle == StringRef::npos || Begin == StringRef::npos || End == StringRef::npos)
      return Out + Line.str();
    Out += Line.take_front(Begin);
    Out += Line.slice(Begin + 1, Middle);
    Line = Line.drop_front(End + 1);
  }
}

/// Prints Markdown for a terminal: headings stand out, the rest stays as it is written.
void printPage(StringRef Page, bool Color, raw_ostream &OS) {
  bool InCode = false, AfterCode = false;
  while (!Page.empty()) {
    auto [Line, Rest] = Page.split('\n');
    Page = Rest;
    if (Line.starts_with("```")) {
      InCode = !InCode;
      // An example is two pieces of code: the hazard, and the same made ready.
      if (InCode && AfterCode)
        OS << "  instead:\n\n";
      AfterCode = true;
      continue;
    }
    AfterCode &= InCode || Line.empty();
    if (InCode)
      OS << "    " << Line << '\n';
    else if (Line.starts_with("#"))
      OS << (Color ? "\033[1m" : "") << Line.ltrim("# ") << (Color ? "\033[0m" : "") << '\n';
    else
      OS << withoutLinks(Line) << '\n';
  }
}

Error printOutcomes(ArrayRef<Feature> Features, bool Color, raw_ostream &OS) {
  Expected<std::vector<poolers::Profile>> Profiles = poolers::builtinProfiles();
  if (!Profiles)
    return Profiles.takeError();
  OS << '\n'
     << (Color ? "\033[1m" : "") << "Behind each pooler" << (Color ? "\033[0m" : "") << '\n';
  for (Feature F : Features) {
    // Most poolers agree; what they say is printed once.
    MapVector<std::tuple<StringRef, StringRef, StringRef>, SmallVector<StringRef, 8>> Groups;
    // What it is known from differs between releases that do the same.
    std::map<std::tuple<StringRef, StringRef, StringRef>, SetVector<StringRef>> Sources;
    for (const poolers::Profile &P : *Profiles) {
      const poolers::Cell &C = P.cell(F);
      Groups[{poolers::name(C.What), poolers::name(C.How), C.Note}].push_back(P.Name);
      if (!C.Source.empty() && !StringRef(C.Source).starts_with("as behind "))
        Sources[{poolers::name(C.What), poolers::name(C.How), C.Note}].insert(C.Source);
    }
    OS << "\n  " << poolers::name(F) << '\n';
    for (const auto &[Key, Names] : Groups) {
      auto [What, How, Note] = Key;
      std::string Head = (What + " (" + How + "):").str();
      OS << "    " << left_justify(Head, 22);
      size_t Column = 26;
      for (auto [I, Name] : enumerate(Names)) {
        if (Column + Name.size() + 2 > 100) {
          OS << '\n';
          OS.indent(26);
          Column = 26;
        }
        OS << ' ' << Name << (I + 1 < Names.size() ? "," : "");
        Column += Name.size() + 2;
      }
      OS << '\n';
      if (!Note.empty())
        OS.indent(27) << Note << '\n';
      for (StringRef Source : Sources[Key])
        OS.indent(27) << "from: " << Source << '\n';
    }
  }
  return Error::success();
}

Error listPoolers(raw_ostream &OS) {
  Expected<std::vector<poolers::Profile>> Profiles = poolers::builtinProfiles();
  if (!Profiles)
    return Profiles.takeError();
  size_t Width = 0;
  for (const poolers::Profile &P : *Profiles)
    Width = std::max(Width, P.Name.size());
  for (const poolers::Profile &P : *Profiles)
    OS << left_justify(P.Name, Width) << "  " << P.Title << '\n';
  return Error::success();
}

Error listLibraries(raw_ostream &OS) {
  Expected<models::ModelSet> Models = models::builtinModels();
  if (!Models)
    return Models.takeError();
  size_t Width = 0;
  for (const auto &L : Models->libraries())
    Width = std::max(Width, L->Name.size());
  // Client libraries are what people ask for; the string libraries come after.
  for (bool Database : {true, false})
    for (const auto &L : Models->libraries())
      if (L->Database == Database)
        OS << left_justify(L->Name, Width) << "  " << L->Title << " ("
           << count(L->Functions.size(), "function") << ", " << count(L->Types.size(), "type")
           << ")\n";
  return Error::success();
}

} // namespace

ArrayRef<Feature> featuresOf(StringRef Check) {
  for (const CheckFeatures &R : Rows)
    if (R.Check == Check)
      return ArrayRef<Feature>(R.Features.begin(), R.Features.size());
  return {};
}

Expected<const CheckInfo *> findCheck(StringRef Check, ArrayRef<CheckInfo> Checks) {
  SmallVector<StringRef, 16> Ids;
  for (const CheckInfo &C : Checks)
    Ids.push_back(C.Id);
  // "cursor" is what everyone types.
  std::string Id = is_contained(Ids, Check) ? Check.str() : ("pooling-" + Check).str();
  const auto *Info = find_if(Checks, [&](const CheckInfo &C) { return C.Id == Id; });
  if (Info != Checks.end())
    return Info;
  StringRef Near = nearest(Check.starts_with("pooling-") ? Check.str() : Id, Ids);
  return failure("there is no check '", Check, "'",
                 Near.empty() ? std::string(", see 'pooltidy list checks'")
                              : (", did you mean '" + Near + "'?").str());
}

Error explain(StringRef Check, ArrayRef<CheckInfo> Checks, bool Color, raw_ostream &OS) {
  Expected<const CheckInfo *> Info = findCheck(Check, Checks);
  if (!Info)
    return Info.takeError();
  const std::string &Id = (*Info)->Id;
  StringRef Page = checkPage(Id);
  if (Page.empty())
    OS << Id << "\n\n" << (*Info)->Summary << '\n';
  else
    printPage(Page, Color, OS);
  ArrayRef<Feature> Features = featuresOf(Id);
  if (Features.empty()) {
    OS << "\nThe same behind every pooler.\n";
    return Error::success();
  }
  return printOutcomes(Features, Color, OS);
}

Error list(StringRef What, ArrayRef<CheckInfo> Checks, raw_ostream &OS) {
  if (What == "poolers")
    return listPoolers(OS);
  if (What == "libraries")
    return listLibraries(OS);
  size_t Width = 0;
  for (const CheckInfo &C : Checks)
    Width = std::max(Width, C.Id.size());
  for (const CheckInfo &C : Checks)
    OS << left_justify(C.Id, Width) << "  " << C.Summary << '\n';
  return Error::success();
}

} // namespace pooltidy::tool
