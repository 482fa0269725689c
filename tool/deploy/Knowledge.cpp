//===- Knowledge.cpp - What is known of programs and poolers --------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Knowledge.h"

#include "models/yaml/Reader.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pooltidy::deploy {
namespace {

using yaml::Map;
using yaml::Problems;

struct Asset {
  StringRef Name;
  StringRef Text;
};

constexpr Asset Assets[] = {
#include "Knowledge.inc"
};

class Reader {
public:
  Reader(Knowledge &K, Problems &P) : K(K), P(P) {}

  void root(const YAML::Node &N) {
    Map M(N, "the file",
          {"programs", "multipliers", "general", "no-programs", "drivers", "libpq-keys", "settings",
           "endpoints", "images", "kinds", "logs"},
          P);
    each(M, "programs", [&](const YAML::Node &E) { K.Programs.push_back(program(E)); });
    each(M, "multipliers", [&](const YAML::Node &E) { K.Multipliers.push_back(program(E)); });
    if (const YAML::Node *G = M.get("general")) {
      Map Of(*G, "'general'", {"processes", "threads"}, P);
      number(Of, "processes", K.GeneralProcesses);
      number(Of, "threads", K.GeneralThreads);
    }
    append_range(K.NoPrograms, M.texts("no-programs"));
    each(M, "drivers", [&](const YAML::Node &E) { K.Drivers.push_back(driver(E)); });
    append_range(K.LibpqKeys, M.texts("libpq-keys"));
    if (const YAML::Node *S = M.get("settings"))
      settings(*S);
    each(M, "endpoints", [&](const YAML::Node &E) { K.Endpoints.push_back(endpoint(E)); });
    each(M, "images", [&](const YAML::Node &E) { K.Images.push_back(image(E)); });
    each(M, "kinds", [&](const YAML::Node &E) { K.Kinds.push_back(kind(E)); });
    each(M, "logs", [&](const YAML::Node &E) {
      Map L(E, "a log text", {"name", "texts", "means"}, P);
      K.Logs.push_back({needed(L, "name"), needed(L, "means"), L.texts("texts")});
    });
  }

private:
  void each(Map &M, StringRef Key, function_ref<void(const YAML::Node &)> Use) {
    if (const YAML::Node *N = M.get(Key))
      for (const YAML::Node &E : yaml::list(*N, "'" + Key + "'", P))
        Use(E);
  }

  static std::string text(Map &M, StringRef Key) { return M.text(Key).value_or(""); }
  static std::string needed(Map &M, StringRef Key) { return M.need(Key) ? text(M, Key) : ""; }
  std::optional<int64_t> integer(Map &M, StringRef Key) { return M.integer(Key, 0, 1000000000); }

  void number(Map &M, StringRef Key, NumberSpec &To) {
    if (const YAML::Node *N = M.get(Key))
      To = number(*N);
  }

  NumberSpec number(const YAML::Node &N) {
    Map M(N, "a number",
          {"options", "environment", "keys", "settings", "default", "assumed", "zero-ignored",
           "unless-read"},
          P);
    NumberSpec S;
    S.Options = M.texts("options");
    S.Environment = M.texts("environment");
    S.Keys = M.texts("keys");
    S.Settings = M.texts("settings");
    S.UnlessRead = M.texts("unless-read");
    S.Assumed = M.flag("assumed").value_or(false);
    S.ZeroIgnored = M.flag("zero-ignored").value_or(false);
    std::string Default = text(M, "default");
    if (Default == "processors")
      S.DefaultWords = "one for each processor";
    else if (Default == "two-processors-and-one")
      S.DefaultWords = "two for each processor and one";
    else if (!Default.empty())
      S.Default = integer(M, "default");
    return S;
  }

  std::optional<PoolSpec> pool(Map &M) {
    const YAML::Node *N = M.get("pool");
    if (!N)
      return std::nullopt;
    Map Of(*N, "a pool", {"size", "overflow", "pools", "pools-why", "besides", "besides-why"}, P);
    PoolSpec S;
    number(Of, "size", S.Size);
    number(Of, "overflow", S.Overflow);
    S.Pools = integer(Of, "pools").value_or(1);
    S.PoolsWhy = text(Of, "pools-why");
    S.Besides = integer(Of, "besides").value_or(0);
    S.BesidesWhy = text(Of, "besides-why");
    return S;
  }

  TransactionSpec transaction(Map &M) {
    TransactionSpec S;
    const YAML::Node *N = M.get("transaction");
    if (!N)
      return S;
    Map Of(*N, "'transaction'", {"is", "why", "cures", "cure-value"}, P);
    if (Of.word("is", {"ready", "fixes", "stays"}))
      S.State = needed(Of, "is");
    S.Why = needed(Of, "why");
    S.Cures = Of.texts("cures");
    S.CureValue = text(Of, "cure-value");
    return S;
  }

  ProgramSpec program(const YAML::Node &N) {
    Map M(N, "a program",
          {"name", "commands", "words", "images", "entry", "processes", "threads",
           "threads-instead", "more-arguments", "driver", "pool", "connect-timeout", "transaction",
           "source"},
          P);
    ProgramSpec S;
    S.Name = needed(M, "name");
    S.Commands = M.texts("commands");
    S.Words = M.texts("words");
    S.Images = M.texts("images");
    S.Entry = M.flag("entry").value_or(false);
    M.need("processes");
    number(M, "processes", S.Processes);
    if (M.get("threads"))
      number(M, "threads", S.Threads.emplace());
    if (const YAML::Node *I = M.get("threads-instead")) {
      Map Of(*I, "'threads-instead'", {"options", "values"}, P);
      S.InsteadOptions = Of.texts("options");
      S.InsteadValues = Of.texts("values");
    }
    if (const YAML::Node *I = M.get("more-arguments")) {
      Map Of(*I, "'more-arguments'", {"options", "environment"}, P);
      S.MoreOptions = Of.texts("options");
      S.MoreEnvironment = Of.texts("environment");
    }
    S.Driver = text(M, "driver");
    S.Pool = pool(M);
    if (M.get("connect-timeout"))
      number(M, "connect-timeout", S.ConnectTimeout.emplace());
    S.Transaction = transaction(M);
    S.Source = needed(M, "source");
    return S;
  }

  DriverSpec driver(const YAML::Node &N) {
    Map M(N, "a driver",
          {"name", "title", "schemes", "marks", "taken", "taken-why", "strict", "keywords",
           "sqlalchemy", "connect-timeout", "pool", "transaction", "source"},
          P);
    DriverSpec S;
    S.Name = needed(M, "name");
    S.Title = needed(M, "title");
    S.Schemes = M.texts("schemes");
    S.Marks = M.texts("marks");
    S.Taken = M.texts("taken");
    S.TakenWhy = text(M, "taken-why");
    if (std::optional<unsigned> W = M.word("strict", {"libpq"}))
      S.Strict = true;
    S.Keywords = M.flag("keywords").value_or(false);
    S.Sqlalchemy = M.flag("sqlalchemy").value_or(false);
    number(M, "connect-timeout", S.ConnectTimeout);
    S.Pool = pool(M);
    S.Transaction = transaction(M);
    return S;
  }

  void settings(const YAML::Node &N) {
    Map M(N, "'settings'",
          {"pool-size", "overflow", "migrations", "urls", "host", "port", "user", "database",
           "prefixes", "statement-timeout"},
          P);
    K.PoolSizeNames = M.texts("pool-size");
    K.OverflowNames = M.texts("overflow");
    K.MigrationNames = M.texts("migrations");
    K.UrlNames = M.texts("urls");
    K.HostNames = M.texts("host");
    K.PortNames = M.texts("port");
    K.UserNames = M.texts("user");
    K.DatabaseNames = M.texts("database");
    K.Prefixes = M.texts("prefixes");
    K.StatementTimeoutNames = M.texts("statement-timeout");
  }

  EndpointSpec endpoint(const YAML::Node &N) {
    Map M(
        N, "an endpoint",
        {"name", "title", "hosts", "ports", "kind", "mode", "cap", "cap-of", "cap-why", "moves-to"},
        P);
    EndpointSpec S;
    S.Name = needed(M, "name");
    S.Title = needed(M, "title");
    S.Hosts = M.texts("hosts");
    for (const std::string &Port : M.texts("ports"))
      if (int64_t One; !StringRef(Port).getAsInteger(10, One))
        S.Ports.push_back(One);
    S.Kind = needed(M, "kind");
    if (std::optional<unsigned> W = M.word("mode", {"session", "transaction", "direct"}))
      S.Mode = text(M, "mode");
    S.Cap = integer(M, "cap");
    S.CapOfIdentity = M.word("cap-of", {"identity", "endpoint"}).value_or(1) == 0;
    S.CapWhy = text(M, "cap-why");
    if (const YAML::Node *To = M.get("moves-to")) {
      Map Of(*To, "'moves-to'", {"port"}, P);
      S.MovesTo = integer(Of, "port");
    }
    return S;
  }

  ImageSpec image(const YAML::Node &N) {
    Map M(N, "an image",
          {"name", "title", "match", "kind", "port", "transaction-port", "mode", "pool-size",
           "max-clients", "reserved", "ignored", "prepared", "server"},
          P);
    ImageSpec S;
    S.Name = needed(M, "name");
    S.Title = needed(M, "title");
    S.Match = M.texts("match");
    S.Kind = needed(M, "kind");
    number(M, "port", S.Port);
    number(M, "transaction-port", S.TransactionPort);
    number(M, "pool-size", S.PoolSize);
    number(M, "max-clients", S.MaxClients);
    number(M, "reserved", S.Reserved);
    if (const YAML::Node *Mode = M.get("mode")) {
      Map Of(*Mode, "'mode'", {"environment", "default"}, P);
      S.Mode = Of.texts("environment");
      S.ModeDefault = text(Of, "default");
    }
    S.Ignored = M.texts("ignored");
    S.Prepared = M.texts("prepared");
    if (const YAML::Node *Server = M.get("server")) {
      Map Of(*Server, "'server'", {"host", "url", "port"}, P);
      S.ServerHost = Of.texts("host");
      S.ServerUrl = Of.texts("url");
      S.ServerPort = Of.texts("port");
    }
    return S;
  }

  KindSpec kind(const YAML::Node &N) {
    Map M(N, "a kind", {"name", "title", "server", "session", "transaction"}, P);
    KindSpec S;
    S.Name = needed(M, "name");
    S.Title = needed(M, "title");
    S.Server = M.flag("server").value_or(false);
    auto Of = [&](StringRef Key, bool &Identity, bool &Refuses) {
      if (const YAML::Node *Mode = M.get(Key)) {
        Map One(*Mode, "'" + Key + "'", {"cap-of", "refuses"}, P);
        Identity = One.word("cap-of", {"identity", "endpoint"}).value_or(1) == 0;
        Refuses = One.flag("refuses").value_or(false);
      }
    };
    Of("session", S.SessionOfIdentity, S.SessionRefuses);
    Of("transaction", S.TransactionOfIdentity, S.TransactionRefuses);
    return S;
  }

  Knowledge &K;
  Problems &P;
};

} // namespace

const DriverSpec *Knowledge::driver(StringRef Name) const {
  auto It = find_if(Drivers, [&](const DriverSpec &D) { return D.Name == Name; });
  return It == Drivers.end() ? nullptr : &*It;
}

const KindSpec *Knowledge::kind(StringRef Name) const {
  auto It = find_if(Kinds, [&](const KindSpec &D) { return D.Name == Name; });
  return It == Kinds.end() ? nullptr : &*It;
}

Expected<Knowledge> parseKnowledge(ArrayRef<std::pair<StringRef, StringRef>> Files) {
  Knowledge K;
  Error All = Error::success();
  for (auto [Name, Text] : Files)
    All = joinErrors(std::move(All), yaml::read(Text, Name, [&](const YAML::Node &N, Problems &P) {
                       Reader(K, P).root(N);
                     }));
  if (All)
    return std::move(All);
  for (const auto *List : {&K.Programs, &K.Multipliers})
    for (const ProgramSpec &S : *List)
      if (!S.Driver.empty() && !K.driver(S.Driver))
        return createStringError(
            inconvertibleErrorCode(),
            ("program '" + S.Name + "': there is no driver '" + S.Driver + "'"));
  if (!K.driver("unknown"))
    return createStringError(inconvertibleErrorCode(), "there is no driver 'unknown'");
  return K;
}

Expected<Knowledge> builtinKnowledge() {
  SmallVector<std::pair<StringRef, StringRef>, 4> Files;
  for (const Asset &A : Assets)
    Files.push_back({A.Name, A.Text});
  return parseKnowledge(Files);
}

} // namespace pooltidy::deploy
