//===- MessagesTest.cpp - Every finding that the rules can make -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Messages.txt is what the rules say of each sample, of the sample with each of its
// properties changed, and behind which pooler: a line names the text by a hash. The texts
// of the samples as they are stand below, the others are printed when they are not as they
// were. Whoever changes a rule sees here what that changes; with
// POOLTIDY_UPDATE_MESSAGES=1 in the environment the test writes the file.
//
//===----------------------------------------------------------------------===//

#include "RulesTest.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

#include <cstdlib>
#include <functional>

using namespace pooltidy::rules;
using namespace pooltidy::rules::test;
using pooltidy::leases::Obstacle;
using pooltidy::poolers::Outcome;
using pooltidy::poolers::Profile;

namespace {

using Change = std::pair<std::string, std::function<void(Observation &)>>;

std::vector<Change> changes() {
  std::vector<Change> All = {
      {"release", [](Observation &O) { O.Release = !O.Release; }},
      {"on-commit-drop", [](Observation &O) { O.OnCommitDrop = !O.OnCommitDrop; }},
      {"if-not-exists", [](Observation &O) { O.IfNotExists = !O.IfNotExists; }},
      {"sql-level", [](Observation &O) { O.SqlLevel = !O.SqlLevel; }},
      {"elsewhere", [](Observation &O) { O.Elsewhere = !O.Elsewhere; }},
      {"sql-level-elsewhere", [](Observation &O) { O.SqlLevel = O.Elsewhere = true; }},
      {"postponed", [](Observation &O) { O.Postponed = !O.Postponed; }},
      {"postponed-elsewhere", [](Observation &O) { O.Postponed = O.Elsewhere = true; }},
      {"release-sql-level", [](Observation &O) { O.Release = O.SqlLevel = true; }},
      {"release-elsewhere", [](Observation &O) { O.Release = O.Elsewhere = true; }},
      {"release-sql-elsewhere",
       [](Observation &O) { O.Release = O.SqlLevel = O.Elsewhere = true; }},
      {"release-postponed", [](Observation &O) { O.Release = O.Postponed = true; }},
      {"release-sql-postponed-elsewhere",
       [](Observation &O) { O.Release = O.SqlLevel = O.Postponed = O.Elsewhere = true; }},
      {"release-by-name",
       [](Observation &O) {
         O.Release = true;
         if (O.About == Subject::DeallocatedPrepared)
           O.Spelling = "DEALLOCATE p";
       }},
      {"release-all",
       [](Observation &O) {
         O.Release = true;
         O.Name = "all";
       }},
      {"unasked", [](Observation &O) { O.Unasked = !O.Unasked; }},
      {"unasked-harmless", [](Observation &O) { O.Unasked = O.Harmless = true; }},
      {"set_config", [](Observation &O) { O.SetConfig = !O.SetConfig; }},
      {"set_config-commit",
       [](Observation &O) {
         O.SetConfig = true;
         O.End = Ending::Commit;
       }},
      {"origin", [](Observation &O) { O.Origin = "a library's connection"; }},
      {"no-name", [](Observation &O) { O.Name.clear(); }},
      {"name-all", [](Observation &O) { O.Name = "all"; }},
      {"name-tracked", [](Observation &O) { O.Name = "timezone"; }},
      {"name-other", [](Observation &O) { O.Name = "other"; }},
      {"while", [](Observation &O) { O.While = "a cursor is open"; }},
      {"narrow", [](Observation &O) { O.Narrow.emplace(); }},
      {"exposed", [](Observation &O) { O.Exposed = true; }},
      {"at-least", [](Observation &O) { O.AtLeast = !O.AtLeast; }},
      {"possible", [](Observation &O) { O.Sure = Certainty::Possible; }},
      {"no-path", [](Observation &O) { O.Paths.clear(); }},
  };
  for (int64_t Count : {0, 1, 2, 8})
    All.push_back({"count-" + std::to_string(Count), [=](Observation &O) { O.Count = Count; }});
  for (auto [Name, End] :
       {std::pair("none", Ending::None), std::pair("statement", Ending::Statement),
        std::pair("commit", Ending::Commit), std::pair("rollback", Ending::Rollback),
        std::pair("left", Ending::Left)}) {
    All.push_back({std::string("end-") + Name, [=](Observation &O) { O.End = End; }});
    All.push_back({std::string("release-end-") + Name, [=](Observation &O) {
                     O.End = End;
                     O.Release = true;
                   }});
  }
  for (auto [Name, Why] :
       {std::pair("unused", Obstacle::Unused), std::pair("text", Obstacle::Text),
        std::pair("twice", Obstacle::Twice), std::pair("unseen", Obstacle::Unseen),
        std::pair("outside", Obstacle::Outside), std::pair("later", Obstacle::Later)})
    All.push_back({std::string("against-") + Name, [=](Observation &O) { O.Against = Why; }});
  for (auto [Name, What] :
       {std::pair("outlives", Clash::Outlives), std::pair("expects", Clash::Expects),
        std::pair("alone", Clash::Alone), std::pair("start-up", Clash::StartUp)})
    All.push_back({std::string("clash-") + Name, [=](Observation &O) { O.What = What; }});
  return All;
}

/// What is said of \p O behind \p P; the texts go to \p Texts.
std::string said(const Observation &O, const Profile &P,
                 std::map<std::string, std::string> &Texts) {
  std::vector<Finding> Found;
  judged(O, P, &Found);
  std::string Out;
  for (const Finding &F : Found) {
    std::string Text = F.Message + "\n    fix: " + F.Fix;
    std::string Id = llvm::utohexstr(llvm::xxh3_64bits(llvm::StringRef(Text)) & 0xffffff, true, 6);
    Texts[Id] = Text;
    Out += " " + F.Check.substr(8) + " " + std::string(name(F.Level)) + " " +
           std::string(name(F.What)) + " " + Id + (F.Edits.empty() ? "" : " edit");
  }
  return Out.empty() ? " -" : Out;
}

TEST(Messages, AreThoseOfTheFile) {
  std::vector<std::pair<std::string, Profile>> Poolers = {
      {"leak", everything(Outcome::Leak)},     {"lost", everything(Outcome::Lost)},
      {"error", everything(Outcome::Error)},   {"killed", everything(Outcome::Killed)},
      {"pinned", everything(Outcome::Pinned)}, {"ok", everything(Outcome::Ok)},
      {"mixed", everything(Outcome::Error)}};
  // Each feature differs from its neighbours, and statements are followed.
  for (unsigned I = 0; I < pooltidy::poolers::FeatureCount; ++I)
    Poolers.back().second.Cells[I].What = I % 2 ? Outcome::Leak : Outcome::Lost;
  Profile &Mixed = Poolers.back().second;
  Mixed.Cells[static_cast<unsigned>(pooltidy::poolers::Feature::NamedPrepare)].What = Outcome::Ok;
  std::map<std::string, std::string> Shown, Others;
  std::string Text;
  for (const Sample &S : samples()) {
    std::map<std::string, std::string> Plain;
    for (const auto &[Name, P] : Poolers) {
      Plain[Name] = said(S.O, P, Shown);
      Text += std::string(S.Name) + " " + Name + ":" + Plain[Name] + "\n";
    }
    for (const auto &[Changed, Apply] : changes())
      for (const auto &[Name, P] : Poolers) {
        if (Name != "leak" && Name != "mixed")
          continue;
        Observation O = S.O;
        Apply(O);
        if (std::string Now = said(O, P, Others); Now != Plain[Name])
          Text += std::string(S.Name) + " +" + Changed + " " + Name + ":" + Now + "\n";
      }
  }
  Text += "\n";
  for (const auto &[Id, Words] : Shown)
    Text += Id + ": " + Words + "\n";

  if (std::getenv("POOLTIDY_UPDATE_MESSAGES")) {
    std::error_code EC;
    llvm::raw_fd_ostream Out(POOLTIDY_MESSAGES, EC);
    ASSERT_FALSE(EC) << EC.message();
    Out << Text;
    return;
  }
  auto Buffer = llvm::MemoryBuffer::getFile(POOLTIDY_MESSAGES);
  ASSERT_TRUE(bool(Buffer)) << POOLTIDY_MESSAGES;
  llvm::SmallVector<llvm::StringRef> Was, Is;
  (*Buffer)->getBuffer().split(Was, '\n');
  llvm::StringRef(Text).split(Is, '\n');
  for (size_t I = 0; I < std::max(Was.size(), Is.size()); ++I) {
    llvm::StringRef Old = I < Was.size() ? Was[I] : "", New = I < Is.size() ? Is[I] : "";
    auto Known = Others.find(New.rsplit(' ').second.str());
    ASSERT_EQ(Old.str(), New.str())
        << "line " << I + 1 << " of " << POOLTIDY_MESSAGES
        << (Known == Others.end() ? "" : "\n" + Known->second)
        << "\nPOOLTIDY_UPDATE_MESSAGES=1 writes the file anew";
  }
}

} // namespace
