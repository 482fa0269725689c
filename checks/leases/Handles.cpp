//===- Handles.cpp - Handles, kept statements, other databases ------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What libraries need that speak to several databases: connections that are not
// PostgreSQL at all, connections known by name in the whole program, void* handles,
// and statements that an object prepares, executes and frees under a name of its own.
//
// Which database a connection from outside leads to is judged at the end: where all
// that a whole program opens through a library leads elsewhere, so does what it is given.
//
//===----------------------------------------------------------------------===//

#include "leases/Conninfo.h"
#include "leases/Interpreter.h"

#include "llvm/ADT/StringExtras.h"

namespace pooltidy::leases {

using namespace facts;
using models::Op;
using models::Role;
using models::Slot;

namespace {

/// The bytes of \p T in lower case, with a byte that no word has in place of holes.
std::string fixedPart(const Text &T) {
  std::string Bytes = T.bytes().lower();
  for (const sql::Hole &H : T.sql().Holes)
    for (size_t I = H.Offset; I < H.Offset + std::max<size_t>(H.Length, 1) && I < Bytes.size(); ++I)
      Bytes[I] = '\1';
  return Bytes;
}

/// Whether \p Fixed begins with one of \p Words, or has one that begins with '*' anywhere.
bool hasWord(llvm::StringRef Fixed, const std::vector<std::string> &Words) {
  return llvm::any_of(Words, [&](llvm::StringRef Word) {
    return Word.consume_front("*") ? Fixed.contains(Word.lower()) : Fixed.starts_with(Word.lower());
  });
}

} // namespace

std::string nameOf(const Location &W, const View &P) {
  return P.string(W.File) + ":" + std::to_string(W.Line) + ":" + std::to_string(W.Column);
}

bool Interpreter::tellsOutcome(const models::FunctionModel &M, const Call &C) {
  return !C.Unused && llvm::any_of(M.Operations, [](const models::Operation &O) { return O.Kind == Op::ResultStatus; });
}

const models::Library *Interpreter::mixedLibrary(const Call &C) const {
  if (Mixed.empty())
    return nullptr;
  const models::Library *L = P.modelSet().libraryOf(P.string(P.callee(C.Callee).Name));
  return Mixed.contains(L) ? L : nullptr;
}

bool Interpreter::elsewhere(const models::Operation &O, const Call &C, CellId Connection, State &S) {
  if (const models::Library *Library = mixedLibrary(C)) {
    Lease &L = S.lease(Connection);
    if (!L.Judged && L.Origin.empty())
      L.Origin = Library->Name;
  }
  switch (O.Kind) {
  case Op::Belongs: case Op::Foreign: case Op::Handle: case Op::Disconnect: case Op::Reconnect:
  case Op::Release: case Op::PlainPrepare:
    return false;
  default:
    break;
  }
  if (S.lease(Connection).Foreign || usedElsewhere(C, S.lease(Connection), S)) {
    // What a statement says can still be asked of it, and sent to another database.
    if ((O.Kind == Op::Prepare || O.Kind == Op::PrepareSql) && O.operand(Slot::Object) && has(O, Slot::Sql, C))
      if (const Value Object = operand(O, Slot::Object, C, Value()); Object.K == Value::Ref)
        S.edit(Object.Cell).V = Value::words(textOf(operand(O, Slot::Sql, C, Value()), S,
                                                    operandType(O, Slot::Sql, C), C.Where));
    return true;
  }
  switch (O.Kind) {
  case Op::Cursor: case Op::Listen: case Op::Unlisten: case Op::SequenceRead: case Op::LargeObject:
  case Op::Copy: case Op::PrepareSql:
    leases::sendingUnknown(S.lease(Connection), here(C.Where, S, ""));
    break;
  default:
    break;
  }
  return false;
}

/// Whether the operand `from` of \p O says that the database is another one.
bool Interpreter::namesForeign(const models::Operation &O, const Call &C, const Value &Result,
                               const State &S) const {
  Value From = operand(O, Slot::From, C, Result);
  auto IsType = [&](TypeId T) {
    llvm::StringRef Name = P.string(P.type(P.target(T)).Name);
    return !Name.empty() && hasWord(Name.substr(Name.rfind(':') + 1).lower(), O.Words);
  };
  if (IsType(operandType(O, Slot::From, C)))
    return true;
  Value At = From;
  for (unsigned I = 0; I < 6 && At.K == Value::Ref; ++I) {
    const CellData &D = S.cell(At.Cell);
    if (D.Foreign || IsType(D.Type))
      return true;
    At = D.V;
  }
  return hasWord(fixedPart(textOf(From, S, 0, C.Where)), O.Words);
}

//===----------------------------------------------------------------------===//
// Statements that an object keeps
//===----------------------------------------------------------------------===//

void Interpreter::sendPrepare(CellId Object, CellId Connection, const std::string &Spelling, const Here &H,
                              State &S) {
  const CellData D = S.cell(Object);
  Lease &L = S.lease(Connection);
  if (D.Holds != CellData::Unsent)
    return;
  leases::sending(L, H);
  S.edit(Object).Holds = CellData::Sent;
  Here At = H;
  if (D.Prepared != H.Call) {
    At.Call = D.Prepared;
    At.Path.push_back({H.Call, "the statement is first executed here, which prepares it"});
  }
  if (D.V.K == Value::Words)
    if (Location Built = D.V.Known->place(0); Built.valid() && Built.Line != At.Call.Line)
      At.Path.push_back({Built, "the statement"});
  leases::make(L, D.SqlLevel ? Subject::SqlPrepared : Subject::NamedPrepared, nameOf(D.Prepared, P), Spelling,
               /*NameKnown=*/true, /*Transactional=*/false, At);
}

void Interpreter::freeStatement(CellId Object, CellId Connection, const models::Operation *BySql,
                                const std::string &Spelling, const Here &H, State &S) {
  const CellData D = S.cell(Object);
  if (D.Holds == CellData::NoStatement)
    return;
  S.edit(Object).Holds = CellData::NoStatement;
  if (D.Holds != CellData::Sent || D.Cached)
    return;
  Lease &L = S.lease(Connection);
  bool Ours = leases::release(L, D.SqlLevel ? Subject::SqlPrepared : Subject::NamedPrepared, nameOf(D.Prepared, P), true);
  if (!BySql || (D.SqlLevel && Ours) || !L.inTransaction())
    return;
  freedInside(D.Prepared, *BySql, Spelling, L, H, D.SqlLevel, !Ours);
}

void Interpreter::freeStatements(CellId Connection, const models::Operation &By, const std::string &Spelling,
                                 const Here &H, State &S) {
  for (CellId Object : S.workingOn(Connection)) {
    if (S.cell(Object).Holds == CellData::NoStatement)
      continue;
    S.edit(Object).Cached = false;
    freeStatement(Object, Connection, &By, Spelling, H, S);
  }
  // Those whose objects are gone, which the connection has kept.
  Lease &L = S.lease(Connection);
  std::vector<Pending> Kept;
  for (Pending &One : L.Alive)
    if (One.Seen.About == Subject::NamedPrepared)
      Kept.push_back(std::move(One));
  llvm::erase_if(L.Alive, [](const Pending &One) { return One.Seen.About == Subject::NamedPrepared; });
  if (L.inTransaction())
    for (const Pending &One : Kept)
      freedInside(One.Seen.Where, By, Spelling, L, H);
}

/// A pooler that follows Parse messages does not know the name in SQL, and what was prepared
/// in another transaction (\p Elsewhere) need not be on this server connection at all: the
/// transaction is aborted, which matters where it is then committed.
void Interpreter::freedInside(Location Prepared, const models::Operation &By, const std::string &Spelling, Lease &L,
                              const Here &H, bool SqlLevel, bool Elsewhere) {
  Observation O;
  O.What = Clash::Expects;
  O.About = Subject::DeallocatedPrepared;
  O.Where = Prepared;
  O.Spelling = Spelling;
  O.Library = H.Library;
  O.Release = true;
  O.SqlLevel = SqlLevel;
  O.Elsewhere = Elsewhere;
  O.Postponed = By.Postponed;
  O.Origin = L.Origin;
  O.Sure = H.Guessed ? Certainty::Possible : Certainty::Certain;
  std::vector<PathStep> Path = H.Path;
  Path.push_back({H.Call, "the statement is freed here, inside a transaction"});
  O.Paths.insert(std::move(Path));
  // Only where the transaction is to be committed is there something to lose.
  Pending Freed;
  Freed.Seen = std::move(O);
  Freed.Depth = L.Savepoints.size();
  L.Alive.push_back(std::move(Freed));
}

//===----------------------------------------------------------------------===//
// Variables that hold connections
//===----------------------------------------------------------------------===//

void Interpreter::noteHolders(const Value &Handle, const State &S) {
  if (Handle.K != Value::Ref)
    return;
  auto Holds = [&](CellId C) { return S.cell(C).V.K == Value::Ref && S.cell(C).V.Cell == Handle.Cell; };
  for (const auto &[Usr, C] : S.Globals)
    if (Holds(C) && P.variable(Usr))
      Held.Variables.insert(Usr);
  for (const Frame &F : Stack)
    if (F.This)
      for (const auto &[Field, C] : S.cell(F.This).Kids)
        if (Holds(C))
          Held.Fields.insert(Field);
}

void Interpreter::noteForeign(const Function &F, const Out &O) {
  if (Mixed.empty())
    return;
  // 0: no connection, 1: only foreign ones, 2: others too
  auto Leads = [&](CellId C, unsigned Depth, auto &Self) -> unsigned {
    if (!C || Depth > 6)
      return 0;
    if (const Lease *L = O.S->findLease(C))
      return L->Foreign ? 1 : 2;
    const CellData &D = O.S->cell(C);
    unsigned Most = D.Foreign ? 1 : 0;
    if (D.Link)
      Most = std::max(Most, Self(D.Link, Depth + 1, Self));
    if (D.V.K == Value::Ref && D.V.Cell != C)
      Most = std::max(Most, Self(D.V.Cell, Depth + 1, Self));
    for (const auto &[Key, Kid] : D.Kids)
      Most = std::max(Most, Self(Kid, Depth + 1, Self));
    return Most;
  };
  // A program with a choice of databases has the same variable for each.
  auto Opened = [&](CellId C) {
    for (unsigned I = 0; C && I < 6; ++I) {
      if (const Lease *L = O.S->findLease(C))
        return L->Judged && !L->Foreign;
      const CellData &D = O.S->cell(C);
      C = D.Link ? D.Link : D.V.K == Value::Ref && D.V.Cell != C ? D.V.Cell : NoCell;
    }
    return false;
  };
  for (const auto &[Usr, C] : O.S->Globals)
    if (P.variable(Usr)) {
      if (Leads(C, 0, Leads) == 1)
        Held.Foreign.insert(Usr);
      if (Opened(C))
        Held.Ours.insert(Usr);
    }
  if (O.V.K == Value::Ref && Leads(O.V.Cell, 0, Leads) == 1)
    for (StringId Usr : P.initializedBy(F.Usr))
      Held.Foreign.insert(Usr);
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

std::optional<Interpreter::Outs> Interpreter::applyHandle(const models::Operation &O,
                                                          const models::FunctionModel &M, const Call &C,
                                                          Value Result, StatePtr &S) {
  auto Get = [&](Slot Slot) { return operand(O, Slot, C, Result); };
  auto Connection = [&] { return connectionOf(Get(Slot::Connection), *S, C.Where); };
  auto Done = [&]() -> std::optional<Outs> { return one(std::move(S), Result); };
  const std::string Qualified = P.string(P.callee(C.Callee).Name);
  const std::string Name = Qualified.substr(Qualified.rfind(':') + 1) + "()";
  const models::Library *Library = P.modelSet().libraryOf(Qualified);
  CellId Object = NoCell;
  if (has(O, Slot::Object, C))
    if (Value V = Get(Slot::Object); V.K == Value::Ref)
      Object = V.Cell;

  switch (O.Kind) {
  case Op::Foreign: {
    bool Other = !O.operand(Slot::From) || namesForeign(O, C, Result, *S);
    auto Count = [&](const std::string &Origin) {
      (Other ? Opened[Origin].Foreign : Opened[Origin].Postgres) = true;
    };
    if (Library)
      Count(Library->Name);
    if (Object)
      S->edit(Object).Foreign = Other;
    if (!has(O, Slot::Connection, C))
      return Done();
    CellId Cell = Connection();
    Lease &L = S->lease(Cell);
    if (!L.Origin.empty())
      Count(L.Origin);
    bool Renewed = L.Foreign != Other;
    L.Foreign = Other;
    L.Judged = true;
    const Text Said = O.operand(Slot::From) ? textOf(Get(Slot::From), *S, 0, C.Where) : Text();
    L.Told = !Other && Said.complete() && !Said.empty();
    L.Origin.clear();
    if (Renewed)
      S->putLease(Cell, L.renewed());
    return Done();
  }
  case Op::Registered: {
    Text Key = has(O, Slot::Name, C) ? textOf(Get(Slot::Name), *S, 0, C.Where) : Text();
    CellId Cell = NoCell;
    std::string Origin = Library ? Library->Name : "";
    // A name that only the run knows is the one that the program's own function makes for
    // each of its threads or users, so two look-ups by such a name find the same connection.
    const bool Named = Key.complete() && !Key.empty();
    if (Named || has(O, Slot::Name, C)) {
      const std::string Known = Origin;
      Origin += Named ? "\n" + Key.bytes().str() : "\n\n";
      // Apart from the USRs that are keys of the same table.
      uint32_t Id = FirstRegistered | (static_cast<uint32_t>(llvm::hash_value(Origin)) & 0x1fffffffu);
      CellId &Found = S->Globals[Id];
      if (!Found)
        Found = symbolic(0, *S, Met::Global, Id);
      Cell = Found;
      if (!Named)
        Origin = Known;
    } else {
      Cell = symbolic(0, *S);
    }
    if (has(O, Slot::From, C)) { // the driver and the parameters of another connection
      const Lease Model = S->lease(connectionOf(Get(Slot::From), *S, C.Where));
      Lease &L = S->lease(Cell);
      L.Foreign = Model.Foreign;
      L.Judged = Model.Judged;
      L.Told = Model.Told;
      L.Asked = Model.Asked;
      if (!Model.Judged)
        Origin = Model.Origin;
    }
    if (Lease &L = S->lease(Cell); !L.Judged && L.Origin.empty())
      L.Origin = std::move(Origin);
    if (P.isObject(C.Result)) {
      Result = Value::ref(S->create(P.target(C.Result)));
      S->edit(Result.Cell).Link = Cell;
      S->edit(Result.Cell).Made = C.Where;
    } else {
      Result = Value::ref(Cell);
    }
    return Done();
  }
  case Op::Handle: {
    Value To = Get(Slot::To);
    if (To.K != Value::Ref)
      return Done();
    CellId New = S->create(0);
    S->edit(New).Made = C.Where;
    if (has(O, Slot::Connection, C))
      S->edit(New).Link = Connection();
    S->edit(To.Cell).V = Value::ref(New);
    S->edit(To.Cell).Symbolic = false;
    return Done();
  }
  case Op::Parameter: {
    Lease &L = S->lease(Connection());
    std::string Keyword = has(O, Slot::Name, C) ? textOf(Get(Slot::Name), *S, 0, C.Where).bytes().str() : "";
    llvm::erase_if(L.Asked, [&](const auto &One) { return One.first == Keyword; });
    Value V = Get(Slot::Value);
    std::optional<int64_t> Number = numberOf(V, *S);
    Text T = Number ? Text::constant(std::to_string(*Number), V.Where.valid() ? V.Where : C.Where)
                    : textOf(V, *S, operandType(O, Slot::Value, C), C.Where);
    // Some libraries part the pairs of a connection string by ';'.
    if (O.Semicolons)
      T = withoutSemicolons(T);
    L.Asked.push_back({std::move(Keyword), std::move(T)});
    return Done();
  }
  case Op::ManualCommit:
    S->lease(Connection()).Manual = true;
    return Done();
  case Op::PlainPrepare:
    if (namesForeign(O, C, Result, *S))
      S->lease(Connection()).PlainPrepare = true;
    return Done();
  case Op::PoolLimit:
  case Op::PoolStart:
    limitPool(O, C, Result, *S);
    return Done();
  case Op::InTransaction:
    // Where none is begun in sight, a caller has done it, or the call throws.
    if (Lease &L = S->lease(Connection()); !L.inTransaction())
      L.Tx = Transaction::AssumedOpen;
    return Done();
  case Op::DeallocateAll:
    freeStatements(Connection(), O, Name, here(C.Where, *S, M.Note), *S);
    return Done();
  case Op::Prepare:
  case Op::PrepareSql: {
    CellId Cell = Connection();
    if (O.Cached && !O.operand(Slot::Sql) && Object && S->cell(Object).Holds != CellData::NoStatement) {
      S->edit(Object).Cached = true; // what it holds already
      return Done();
    }
    Text Sql = has(O, Slot::Sql, C) ? textOf(Get(Slot::Sql), *S, operandType(O, Slot::Sql, C), C.Where) : Text();
    Here H = here(C.Where, *S, M.Note);
    if (!Object && O.operand(Slot::Object)->K == models::Operand::Kind::Return) {
      TypeId T = P.target(C.Result);
      Object = S->create(P.type(T).Kind == TypeKind::Pointer ? P.type(T).Inner : T);
      S->edit(Object).Made = C.Where;
      Result = Value::ref(Object);
    }
    if (!Object)
      return Done();
    if (!Silent)
      Covered.sent(Sql, understand(Sql), sender(Sql, C, *S));
    freeStatement(Object, Cell, /*BySql=*/nullptr, Name, H, *S);
    CellData &D = S->edit(Object);
    if (!D.Link && Object != Cell)
      D.Link = Cell;
    D.V = Value::words(std::move(Sql));
    D.SqlLevel = O.Kind == Op::PrepareSql;
    D.Prepared = C.Where;
    D.Symbolic = false;
    D.Cached = O.Cached;
    D.Holds = O.Plain || S->lease(Cell).PlainPrepare ? CellData::Plain : CellData::Unsent;
    if (!O.Lazy)
      sendPrepare(Object, Cell, Name, H, *S);
    return Done();
  }
  case Op::ExecutePrepared: {
    CellId Cell = Connection();
    const CellData D = S->cell(Object);
    if (O.Once && D.Holds == CellData::NoStatement && !D.Symbolic)
      return Done();
    if (D.Holds == CellData::NoStatement) {
      // Prepared out of sight: it may do anything.
      if (!Silent)
        Covered.sentUnknown("the statement is prepared out of sight", sender(Text(), C, *S));
      leases::sendingUnknown(S->lease(Cell), here(C.Where, *S, M.Note));
      S->lease(Cell).SequenceDrawn = true;
      return Done();
    }
    sendPrepare(Object, Cell, Name, here(C.Where, *S, M.Note), *S);
    CellId ResultCell = tellsOutcome(M, C) ? S->create(0) : NoCell;
    executeText(Cell, D.V, /*Simple=*/D.Holds == CellData::Plain && O.Once, M.Note, C, *S, ResultCell,
                /*Prepared=*/true);
    if (O.Once)
      S->edit(Object).Holds = CellData::NoStatement;
    if (ResultCell)
      Result = Value::ref(ResultCell);
    return Done();
  }
  case Op::ClosePrepared:
  case Op::DeallocateSql:
    freeStatement(Object, Connection(), O.Kind == Op::DeallocateSql ? &O : nullptr, Name, here(C.Where, *S, M.Note),
                  *S);
    return Done();
  default:
    return std::nullopt;
  }
}

} // namespace pooltidy::leases
