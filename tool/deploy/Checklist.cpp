//===- Checklist.cpp - Is it ready, item by item --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Checklist.h"

#include "tool/deploy/Judge.h"
#include "tool/deploy/Moves.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

using namespace llvm;

namespace pooltidy::deploy {
namespace {

class Checklist {
public:
  Checklist(ArrayRef<Budget> Budgets, const Stack &S, const Knowledge &K, const Request &R,
            Deployment &D)
      : Budgets(Budgets), S(S), K(K), R(R), D(D) {}

  void run() {
    budget();
    poolSize();
    processes();
    connectTimeout();
    statementTimeout();
    code("short-sessions", "Sessions and transactions are short",
         {"pooling-long-transaction", "pooling-long-lived-session", "pooling-nested-acquire"});
    code("transaction-mode", "Nothing in the code breaks in transaction mode",
         {"pooling-session-setting", "pooling-advisory-lock", "pooling-temp-table",
          "pooling-cursor", "pooling-prepared-statement", "pooling-listen",
          "pooling-session-function", "pooling-startup-parameter", "pooling-outside-transaction"});
    logs();
  }

private:
  /// An item that fails where one thing does, and passes where all were seen.
  struct Tally {
    Item I;
    bool Failed = false, Unseen = false, Any = false;

    void fail(std::string Text, rules::Place W) {
      Failed = Any = true;
      I.Evidence.push_back({std::move(Text), std::move(W)});
    }
    void unseen(std::string Text, rules::Place W) {
      Unseen = Any = true;
      I.Evidence.push_back({std::move(Text), std::move(W)});
    }
    void pass(std::string Text, rules::Place W) {
      Any = true;
      I.Evidence.push_back({std::move(Text), std::move(W)});
    }
  };

  void put(Tally T, StringRef Nothing) {
    T.I.State = T.Failed ? Passed::Fail : T.Unseen || !T.Any ? Passed::NotSeen : Passed::Pass;
    if (!T.Any)
      T.I.Evidence.push_back({Nothing.str(), {}});
    D.Checklist.push_back(std::move(T.I));
  }

  template <typename Fn> void claims(Fn Use) {
    for (const Budget &B : Budgets)
      for (const Claim &C : B.Claims)
        if (C.Kind != "pooler")
          Use(B, C);
  }

  void budget() {
    Tally T;
    T.I = {"budget", "The connections fit, during a rolling restart as well", {}, {}};
    for (const Budget &B : Budgets) {
      Table Of = tableOf(B);
      std::string Text = Of.Label + ": " + B.worst().text();
      Text += Of.Cap ? " of " + std::to_string(*Of.Cap) : ", and how many it admits is not known";
      if (Of.State == Table::Exceeds)
        T.fail(Text, Of.CapWhere);
      else if (Of.State == Table::NotKnown)
        T.unseen(Text, Of.CapWhere);
      else
        T.pass(Text, Of.CapWhere);
    }
    put(std::move(T), "no connection was seen");
  }

  void poolSize() {
    Tally T;
    T.I = {"pool-size",
           "Pools have at most " + std::to_string(R.PoolLimit) + " + " +
               std::to_string(R.OverflowLimit) + " connections in every service",
           {},
           {}};
    claims([&](const Budget &, const Claim &C) {
      for (const auto &[N, Limit, Unit] :
           {std::tuple<const Number *, unsigned, StringRef>{&C.Pool, R.PoolLimit, "pool size"},
            {&C.Overflow, R.OverflowLimit, "overflow"}}) {
        std::string Text = C.Service + ": " + Unit.str() + " " + describe(*N);
        if (!N->known())
          T.unseen(Text, N->Where);
        else if (N->Count < 0 || N->Count > std::max<int64_t>(Limit, N->Least))
          T.fail(Text, N->Where);
        else if (Unit == "pool size")
          T.pass(Text, N->Where);
      }
    });
    put(std::move(T), "no pool was seen");
  }

  void processes() {
    bool Fits = all_of(Budgets, [](const Budget &B) {
      return B.At.Cap.known() && !B.worst().AtLeast && !B.worst().exceeds(B.At.Cap.Count);
    });
    Tally T;
    T.I = {"processes", "No service runs more processes than the budget has room for", {}, {}};
    claims([&](const Budget &, const Claim &C) {
      for (const Number &N : C.Processes) {
        std::string Text = C.Service + ": " + describe(N);
        if (!N.known())
          T.unseen(Text, N.Where);
        else if (N.Count > 1 && !Fits)
          T.fail(Text, N.Where);
        else
          T.pass(Text, N.Where);
      }
    });
    put(std::move(T), "no service with a database was seen");
  }

  void connectTimeout() {
    Tally T;
    T.I = {"connect-timeout", "Every connection string has a connect timeout", {}, {}};
    claims([&](const Budget &, const Claim &C) {
      std::string Text = C.Service + ": " + C.Url.Name;
      if (C.ConnectTimeout)
        T.pass(Text, C.Url.Where);
      else if (C.Url.Separate && !C.Url.Libpq)
        T.unseen(Text + " and its like are no connection string; what the program makes of "
                        "them is not seen",
                 C.Url.Where);
      else
        T.fail(Text + " has none", C.Url.Where);
    });
    put(std::move(T), "no connection string was seen");
  }

  /// A limit in a connection string reaches the server on a direct connection; behind a
  /// pooler it may be refused or dropped.
  void statementTimeout() {
    Tally T;
    T.I = {"statement-timeout", "A statement timeout exists that survives pooling", {}, {}};
    for (const Service &One : S.Services)
      for (const Value &Word : One.Command)
        if (StringRef(Word.text()).contains("statement_timeout="))
          T.pass(One.Name + ": set for the whole server", Word.where());
    if (R.Seen)
      for (const CodeProgram &P : R.Seen->Programs)
        if (P.Timeout.Line)
          T.pass((P.Name.empty() ? "the code" : P.Name) + ": SET LOCAL or ALTER ROLE in its code",
                 P.Timeout);
    claims([&](const Budget &, const Claim &C) {
      if (!C.Of)
        return;
      for (const auto &[Name, V] : C.Of->Env.all())
        if (any_of(K.StatementTimeoutNames,
                   [&](StringRef Ending) { return endsWithWords(Name, Ending); }))
          T.unseen(C.Service + ": " + Name + ", and what the program makes of it is not seen",
                   V.where());
    });
    claims([&](const Budget &B, const Claim &C) {
      const UrlParameter *P = C.Url.find({"options"});
      if (!P || !StringRef(P->Text).contains("statement_timeout"))
        return;
      if (B.At.M == Mode::Direct)
        T.pass(C.Service + ": options of the connection string", P->KeyWhere);
      else
        T.unseen(C.Service + ": options of the connection string, which most poolers refuse or "
                             "drop",
                 P->KeyWhere);
    });
    put(std::move(T), "ALTER ROLE ... SET statement_timeout stands in the database, which is not "
                      "looked at: SELECT rolname, rolconfig FROM pg_roles");
  }

  void code(StringRef Id, StringRef Text, std::initializer_list<StringRef> Checks) {
    Tally T;
    T.I = {Id.str(), Text.str(), {}, {}};
    if (!R.Seen) {
      put(std::move(T), "code was not looked at: pooltidy audit --deploy looks at both");
      return;
    }
    for (const CodeProgram &P : R.Seen->Programs) {
      std::map<std::string, std::pair<unsigned, rules::Place>> Counts;
      for (const rules::Finding &F : R.Seen->Findings)
        if (P.has(F) && is_contained(Checks, StringRef(F.Check)) &&
            F.Level > rules::Severity::Note) {
          auto &[N, Where] = Counts[F.Check];
          if (!N++)
            Where = F.Where;
        }
      std::string Name = P.Name.empty() ? "the program" : P.Name;
      for (const auto &[Check, Of] : Counts)
        T.fail(Name + ": " + std::to_string(Of.first) + " of " + Check, Of.second);
      if (Counts.empty())
        T.pass(Name + ": nothing was found", {});
    }
    if (!R.Seen->Complete)
      T.unseen("not all of the code was seen", {});
    for (const Service &One : S.Services)
      if (!programOf(One, R.Seen) && hasClaim(One))
        T.unseen(One.Name + ": its code was not seen", One.Where);
    put(std::move(T), "no program was seen");
  }

  bool hasClaim(const Service &One) const {
    return any_of(Budgets, [&](const Budget &B) {
      return any_of(B.Claims, [&](const Claim &C) { return C.Of == &One; });
    });
  }

  void logs() {
    Tally T;
    T.I = {"logs", "Logs are free of refused connections", {}, {}};
    for (const LogCount &C : D.Logs)
      T.fail(C.Means + ": " + std::to_string(C.Count) +
                 (C.First.empty() ? "" : ", first " + C.First + ", last " + C.Last),
             {C.File, C.Line, 1, 0});
    for (const std::string &File : D.LogsRead)
      if (none_of(D.Logs, [&](const LogCount &C) { return C.File == File; }))
        T.pass("nothing in this one", {File, 0, 0, 0});
    put(std::move(T), "no log was given: --log FILE");
  }

  ArrayRef<Budget> Budgets;
  const Stack &S;
  const Knowledge &K;
  const Request &R;
  Deployment &D;
};

} // namespace

void makeChecklist(ArrayRef<Budget> Budgets, const Stack &S, const Knowledge &K, const Request &R,
                   Deployment &D) {
  Checklist(Budgets, S, K, R, D).run();
  makeMoves(Budgets, K, R, D);
}

} // namespace pooltidy::deploy
