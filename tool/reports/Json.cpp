//===- Json.cpp - The report for programs ---------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Deployment.h"
#include "tool/reports/Escape.h"
#include "tool/reports/Fingerprints.h"
#include "tool/reports/Formats.h"
#include "tool/reports/SourceLines.h"
#include "tool/reports/Summary.h"

#include "llvm/Support/JSON.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

constexpr int SchemaVersion = 1;

class JsonReport {
public:
  JsonReport(const Audit &A, raw_ostream &OS) : A(A), J(OS, 2) {}

  void write() {
    Summary S = summarise(A);
    J.object([&] {
      J.attribute("schema", SchemaVersion);
      J.attributeObject("tool", [&] {
        J.attribute("name", "pooltidy");
        J.attribute("version", A.ToolVersion);
      });
      J.attributeObject("pooler", [&] {
        J.attribute("name", cleanText(A.PoolerName));
        J.attribute("title", cleanText(A.PoolerTitle));
      });
      J.attribute("root", cleanText(A.Root));
      J.attributeObject("verdict", [&] {
        J.attribute("name", name(verdictOf(A, S)));
        J.attribute("text", cleanText(verdictSentence(A, S)));
        J.attribute("complete", S.Failed == 0 && S.Partly == 0);
      });
      J.attributeArray("checks", [&] {
        for (const CheckInfo &C : A.Checks)
          J.object([&] {
            J.attribute("id", C.Id);
            J.attribute("summary", cleanText(C.Summary));
          });
      });
      if (A.Known.size() > A.Unchanged || A.Gone)
        J.attributeObject("baseline", [&] {
          J.attribute("known", static_cast<unsigned>(A.Known.size() - A.Unchanged));
          J.attribute("gone", A.Gone);
        });
      if (!A.Since.empty())
        J.attributeObject("changes", [&] {
          J.attribute("since", cleanText(A.Since));
          J.attribute("elsewhere", A.Unchanged);
        });
      J.attributeArray("poolers", [&] {
        for (const Outcome &O : A.Poolers)
          J.object([&] {
            std::array<unsigned, 3> N = countOf(O);
            J.attribute("name", cleanText(O.Name));
            J.attribute("title", cleanText(O.Title));
            J.attribute("verdict", name(verdictOf(O, S)));
            J.attribute("errors", N[2]);
            J.attribute("warnings", N[1]);
            J.attribute("notes", N[0]);
          });
      });
      findings();
      if (A.Deploy)
        J.attributeObject("deployment", [&] { writeDeploymentJson(A, J); });
      coverage(S);
    });
    J.flush();
  }

private:
  void place(const rules::Place &P) {
    J.attribute("file", cleanText(shortPath(P.File, A.Root)));
    J.attribute("line", P.Line);
    J.attribute("column", P.Column);
    if (P.EndColumn)
      J.attribute("endColumn", P.EndColumn);
  }

  void steps(ArrayRef<rules::Step> Steps) {
    for (const rules::Step &S : Steps)
      J.object([&] {
        J.attribute("message", cleanText(S.Text));
        place(S.Where);
      });
  }

  void findings() {
    Fingerprints Prints(A.Root);
    J.attributeArray("findings", [&] {
      for (const rules::Finding &F : A.Findings)
        J.object([&] {
          J.attribute("check", F.Check);
          J.attribute("subject", cleanText(F.Subject));
          J.attribute("message", cleanText(F.Message));
          J.attribute("fix", cleanText(F.Fix));
          J.attribute("severity", StringRef(rules::name(F.Level)));
          J.attribute("consequence", StringRef(rules::name(F.What)));
          J.attribute("confidence", StringRef(rules::name(F.Sure)));
          place(F.Where);
          J.attribute("fingerprint", Prints.of(F));
          if (!F.Edits.empty())
            J.attributeArray("edits", [&] {
              for (const rules::Edit &E : F.Edits)
                J.object([&] {
                  place(E.Where);
                  J.attribute("old", cleanText(E.Old));
                  J.attribute("new", cleanText(E.New));
                });
            });
          J.attributeArray("path", [&] { steps(F.Path); });
          if (F.Ways.size() > 1)
            J.attributeArray("ways", [&] {
              for (const std::vector<rules::Step> &Way : F.Ways)
                J.array([&] { steps(Way); });
            });
        });
    });
  }

  void site(const Site &One) {
    J.attribute("state", name(One.State));
    place(One.Where);
    J.attribute("function", cleanText(One.Function));
    J.attribute("operation", cleanText(One.Operation));
    J.attributeArray("kinds", [&] {
      for (const std::string &Kind : One.Kinds)
        J.value(cleanText(Kind));
    });
    J.attribute("reason", cleanText(One.Why));
    if (One.Call.Line)
      J.attributeObject("call", [&] { place(One.Call); });
  }

  void coverage(const Summary &S) {
    J.attributeObject("coverage", [&] {
      J.attributeObject("files", [&] {
        J.attribute("analysed", A.Seen.Analysed);
        J.attribute("skipped", A.Seen.Skipped);
        J.attribute("failed", S.Failed);
        J.attribute("partly", S.Partly);
      });
      if (!A.Seen.Programs.empty())
        J.attributeArray("programs", [&] {
          for (const ProgramInfo &P : A.Seen.Programs)
            J.object([&] {
              J.attribute("name", cleanText(P.Name));
              J.attribute("files", P.Files);
            });
        });
      J.attributeArray("problems", [&] {
        for (const TuProblem &P : A.Seen.Problems)
          J.object([&] {
            J.attribute("file", cleanText(shortPath(P.File, A.Root)));
            J.attribute("why", cleanText(P.Why));
            J.attribute("partly", P.Partly);
          });
      });
      J.attributeObject("statements", [&] {
        for (Knowledge K : {Knowledge::Known, Knowledge::Partly, Knowledge::Unknown, Knowledge::Unreached})
          J.attribute(name(K), S.of(K));
        if (S.Recovered)
          J.attribute("recoveredPercent", *S.Recovered);
      });
      J.attributeArray("sites", [&] {
        for (const Site &One : A.Seen.Sites)
          J.object([&] { site(One); });
      });
      J.attributeArray("blindSpots", [&] {
        for (const BlindSpot &B : A.Seen.BlindSpots)
          J.object([&] {
            J.attribute("why", cleanText(B.Why));
            place(B.Where);
          });
      });
      J.attribute("silenced", A.Silenced);
      if (!A.Comments.empty())
        J.attributeArray("comments", [&] {
          for (const CommentRemark &R : A.Comments)
            J.object([&] {
              J.attribute("text", cleanText(R.Text));
              place(R.Where);
            });
        });
    });
  }

  const Audit &A;
  json::OStream J;
};

} // namespace

void writeJson(const Audit &A, const ReportOptions &, raw_ostream &OS) {
  JsonReport(A, OS).write();
  OS << '\n';
}

} // namespace pooltidy::tool
