//===- Tables.cpp - Poolers, statements and coverage in HTML --------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/html/Page.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// For each statement, how many findings stand in its text, and the worst of them.
struct Faults {
  unsigned Count = 0;
  rules::Severity Worst = rules::Severity::Note;
};

/// A finding belongs to the statement that begins at its place or was the last to begin
/// before it: the marked word of a long text is lines below its beginning.
std::vector<Faults> faultsOf(const Audit &A) {
  std::vector<Faults> Out(A.Seen.Sites.size());
  for (const rules::Finding &F : A.Findings) {
    if (!F.Where.EndColumn)
      continue; // not in a text
    auto After = upper_bound(A.Seen.Sites, F.Where, [](const rules::Place &W, const Site &S) {
      return std::tie(W.File, W.Line, W.Column) < std::tie(S.Where.File, S.Where.Line, S.Where.Column);
    });
    if (After == A.Seen.Sites.begin() || std::prev(After)->Where.File != F.Where.File)
      continue;
    Faults &Of = Out[std::prev(After) - A.Seen.Sites.begin()];
    ++Of.Count;
    Of.Worst = std::max(Of.Worst, F.Level);
  }
  return Out;
}

StringRef words(Verdict V) {
  switch (V) {
  case Verdict::Ready:
    return "fine";
  case Verdict::Advice:
    return "fine, with advice";
  case Verdict::Starves:
    return "correct, but starves others";
  case Verdict::Breaks:
    return "not ready";
  case Verdict::Unknown:
    return "nothing found, not all seen";
  }
  return "";
}

/// A part of a bar, \p N of \p All wide.
void part(Page &P, StringRef Name, unsigned N, unsigned All) {
  if (!N)
    return;
  std::string Width;
  raw_string_ostream(Width) << format("%.1f", 100.0 * N / All);
  StringRef Word = Name;
  Word.consume_front("is-");
  P.raw("<span class=" + Name + " title=\"" + Twine(N) + " " + Word + "\" style=\"width:" + Width +
        "%\"></span>");
}

void stacked(Page &P, const std::array<unsigned, 3> &N, unsigned Most) {
  P.raw("<span class=bar role=img aria-label=\"" + Twine(N[2]) + " errors, " + Twine(N[1]) +
        " warnings, " + Twine(N[0]) + " notes\">");
  for (rules::Severity L : {rules::Severity::Error, rules::Severity::Warning, rules::Severity::Note})
    part(P, rules::name(L), N[unsigned(L)], Most);
  P.raw("</span>");
}

/// Bars, one for each key, as a table; each filters the list of findings.
void bars(Page &P, StringRef Title, StringRef Filter,
          const std::vector<std::pair<std::string, std::array<unsigned, 3>>> &Rows,
          function_ref<std::string(StringRef)> Shown) {
  unsigned Most = 1;
  for (const auto &[Key, N] : Rows)
    Most = std::max(Most, N[0] + N[1] + N[2]);
  P.raw("<div class=chart><h3>" + Title + "</h3><table><tbody>\n");
  for (const auto &[Key, N] : Rows) {
    P.raw("<tr><th scope=row><a href=\"#findings\" data-filter=\"" + Filter + "\" data-value=\"");
    P.text(Key).raw("\">").text(Shown(Key)).raw("</a></th><td>");
    stacked(P, N, Most);
    P.raw("</td><td class=count>" + Twine(N[0] + N[1] + N[2]) + "</td></tr>\n");
  }
  P.raw("</tbody></table></div>\n");
}

/// Then and now, against a baseline: two bars of one scale.
void writeTrend(Page &P) {
  unsigned Kept = P.A.Known.size() - P.A.Unchanged, New = P.A.Findings.size(), Gone = P.A.Gone;
  unsigned Most = std::max({1u, Kept + Gone, Kept + New});
  P.raw("<p class=trend>Against the baseline: <strong>" + Twine(New) + " new</strong>, " +
        Twine(Kept) + " known, " + Twine(Gone) + " fixed. New ones are listed below.</p>\n");
  P.raw("<table class=then><caption class=legend><span class=\"key is-fixed\"></span> fixed "
        "<span class=\"key is-kept\"></span> known <span class=\"key is-new\"></span> new"
        "</caption><tbody>\n");
  auto Row = [&](StringRef Title, StringRef Words, StringRef Name, unsigned Other) {
    P.raw("<tr><th scope=row>" + Title + "</th><td><span class=bar role=img aria-label=\"" +
          Twine(Kept) + " known, " + Twine(Other) + " " + Words + "\">");
    part(P, "is-kept", Kept, Most);
    part(P, Name, Other, Most);
    P.raw("</span></td><td class=count>" + Twine(Kept + Other) + "</td></tr>\n");
  };
  Row("baseline", "fixed since", "is-fixed", Gone);
  Row("now", "new", "is-new", New);
  P.raw("</tbody></table>\n");
}

} // namespace

void writeVerdict(Page &P) {
  Verdict V = verdictOf(P.A, P.S);
  P.raw("<p class=brand>pooltidy: ready for transaction pooling?</p>\n<h1 class=\"verdict " +
        name(V) + "\">");
  P.text(verdictSentence(P.A, P.S)).raw("</h1>\n");
  std::map<rules::Consequence, std::map<std::string, unsigned>> InTheWay;
  for (const auto *List : {&P.A.Findings, &P.A.Known})
    for (const rules::Finding &F : *List)
      if (F.Level > rules::Severity::Note)
        ++InTheWay[F.What][F.Check];
  if (!InTheWay.empty())
    P.raw("<p>What is in the way:</p>\n<ul class=way>");
  for (const auto &[What, Checks] : InTheWay) {
    unsigned All = 0;
    for (const auto &[Check, N] : Checks)
      All += N;
    P.raw("<li><strong>" + count(All, "place") + "</strong> where something ")
        .text(phrase(What)).raw(": ");
    ListSeparator Comma;
    for (const auto &[Check, N] : Checks)
      P.raw(StringRef(Comma)).check(Check).raw(" (" + Twine(N) + ")");
    P.raw("</li>\n");
  }
  P.raw(InTheWay.empty() ? "" : "</ul>\n");
  if (P.A.Known.size() > P.A.Unchanged || P.A.Gone)
    writeTrend(P);
  if (!P.A.Since.empty())
    P.raw("<p class=trend>Listed is what has to do with lines that changed since <code>")
        .text(P.A.Since)
        .raw("</code>; " + count(P.A.Unchanged, "other finding") + " counted only.</p>\n");
  P.raw("<p class=lead>Behind a transaction-mode pooler a program has a server connection only "
        "from the beginning of a transaction to its end: a <em>lease</em>. What a lease leaves "
        "behind in the session stays for whoever gets the connection next, and what it expects "
        "there may not be there. This report lists every place where this program leaves or "
        "expects something, waits while it has a connection, or takes too many.</p>\n");
}

void writePoolers(Page &P) {
  if (P.A.Poolers.empty())
    return;
  unsigned Most = 1;
  for (const Outcome &O : P.A.Poolers)
    Most = std::max<unsigned>(Most, O.Findings.size());
  P.raw("<section id=poolers>\n<h2>Behind each pooler</h2>\n<p>The same program and the same run, "
        "judged for every pooler that is known.</p>\n<div class=scroll><table class=sortable>"
        "<thead><tr><th scope=col>Pooler</th><th scope=col>Verdict</th><th scope=col class=count>"
        "Errors</th><th scope=col class=count>Warnings</th><th scope=col class=count>Notes</th><th scope=col class=wide aria-label="
        "Findings></th></tr></thead><tbody>\n");
  for (const Outcome &O : P.A.Poolers) {
    std::array<unsigned, 3> N = countOf(O);
    Verdict V = verdictOf(O, P.S);
    P.raw(O.Name == P.A.PoolerName ? "<tr class=chosen>" : "<tr>").raw("<th scope=row title=\"");
    P.text(O.Title).raw("\"><code>").text(O.Name).raw("</code>");
    P.raw(O.Name == P.A.PoolerName ? " (this report)</th>" : "</th>");
    P.raw("<td><span class=\"state " + name(V) + "\">" + words(V) + "</span></td>");
    for (int Level : {2, 1, 0})
      P.raw("<td class=count>" + Twine(N[Level]) + "</td>");
    P.raw("<td>");
    stacked(P, N, Most);
    P.raw("</td></tr>\n");
  }
  P.raw("</tbody></table></div>\n</section>\n");
}

void writeOverview(Page &P) {
  if (P.A.Findings.empty())
    return;
  using Row = std::pair<std::string, std::array<unsigned, 3>>;
  std::map<std::string, std::array<unsigned, 3>> What, Directory;
  for (const rules::Finding &F : P.A.Findings) {
    ++What[std::string(rules::name(F.What))][unsigned(F.Level)];
    ++Directory[directoryOf(P, F.Where)][unsigned(F.Level)];
  }
  auto Sorted = [](const std::map<std::string, std::array<unsigned, 3>> &From) {
    std::vector<Row> Rows(From.begin(), From.end());
    stable_sort(Rows, [](const Row &X, const Row &Y) {
      auto Weight = [](const Row &R) { return std::tuple(R.second[2], R.second[1], R.second[0]); };
      return Weight(X) > Weight(Y);
    });
    return Rows;
  };
  auto Plain = [](StringRef Key) { return Key.str(); };
  P.raw("<section id=overview>\n<h2>Where and what</h2>\n<p class=legend><span class=\"key error\">"
        "</span> errors: breaks, leaks or gives wrong data <span class=\"key warning\"></span> "
        "warnings: takes capacity from others <span class=\"key note\"></span> notes: advice</p>\n"
        "<div class=charts>\n");
  bars(P, "By consequence", "what", Sorted(What), [](StringRef Key) {
    for (auto C : {rules::Consequence::Breaks, rules::Consequence::Leaks,
                   rules::Consequence::WrongResult, rules::Consequence::Pins,
                   rules::Consequence::Exhausts, rules::Consequence::Hangs})
      if (Key == StringRef(rules::name(C)))
        return phrase(C).str();
    return Key.str();
  });
  bars(P, "By directory", "directory", Sorted(Directory), Plain);
  bars(P, "By check", "check", Sorted(P.S.ByCheck), Plain);
  P.raw("</div>\n</section>\n");
}

void writeInventory(Page &P) {
  std::vector<Faults> Of = faultsOf(P.A);
  P.raw("<section id=inventory>\n<h2>The SQL of the program</h2>\n<p>Every statement that it was "
        "seen to send, and whether something is wrong with it. Text that is not known is in a "
        "colour of its own: nothing can be said of it.</p>\n<details" +
        Twine(P.A.Seen.Sites.size() <= 200 ? " open" : "") + "><summary>" +
        count(P.A.Seen.Sites.size(), "statement") +
        "</summary>\n<div class=scroll><table class=sortable><thead><tr><th scope=col>Place</th>"
        "<th scope=col>Statement</th><th scope=col>Known</th><th scope=col>Findings</th>"
        "<th scope=col>Sent by</th></tr></thead><tbody>\n");
  for (auto [S, F] : zip_equal(P.A.Seen.Sites, Of)) {
    P.raw("<tr><td>").placed(S.Where).raw("</td><td>");
    P.text(S.Kinds.empty() ? "?" : join(S.Kinds, ", "));
    P.raw("</td><td><span class=\"state " + name(S.State) + "\"" );
    if (!S.Why.empty())
      P.raw(" title=\"").text(S.Why).raw("\"");
    P.raw(">" + name(S.State) + "</span></td><td>");
    if (F.Count)
      P.badge(F.Worst).raw(" " + Twine(F.Count));
    else
      P.raw(S.State == Knowledge::Known || S.State == Knowledge::Partly ? "safe" : "not known");
    P.raw("</td><td>").text(S.Operation);
    if (!S.Function.empty())
      P.raw(" in <code>").text(S.Function).raw("</code>");
    P.raw("</td></tr>\n");
  }
  P.raw("</tbody></table></div></details>\n</section>\n");
}

void writeCoverage(Page &P) {
  const Coverage &C = P.A.Seen;
  unsigned Sites = std::max(1u, P.S.of(Knowledge::Known) + P.S.of(Knowledge::Partly) +
                                    P.S.of(Knowledge::Unknown) + P.S.of(Knowledge::Unreached));
  P.raw("<section id=coverage>\n<h2>What was seen, and what was not</h2>\n<ul>\n<li>" +
        count(C.Analysed, "file") + " analysed, " + Twine(C.Skipped) +
        " skipped because they cannot reach a database, " + Twine(P.S.Failed) + " failed, " +
        Twine(P.S.Partly) + " only partly analysed</li>\n<li>" + count(P.S.Sites, "statement") +
        " sent to the database");
  if (P.S.Recovered)
    P.raw(", text recovered for " + Twine(*P.S.Recovered) + "%");
  P.raw("<span class=\"bar coverage\" role=img aria-label=\"");
  for (Knowledge K :
       {Knowledge::Known, Knowledge::Partly, Knowledge::Unknown, Knowledge::Unreached})
    P.raw(Twine(P.S.of(K)) + " " + name(K) + " ");
  P.raw("\">");
  for (Knowledge K :
       {Knowledge::Known, Knowledge::Partly, Knowledge::Unknown, Knowledge::Unreached})
    part(P, name(K), P.S.of(K), Sites);
  P.raw("</span></li>\n");
  if (P.A.Silenced)
    P.raw("<li>" + count(P.A.Silenced, "finding") + " silenced by NOLINT comments</li>\n");
  for (const CommentRemark &R : P.A.Comments)
    P.raw("<li>").placed(R.Where).raw(" ").text(R.Text).raw("</li>\n");
  for (const ProgramInfo &One : C.Programs)
    P.raw("<li>program <code>").text(One.Name.empty() ? "the rest" : One.Name)
        .raw("</code>: " + count(One.Files, "file") + "</li>\n");
  for (const TuProblem &T : C.Problems)
    P.raw(T.Partly ? "<li class=gap>only partly analysed: " : "<li class=gap>not analysed: ")
        .placed({T.File, 0, 0, 0}).raw(" ").text(T.Why).raw("</li>\n");
  P.raw("</ul>\n");
  if (!C.BlindSpots.empty()) {
    P.raw("<details open><summary>" + count(C.BlindSpots.size(), "blind spot") +
          "</summary>\n<ul>");
    for (const BlindSpot &B : C.BlindSpots) {
      P.raw("<li>");
      if (B.Where.Line)
        P.placed(B.Where).raw(" ");
      P.text(B.Why).raw("</li>\n");
    }
    P.raw("</ul></details>\n");
  }
  P.raw("</section>\n");
}

} // namespace pooltidy::tool
