//===- Sarif.cpp - The report as SARIF 2.1.0 ------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One run, one rule for each check that was on. File names are relative to ROOT, which
// is given once, so that a log made in one checkout fits another. SARIF counts columns
// in characters and we in bytes, hence the look at the source lines. What was not
// analysed or not understood becomes a notification of the run's invocation: a viewer
// that shows only results would otherwise show a verdict without its coverage.
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Deployment.h"
#include "tool/reports/Escape.h"
#include "tool/reports/Fingerprints.h"
#include "tool/reports/Formats.h"
#include "tool/reports/SourceLines.h"
#include "tool/reports/Summary.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

using rules::Place;

/// "pooling-session-setting" -> "PoolingSessionSetting", as SARIF wants rule names.
std::string pascal(StringRef Id) {
  std::string Out;
  bool Upper = true;
  for (char C : Id) {
    if (C == '-')
      Upper = true;
    else
      Out += std::exchange(Upper, false) ? toUpper(C) : C;
  }
  return Out;
}

class SarifReport {
public:
  SarifReport(const Audit &A, const ReportOptions &O, raw_ostream &OS)
      : A(A), O(O), J(OS, 2), Sources(A.Root), Prints(A.Root) {}

  void write() {
    J.object([&] {
      J.attribute("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      J.attribute("version", "2.1.0");
      J.attributeArray("runs", [&] { J.object([&] { run(); }); });
    });
    J.flush();
  }

private:
  void run() {
    J.attributeObject("tool", [&] { J.attributeObject("driver", [&] { driver(); }); });
    J.attribute("columnKind", "unicodeCodePoints");
    if (!A.Root.empty())
      J.attributeObject("originalUriBaseIds", [&] {
        J.attributeObject("ROOT", [&] {
          std::string Uri = "file://" + uriPath(A.Root);
          J.attribute("uri", StringRef(Uri).ends_with("/") ? Uri : Uri + "/");
          J.attributeObject("description",
                            [&] { J.attribute("text", "The root of the analysed program."); });
        });
      });
    J.attributeArray("invocations", [&] { J.object([&] { invocation(); }); });
    J.attributeArray("results", [&] {
      for (const rules::Finding &F : A.Findings)
        J.object([&] { result(F); });
    });
    J.attributeObject("properties", [&] { properties(); });
  }

  //===-- The tool and its rules --------------------------------------------===//

  void text(StringRef Key, StringRef Text) {
    J.attributeObject(Key, [&] { J.attribute("text", cleanText(Text)); });
  }

  /// Without a full stop some viewers refuse a description.
  static std::string sentence(StringRef Text) {
    Text = Text.rtrim();
    bool Ends = !Text.empty() && StringRef(".!?").contains(Text.back());
    return Ends ? Text.str() : (Text + ".").str();
  }

  void driver() {
    J.attribute("name", "pooltidy");
    J.attribute("version", A.ToolVersion);
    J.attribute("semanticVersion", A.ToolVersion);
    if (StringRef(O.Docs).starts_with("http"))
      J.attribute("informationUri", O.Docs);
    J.attributeArray("rules", [&] {
      for (const CheckInfo &C : A.Checks)
        rule(C);
      // A finding of a check that is not listed would have no rule to point at.
      for (const rules::Finding &F : A.Findings)
        if (!RuleIndex.contains(F.Check))
          rule({F.Check, F.Check, ""});
    });
    J.attributeArray("notifications", [&] {
      notification("not-analysed", "A file could not be analysed, or only in part.");
      notification("blind-spot", "SQL is executed whose text could not be recovered, or code was not followed.");
      if (!A.Comments.empty())
        notification("nolint", "A NOLINT comment silences nothing, or gives no reason.");
    });
  }

  void rule(const CheckInfo &C) {
    RuleIndex.try_emplace(C.Id, RuleIndex.size());
    J.object([&] {
      J.attribute("id", C.Id);
      J.attribute("name", pascal(C.Id));
      text("shortDescription", sentence(C.Summary));
      text("fullDescription", sentence(C.Summary));
      // The log may be read on another machine, where a page on this one is not.
      if (std::string Url = checkUrl(O, C.Id); StringRef(Url).starts_with("http"))
        J.attribute("helpUri", Url);
      J.attributeObject("help", [&] {
        StringRef Help = C.Help.empty() ? StringRef(C.Summary) : StringRef(C.Help);
        J.attribute("text", cleanText(Help));
        J.attribute("markdown", cleanText(Help));
      });
      J.attributeObject("properties", [&] {
        J.attributeArray("tags", [&] {
          for (StringRef Tag : {"postgresql", "connection-pooling"})
            J.value(Tag);
        });
      });
    });
  }

  void notification(StringRef Id, StringRef Text) {
    J.object([&] {
      J.attribute("id", Id);
      J.attribute("name", pascal(Id));
      text("shortDescription", Text);
    });
  }

  //===-- Places ------------------------------------------------------------===//

  /// The character column, from 1, of byte column \p Column of a line.
  static unsigned characters(StringRef Line, unsigned Column) {
    size_t Bytes = std::min<size_t>(Column - 1, Line.size());
    size_t Characters = count_if(Line.take_front(Bytes), [](char C) {
      return (static_cast<unsigned char>(C) & 0xc0) != 0x80;
    });
    return static_cast<unsigned>(Characters + (Column - 1 - Bytes) + 1);
  }

  void artifact(StringRef File) {
    J.attributeObject("artifactLocation", [&] {
      std::string Short = shortPath(File, A.Root);
      if (sys::path::is_absolute(Short)) {
        J.attribute("uri", "file://" + uriPath(Short));
      } else {
        J.attribute("uri", uriPath(Short));
        if (!A.Root.empty())
          J.attribute("uriBaseId", "ROOT");
      }
    });
  }

  void physical(const Place &P) {
    J.attributeObject("physicalLocation", [&] {
      artifact(P.File);
      if (!P.Line)
        return;
      J.attributeObject("region", [&] { region(P); });
    });
  }

  void region(const Place &P) {
    J.attribute("startLine", P.Line);
    if (!P.Column)
      return;
    StringRef Line = Sources.line(P.File, P.Line);
    J.attribute("startColumn", characters(Line, P.Column));
    if (P.EndColumn > P.Column)
      J.attribute("endColumn", characters(Line, P.EndColumn));
  }

  void location(const Place &P, StringRef Message, int Id = -1) {
    if (Id >= 0)
      J.attribute("id", Id);
    physical(P);
    if (!Message.empty())
      text("message", Message);
  }

  //===-- Results -----------------------------------------------------------===//

  void result(const rules::Finding &F) {
    J.attribute("ruleId", F.Check);
    J.attribute("ruleIndex", RuleIndex.lookup(F.Check));
    J.attribute("level", StringRef(rules::name(F.Level)));
    text("message", F.Fix.empty() ? F.Message : sentence(F.Message) + "\n" + F.Fix);
    J.attributeArray("locations", [&] { J.object([&] { location(F.Where, ""); }); });
    if (!F.Path.empty()) {
      J.attributeArray("relatedLocations", [&] {
        for (auto [Index, S] : enumerate(F.Path))
          J.object([&] { location(S.Where, S.Text, static_cast<int>(Index)); });
      });
      J.attributeArray("codeFlows", [&] {
        if (F.Ways.empty())
          J.object([&] { codeFlow(F, F.Path); });
        for (const std::vector<rules::Step> &Way : F.Ways)
          J.object([&] { codeFlow(F, Way); });
      });
    }
    if (!F.Edits.empty())
      J.attributeArray("fixes", [&] { J.object([&] { fix(F); }); });
    J.attributeObject("partialFingerprints",
                      [&] { J.attribute("poolingFinding/v2", Prints.of(F)); });
    J.attributeObject("properties", [&] {
      J.attribute("confidence", StringRef(rules::name(F.Sure)));
      J.attribute("consequence", StringRef(rules::name(F.What)));
      if (!F.Fix.empty())
        J.attribute("fix", cleanText(F.Fix));
    });
  }

  void codeFlow(const rules::Finding &F, ArrayRef<rules::Step> Way) {
    auto Step = [&](const Place &P, StringRef Text) {
      J.object([&] { J.attributeObject("location", [&] { location(P, Text); }); });
    };
    J.attributeArray("threadFlows", [&] {
      J.object([&] {
        J.attributeArray("locations", [&] {
          for (const rules::Step &S : Way)
            Step(S.Where, S.Text);
          Step(F.Where, F.Message);
        });
      });
    });
  }

  void fix(const rules::Finding &F) {
    if (!F.Fix.empty())
      text("description", F.Fix);
    J.attributeArray("artifactChanges", [&] {
      for (const rules::Edit &E : F.Edits)
        J.object([&] {
          artifact(E.Where.File);
          J.attributeArray("replacements", [&] {
            J.object([&] {
              J.attributeObject("deletedRegion", [&] { region(E.Where); });
              text("insertedContent", E.New);
            });
          });
        });
    });
  }

  //===-- What was not seen -------------------------------------------------===//

  void invocation() {
    bool Failed = any_of(A.Seen.Problems, [](const TuProblem &P) { return !P.Partly; });
    J.attribute("executionSuccessful", !Failed);
    if (A.Seen.Problems.empty() && A.Seen.BlindSpots.empty() && A.Comments.empty())
      return;
    J.attributeArray("toolExecutionNotifications", [&] {
      for (const TuProblem &P : A.Seen.Problems)
        notify("not-analysed", 0, P.Partly ? "warning" : "error",
               (P.Partly ? "Only partly analysed: " : "Not analysed: ") + P.Why, {P.File});
      for (const BlindSpot &B : A.Seen.BlindSpots)
        notify("blind-spot", 1, "note", B.Why, B.Where);
      for (const CommentRemark &R : A.Comments)
        notify("nolint", 2, "note", R.Text, R.Where);
    });
  }

  void notify(StringRef Id, int Index, StringRef Level, const std::string &Message,
              const Place &P) {
    J.object([&] {
      J.attributeObject("descriptor", [&] {
        J.attribute("id", Id);
        J.attribute("index", Index);
      });
      J.attribute("level", Level);
      text("message", sentence(Message));
      if (!P.File.empty())
        J.attributeArray("locations", [&] { J.object([&] { physical(P); }); });
    });
  }

  void properties() {
    Summary S = summarise(A);
    J.attribute("pooler", cleanText(A.PoolerName));
    J.attribute("verdict", name(verdictOf(A, S)));
    J.attribute("filesAnalysed", A.Seen.Analysed);
    J.attribute("filesSkipped", A.Seen.Skipped);
    J.attribute("filesFailed", S.Failed);
    J.attribute("filesPartlyAnalysed", S.Partly);
    J.attribute("statementsKnown", S.of(Knowledge::Known));
    J.attribute("statementsPartlyKnown", S.of(Knowledge::Partly));
    J.attribute("statementsUnknown", S.of(Knowledge::Unknown));
    J.attribute("statementsUnreached", S.of(Knowledge::Unreached));
    J.attribute("silenced", A.Silenced);
    J.attribute("knownFromBaseline", static_cast<unsigned>(A.Known.size() - A.Unchanged));
    if (!A.Since.empty())
      J.attribute("onUnchangedLines", A.Unchanged);
    if (A.Deploy)
      J.attributeObject("deployment", [&] { writeDeploymentJson(A, J); });
  }

  const Audit &A;
  const ReportOptions &O;
  json::OStream J;
  SourceLines Sources;
  Fingerprints Prints;
  StringMap<unsigned> RuleIndex;
};

} // namespace

void writeSarif(const Audit &A, const ReportOptions &Options, raw_ostream &OS) {
  SarifReport(A, Options, OS).write();
  OS << '\n';
}

} // namespace pooltidy::tool
