//===- Deployment.cpp - The connection budget in HTML ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Deployment.h"

#include "tool/reports/html/Page.h"

#include "llvm/Support/Format.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

void fact(Page &P, const deploy::Fact &F) {
  P.text(F.Text);
  if (!F.Where.File.empty())
    P.raw(" ").placed(F.Where);
}

/// A stretch of \p N connections in a bar that is \p All wide.
void part(Page &P, StringRef Class, int64_t N, int64_t All, StringRef Title) {
  if (N <= 0)
    return;
  std::string Width;
  raw_string_ostream(Width) << format("%.2f",
                                      100.0 * static_cast<double>(N) / static_cast<double>(All));
  P.raw("<span class=" + Class + " title=\"").text(Title);
  P.raw("\" style=\"width:" + Width + "%\"></span>");
}

void bar(Page &P, const deploy::Table &T) {
  int64_t Cap = T.Cap.value_or(T.Worst), Worst = T.Unlimited ? 2 * Cap : T.Worst;
  int64_t All = std::max<int64_t>({Cap, Worst, 1});
  P.raw("<p><span class=\"bar budget\" role=img aria-label=\"").text(sumSentence(T)).raw("\">");
  part(P, T.AtLeast ? "partly" : "known", std::min(Cap, Worst), All, "asked for");
  part(P, "error", Worst - Cap, All, "beyond the limit");
  P.raw("</span> ").text(sumSentence(T)).raw("</p>\n");
}

void table(Page &P, const deploy::Table &T) {
  P.raw("<h3>").text(T.Label).raw("</h3>\n");
  bar(P, T);
  P.raw("<div class=scroll><table><thead><tr><th scope=col>Service</th><th scope=col>Program</th>"
        "<th scope=col>Replicas × processes × pool</th><th scope=col class=count>Now</th>"
        "<th scope=col class=count>At most</th></tr></thead><tbody>\n");
  for (const deploy::Row &R : T.Rows) {
    P.raw("<tr><th scope=row>").text(R.Service).raw("</th><td>");
    P.text(R.Program.empty() ? "?" : R.Program).raw("</td><td>").text(R.Formula);
    P.raw("<details><summary>where the numbers come from</summary><ul>");
    for (const deploy::Fact &F : R.Facts) {
      P.raw("<li>");
      fact(P, F);
      P.raw("</li>");
    }
    P.raw("</ul></details></td><td class=count>" + sumText(R.Steady, R.AtLeast, R.Unlimited));
    P.raw("</td><td class=count>" + sumText(R.Worst, R.AtLeast, R.Unlimited) + "</td></tr>\n");
  }
  P.raw("<tr><th scope=row>together</th><td></td><td></td><td class=count>" +
        sumText(T.Steady, T.AtLeast, T.Unlimited) + "</td><td class=count><strong>" +
        sumText(T.Worst, T.AtLeast, T.Unlimited) + "</strong></td></tr>\n</tbody></table></div>\n");
  P.raw("<p>Admitted: " + (T.Cap ? std::to_string(*T.Cap) : std::string("not known")) + " (");
  fact(P, {T.CapWhy, T.CapWhere});
  P.raw(").");
  for (const deploy::Fact &F : T.NotCounted) {
    P.raw(" ");
    fact(P, F);
    P.raw(".");
  }
  P.raw("</p>\n");
}

StringRef colour(deploy::Passed S) {
  return S == deploy::Passed::Pass ? "ready" : S == deploy::Passed::Fail ? "breaks" : "unknown";
}

StringRef colour(deploy::Move::StateOf S) {
  switch (S) {
  case deploy::Move::There:
  case deploy::Move::AsItIs:
    return "ready";
  case deploy::Move::AfterFixes:
    return "starves";
  case deploy::Move::Stays:
    return "breaks";
  case deploy::Move::NotSeen:
    break;
  }
  return "unknown";
}

} // namespace

void writeDeployment(Page &P) {
  if (!P.A.Deploy)
    return;
  const deploy::Deployment &D = *P.A.Deploy;
  P.raw("<section id=connections>\n<h2>Connections</h2>\n<p>").text(deploymentSentence(D));
  P.raw(" Each service asks for replicas × processes × pool; those with the same user, database "
        "and mode share a limit.</p>\n");
  for (const deploy::Table &T : D.Tables)
    table(P, T);
  for (const deploy::Fact &Note : D.Notes) {
    P.raw("<p>");
    fact(P, Note);
    P.raw("</p>\n");
  }
  P.raw(
      "</section>\n<section id=checklist>\n<h2>Checklist</h2>\n<div class=scroll><table><tbody>\n");
  for (const deploy::Item &I : D.Checklist) {
    P.raw("<tr><td><span class=\"state " + colour(I.State) + "\">" + words(I.State) +
          "</span></td><th scope=row>");
    P.text(I.Text).raw("</th><td><ul>");
    for (const deploy::Fact &F : I.Evidence) {
      P.raw("<li>");
      fact(P, F);
      P.raw("</li>");
    }
    P.raw("</ul></td></tr>\n");
  }
  P.raw("</tbody></table></div>\n");
  if (!D.Moves.empty())
    P.raw("<h3>To a transaction-mode pooler</h3>\n<div class=scroll><table><tbody>\n");
  for (const deploy::Move &M : D.Moves) {
    P.raw("<tr><th scope=row>")
        .text(M.Service)
        .raw("</th><td><span class=\"state " + colour(M.State) + "\">" + words(M.State) +
             "</span></td><td>");
    P.text(M.Why);
    if (!M.To.empty() && M.State != deploy::Move::There)
      P.raw("; it would use <code>").text(M.To).raw("</code>");
    P.raw("</td></tr>\n");
  }
  P.raw(D.Moves.empty() ? "</section>\n" : "</tbody></table></div>\n</section>\n");
}

} // namespace pooltidy::tool
