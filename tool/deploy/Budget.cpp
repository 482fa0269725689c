//===- Budget.cpp - Who takes how many connections ------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Budget.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <set>

using namespace llvm;

namespace pooltidy::deploy {

Sum &Sum::operator+=(const Sum &Other) {
  Count = SaturatingAdd<uint64_t>(Count, Other.Count) > INT32_MAX ? INT32_MAX : Count + Other.Count;
  AtLeast |= Other.AtLeast;
  Unlimited |= Other.Unlimited;
  return *this;
}

std::string Sum::text() const {
  if (Unlimited)
    return "no limit";
  return (AtLeast ? "at least " : "") + std::to_string(Count);
}

namespace {

/// \p S as many times as \p N says.
Sum times(Sum S, const Number &N) {
  if (!N.known()) {
    S.AtLeast = true;
    return S;
  }
  if (N.Count <= 0)
    return {0, S.AtLeast, false};
  uint64_t Product = SaturatingMultiply<uint64_t>(S.Count, N.Count);
  S.Count = std::min<uint64_t>(Product, INT32_MAX);
  return S;
}

Sum of(const Number &N, int64_t Least) {
  if (!N.known())
    return {Least, true, false};
  if (N.Count < 0)
    return {Least, true, true};
  return {std::min<int64_t>(N.Count, INT32_MAX), false, false};
}

} // namespace

Sum Claim::perProcess() const {
  Sum One = of(Pool, 1);
  One.AtLeast |= More;
  One += of(Overflow, 0);
  Sum All = times(One, Number::stated(Pools, {}, ""));
  All += Sum{Besides, false, false};
  return All;
}

Sum Claim::steady() const {
  Sum S = perProcess();
  for (const Number &N : Processes)
    S = times(S, N);
  return times(S, Replicas);
}

Sum Claim::worst() const {
  Sum S = perProcess();
  for (const Number &N : Processes)
    S = times(S, N);
  Sum All = times(S, Replicas);
  if (!Extra.known() || Extra.Count > 0)
    All += Extra.known() ? times(S, Extra) : Sum{0, true, false};
  return All;
}

bool Claim::assumed() const {
  auto Is = [](const Number &N) { return N.From == Number::Assumed; };
  return Is(Replicas) || any_of(Processes, Is) || Is(Pool) || Is(Overflow);
}

Sum Budget::steady() const {
  Sum S;
  S.AtLeast = !Unseen.empty();
  for (const Claim &C : Claims)
    S += C.steady();
  return S;
}

Sum Budget::worst() const {
  Sum S;
  S.AtLeast = !Unseen.empty();
  for (const Claim &C : Claims)
    S += C.worst();
  return S;
}

std::string Budget::label() const {
  std::string Out;
  if (At.CapOfIdentity)
    Out = "user " + (User.empty() ? std::string("?") : User) + ", database " +
          (Database.empty() ? std::string("?") : Database) + " at ";
  Out += At.Address;
  if (!At.Title.empty())
    Out += " (" + At.Title + ")";
  return Out;
}

namespace {

class Maker {
public:
  Maker(const Stack &S, const Knowledge &K, const Endpoints &E, std::vector<Fact> &Notes)
      : S(S), K(K), E(E), Notes(Notes) {}

  std::vector<Budget> run() {
    for (const Service &One : S.Services)
      if (!E.imageOf(One))
        service(One);
    for (const ConfiguredPool &P : S.Pools)
      configured(P);
    poolers();
    for (const Service &One : S.Services)
      unseen(One);
    return std::move(Out);
  }

private:
  void service(const Service &One) {
    std::vector<Simple> Commands = commandsOf(One);
    auto Known = [&](StringRef Host, StringRef Port) {
      Endpoint At = E.find(Host, Port);
      return !At.Kind.empty() || Port == "5432" || Port == "6543" || Port == "6432";
    };
    for (Connection &Url : connectionsOf(One, Commands, K, Known)) {
      Claim C;
      C.Url = std::move(Url);
      fillClaim(C, One, Commands, K);
      Seen.insert(&One);
      put(std::move(C));
    }
    for (const auto &[Name, V] : One.Env.all())
      if (V.open() && StringRef(V.text()).starts_with("${") &&
          any_of(K.UrlNames, [&](StringRef Ending) { return endsWithWords(Name, Ending); }))
        Notes.push_back({Name + " of " + One.Name + " is " + V.text() +
                             ", which has no value: where it leads is not known",
                         V.where()});
  }

  /// A service that waits for a database and was not seen to connect to it: it may.
  void unseen(const Service &One) {
    if (Seen.count(&One) || E.imageOf(One))
      return;
    for (StringRef Name : One.DependsOn) {
      const Service *On = E.serviceOf(Name);
      if (!On || !E.imageOf(*On))
        continue;
      Fact F{One.Name + " depends on " + Name.str() + ", and how it connects is not seen",
             One.Where};
      Notes.push_back(F);
      for (Budget &B : Out)
        if (B.At.Runs == On)
          B.Unseen.push_back(F);
    }
  }

  void put(Claim C) {
    Endpoint At = E.find(C.Url.Host, C.Url.Port);
    auto It = find_if(Out, [&](const Budget &B) {
      return B.At.Address == At.Address &&
             (!At.CapOfIdentity || (B.User == C.Url.User && B.Database == C.Url.Database));
    });
    if (It == Out.end()) {
      Budget B;
      B.At = At;
      if (At.CapOfIdentity) {
        B.User = C.Url.User;
        B.Database = C.Url.Database;
      }
      Out.push_back(std::move(B));
      It = std::prev(Out.end());
    }
    (C.Url.Migration ? It->NotCounted : It->Claims).push_back(std::move(C));
  }

  void configured(const ConfiguredPool &P) {
    Claim C;
    if (std::optional<Connection> Url = parseConnection(P.Url, P.Name, K))
      C.Url = std::move(*Url);
    else {
      C.Url.Name = P.Name;
      C.Url.User = P.User;
      C.Url.Host = P.Host;
      C.Url.Port = P.Port;
      C.Url.Database = P.Database;
      C.Url.Where = P.Where;
      C.Url.Separate = C.Url.Libpq = true;
    }
    C.Service = P.Name;
    C.Kind = "configuration file";
    C.ServiceWhere = P.Where;
    C.Driver = "libpq";
    C.Replicas = Number::unknown(P.Where, "replicas", "which services use this file is not known");
    for (const Service &One : S.Services)
      if (any_of(One.Files, [&](StringRef F) { return F == P.File; })) {
        C.Service = One.Name + ", " + P.Name;
        C.Replicas = One.Replicas;
        C.Extra = One.Extra;
        C.Of = &One;
      }
    if (!C.Of)
      C.Extra = Number::usual(0, P.Where, "", "");
    C.Pool = P.Size;
    C.Overflow = Number::usual(0, P.Where, "the overflow", "there is none");
    C.ConnectTimeout = P.ConnectTimeout || C.Url.find({"connect_timeout"});
    C.TimeoutCertain = true;
    put(std::move(C));
  }

  /// Poolers are clients themselves: of each identity they serve they keep a pool.
  void poolers() {
    for (size_t I = 0, N = Out.size(); I < N; ++I) {
      if (!Out[I].At.PoolSize.known() || !Out[I].At.Runs)
        continue;
      const Service &Runs = *Out[I].At.Runs;
      const ImageSpec *Image = E.imageOf(Runs);
      Claim C;
      for (StringRef Name : Image->ServerUrl)
        if (const Value *V = Runs.Env.get(Name))
          if (std::optional<Connection> Url = parseConnection(*V, Name, K))
            C.Url = std::move(*Url);
      for (StringRef Name : Image->ServerHost)
        if (const Value *V = Runs.Env.get(Name); V && C.Url.Host.empty()) {
          C.Url.Host = V->text();
          C.Url.Where = V->where();
          for (StringRef Port : Image->ServerPort)
            if (const Value *P = Runs.Env.get(Port))
              C.Url.Port = P->text();
        }
      if (C.Url.Host.empty() && Out[I].At.Config) {
        C.Url.Host = Out[I].At.Config->ServerHost;
        C.Url.Port = Out[I].At.Config->ServerPort;
        C.Url.Where = Out[I].At.Config->Where;
      }
      if (C.Url.Host.empty())
        continue;
      std::set<std::pair<std::string, std::string>> Identities;
      for (const Budget &B : Out)
        if (B.At.Runs == &Runs)
          for (const Claim &Of : B.Claims)
            Identities.insert({Of.Url.User, Of.Url.Database});
      if (!Done.insert(&Runs).second)
        continue;
      C.Service = Runs.Name;
      C.Kind = "pooler";
      C.Program = Image->Title;
      C.Driver = "libpq";
      C.ServiceWhere = Runs.Where;
      C.Replicas = Runs.Replicas;
      C.Extra = Runs.Extra;
      C.Processes.push_back(Number::usual(Identities.size(), Runs.Where, "pools",
                                          "one for each user and database seen"));
      C.Pool = Out[I].At.PoolSize;
      C.Overflow = Number::usual(0, {}, "", "");
      C.ConnectTimeout = true;
      put(std::move(C));
    }
  }

  const Stack &S;
  const Knowledge &K;
  const Endpoints &E;
  std::vector<Budget> Out;
  std::vector<Fact> &Notes;
  std::set<const Service *> Done, Seen;
};

} // namespace

std::vector<Budget> makeBudgets(const Stack &S, const Knowledge &K, const Endpoints &E,
                                std::vector<Fact> &Notes) {
  return Maker(S, K, E, Notes).run();
}

} // namespace pooltidy::deploy
