//===- Findings.cpp - Every finding of the HTML report --------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Excerpt.h"
#include "tool/reports/html/Page.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

using namespace llvm;

namespace pooltidy::tool {
namespace {

using rules::Finding;
using rules::Step;

/// What becomes of the lease's server connection, or of what was left on it.
StringRef afterwards(const Finding &F) {
  switch (F.What) {
  case rules::Consequence::Leaks:
    return "the server connection goes to another client, and this with it";
  case rules::Consequence::WrongResult:
    return "the server connection is given back, and this is undone";
  case rules::Consequence::Pins:
    return "the pooler keeps the server connection for this client";
  default:
    return "the server connection goes to another client";
  }
}

void excerpt(Page &P, const rules::Place &Where) {
  std::vector<ExcerptLine> Lines = excerptAround(P.Sources, Where, 2);
  if (Lines.empty())
    return;
  P.raw("<pre class=source tabindex=0>");
  for (const ExcerptLine &L : Lines) {
    P.raw(L.Number == Where.Line ? "<span class=\"line here\">" : "<span class=line>");
    P.raw("<span class=number>" + Twine(L.Number) + "</span>").raw(markup(L.Before));
    if (!L.Marked.empty())
      P.raw("<mark>" + markup(L.Marked) + "</mark>");
    P.raw(markup(L.After) + "\n</span>");
  }
  P.raw("</pre>\n");
}

void steps(Page &P, ArrayRef<Step> Path) {
  P.raw("<ol class=path>");
  for (const Step &S : Path)
    P.raw("<li>").placed(S.Where).raw(" ").text(S.Text).raw("</li>\n");
  P.raw("</ol>");
}

void finding(Page &P, const Finding &F, size_t Order) {
  std::string Id = P.Prints.of(F);
  std::replace(Id.begin(), Id.end(), ':', '-');
  P.raw("<article class=finding tabindex=-1 id=\"f-" + Id + "\" data-order=\"" + Twine(Order) +
        "\" data-level=\"" + Twine(unsigned(F.Level)) + "\" data-what=\"");
  P.raw(rules::name(F.What)).raw("\" data-check=\"").text(F.Check);
  P.raw("\" data-directory=\"").text(directoryOf(P, F.Where));
  P.raw("\">\n<h3>").badge(F.Level).raw(" ").text(F.Message).raw("</h3>\n<p class=about>");
  P.placed(F.Where).raw(" <span>").check(F.Check).raw("</span> <span>");
  P.text(phrase(F.What)).raw("</span> <span>").text(rules::name(F.Sure));
  P.raw("</span> <a class=link href=\"#f-" + Id + "\" title=\"Link to this finding\">#</a></p>\n");
  excerpt(P, F.Where);
  writeTimeline(P, F);
  if (!F.Fix.empty())
    P.raw("<p class=fix><strong>Fix:</strong> ").text(F.Fix).raw("</p>\n");
  for (const rules::Edit &E : F.Edits) {
    P.raw("<p class=edit>").placed(E.Where).raw(" <del>").text(E.Old).raw("</del> <ins>");
    P.text(E.New).raw("</ins> <span>pooltidy audit --fix writes this</span></p>\n");
  }
  if (!F.Path.empty()) {
    P.raw("<details><summary>How it gets there</summary>\n");
    if (F.Ways.size() < 2)
      steps(P, F.Path);
    else
      for (auto [Index, Way] : enumerate(F.Ways)) {
        P.raw("<h4>Way " + Twine(Index + 1) + " of " + Twine(F.Ways.size()) + "</h4>");
        steps(P, Way);
      }
    P.raw("</details>\n");
  }
  P.raw("</article>\n");
}

void options(Page &P, StringRef Name, StringRef All, const std::set<std::string> &Values) {
  P.raw("<label>" + Name + " <select name=\"" + Name.lower() + "\"><option value=\"\">" + All +
        "</option>");
  for (const std::string &V : Values)
    P.raw("<option>").text(V).raw("</option>");
  P.raw("</select></label>\n");
}

} // namespace

void writeTimeline(Page &P, const Finding &F) {
  ArrayRef<Step> Way = F.Ways.empty() ? ArrayRef<Step>(F.Path) : ArrayRef<Step>(F.Ways[0]);
  auto Find = [&](Step::KindOf K) {
    const Step *It = find_if(Way, [&](const Step &S) { return S.Kind == K; });
    return It == Way.end() ? nullptr : It;
  };
  const Step *Begin = Find(Step::Begin), *Send = Find(Step::Send), *End = Find(Step::End);
  if (!Begin && !Send && !End)
    return;
  P.raw("<ol class=lease aria-label=\"The lease: for how long the program has the server "
        "connection\">");
  if (Begin)
    P.raw("<li class=begin>the transaction begins ").placed(Begin->Where).raw("</li>");
  P.raw("<li class=\"hazard ").raw(rules::name(F.Level)).raw(Begin ? "\">" : " alone\">");
  P.raw("<strong>").text(F.Subject.empty() ? "this" : F.Subject).raw("</strong> ").placed(Send ? Send->Where : F.Where);
  P.raw("</li>");
  if (End)
    P.raw("<li class=end>").text(StringRef(End->Text).split(',').first).raw(" ");
  if (End)
    P.placed(End->Where).raw("</li>");
  P.raw("<li class=next>").text(afterwards(F)).raw("</li></ol>\n");
}

void writeFindings(Page &P) {
  size_t N = P.A.Findings.size();
  P.raw("<section id=findings>\n<h2>Findings</h2>\n");
  if (!N) {
    P.raw(P.A.Known.empty() ? "<p>None.</p></section>\n"
                            : "<p>None that is new.</p></section>\n");
    return;
  }
  std::set<std::string> Checks, Directories, Whats;
  for (const Finding &F : P.A.Findings) {
    Checks.insert(F.Check);
    Directories.insert(directoryOf(P, F.Where));
  }
  P.raw("<form id=filter hidden role=search>\n<label class=search>Search <input name=search "
        "type=search placeholder=\"words, files, checks (press /)\"></label>\n<fieldset><legend>"
        "Severity</legend>");
  for (rules::Severity L : {rules::Severity::Error, rules::Severity::Warning, rules::Severity::Note})
    P.raw("<label><input type=checkbox name=level value=" + Twine(unsigned(L)) + " checked> " +
          StringRef(rules::name(L)) + "s</label> ");
  P.raw("</fieldset>\n");
  options(P, "Check", "all checks", Checks);
  options(P, "Directory", "all directories", Directories);
  P.raw("<label>Sort <select name=sort><option value=order>by place</option>"
        "<option value=level>by severity</option><option value=check>by check</option></select>"
        "</label>\n<input type=hidden name=what>\n<output name=shown></output> "
        "<button type=reset>Show all</button>\n</form>\n<div id=list>\n");
  for (size_t I = 0; I < N; ++I)
    finding(P, P.A.Findings[I], I);
  P.raw("</div>\n</section>\n");
}

} // namespace pooltidy::tool
