//===- DocsTest.cpp - The table in docs/poolers.md is the profiles' -------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The page shows what the rules use, cell by cell, with how it is known and from where.
// With POOLTIDY_UPDATE_DOCS=1 in the environment the test writes that part of the page.
//
//===----------------------------------------------------------------------===//

#include "poolers/Pooler.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include "gtest/gtest.h"

#include <cstdlib>

using namespace llvm;
using namespace pooltidy::poolers;

namespace {

constexpr StringRef Begin = "<!-- made of the profiles: begin -->\n",
                    End = "<!-- made of the profiles: end -->\n";

/// Text in a table: a bar would begin another cell.
std::string inTable(StringRef Text) {
  std::string Out;
  for (char C : Text)
    Out += C == '|' ? std::string("\\|") : std::string(1, C);
  return Out;
}

/// What a program does, in the order of Feature.
constexpr const char *Labels[] = {
    "`SET` of an ordinary setting, `RESET ALL`",
    "`set_config(…, false)`",
    "`SET` inside a transaction that commits",
    "`SET ROLE`",
    "`SET SESSION AUTHORIZATION`",
    "`SET SESSION CHARACTERISTICS`",
    "`RESET` of one setting",
    "`DISCARD`",
    "session advisory lock",
    "temporary object that outlives its transaction",
    "cursor `WITH HOLD`",
    "`LISTEN`",
    "`LOAD`",
    "`currval`, `lastval` in a later transaction",
    "`setseed`",
    "a backend's pid that is kept",
    "SQL `PREPARE`, `EXECUTE` later",
    "SQL `DEALLOCATE` of a statement prepared by protocol",
    "named statement of the protocol, executed later",
    "the same name prepared twice",
    "unnamed statement, prepared and executed in two round trips",
    "`options=-c` of an ordinary setting",
    "`options=-c` of a setting that the pooler restores",
    "`options` with anything else",
    "an ordinary setting as a startup parameter",
    "`replication=`",
    "cancelling a query",
};
static_assert(std::size(Labels) == FeatureCount);

/// The columns of the overview; the others are below it.
constexpr StringRef Columns[] = {"pgbouncer-1.18", "pgbouncer-1.25", "supavisor", "pgcat",
                                 "odyssey",        "rds-proxy",      "pgdog"};

std::string overview(ArrayRef<Profile> All) {
  std::string Text = "| what a program does |", Line = "|---|";
  for (StringRef C : Columns) {
    Text += (" " + C + " |").str();
    Line += "---|";
  }
  Text += "\n" + Line + "\n";
  for (unsigned I = 0; I < FeatureCount; ++I) {
    Text += std::string("| ") + Labels[I] + " |";
    for (StringRef C : Columns) {
      auto P = find_if(All, [&](const Profile &P) { return P.Name == C; });
      if (P == All.end())
        return "there is no profile " + C.str();
      const Cell &Of = P->cell(static_cast<Feature>(I));
      Text += (" " + name(Of.What) + " (" + name(Of.How) + ") |").str();
    }
    Text += "\n";
  }
  return Text;
}

/// What profiles say of one feature.
using Said = std::tuple<Outcome, Evidence, StringRef>;

std::string table(ArrayRef<Profile> All) {
  std::string Text;
  raw_string_ostream OS(Text);
  OS << overview(All) << "\n## Every profile, cell by cell\n\n";
  OS << "| profile | pooler | family | settings that follow the client |\n|---|---|---|---|\n";
  for (const Profile &P : All) {
    std::vector<std::string> Tracked;
    for (const std::string &S : P.TrackedSettings)
      Tracked.push_back(S == "*" ? "all" : "`" + S + "`");
    OS << "| `" << P.Name << "` | " << inTable(P.Title) << " | " << name(P.F) << " | "
       << (Tracked.empty() ? "none" : join(Tracked, ", ")) << " |\n";
  }
  for (unsigned I = 0; I < FeatureCount; ++I) {
    auto F = static_cast<Feature>(I);
    MapVector<Said, SmallVector<StringRef, 8>> Groups;
    std::map<Said, SetVector<StringRef>> Sources;
    for (const Profile &P : All) {
      const Cell &C = P.cell(F);
      Said Key{C.What, C.How, C.Note};
      Groups[Key].push_back(P.Name);
      if (!C.Source.empty() && !StringRef(C.Source).starts_with("as behind "))
        Sources[Key].insert(C.Source);
    }
    OS << "\n### " << Labels[I]
       << "\n\n| outcome | evidence | behind | known from |\n|---|---|---|---|\n";
    for (const auto &[Key, Names] : Groups) {
      const auto &[What, How, Note] = Key;
      OS << "| **" << name(What) << "** | " << name(How) << " | `" << join(Names, "`, `") << "`"
         << (Note.empty() ? "" : "; " + inTable(Note)) << " | ";
      const SetVector<StringRef> &From = Sources[Key];
      for (size_t N = 0; N < From.size(); ++N)
        OS << (N ? "; " : "") << inTable(From[N]);
      OS << " |\n";
    }
  }
  return Text;
}

TEST(Docs, ThePageShowsTheProfiles) {
  auto All = builtinProfiles();
  ASSERT_TRUE(bool(All)) << toString(All.takeError());
  auto Buffer = MemoryBuffer::getFile(POOLTIDY_POOLERS_PAGE);
  ASSERT_TRUE(bool(Buffer)) << POOLTIDY_POOLERS_PAGE;
  StringRef Page = (*Buffer)->getBuffer();
  auto [Before, Rest] = Page.split(Begin);
  auto [Shown, After] = Rest.split(End);
  ASSERT_NE(Rest, "") << "the page has no place for the table";
  std::string Wanted = table(*All);
  if (std::getenv("POOLTIDY_UPDATE_DOCS")) {
    std::string Whole = (Before + Begin + Wanted + End + After).str();
    std::error_code EC;
    raw_fd_ostream Out(POOLTIDY_POOLERS_PAGE, EC);
    ASSERT_FALSE(EC) << EC.message();
    Out << Whole;
    return;
  }
  EXPECT_EQ(Shown, Wanted) << "run this test with POOLTIDY_UPDATE_DOCS=1";
}

TEST(Docs, WhatIsKnownSaysFromWhere) {
  auto All = builtinProfiles();
  ASSERT_TRUE(bool(All)) << toString(All.takeError());
  for (const Profile &P : *All)
    for (unsigned I = 0; I < FeatureCount; ++I) {
      const Cell &C = P.cell(static_cast<Feature>(I));
      if (P.Name != "generic")
        EXPECT_EQ(C.Source.empty(), C.How == Evidence::Unverified)
            << P.Name << " " << name(static_cast<Feature>(I)).str();
    }
}

} // namespace
