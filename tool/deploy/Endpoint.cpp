//===- Endpoint.cpp - What stands behind a host and a port ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Endpoint.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/GlobPattern.h"

using namespace llvm;

namespace pooltidy::deploy {

StringRef name(Mode M) {
  switch (M) {
  case Mode::Direct:
    return "direct";
  case Mode::Session:
    return "session";
  case Mode::Transaction:
    return "transaction";
  case Mode::Unknown:
    break;
  }
  return "unknown";
}

std::optional<int64_t> Caps::of(Mode M) const {
  switch (M) {
  case Mode::Session:
    return Session ? Session : Plain;
  case Mode::Direct:
    return Direct ? Direct : Plain;
  case Mode::Transaction:
    return Transaction;
  case Mode::Unknown:
    return Plain;
  }
  return Plain;
}

namespace {

Mode modeNamed(StringRef Text) {
  if (Text.equals_insensitive("transaction") || Text.equals_insensitive("statement"))
    return Mode::Transaction;
  return Text.equals_insensitive("session") ? Mode::Session
         : Text == "direct"                 ? Mode::Direct
                                            : Mode::Unknown;
}

bool matches(StringRef Pattern, StringRef Host) {
  Expected<GlobPattern> G = GlobPattern::create(Pattern);
  if (!G) {
    consumeError(G.takeError());
    return false;
  }
  return G->match(Host);
}

/// "pgbouncer" of "registry:5000/edoburu/pgbouncer:1.23@sha256:...", and
/// "edoburu/pgbouncer".
std::pair<StringRef, StringRef> imageNames(StringRef Image) {
  Image = Image.split('@').first;
  size_t Slash = Image.rfind('/');
  size_t Colon = Image.find(':', Slash == StringRef::npos ? 0 : Slash);
  Image = Image.take_front(std::min(Colon, Image.size()));
  Slash = Image.rfind('/');
  if (Slash == StringRef::npos)
    return {Image, Image};
  size_t Before = Image.take_front(Slash).rfind('/');
  return {Image.substr(Slash + 1), Before == StringRef::npos ? Image : Image.substr(Before + 1)};
}

} // namespace

Number numberIn(const Service &S, ArrayRef<Value> Words, const NumberSpec &Spec, StringRef What,
                StringRef Whose) {
  auto Read = [&](const Value &V, StringRef Name) -> Number {
    Number Out = Number::unknown(V.where(), Name.str(), "");
    Out.Least = Spec.ZeroIgnored;
    if (std::optional<int64_t> N = numberOf(V)) {
      if (*N == 0 && Spec.ZeroIgnored && Spec.Default)
        return {Number::Stated,
                *Spec.Default,
                1,
                V.where(),
                Name.str(),
                ("0 is taken for nothing there, which gives " + Twine(*Spec.Default)).str()};
      Out.From = Number::Stated;
      Out.Count = *N;
      return Out;
    }
    Out.Why = V.open() ? V.text() + " has no value that is known"
                       : "'" + V.text() + "' is no number that is known";
    return Out;
  };
  // What would be written to set it.
  if (!Spec.Environment.empty())
    What = Spec.Environment.front();
  else if (!Spec.Options.empty())
    What = Spec.Options.back();
  else if (!Spec.Keys.empty())
    What = Spec.Keys.front();
  else if (!Spec.Settings.empty())
    What = Spec.Settings.front();
  if (std::optional<Value> V = optionOf(Words, Spec.Options); V && !V->empty()) {
    // The option as it was written names the number.
    for (StringRef Option : Spec.Options)
      if (optionOf(Words, {Option.str()}))
        return Read(*V, Option);
  }
  for (StringRef Name : Spec.Environment)
    if (const Value *V = S.Env.get(Name); V && !V->empty())
      return Read(*V, Name);
  // `-c max_connections=200`, `--max_connections=200`
  for (const Value &W : Words)
    for (StringRef Setting : Spec.Settings) {
      StringRef Word = W.text();
      size_t At = Word.find(Setting);
      if (At != StringRef::npos && Word.substr(At + Setting.size()).starts_with("="))
        return Read(W.substr(At + Setting.size() + 1), Setting);
    }
  for (StringRef Setting : Spec.Settings)
    if (const Value *V = S.Env.get(Setting))
      return Read(*V, Setting);
  for (StringRef Option : Spec.UnlessRead)
    if (std::optional<Value> V = optionOf(Words, {Option.str()}))
      return Number::unknown(S.Where, What.str(),
                             "it may be set in " + V->text() + ", which is not read");
  if (!Spec.DefaultWords.empty())
    return Number::unknown(S.Where, What.str(), Spec.DefaultWords + " unless it is set");
  if (Spec.Default) {
    Number N = Number::usual(*Spec.Default, S.Where, What.str(), ("the default of " + Whose).str());
    N.Least = Spec.ZeroIgnored;
    if (Spec.Assumed) {
      N.From = Number::Assumed;
      N.Why += ", unless the program's code says otherwise";
    }
    return N;
  }
  return Number::unknown(S.Where, What.str(), Nowhere.str());
}

const ImageSpec *Endpoints::imageOf(const Service &Of) const {
  auto [Last, Two] = imageNames(Of.Image);
  for (const ImageSpec &I : K.Images)
    for (StringRef Match : I.Match)
      if (Of.Image.empty() ? Match == Of.Name : (Match == Last || Match == Two))
        return &I;
  return nullptr;
}

const Service *Endpoints::serviceOf(StringRef Host) const {
  // In Kubernetes a name may go on with the namespace and the cluster's domain.
  StringRef First = Host.split('.').first;
  for (StringRef Name : {Host, First})
    for (const Service &One : S.Services)
      if (is_contained(One.Hosts, Name.str()))
        return &One;
  return nullptr;
}

void Endpoints::fromConfig(const PoolerConfig &P, Endpoint &E) const {
  E.Kind = P.Kind;
  E.Config = &P;
  if (!P.Mode.empty())
    E.M = modeNamed(P.Mode);
  const KindSpec *Kind = K.kind(P.Kind);
  E.Title = ((Kind ? Kind->Title : P.Kind) + ", " + name(E.M) + " mode").str();
  // What it does not say is as the program has it by itself.
  auto Stated = [&](const Number &N, NumberSpec ImageSpec::*Part) {
    if (!N.What.empty())
      return N;
    for (const ImageSpec &I : K.Images)
      if (I.Kind == P.Kind && (I.*Part).Default)
        return Number::usual(*(I.*Part).Default, P.Where, "", "the default of " + I.Title);
    return N;
  };
  E.PoolSize = Stated(P.PoolSize, &ImageSpec::PoolSize);
  E.Cap = E.M == Mode::Session ? E.PoolSize : Stated(P.MaxClients, &ImageSpec::MaxClients);
}

/// The port that \p P listens at.
std::string Endpoints::portOf(const PoolerConfig &P) const {
  for (const ImageSpec &I : K.Images)
    if (P.Port.empty() && I.Kind == P.Kind && I.Port.Default)
      return std::to_string(*I.Port.Default);
  return P.Port;
}

void Endpoints::fromImage(const Service &Of, const ImageSpec &I, StringRef Port,
                          Endpoint &E) const {
  E.Kind = I.Kind;
  E.Runs = &Of;
  const KindSpec *Kind = K.kind(I.Kind);
  if (Kind && Kind->Server) {
    E.M = Mode::Direct;
    E.Title = I.Title;
    Number Most = numberIn(Of, Of.Command, I.MaxClients, "max_connections", I.Title);
    Number Reserved =
        numberIn(Of, Of.Command, I.Reserved, "superuser_reserved_connections", I.Title);
    E.Cap = Most;
    if (Most.known() && Reserved.known()) {
      E.Cap.Count = std::max<int64_t>(0, Most.Count - Reserved.Count);
      E.Cap.Why = ("max_connections " + Twine(Most.Count) + " less " + Twine(Reserved.Count) +
                   " reserved" + (Most.From == Number::Stated ? "" : ", both by default"))
                      .str();
    }
    return;
  }
  // A second port of the same pooler may have the other mode.
  Number Second = numberIn(Of, {}, I.TransactionPort, "", I.Title);
  std::string Stated = I.ModeDefault;
  for (StringRef Name : I.Mode)
    if (const Value *V = Of.Env.get(Name))
      Stated = V->text();
  E.M = modeNamed(Stated);
  if (Second.known() && Port == std::to_string(Second.Count))
    E.M = Mode::Transaction;
  else if (Second.known())
    E.MovesTo = Second.Count;
  E.Title = (I.Title + ", " + name(E.M) + " mode").str();
  E.PoolSize = numberIn(Of, {}, I.PoolSize, "default_pool_size", I.Title);
  Number Clients = numberIn(Of, {}, I.MaxClients, "max_client_conn", I.Title);
  E.Cap = E.M == Mode::Session ? E.PoolSize : Clients;
}

Endpoint Endpoints::find(StringRef Host, StringRef Port) const {
  Endpoint E;
  if (Port.empty())
    Port = "5432";
  E.Address = (Host.empty() ? "localhost" : Host.str()) + ":" + Port.str();
  E.Cap = Number::unknown({}, "cap", "it is not known what stands there");
  bool Given = false;
  if (const Service *Of = serviceOf(Host)) {
    if (const ImageSpec *I = imageOf(*Of)) {
      fromImage(*Of, *I, Port, E);
      // Its own configuration knows better than its image.
      for (const PoolerConfig &P : S.Poolers)
        if (P.Kind == I->Kind && (S.Poolers.size() == 1 || any_of(Of->Files, [&](StringRef F) {
                                    return F == P.File ||
                                           StringRef(P.File).starts_with((F + "/").str());
                                  })))
          fromConfig(P, E);
      Given = true;
    }
  } else {
    int64_t PortNumber = 0;
    Port.getAsInteger(10, PortNumber);
    for (const EndpointSpec &R : K.Endpoints)
      if (!Given && is_contained(R.Ports, PortNumber) &&
          any_of(R.Hosts, [&](StringRef P) { return matches(P, Host); })) {
        E.Kind = R.Kind;
        E.Title = R.Title;
        E.M = modeNamed(R.Mode);
        E.CapOfIdentity = R.CapOfIdentity;
        E.MovesTo = R.MovesTo;
        E.Cap = R.Cap ? Number::usual(*R.Cap, {}, "cap", R.CapWhy)
                      : Number::unknown({}, "cap", "it is not known how it is set");
        E.Cap.From = R.Cap ? Number::Assumed : Number::Unknown;
        E.PoolSize = E.Cap;
        Given = true;
      }
    for (const PoolerConfig &P : S.Poolers)
      if (!Given && portOf(P) == Port) {
        fromConfig(P, E);
        Given = true;
      }
  }
  if (const KindSpec *Kind = K.kind(E.Kind)) {
    bool Session = E.M == Mode::Session;
    E.Refuses = Session ? Kind->SessionRefuses : Kind->TransactionRefuses;
    E.CapOfIdentity = Session ? Kind->SessionOfIdentity : Kind->TransactionOfIdentity;
  }
  if (std::optional<int64_t> N = C.of(E.M)) {
    // What a configuration that was read says is a fact, but who asks knows best.
    E.Cap = Number::stated(*N, {}, "--cap");
    E.CapOfIdentity |= E.M == Mode::Unknown;
  }
  return E;
}

} // namespace pooltidy::deploy
