//===- Connecting.cpp - What a connection asks for when it is made --------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Connection strings, keyword arrays, single fields and the environment all end in
// one start-up packet, of which a pooler takes only some parameters, and in one
// question: how long may this take?
//
//===----------------------------------------------------------------------===//

#include "leases/Conninfo.h"
#include "leases/Interpreter.h"

#include "llvm/ADT/StringSwitch.h"

namespace pooltidy::leases {

using namespace facts;
using models::Slot;

namespace {

/// What the server is asked for by \p P; nothing for what stays on the client or
/// what every pooler takes.
void ask(const Parameter &P, bool ForLibpq, llvm::function_ref<void(Subject, std::string, std::string)> Tell) {
  if (P.Keyword == "options") {
    for (const ServerOption &O : parseServerOptions(P.Value))
      if (!O.Setting.empty())
        Tell(Subject::StartupOption, O.Setting, "options=-c " + O.Setting);
      else
        Tell(Subject::StartupSwitch, O.Switch, "options=" + O.Switch);
  } else if (P.Keyword == "replication") {
    llvm::StringRef V = P.Value;
    if (!V.equals_insensitive("false") && !V.equals_insensitive("off") && !V.equals_insensitive("no") && V != "0" && !V.empty())
      Tell(Subject::Replication, "", "replication=" + (P.ValueKnown ? P.Value : "…"));
  } else if (ForLibpq && !isLibpqKeyword(P.Keyword)) {
    Tell(Subject::RejectedKeyword, P.Keyword, P.Keyword);
  }
}

} // namespace

/// Variables of the environment that libpq turns into start-up parameters.
void Interpreter::environment(const Text &Name, const Text &Value, const Call &C) {
  if (!Name.complete())
    return;
  auto Tell = [&](Subject About, std::string What, std::string Spelling) {
    Observation O;
    O.What = Clash::StartUp;
    O.About = About;
    O.Where = C.Where;
    O.Name = std::move(What);
    O.Spelling = std::move(Spelling);
    O.Paths.insert(path());
    report(std::move(O));
  };
  if (Name.bytes() == "PGOPTIONS") {
    std::string Words = Value.complete() ? Value.bytes().str() : Value.shown();
    for (const ServerOption &O : parseServerOptions(Words))
      if (!O.Setting.empty())
        Tell(Subject::StartupOption, O.Setting, "PGOPTIONS=-c " + O.Setting);
      else
        Tell(Subject::StartupSwitch, O.Switch, "PGOPTIONS=" + O.Switch);
  } else if (Name.bytes() == "PGGEQO") {
    Tell(Subject::StartupOption, "geqo", "PGGEQO");
  } else if (Name.bytes() == "PGCONNECT_TIMEOUT") {
    BoundByEnvironment = true;
  }
}

namespace {
constexpr uint32_t DeadlineKey = 0xbfffffffu; // apart from the USRs that are keys of the same table
} // namespace

/// An alarm goes off in \p Seconds; 0: none any more.
void Interpreter::setDeadline(const Value &Seconds, State &S) {
  auto [It, New] = S.Globals.try_emplace(DeadlineKey, NoCell);
  if (New)
    It->second = S.create(0);
  S.edit(It->second).V = Seconds;
}

bool Interpreter::hasDeadline(const State &S) const {
  auto It = S.Globals.find(DeadlineKey);
  return It != S.Globals.end() && S.cell(It->second).V.notZero();
}

void Interpreter::startUp(const models::Operation &O, const Call &C, State &S, const Value &Result, CellId Connection) {
  auto Words = [&](Slot Part) { return textOf(operand(O, Part, C, Result), S, operandType(O, Part, C), C.Where); };
  Conninfo All;
  bool Seen = false;  // whether anything at all is known of the parameters
  uint64_t Whole = 0; // of a connection string that is not known at all
  unsigned Strings = 0, Fields = 0;
  std::shared_ptr<const char> Mark; // of the connection string
  auto Take = [&](const Text &T) {
    Conninfo One = O.Semicolons ? parseSemicolons(T) : parseConninfo(T);
    llvm::erase_if(One.Parameters, [](const Parameter &P) { return llvm::StringRef(P.Keyword).starts_with("@"); });
    Seen |= !T.opaque();
    if (T.opaque())
      Whole = T.identity();
    Mark = T.marked();
    ++Strings;
    All.Complete &= One.Complete;
    All.Uri |= One.Uri;
    for (Parameter &P : One.Parameters)
      All.Parameters.push_back(std::move(P));
  };
  auto Field = [&](llvm::StringRef Keyword, const Text &T) {
    Seen |= !T.opaque();
    if (T.empty())
      return;
    ++Fields;
    Parameter P;
    P.Keyword = Keyword.lower();
    P.Value = T.complete() ? T.bytes().str() : T.shown();
    P.ValueKnown = T.complete();
    P.Same = T.identity();
    P.Where = T.place(0);
    P.Length = P.Where.valid() ? static_cast<uint32_t>(T.run(0, T.size())) : 0;
    All.Parameters.push_back(std::move(P));
  };
  if (has(O, Slot::Conninfo, C))
    Take(Words(Slot::Conninfo));
  else if (O.operand(Slot::Conninfo))
    Seen = true; // the default: everything from the environment
  if (has(O, Slot::Keywords, C) && has(O, Slot::Values, C)) {
    std::vector<Value> Keys = elements(operand(O, Slot::Keywords, C, Value()), S);
    std::vector<Value> Values = elements(operand(O, Slot::Values, C, Value()), S);
    All.Complete &= !Keys.empty();
    for (size_t I = 0; I < Keys.size() && I < Values.size(); ++I) {
      if (numberOf(Keys[I], S) == 0)
        break; // the null pointer at the end
      Text Key = textOf(Keys[I], S);
      if (!Key.complete()) {
        All.Complete = false;
        continue;
      }
      Seen = true; // what is not among the keywords is not given
      Text V = textOf(Values[I], S);
      Field(Key.bytes(), V);
      if (!V.empty() && !All.Parameters.back().Where.valid())
        All.Parameters.back().Where = Key.place(0);
      // dbname may hold a whole connection string where the call says so.
      if (Key.bytes() != "dbname" || (has(O, Slot::Expand, C) && numberOf(operand(O, Slot::Expand, C, Value()), S) == 0))
        continue;
      if (V.opaque())
        All.Complete = false;
      else if (V.bytes().contains('=') || V.bytes().contains("://"))
        Take(V);
    }
  }
  if (const Lease *L = Connection ? S.findLease(Connection) : nullptr) {
    for (const auto &[Keyword, V] : L->Asked) {
      if (Keyword.empty())
        Take(V);
      else
        Field(Keyword, V);
      // Of a handle that was made in sight all parameters are in sight.
      Seen |= !Keyword.empty() && L->Judged;
    }
  }
  if (has(O, Slot::Options, C)) {
    Value V = operand(O, Slot::Options, C, Value());
    Seen = true;
    if (numberOf(V, S) != 0)
      if (Text T = textOf(V, S, 0, C.Where); !T.opaque())
        Field("options", T);
  } else if (O.operand(Slot::Host) || O.operand(Slot::Database)) {
    Seen = true;
  }

  for (auto [Part, Keyword] : {std::pair(Slot::Host, "host"), {Slot::Port, "port"}, {Slot::Database, "dbname"},
                               {Slot::User, "user"}})
    if (has(O, Part, C))
      if (Value V = operand(O, Part, C, Value()); numberOf(V, S) != 0)
        Field(Keyword, textOf(V, S, operandType(O, Part, C), C.Where));
  if (Connection)
    S.lease(Connection).Leads = std::make_shared<Database>(All, Whole, Strings == 1 && !Fields ? Mark : nullptr);

  auto Report = [&](Clash What, Subject About, const Parameter *P, std::string Name, std::string Spelling,
                    Certainty Sure) {
    Observation Told;
    Told.What = What;
    Told.About = About;
    Told.Where = P && P->Where.valid() ? P->Where : C.Where;
    Told.Length = P && P->Where.valid() ? P->Length : 0;
    Told.Name = std::move(Name);
    Told.Spelling = std::move(Spelling);
    Told.Sure = S.Guessed ? Certainty::Possible : Sure;
    std::vector<PathStep> Path = path();
    if (Told.Where != C.Where)
      Path.push_back({C.Where, "the connection is made here"});
    Told.Paths.insert(std::move(Path));
    report(std::move(Told));
  };
  // Other libraries have syntaxes of their own (DRIVER=...;SERVER=...): only what
  // libpq would take otherwise can be refused by it for a single keyword.
  bool ForLibpq = All.Uri || llvm::any_of(All.Parameters, [](const Parameter &P) { return isLibpqKeyword(P.Keyword); });
  for (const Parameter &P : All.Parameters)
    ask(P, ForLibpq, [&](Subject About, std::string Name, std::string Spelling) {
      Report(Clash::StartUp, About, &P, std::move(Name), std::move(Spelling),
             P.ValueKnown ? Certainty::Certain : Certainty::Likely);
    });

  // A limit for connecting: given and not 0. Where part of the parameters is not
  // known, it may be among them.
  const Parameter *Timeout = All.find("connect_timeout");
  int64_t Seconds = 0;
  bool Bounded = Timeout && (!Timeout->ValueKnown || llvm::StringRef(Timeout->Value).trim().getAsInteger(10, Seconds) ||
                             Seconds > 0);
  bool Readable = ForLibpq || All.Parameters.empty();
  // So does an alarm that has been set.
  Bounded |= hasDeadline(S);
  if (!Bounded && Readable && Seen && All.Complete && !BoundByEnvironment && !O.Bounded && !All.find("service"))
    Report(Clash::Unbounded, Subject::ConnectTimeout, Timeout, "", "a connection without connect_timeout",
           Certainty::Certain);
}

/// Which of its two answers a test of the connection gives matters where a program tries
/// again in a loop: an attempt that failed is no connection to be counted. Elsewhere both
/// ways are left as one.
Interpreter::Outs Interpreter::connectionStatus(const models::Operation &O, const Call &C, StatePtr S) {
  CellId Cell = connectionOf(operand(O, Slot::Connection, C, Value()), *S, C.Where);
  const CellData &D = S->cell(Cell);
  bool Tried = D.Made.valid() && !D.Dead && llvm::any_of(Stack, [&](const Frame &F) {
    return llvm::any_of(F.Loops, [&](const Loop &L) { return D.Serial > L.Serial; });
  });
  // In a transaction that was begun in sight it works, or all of that is gone with it: what
  // opens a lost connection again does not leave a transaction open on the old one.
  const Lease *L = S->findLease(Cell);
  if (L && L->Tx == Transaction::Open)
    return one(std::move(S), operand(O, Slot::Value, C, Value()));
  if (!Tried)
    return one(std::move(S), Value::unknown(C.Where));
  Outs Both = one(S->clone(), operand(O, Slot::Value, C, Value()));
  S->edit(Cell).Dead = true;
  Both.push_back({std::move(S), operand(O, Slot::Failed, C, Value())});
  return Both;
}

} // namespace pooltidy::leases
