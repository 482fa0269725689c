//===- DeploymentJson.cpp - The connection budget for programs ------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Deployment.h"

#include "tool/reports/Escape.h"
#include "tool/reports/SourceLines.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

class DeploymentJson {
public:
  DeploymentJson(const Audit &A, json::OStream &J) : A(A), J(J) {}

  void write() {
    const deploy::Deployment &D = *A.Deploy;
    auto Files = [&](StringRef Key, const std::vector<std::string> &All) {
      J.attributeArray(Key, [&] {
        for (const std::string &One : All)
          J.value(cleanText(shortPath(One, A.Root)));
      });
    };
    J.attribute("text", cleanText(deploymentSentence(D)));
    Files("files", D.Read);
    facts("notes", D.Notes);
    J.attributeArray("budgets", [&] {
      for (const deploy::Table &T : D.Tables)
        J.object([&] { table(T); });
    });
    J.attributeArray("checklist", [&] {
      for (const deploy::Item &I : D.Checklist)
        J.object([&] {
          J.attribute("id", I.Id);
          J.attribute("text", cleanText(I.Text));
          J.attribute("state", StringRef(deploy::name(I.State)));
          facts("evidence", I.Evidence);
        });
    });
    J.attributeArray("moves", [&] {
      for (const deploy::Move &M : D.Moves)
        J.object([&] {
          J.attribute("service", cleanText(M.Service));
          J.attribute("state", StringRef(deploy::name(M.State)));
          J.attribute("why", cleanText(M.Why));
          if (!M.To.empty())
            J.attribute("to", cleanText(M.To));
          place(M.Where);
        });
    });
    Files("logs", D.LogsRead);
    J.attributeArray("refusals", [&] {
      for (const deploy::LogCount &C : D.Logs)
        J.object([&] {
          J.attribute("name", C.Name);
          J.attribute("means", cleanText(C.Means));
          J.attribute("count", static_cast<int64_t>(C.Count));
          J.attribute("first", cleanText(C.First));
          J.attribute("last", cleanText(C.Last));
          place({C.File, C.Line, 1, 0});
        });
    });
  }

private:
  void place(const rules::Place &P) {
    if (P.File.empty())
      return;
    J.attribute("file", cleanText(shortPath(P.File, A.Root)));
    if (P.Line)
      J.attribute("line", P.Line);
    if (P.Line && P.Column)
      J.attribute("column", P.Column);
  }

  void facts(StringRef Key, const std::vector<deploy::Fact> &Facts) {
    J.attributeArray(Key, [&] {
      for (const deploy::Fact &F : Facts)
        J.object([&] {
          J.attribute("text", cleanText(F.Text));
          place(F.Where);
        });
    });
  }

  void sums(int64_t Steady, int64_t Worst, bool AtLeast, bool Unlimited) {
    J.attribute("now", Steady);
    J.attribute("atMost", Worst);
    // Neither is a number to compare with where one of these holds.
    J.attribute("incomplete", AtLeast);
    J.attribute("unlimited", Unlimited);
  }

  void table(const deploy::Table &T) {
    J.attribute("label", cleanText(T.Label));
    J.attribute("address", cleanText(T.Address));
    if (!T.User.empty())
      J.attribute("user", cleanText(T.User));
    if (!T.Database.empty())
      J.attribute("database", cleanText(T.Database));
    J.attribute("mode", T.Mode);
    if (T.Cap)
      J.attribute("cap", *T.Cap);
    J.attribute("capFrom", cleanText(T.CapWhy));
    J.attribute("state", StringRef(deploy::name(T.State)));
    sums(T.Steady, T.Worst, T.AtLeast, T.Unlimited);
    J.attribute("bar", barOf(T, 40));
    J.attributeArray("services", [&] {
      for (const deploy::Row &R : T.Rows)
        J.object([&] {
          J.attribute("service", cleanText(R.Service));
          J.attribute("program", cleanText(R.Program));
          J.attribute("formula", cleanText(R.Formula));
          sums(R.Steady, R.Worst, R.AtLeast, R.Unlimited);
          facts("numbers", R.Facts);
          place(R.Where);
        });
    });
    facts("notCounted", T.NotCounted);
  }

  const Audit &A;
  json::OStream &J;
};

} // namespace

void writeDeploymentJson(const Audit &A, json::OStream &J) { DeploymentJson(A, J).write(); }

} // namespace pooltidy::tool
