//===- Judge.cpp - Findings about a deployment ----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Judge.h"

#include "tool/deploy/Fitting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <map>
#include <set>

using namespace llvm;

namespace pooltidy::deploy {

using rules::Confidence;
using rules::Consequence;
using rules::Finding;
using rules::Severity;

std::string describe(const Number &N) {
  if (!N.known())
    return "not known: " + N.Why + (N.What.empty() ? "" : " (" + N.What + ")");
  std::string Out = N.Count < 0 ? "no limit" : std::to_string(N.Count);
  switch (N.From) {
  case Number::Stated:
    Out += " (" + N.What + (N.Why.empty() ? "" : ": " + N.Why) + ")";
    break;
  case Number::Code:
    Out += " (" + N.Why + ")";
    break;
  case Number::Assumed:
    Out += " (assumed: " + N.Why + ")";
    break;
  default:
    Out += " (" + N.Why + ")";
  }
  return Out;
}

namespace {

std::string count(const Number &N) {
  return !N.known() ? "?" : N.Count < 0 ? "no limit" : std::to_string(N.Count);
}

std::string formula(const Claim &C) {
  std::string Out = count(C.Replicas);
  for (const Number &N : C.Processes)
    Out += " x " + count(N);
  std::string Pool = "(" + count(C.Pool) + " + " + count(C.Overflow) + ")";
  if (C.Pools != 1)
    Pool = std::to_string(C.Pools) + " x " + Pool;
  if (C.Besides)
    Pool = "(" + Pool + " + " + std::to_string(C.Besides) + ")";
  return Out + " x " + Pool;
}

/// Where \p N would be changed: what was assumed has no place of its own.
rules::Place placeOf(const Claim &C, const Number &N) {
  return N.Where.Line ? N.Where : C.Url.Where.Line ? C.Url.Where : C.ServiceWhere;
}

std::string instruction(const Budget &B, const Change &C) {
  const Claim &Of = B.Claims[C.Claim];
  if (C.Now.From == Number::Code)
    return "let the code of " + Of.Service + " make " + std::to_string(C.To) +
           (C.To == 1 ? " connection" : " connections");
  std::string What = C.Now.What.empty() ? "the " + C.Unit : C.Now.What;
  return "set " + What + " of " + Of.Service + " to " + std::to_string(C.To);
}

void oversized(const Budget &B, std::vector<Finding> &Out) {
  Sum Worst = B.worst();
  if (!B.At.Cap.known()) {
    // Without a limit on either side there is nothing to compare, but no end either.
    for (const Claim &C : B.Claims)
      for (const Number *N : {&C.Pool, &C.Overflow})
        if (N->From == Number::Stated && N->Count < 0) {
          Finding F;
          F.Check = "pooling-oversized-pool";
          F.Subject = N->What;
          F.Message = N->What + " of " + C.Service +
                      " sets no limit: each process may take "
                      "every connection that the database has, and everybody else is refused";
          F.Fix = "Set a limit: a pool of 1 without overflow where a pooler does the pooling.";
          F.Level = Severity::Warning;
          F.What = Consequence::Exhausts;
          F.Where = placeOf(C, *N);
          Out.push_back(std::move(F));
        }
    return;
  }
  int64_t Cap = B.At.Cap.Count;
  if (!Worst.exceeds(Cap))
    return;
  std::vector<Change> Changes = fit(B, Cap);
  Finding F;
  F.Check = "pooling-oversized-pool";
  F.Level = Severity::Warning;
  F.What = Consequence::Exhausts;
  F.Sure = Confidence::Certain;
  if (B.At.Cap.From == Number::Assumed ||
      any_of(B.Claims, [](const Claim &C) { return C.assumed(); }))
    F.Sure = Confidence::Likely;
  const Claim &First = Changes.empty() ? B.Claims.front() : B.Claims[Changes[0].Claim];
  F.Where = Changes.empty() ? First.ServiceWhere : placeOf(First, Changes[0].Now);
  bool Named = !Changes.empty() && !Changes[0].Now.What.empty();
  F.Subject = Named ? Changes[0].Now.What : "connections";
  F.Message = (Worst.Unlimited ? "connections without limit" : Worst.text() + " connections") +
              " to " + B.label() + ", which admits " + std::to_string(Cap) + ": ";
  ListSeparator Comma;
  for (const Claim &C : B.Claims) {
    F.Message += StringRef(Comma).str() + C.Service + " " + C.worst().text();
    F.Path.push_back(
        {placeOf(C, C.Pool), C.Service + ": " + formula(C) + " = " + C.worst().text()});
  }
  Sum Steady = B.steady();
  if (!Steady.exceeds(Cap))
    F.Message += ", which fit while nothing is replaced (" + Steady.text() +
                 ") but not during a rolling restart";
  F.Message += B.At.Refuses ? "; whoever comes last is refused"
                            : "; whoever comes last waits, and fails when waiting takes too long";
  if (Changes.empty()) {
    F.Fix = "Every number is as low as it goes: move services to a transaction-mode pooler, "
            "or raise the limit.";
  } else if (Changes.back().Total > Cap) {
    F.Fix = "Even with every number as low as it goes it takes " +
            std::to_string(Changes.back().Total) +
            ": move services to a transaction-mode pooler, or raise the limit.";
  } else if (Changes.size() == 1) {
    std::string Do = instruction(B, Changes[0]);
    Do[0] = toUpper(Do[0]);
    F.Fix = Do + ", which makes " + std::to_string(Changes[0].Total) + " of " + std::to_string(Cap);
    std::vector<Change> Others = alternatives(B, Cap);
    ListSeparator Or("; or ");
    for (const Change &C : ArrayRef(Others).drop_front().take_front(3))
      F.Fix += "; or " + instruction(B, C);
    F.Fix += ".";
  } else {
    F.Fix = "All of these together make " + std::to_string(Changes.back().Total) + " of " +
            std::to_string(Cap) + ": ";
    ListSeparator And("; ");
    for (const Change &C : Changes) {
      F.Fix += StringRef(And).str() + instruction(B, C);
      if (&C != &Changes[0])
        F.Path.push_back({placeOf(B.Claims[C.Claim], C.Now), instruction(B, C) + " as well"});
    }
    F.Fix += ".";
  }
  F.Ways = {F.Path};
  Out.push_back(std::move(F));
}

/// The same string in three services is one mistake, at one place.
struct Unbounded {
  std::vector<std::string> Services;
  const Claim *Of;
};

void missingTimeouts(ArrayRef<Budget> Budgets, const Knowledge &K, std::vector<Finding> &Out) {
  std::map<rules::Place, Unbounded> Places;
  for (const Budget &B : Budgets)
    for (const Claim &C : B.Claims)
      // Variables one by one say nothing of how the program connects with them.
      if (!C.ConnectTimeout && !(C.Url.Separate && !C.Url.Libpq)) {
        Unbounded &U = Places[C.Url.Where];
        U.Services.push_back(C.Service);
        U.Of = &C;
      }
  for (const auto &[Where, U] : Places) {
    const DriverSpec *D = K.driver(U.Of->Driver);
    const Strings &Keys = D->ConnectTimeout.Keys;
    Finding F;
    F.Check = "pooling-missing-timeout";
    F.Level = Severity::Warning;
    F.What = Consequence::Hangs;
    F.Sure = U.Of->TimeoutCertain ? Confidence::Certain : Confidence::Likely;
    F.Where = Where;
    F.Subject = U.Of->Url.Name;
    F.Message = U.Of->Url.Name + " of " + join(U.Services, ", ") +
                " has no connect timeout: connecting waits for ever when the server or the "
                "pooler does not answer, and a process that waits keeps its place";
    F.Fix =
        "Add " + (Keys.empty() ? std::string("a connect timeout") : Keys.front() + "=5") + " to it";
    if (!D->ConnectTimeout.Environment.empty())
      F.Fix += ", or set " + D->ConnectTimeout.Environment.front() + " for the service";
    F.Fix += ".";
    Out.push_back(std::move(F));
  }
}

void refusedKeys(ArrayRef<Budget> Budgets, const Knowledge &K, std::vector<Finding> &Out) {
  std::set<rules::Place> Seen;
  for (const Budget &B : Budgets)
    for (const Claim &C : B.Claims) {
      const DriverSpec *D = K.driver(C.Driver);
      if (!D->Strict || C.Url.Separate)
        continue;
      for (const UrlParameter &P : C.Url.Parameters) {
        if (is_contained(K.LibpqKeys, P.Key))
          continue;
        // A program of one's own may take them out; one that is known does not.
        if (is_contained(D->Taken, P.Key) && !C.OwnPool)
          continue;
        if (!Seen.insert(P.KeyWhere).second)
          continue;
        Finding F;
        F.Check = "pooling-startup-parameter";
        F.Level = Severity::Error;
        F.What = Consequence::Breaks;
        F.Sure = C.OwnPool ? Confidence::Certain : Confidence::Likely;
        F.Where = P.KeyWhere;
        F.Subject = P.Key;
        F.Message = "libpq does not know '" + P.Key + "', and " + C.Service +
                    " hands this string to it: connecting fails with 'invalid connection "
                    "option' or 'invalid URI query parameter'";
        F.Fix = "Take it out of the string and set it where " +
                (C.OwnPool ? C.Program : std::string("the program")) + " reads it.";
        Out.push_back(std::move(F));
      }
    }
}

} // namespace

std::vector<Finding> judge(ArrayRef<Budget> Budgets, const Knowledge &K) {
  std::vector<Finding> Out;
  for (const Budget &B : Budgets)
    oversized(B, Out);
  missingTimeouts(Budgets, K, Out);
  refusedKeys(Budgets, K, Out);
  stable_sort(Out, [](const Finding &X, const Finding &Y) {
    return std::tie(X.Where, X.Check) < std::tie(Y.Where, Y.Check);
  });
  return Out;
}

Table tableOf(const Budget &B) {
  Table T;
  T.Label = B.label();
  T.Address = B.At.Address;
  T.User = B.User;
  T.Database = B.Database;
  T.Mode = name(B.At.M).str();
  if (B.At.Cap.known())
    T.Cap = B.At.Cap.Count;
  T.CapWhy = B.At.Cap.known() && B.At.Cap.Why.empty() ? B.At.Cap.What : B.At.Cap.Why;
  T.CapWhere = B.At.Cap.Where;
  for (const Claim &C : B.Claims) {
    Row R;
    R.Service = C.Service;
    R.Program = C.Program;
    R.Formula = formula(C);
    R.Where = C.Url.Where;
    Sum Steady = C.steady(), Worst = C.worst();
    R.Steady = Steady.Count;
    R.Worst = Worst.Count;
    R.AtLeast = Worst.AtLeast;
    R.Unlimited = Worst.Unlimited;
    R.Facts.push_back({"replicas " + describe(C.Replicas), C.Replicas.Where});
    if (C.Extra.known() ? C.Extra.Count > 0 : true)
      R.Facts.push_back({"more while they are replaced: " + describe(C.Extra), C.Extra.Where});
    for (const Number &N : C.Processes)
      R.Facts.push_back({"processes " + describe(N), N.Where});
    R.Facts.push_back({"pool size " + describe(C.Pool), C.Pool.Where});
    R.Facts.push_back({"overflow " + describe(C.Overflow), C.Overflow.Where});
    if (C.Pools != 1)
      R.Facts.push_back({std::to_string(C.Pools) + " pools in each process: " + C.PoolsWhy, {}});
    if (C.Besides)
      R.Facts.push_back({std::to_string(C.Besides) + " connection besides: " + C.BesidesWhy, {}});
    if (C.More)
      R.Facts.push_back({llvm::join(C.Url.Also, ", ") + " lead to the same; pools of their own are "
                                                        "not counted",
                         C.Url.Where});
    if (!C.Threads.empty())
      R.Facts.push_back({C.Threads, {}});
    T.Rows.push_back(std::move(R));
  }
  for (const Claim &C : B.NotCounted)
    T.NotCounted.push_back(
        {C.Url.Name + " of " + C.Service + ": for migrations, not counted", C.Url.Where});
  Sum Steady = B.steady(), Worst = B.worst();
  T.Steady = Steady.Count;
  T.Worst = Worst.Count;
  T.AtLeast = Worst.AtLeast;
  T.Unlimited = Worst.Unlimited;
  if (T.Cap)
    T.State = Worst.exceeds(*T.Cap) ? Table::Exceeds
              : Worst.AtLeast       ? Table::NotKnown
                                    : Table::Fits;
  return T;
}

std::string_view name(Passed P) {
  return P == Passed::Pass ? "pass" : P == Passed::Fail ? "fail" : "not-seen";
}

std::string_view name(Move::StateOf S) {
  constexpr std::string_view Names[] = {"there", "as-it-is", "after-fixes", "stays", "not-seen"};
  return Names[S];
}

std::string_view name(Table::StateOf S) {
  return S == Table::Fits ? "fits" : S == Table::Exceeds ? "exceeds" : "not-known";
}

} // namespace pooltidy::deploy
