//===- Models.cpp - What library calls do to connections ------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

#include "llvm/ADT/StringExtras.h"

namespace pooltidy::leases {

using namespace facts;
using models::Op;
using models::Role;
using models::Slot;

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

const models::FunctionModel *Interpreter::modelFor(const Call &C, const State &S) const {
  const Callee &Target = P.callee(C.Callee);
  for (const models::FunctionModel *M : P.models(C.Callee)) {
    const models::Condition &When = M->When;
    if (C.Written < When.MinArgs || C.Written > When.MaxArgs)
      continue;
    bool Fits = true;
    for (const auto &[I, Needle] : When.ParamTypes) {
      std::string Have;
      if (I < Target.ParameterTypes.size())
        Have = P.string(Target.ParameterTypes[I]);
      else if (I < C.Arguments.size() && C.Arguments[I].K == Value::Ref)
        Have = P.string(P.type(S.cell(C.Arguments[I].Cell).Type).Name);
      Fits &= llvm::StringRef(Have).contains(Needle);
    }
    for (const auto &[I, Wanted] : When.ArgValues) {
      auto Have = I < C.Arguments.size() ? numberOf(C.Arguments[I], S) : std::nullopt;
      Fits &= Have && *Have == Wanted;
    }
    for (const auto &[I, Wanted] : When.ArgTexts) {
      Text Have = I < C.Arguments.size() ? textOf(C.Arguments[I], S, 0, C.Where)
                                         : Text::hole(sql::HoleKind::Unknown, "");
      Fits &= Have.complete() && Have.bytes().equals_insensitive(Wanted);
    }
    for (const auto &[I, Needle] : When.ArgHas)
      Fits &= I < C.Arguments.size() && textOf(C.Arguments[I], S, 0, C.Where).bytes().contains_insensitive(Needle);
    if (Fits)
      return M;
  }
  return nullptr;
}

bool Interpreter::has(const models::Operation &O, Slot Slot, const Call &C) const {
  const models::Operand *Op = O.operand(Slot);
  if (!Op)
    return false;
  if (Op->K == models::Operand::Kind::Argument)
    return Op->Index < C.Arguments.size() || Op->Default;
  return true;
}

Value Interpreter::operand(const models::Operation &O, Slot Slot, const Call &C, const Value &Result) const {
  const models::Operand *Op = O.operand(Slot);
  if (!Op)
    return Value::unknown(C.Where);
  switch (Op->K) {
  case models::Operand::Kind::Argument:
  case models::Operand::Kind::Rest:
    if (Op->Index < C.Arguments.size())
      return C.Arguments[Op->Index];
    return Op->Default ? Value::integer(*Op->Default, C.Where) : Value::unknown(C.Where);
  case models::Operand::Kind::This:
    return C.Object ? Value::ref(C.Object) : Value::unknown(C.Where);
  case models::Operand::Kind::Return:
    return Result;
  case models::Operand::Kind::TemplateArgument: {
    const Callee &Target = P.callee(C.Callee);
    if (Op->Index < Target.Numbers.size() && Target.Numbers[Op->Index] != INT64_MIN)
      return Value::integer(Target.Numbers[Op->Index], C.Where);
    return Value::unknown(C.Where);
  }
  case models::Operand::Kind::Text:
    return Value::words(Text::constant(Op->String, C.Where));
  case models::Operand::Kind::Number:
    return Value::integer(Op->Number, C.Where);
  }
  return Value::unknown(C.Where);
}

std::vector<Value> Interpreter::operands(const models::Operation &O, Slot Slot, const Call &C,
                                         const Value &Result) const {
  const models::Operand *Op = O.operand(Slot);
  if (!Op)
    return {};
  if (Op->K != models::Operand::Kind::Rest)
    return {operand(O, Slot, C, Result)};
  if (Op->Index >= C.Arguments.size())
    return {};
  std::vector<Value> All(C.Arguments.begin() + Op->Index, C.Arguments.end());
  return All;
}

TypeId Interpreter::operandType(const models::Operation &O, Slot Slot, const Call &C) const {
  const models::Operand *Op = O.operand(Slot);
  if (Op && (Op->K == models::Operand::Kind::Argument || Op->K == models::Operand::Kind::Rest) &&
      Op->Index < C.Types.size())
    return C.Types[Op->Index];
  return 0;
}

//===----------------------------------------------------------------------===//
// Connections
//===----------------------------------------------------------------------===//

CellId Interpreter::connectionOf(const Value &V, State &S, Location W, unsigned Depth) {
  if (V.K != Value::Ref || Depth > 8) {
    CellId C = symbolic(0, S);
    S.lease(C);
    return C;
  }
  const CellData D = S.cell(V.Cell);
  const Role R = P.role(D.Type);
  if (D.Link)
    return connectionOf(Value::ref(D.Link), S, W, Depth + 1);
  if (R == Role::Connection || S.findLease(V.Cell))
    return V.Cell;
  if (D.V.K == Value::Ref)
    return connectionOf(D.V, S, W, Depth + 1);
  if (R == Role::Pointer || P.type(D.Type).Kind == TypeKind::Pointer) {
    TypeId Inner = P.type(D.Type).Kind == TypeKind::Pointer ? P.type(D.Type).Inner
                   : P.type(D.Type).Arguments.empty()       ? 0
                                                            : P.type(D.Type).Arguments[0];
    CellId C = symbolic(Inner, S, Met::Pointee, V.Cell);
    S.edit(V.Cell).V = Value::ref(C);
    return connectionOf(Value::ref(C), S, W, Depth + 1);
  }
  // An object from outside that works on some connection.
  CellId C = symbolic(0, S, Met::Field, V.Cell);
  S.edit(V.Cell).Link = C;
  Lease &L = S.lease(C);
  if (R == Role::Transaction) {
    L.Tx = Transaction::AssumedOpen;
    L.Thread = threadNow();
  } else if (R == Role::Autocommit) {
    L.Tx = Transaction::None;
  }
  return C;
}

/// The name by which the savepoint of \p Object is told from others.
std::string Interpreter::savepointOf(CellId Object, const State &S) const {
  const Location &Made = S.cell(Object).Made;
  return "\x01" + std::to_string(Made.File) + ":" + std::to_string(Made.Line) + ":" +
         std::to_string(Made.Column);
}

/// Another connection without a pool, made at \p W in a context that \p Context stands for.
void Interpreter::supplied(Location W, const Loop *Around, uint64_t Context, bool Thread,
                           const State &S) {
  int64_t Open = 0, Here = 0;
  for (CellId Other : S.connections()) {
    const CellData &X = S.cell(Other);
    if (X.Dead || X.Symbolic || S.findLease(Other)->Foreign || S.findLease(Other)->Pooled)
      continue;
    ++Open;
    Here += X.MadeIn == Context;
  }
  Amount A{Open, false};
  // A loop that keeps what it opens, or that starts threads, makes as many as it has rounds.
  if (Around && (Thread || Here > 1)) {
    std::optional<int64_t> Rounds = numberOf(Around->Bound, S);
    if (Around->Bound.Where.valid())
      W = Around->Bound.Where; // where the number is said
    A = Rounds ? Amount{std::max<int64_t>(1, Open - Here + *Rounds), false}
               : Amount{std::nullopt, Around->Bound.Cores};
  }
  auto [It, New] = Supplied.Open.try_emplace(W, A);
  if (!New)
    It->second.unite(A);
}

/// A copy of the process: in a loop one in each round, and else who knows how often.
void Interpreter::forked(Location W, const State &S) {
  if (Silent)
    return;
  Amount A;
  for (const Frame &F : Stack)
    for (const Loop &L : F.Loops)
      A = {numberOf(L.Bound, S), L.Bound.Cores};
  auto [It, New] = Supplied.Forks.try_emplace(W, A);
  if (!New)
    It->second.unite(A);
}

void Interpreter::opened(CellId Connection, const Call &C, State &S) {
  CellData &D = S.edit(Connection);
  D.Symbolic = false;
  D.Made = C.Where;
  D.Serial = ++Serial;
  D.Asked = askedFrom(C.Where);
  D.Dead = false;
  uint64_t Context = llvm::hash_combine(C.Where.File, C.Where.Line, C.Where.Column);
  bool Thread = false;
  const Loop *Around = nullptr, *AroundThread = nullptr;
  for (const Frame &F : Stack) {
    Context = llvm::hash_combine(Context, F.CallSite.File, F.CallSite.Line, F.CallSite.Column);
    if (F.Thread && Around)
      AroundThread = Around;
    Thread |= F.Thread;
    if (!F.Loops.empty())
      Around = &F.Loops.back();
  }
  D.MadeIn = Context;
  Lease Fresh = S.lease(Connection).renewed();
  // Whoever connects again because BEGIN failed, or a statement after it, is still on
  // that path.
  Fresh.Muted = S.lease(Connection).lost() || std::exchange(S.Lost, false);
  S.putLease(Connection, Fresh);
  if (Fresh.Foreign || Fresh.Pooled)
    return;
  if (!Silent)
    supplied(C.Where, Thread ? AroundThread : Around, Context, Thread, S);

  if (AroundThread) {
    // Each thread of the loop that starts them has a connection of its own.
    auto Threads = numberOf(AroundThread->Bound, S);
    Location Where = AroundThread->Bound.Where.valid() ? AroundThread->Bound.Where : C.Where;
    if (Threads && *Threads > static_cast<int64_t>(Limits.limit()))
      tooMany(Where, *Threads, false, Certainty::Certain, "threads with a connection each", C.Where);
    else if (!Threads && AroundThread->Bound.Cores)
      tooMany(Where, 0, false, Certainty::Certain, "one connection for each processor", C.Where);
  }
  if (!Around || Thread)
    return;
  int64_t Alive = 0;
  bool Lost = false;
  for (CellId Other : S.connections())
    if (const CellData &X = S.cell(Other); X.MadeIn == Context && !X.Dead && !S.findLease(Other)->Foreign) {
      ++Alive;
      Lost |= Other != Connection && !X.Lender && !holdsNow(Other, S);
    }
  if (Alive <= static_cast<int64_t>(Limits.limit()))
    return;
  const Value &Bound = Around->Bound;
  auto Number = numberOf(Bound, S);
  Location Where = Bound.Where.valid() ? Bound.Where : C.Where;
  if (Number)
    tooMany(Where, *Number, false, Certainty::Certain, "connections", C.Where);
  else if (Bound.Cores)
    tooMany(Where, 0, false, Certainty::Certain, "one connection for each processor", C.Where);
  else // how many only the run knows: what nobody can close any more adds up with each turn
    tooMany(C.Where, Alive, true, Lost ? Certainty::Likely : Certainty::Possible, "connections opened in a loop",
            C.Where);
}

//===----------------------------------------------------------------------===//
// Execution
//===----------------------------------------------------------------------===//

const std::vector<sql::Statement> &Interpreter::understand(const Text &T) {
  std::string Key = T.bytes().str();
  for (const sql::Hole &H : T.sql().Holes)
    Key += "\x01" + std::to_string(H.Offset) + (H.Kind == sql::HoleKind::Number ? "n" : "");
  auto [It, New] = P.all().Understood.try_emplace(std::move(Key));
  if (New)
    It->second = sql::analyse(T.sql());
  return It->second;
}

/// Who sends \p T. Text that is not known is looked for at the callers: as long as a
/// function was given it, the call of that function is what hands it over.
Coverage::Sender Interpreter::sender(const Text &T, const Call &C, const State &S) const {
  Coverage::Sender By;
  By.Call = By.Handed = C.Where;
  By.Function = By.Giver = Stack.back().F->Display;
  By.Operation = P.string(P.callee(C.Callee).Name);
  if (T.complete())
    return By;
  auto Same = [&](const Text &Given) {
    return !Given.complete() && llvm::any_of(Given.sql().Holes, [&](const sql::Hole &G) {
      return llvm::any_of(T.sql().Holes, [&](const sql::Hole &H) { return Given.place(G.Offset) == T.place(H.Offset); });
    });
  };
  for (size_t I = std::min(Stack.size(), S.Frames.size()); I-- > 1;) {
    const Frame &F = Stack[I];
    bool WasGiven = llvm::any_of(F.F->Parameters, [&](uint32_t L) {
      CellId Cell = L < S.Frames[I]->Locals.size() ? S.Frames[I]->Locals[L] : NoCell;
      return Cell && Same(textOf(Value::ref(Cell), S, F.F->Locals[L].Type));
    });
    // Or its object keeps it.
    if (!WasGiven && F.This)
      WasGiven = llvm::any_of(S.cell(F.This).Kids, [&](const auto &Kid) {
        return Same(textOf(Value::ref(Kid.second), S));
      });
    if (!WasGiven || !F.CallSite.valid())
      break;
    By.Handed = F.CallSite;
    By.Giver = Stack[I - 1].F->Display;
  }
  return By;
}

void Interpreter::executeText(CellId Connection, const Value &Sql, bool Simple, const std::string &Note, const Call &C,
                              State &S, CellId ResultCell, bool Prepared) {
  Text T = textOf(Sql, S, 0, C.Where);
  if (size_t End = T.bytes().find('\0'); End != llvm::StringRef::npos)
    T = T.slice(0, End); // what the server is sent ends there
  if (T.complete() && T.bytes().trim().empty())
    return; // what a library was not asked to send
  const std::vector<sql::Statement> &Statements = understand(T);
  if (!Silent) {
    if (!Prepared || !T.opaque()) // what is unknown of it was told where it was prepared
      Covered.sent(T, Statements, sender(T, C, S));
    // What is prepared in SQL may be executed by protocol.
    PreparedUnknown |= T.opaque();
    for (const sql::Statement &One : Statements)
      for (const sql::Effect &E : One.Effects)
        if (E.Kind == sql::EffectKind::Prepare) {
          PreparedNames.insert(E.Name);
          PreparedUnknown |= !E.NameKnown;
        }
  }
  needsServer(Connection, C.Where, S);
  Lease &L = S.lease(Connection);
  L.Busy.clear();
  if (T.opaque())
    L.Opaque = true;
  llvm::IntrusiveRefCntPtr<Lease> Before;
  if (ResultCell) {
    if (!Statements.empty())
      leases::sending(L, here(C.Where, S, Note)); // goes out even when the statement fails
    Before = llvm::makeIntrusiveRefCnt<Lease>(L);
    Before->BeforeLast = nullptr;
  }
  std::string Keyword = Statements.empty() ? "" : Statements.back().Keyword;
  leases::execute(L, Statements, T, Simple, here(C.Where, S, Note));
  Lease &After = S.lease(Connection);
  if (After.Pipeline && !Statements.empty())
    After.Busy = "a pipeline is not synced";
  else if (Keyword == "COPY" && (llvm::StringRef(T.bytes()).contains_insensitive("stdin") ||
                                 llvm::StringRef(T.bytes()).contains_insensitive("stdout")))
    After.Busy = "a COPY is open";
  After.LastResult = ResultCell;
  After.BeforeLast = Before;
  if (ResultCell) {
    bool Rows = llvm::is_contained({"SELECT", "FETCH", "SHOW", "VALUES", "TABLE", "WITH", "EXPLAIN", "EXECUTE"}, Keyword) ||
                llvm::StringRef(T.bytes()).contains_insensitive("returning");
    CellData &D = S.edit(ResultCell);
    D.Link = Connection;
    D.V = Value::words(Text::constant(Keyword == "COPY" ? "copy" : Rows ? "rows" : "command"));
    D.Symbolic = false;
  }
}

/// Whether \p V is text in memory, or the socket of a connection: itself, in a structure
/// such as pollfd, or in every element of an array of these.
bool Interpreter::isOwnSocket(const Value &V, const State &S, unsigned Depth) const {
  if (V.K != Value::Ref || Depth > 4)
    return false;
  const CellData &D = S.cell(V.Cell);
  const Role R = P.role(D.Type);
  if (R == Role::Text || R == Role::Connection)
    return true;
  if (D.Parent && !Depth)
    return isOwnSocket(Value::ref(D.Parent), S, 1);
  if (D.V.K == Value::Ref && D.V.Cell != V.Cell)
    return isOwnSocket(D.V, S, Depth + 1);
  bool Any = false, All = true;
  for (const auto &[Key, Kid] : D.Kids) {
    const bool Own = isOwnSocket(Value::ref(Kid), S, Depth + 1);
    Any |= Own;
    All &= Own;
  }
  return P.type(D.Type).Kind == TypeKind::Class && R == Role::None ? Any : Any && All;
}

std::optional<Interpreter::Outs> Interpreter::applySession(const models::Operation &O, const models::FunctionModel &M,
                                                           const Call &C, Value Result, StatePtr &S) {
  auto Get = [&](Slot Slot) { return operand(O, Slot, C, Result); };
  CellId Resolved = NoCell;
  auto Connection = [&] {
    if (!Resolved)
      Resolved = connectionOf(Get(Slot::Connection), *S, C.Where);
    return Resolved;
  };
  auto Words = [&](Slot Slot) { return textOf(Get(Slot), *S, operandType(O, Slot, C), C.Where); };
  auto H = [&] { return here(C.Where, *S, M.Note); };
  if (!Silent && O.operand(Slot::Sql))
    Covered.reached(C.Where);
  if (O.operand(Slot::Connection) && elsewhere(O, C, Connection(), *S))
    return one(std::move(S), Result);
  const std::string Name = llvm::StringRef(P.string(P.callee(C.Callee).Name)).rsplit("::").second.empty()
                               ? P.string(P.callee(C.Callee).Name)
                               : llvm::StringRef(P.string(P.callee(C.Callee).Name)).rsplit("::").second.str();
  auto Done = [&]() -> std::optional<Outs> { return one(std::move(S), Result); };
  // The object that a result operand names, or a new one.
  auto ResultObject = [&]() -> CellId {
    const models::Operand *Op = O.operand(Slot::Result);
    if (Op && Op->K == models::Operand::Kind::This && C.Object)
      return S->cell(C.Object).Link && P.role(S->cell(C.Object).Type) == Role::Connection
                 ? connectionOf(Value::ref(C.Object), *S, C.Where)
                 : C.Object;
    if (Op && Op->K == models::Operand::Kind::Argument)
      return connectionOf(Get(Slot::Result), *S, C.Where);
    TypeId T = P.target(C.Result);
    CellId Cell = S->create(P.type(T).Kind == TypeKind::Pointer ? P.type(T).Inner : T);
    if (P.role(S->cell(Cell).Type) == Role::Pointer) {
      // A smart pointer to the connection.
      TypeId Inner = P.type(T).Arguments.empty() ? 0 : P.type(T).Arguments[0];
      CellId Target = S->create(Inner);
      S->edit(Cell).V = Value::ref(Target);
      Result = Value::ref(Cell);
      return Target;
    }
    Result = Value::ref(Cell);
    return Cell;
  };

  // The operand `object`; as `return` where the call has no value yet, or only the
  // connection itself, a new object, which a smart pointer may hold.
  auto Returned = [&](CellId Connection) -> Value {
    Value Object = Get(Slot::Object);
    if (O.operand(Slot::Object)->K != models::Operand::Kind::Return ||
        (Object.K == Value::Ref && Object.Cell != Connection))
      return Object;
    TypeId T = P.target(C.Result);
    CellId Cell = S->create(P.type(T).Kind == TypeKind::Pointer ? P.type(T).Inner : T);
    S->edit(Cell).Made = C.Where;
    Result = Value::ref(Cell);
    if (P.role(S->cell(Cell).Type) == Role::Pointer) {
      CellId Inner = S->create(P.type(T).Arguments.empty() ? 0 : P.type(T).Arguments[0]);
      S->edit(Inner).Made = C.Where;
      S->edit(Cell).V = Value::ref(Inner);
      return Value::ref(Inner);
    }
    return Result;
  };

  switch (O.Kind) {
  case Op::Connect: {
    CellId Cell = ResultObject();
    // What opens a connection that was found missing is not meant for one with a transaction.
    if (const Lease *L = S->findLease(Cell);
        L && L->Tx == Transaction::Open && O.operand(Slot::Result) && O.operand(Slot::Result)->K == models::Operand::Kind::This)
      return Done();
    opened(Cell, C, *S);
    if (!S->lease(Cell).Foreign)
      startUp(O, C, *S, Result, Cell);
    if (const models::Operand *Op = O.operand(Slot::Result); Op && Op->K == models::Operand::Kind::Argument)
      noteHolders(Get(Slot::Result), *S);
    return Done();
  }
  case Op::Disconnect: {
    CellId Cell = Connection();
    closeConnection(Cell, *S);
    return Done();
  }
  case Op::Reconnect: {
    S->edit(Connection()).Dead = false;
    const Lease &Old = S->lease(Connection());
    Lease Fresh = Old.renewed();
    Fresh.Muted = Old.lost();
    S->putLease(Connection(), Fresh);
    return Done();
  }
  case Op::Belongs: {
    Value Object = Get(Slot::Object);
    CellId Cell = Connection();
    if (Object.K != Value::Ref && O.operand(Slot::Object)->K == models::Operand::Kind::Return) {
      TypeId T = P.target(C.Result);
      Object = Result = Value::ref(S->create(P.type(T).Kind == TypeKind::Pointer ? P.type(T).Inner : T));
      S->edit(Object.Cell).Made = C.Where;
    }
    // What is made of a connection may be the connection's own handle.
    if (Object.K == Value::Ref && Object.Cell != Cell)
      S->edit(Object.Cell).Link = Cell;
    return Done();
  }
  case Op::ConnectionOf: {
    CellId Cell = connectionOf(Get(Slot::From), *S, C.Where);
    Result = Value::ref(Cell);
    return Done();
  }
  case Op::Pool:
    makePool(O, ResultObject(), C, *S);
    return Done();
  case Op::Acquire: {
    // Of a number that only the run knows it is known where it came from.
    std::optional<uint32_t> Place;
    const Value Whole = Get(Slot::Pool);
    if (has(O, Slot::At, C) && Whole.K == Value::Ref) {
      Value At = Get(Slot::At);
      for (unsigned I = 0; I < 4 && At.K == Value::Ref; ++I)
        At = S->cell(At.Cell).V;
      if (At.K == Value::Int)
        Place = elementKey(At.Number);
      else if (At.K == Value::Unknown && At.Where.valid())
        Place = elementKey(llvm::hash_combine(At.Where.File, At.Where.Line, At.Where.Column));
      if (CellId Known = Place ? S->findKid(Whole.Cell, *Place) : NoCell; Known && S->findLease(Known))
        return one(std::move(S), Value::ref(Known));
    }
    CellId Cell = ResultObject();
    if (Place)
      S->setKid(Whole.Cell, *Place, Cell);
    // One that is handed out by value and has a destructor of its own ends with it.
    S->edit(Cell).Symbolic = !(P.isObject(C.Result) && P.type(C.Result).Kind == TypeKind::Class &&
                               P.role(C.Result) == Role::Connection && P.destructorOf(P.type(C.Result).Usr));
    Lease Fresh;
    Fresh.Tx = Transaction::None;
    Fresh.Pooled = true;
    if (Value From = Get(Slot::Pool); From.K == Value::Ref) {
      const CellData &D = S->cell(From.Cell);
      Fresh.Foreign = Fresh.Judged = D.Foreign;
      if (const Lease *L = D.Link ? S->findLease(D.Link) : nullptr)
        Fresh.Origin = L->Origin;
    }
    if (const models::Library *L = mixedLibrary(C); L && Fresh.Origin.empty() && !Fresh.Judged)
      Fresh.Origin = L->Name;
    // What is handed out by reference is not known to be given back.
    if (Value From = Get(Slot::Pool);
        From.K == Value::Ref && P.type(C.Result).Kind != TypeKind::Reference)
      Fresh.Pool = From.Cell;
    S->putLease(Cell, Fresh);
    CellData &D = S->edit(Cell);
    D.Made = C.Where;
    D.Serial = ++Serial;
    D.Asked = askedFrom(C.Where);
    D.Holder = threadNow();
    D.Dead = false;
    taken(Cell, *S);
    return Done();
  }
  case Op::Release: {
    CellId Cell = Connection();
    S->lease(Cell).Pool = 0;
    givenBack(Cell, *S);
    return Done();
  }
  case Op::SetEnvironment: {
    Text Name = Words(Slot::Name), Given;
    if (has(O, Slot::Value, C)) {
      Given = Words(Slot::Value);
    } else if (size_t Equal = Name.bytes().find('='); Equal != llvm::StringRef::npos) { // NAME=value
      Given = Name.slice(Equal + 1, ~size_t(0));
      Name = Name.slice(0, Equal);
    }
    environment(Name, Given, C);
    return Done();
  }
  case Op::Begin: {
    CellId Cell = Connection();
    if (O.Lazy) {
      S->lease(Cell).BeginNext = !S->lease(Cell).inTransaction();
    } else {
      needsServer(Cell, C.Where, *S);
      leases::begin(S->lease(Cell), H());
      // What takes a connection for a transaction gives it back with it.
      S->lease(Cell).OneTransaction = S->lease(Cell).Pool && S->cell(Cell).Made == C.Where;
    }
    if (has(O, Slot::Object, C))
      if (Value Object = Returned(Cell); Object.K == Value::Ref) {
        // Handed out by a smart pointer the transaction lasts as long as its owners.
        if (const CellData &Holder = S->cell(Object.Cell);
            P.role(Holder.Type) == Role::Pointer && Holder.V.K == Value::Ref)
          Object = Holder.V;
        CellData &D = S->edit(Object.Cell);
        D.Link = Object.Cell == Cell ? NoCell : Cell; // it may be its own connection
        D.KeepsTransaction = true;
        D.AtEnd = static_cast<uint8_t>(O.End);
        D.Symbolic = false;
      }
    return Done();
  }
  case Op::Autocommit: {
    CellId Cell = Connection();
    Lease &L = S->lease(Cell);
    L.Manual = false;
    if (!L.inTransaction())
      L.Tx = Transaction::None;
    if (has(O, Slot::Object, C))
      if (Value Object = Returned(Cell); Object.K == Value::Ref) {
        S->edit(Object.Cell).Link = Cell;
        S->edit(Object.Cell).Symbolic = false;
      }
    return Done();
  }
  case Op::Commit:
  case Op::Rollback: {
    Value Object = has(O, Slot::Object, C) ? Get(Slot::Object) : Value();
    CellId Cell = Connection();
    if (Object.K == Value::Ref) {
      const CellData &D = S->cell(Object.Cell);
      bool SavepointOnly = D.AtEnd == static_cast<uint8_t>(models::AtEnd::Nothing) &&
                           !D.KeepsTransaction && !D.Symbolic && D.Link;
      bool Open = D.KeepsSavepoint;
      std::string Mark = savepointOf(Object.Cell, *S);
      S->edit(Object.Cell).KeepsTransaction = false;
      S->edit(Object.Cell).KeepsSavepoint = false;
      if (SavepointOnly) {
        if (Open && O.Kind == Op::Rollback)
          leases::rollbackTo(S->lease(Cell), Mark);
        if (Open)
          leases::releaseSavepoint(S->lease(Cell), Mark);
        return Done();
      }
    }
    leases::finish(S->lease(Cell), O.Kind == Op::Commit, H());
    if (S->lease(Cell).OneTransaction)
      S->lease(Cell).Pool = 0;
    return Done();
  }
  case Op::Savepoint: {
    CellId Cell = Connection();
    leases::alone(S->lease(Cell), Subject::Savepoint, Name + "()", H());
    if (has(O, Slot::Object, C))
      if (Value Object = Returned(Cell); Object.K == Value::Ref) {
        CellData &D = S->edit(Object.Cell);
        D.Link = Cell;
        D.AtEnd = static_cast<uint8_t>(models::AtEnd::Nothing);
        D.Symbolic = false;
        D.KeepsSavepoint = true;
        leases::savepoint(S->lease(Cell), savepointOf(Object.Cell, *S));
      }
    return Done();
  }
  case Op::PipelineBegin:
    S->lease(Connection()).Pipeline = true;
    return Done();
  case Op::PipelineSync:
  case Op::PipelineEnd: {
    Lease &L = S->lease(Connection());
    if (L.Pipeline && !L.inTransaction())
      leases::finish(L, true, H());
    L.Pipeline = O.Kind == Op::PipelineSync;
    L.Busy.clear();
    return Done();
  }
  case Op::Execute: {
    // Without a connection nothing is sent.
    if (O.operand(Slot::Connection)->K == models::Operand::Kind::Argument &&
        numberOf(Get(Slot::Connection), *S) == 0)
      return one(std::move(S), Value::unknown(C.Where));
    CellId Cell = Connection();
    const Value Sql = Get(Slot::Sql); // may be what an operation before put into the result
    CellId ResultCell = NoCell;
    const Type &T = P.type(C.Result);
    if (T.Kind == TypeKind::Pointer && P.isObject(T.Inner)) {
      ResultCell = S->create(T.Inner);
      Result = Value::ref(ResultCell);
    } else if (tellsOutcome(M, C)) {
      ResultCell = S->create(0);
      Result = Value::ref(ResultCell);
    }
    executeText(Cell, Sql, O.Wire == models::Protocol::Simple, M.Note, C, *S,
                ResultCell);
    if (!ResultCell && P.isObject(C.Result) && Result.K == Value::Unknown)
      Result = Value::ref(resultOf(C, P.target(C.Result), *S));
    return Done();
  }
  case Op::Prepare: {
    if (O.operand(Slot::Object))
      return applyHandle(O, M, C, Result, S);
    Lease &L = S->lease(Connection());
    Text StatementName = has(O, Slot::Name, C) ? Words(Slot::Name) : Text();
    bool Unnamed = StatementName.empty();
    std::string Shown = StatementName.shown();
    if (!Silent && !(Unnamed && (O.Cached || O.Once))) {
      PreparedNames.insert(Shown);
      PreparedUnknown |= !StatementName.complete();
      Text Sql = has(O, Slot::Sql, C) ? Words(Slot::Sql) : Text();
      Covered.sent(Sql, understand(Sql), sender(Sql, C, *S));
    }
    if (Unnamed && (O.Cached || O.Once)) {
      // Under a name of the library's own, which the connection keeps or the call frees.
      const std::string Own = nameOf(C.Where, P);
      leases::make(L, Subject::NamedPrepared, Own, Name + "()", true, false, H());
      if (O.Once && has(O, Slot::Sql, C))
        executeText(Connection(), Get(Slot::Sql), false, M.Note, C, *S, NoCell);
      Lease &After = S->lease(Connection());
      if (O.Once && leases::release(After, Subject::NamedPrepared, Own, true) && After.inTransaction())
        freedInside(C.Where, O, Name + "()", After, H());
    } else if (Unnamed) {
      // Safe while the transaction that holds the server lasts.
      L.Prepared.insert("");
      if (!L.inTransaction() && !L.Pipeline)
        leases::make(L, Subject::UnnamedPrepared, "", Name + "() without a statement name", true, true, H());
      L.Prepared.insert("");
    } else {
      // A library that waits with sending also remembers what it has sent.
      auto Before = L.Named.find(Shown);
      if (!O.Lazy && Before != L.Named.end()) {
        Here Again = H();
        // A call that comes twice is mostly under a condition that is false then.
        Again.Guessed |= Before->second == C.Where;
        if (Before->second != C.Where)
          Again.Path.insert(Again.Path.begin(), {Before->second, "the statement is prepared here for the first time"});
        leases::expect(L, Subject::NamedPrepared, Shown, Name + "(\"" + Shown + "\")", Again);
      } else if (!O.Lazy && StatementName.complete()) {
        L.Named[Shown] = C.Where;
      }
      leases::make(L, Subject::NamedPrepared, Shown, Name + "(\"" + Shown + "\")", StatementName.complete(),
                   false, H());
    }
    return Done();
  }
  case Op::ExecutePrepared: {
    if (O.operand(Slot::Object))
      return applyHandle(O, M, C, Result, S);
    Lease &L = S->lease(Connection());
    L.SequenceDrawn = L.inTransaction() || L.Pipeline;
    Text StatementName = has(O, Slot::Name, C) ? Words(Slot::Name) : Text();
    Observation Use;
    Use.What = Clash::Expects;
    Use.About = Subject::ExecutedPrepared;
    Use.Where = C.Where;
    Use.Name = StatementName.shown();
    Use.Spelling = Name + "(\"" + Use.Name + "\")";
    Use.Library = M.Note;
    Use.Sure = StatementName.complete() ? Certainty::Likely : Certainty::Possible;
    Use.Origin = L.Origin;
    Use.Paths.insert(path());
    if (StatementName.complete() && llvm::any_of(L.Alive, [&](const Pending &Made) {
          return Made.Seen.About == Subject::SqlPrepared && Made.Seen.Name == Use.Name;
        })) {
      Here At = H();
      At.Report = [Tell = At.Report](Observation Told) {
        Told.SqlLevel = true;
        Tell(std::move(Told));
      };
      leases::expect(L, Subject::ExecutedPrepared, Use.Name, Use.Spelling, At);
    }
    if (!Silent && !Use.Name.empty())
      ExecutedNames.push_back(std::move(Use));
    const Type &T = P.type(C.Result);
    if (T.Kind == TypeKind::Pointer && P.isObject(T.Inner))
      Result = Value::ref(resultOf(C, T.Inner, *S));
    return Done();
  }
  case Op::ClosePrepared: {
    if (O.operand(Slot::Object))
      return applyHandle(O, M, C, Result, S);
    Text StatementName = has(O, Slot::Name, C) ? Words(Slot::Name) : Text();
    S->lease(Connection()).Named.erase(StatementName.shown());
    leases::release(S->lease(Connection()), Subject::NamedPrepared, StatementName.shown(), StatementName.complete());
    return Done();
  }
  case Op::DeallocateSql: {
    if (O.operand(Slot::Object))
      return applyHandle(O, M, C, Result, S);
    Text StatementName = has(O, Slot::Name, C) ? Words(Slot::Name) : Text();
    Lease &L = S->lease(Connection());
    if (!leases::release(L, Subject::NamedPrepared, StatementName.shown(), StatementName.complete()))
      leases::expect(L, Subject::DeallocatedPrepared, StatementName.shown(),
                     Name + "(\"" + StatementName.shown() + "\")", H());
    return Done();
  }
  case Op::Set: {
    Text Setting = Words(Slot::Name);
    std::string Lower = llvm::StringRef(Setting.shown()).lower();
    Subject About = Lower == "role"                      ? Subject::Role
                    : Lower == "session characteristics" ? Subject::SessionCharacteristics
                                                         : Subject::Setting;
    Here At = H();
    if (O.Own == models::Unasked::No) {
      leases::make(S->lease(Connection()), About, Lower, Name + "(\"" + Setting.shown() + "\")", Setting.complete(), true,
                   At);
      return Done();
    }
    At.Report = [&, Tell = At.Report](Observation Told) {
      Told.Unasked = true;
      Told.Harmless = O.Own == models::Unasked::Harmless;
      Tell(std::move(Told));
    };
    // Connecting is over before any transaction begins.
    leases::make(S->lease(Connection()), About, Lower, "SET " + Setting.shown(), Setting.complete(), true, At);
    return Done();
  }
  case Op::Cursor: {
    CellId Cell = Connection();
    Lease &L = S->lease(Cell);
    if (!Silent && has(O, Slot::Sql, C)) {
      Text Sql = Words(Slot::Sql);
      Covered.sent(Sql, understand(Sql), sender(Sql, C, *S));
    }
    Text CursorName = has(O, Slot::Name, C) ? Words(Slot::Name) : Text();
    auto Hold = has(O, Slot::Hold, C) ? numberOf(Get(Slot::Hold), *S) : std::optional<int64_t>(0);
    if (Hold && *Hold) {
      leases::make(L, Subject::Cursor, CursorName.shown(), Name + "() with hold", CursorName.complete(), true, H());
    } else {
      leases::alone(L, Subject::Cursor, Name + "()", H());
      L.OpenCursors.insert(CursorName.shown());
    }
    if (C.Object) {
      S->edit(C.Object).Link = Cell;
      S->edit(C.Object).Symbolic = false;
    }
    return Done();
  }
  case Op::Listen: {
    Value Connected = Get(Slot::Connection);
    CellId Cell = connectionOf(Connected, *S, C.Where);
    Text Channel = Words(Slot::Name);
    leases::make(S->lease(Cell), Subject::Notification, Channel.shown(), Name + "(\"" + Channel.shown() + "\")",
                 Channel.complete(), true, H());
    return Done();
  }
  case Op::Unlisten: {
    Text Channel = has(O, Slot::Name, C) ? Words(Slot::Name) : Text::constant("*");
    Lease &L = S->lease(Connection());
    if (!leases::release(L, Subject::Notification, Channel.shown(), Channel.complete()))
      leases::expect(L, Subject::Notification, Channel.shown(), Name + "()", H());
    return Done();
  }
  case Op::NotifyWait:
    longLived(*S, C.Where);
    leases::expect(S->lease(Connection()), Subject::NotificationWait, "", Name + "()", H());
    return Done();
  case Op::ConnectionStatus:
    return connectionStatus(O, C, std::move(S));
  case Op::BackendPid:
    if (!C.Logged)
      leases::expect(S->lease(Connection()), Subject::BackendPid, "", Name + "()", H());
    return Done();
  case Op::SequenceRead: {
    Lease &L = S->lease(Connection());
    if (!L.SequenceDrawn && !L.Opaque && L.Tx != Transaction::AssumedOpen)
      leases::expect(L, Subject::SequenceValue, "", Name + "()", H());
    return Done();
  }
  case Op::LargeObject:
    leases::alone(S->lease(Connection()), Subject::LargeObject, Name + "()", H());
    return Done();
  case Op::Copy: {
    Lease &L = S->lease(Connection());
    L.SequenceDrawn = L.inTransaction() || L.Pipeline;
    return Done();
  }
  case Op::Wait:
  case Op::OpensFile:
  case Op::Watches:
  case Op::Busy:
  case Op::Fetch:
  case Op::Drained:
    return applyWaiting(O, M, C, Result, S, Name);
  case Op::Deadline: {
    std::optional<int64_t> Seconds = numberOf(Get(Slot::Count), *S);
    setDeadline(Seconds ? Value::integer(*Seconds, C.Where) : Value::neverZero(C.Where), *S);
    return Done();
  }
  case Op::ThreadKeep:
    keptByThread(*S, Get(Slot::From), C.Where);
    return Done();
  case Op::Fork:
    forked(C.Where, *S);
    return Done();
  case Op::Exit:
    return Outs();
  default:
    return applyHandle(O, M, C, Result, S);
  }
}

Interpreter::Outs Interpreter::applyOperation(const models::Operation &O, const models::FunctionModel &M,
                                              const Call &C, Value Result, StatePtr S) {
  if (auto R = applySession(O, M, C, Result, S))
    return std::move(*R);
  return applyValue(O, C, std::move(Result), std::move(S));
}

Interpreter::Outs Interpreter::apply(const models::FunctionModel &M, const Call &C, StatePtr S) {
  Value Initial = Value::unknown(C.Where);
  if (P.callee(C.Callee).Constructor && C.Object)
    Initial = Value::ref(C.Object);
  Outs Now = one(std::move(S), Initial);
  for (const models::Operation &O : M.Operations)
    Now = then(std::move(Now), [&](StatePtr S, Value V) { return applyOperation(O, M, C, V, std::move(S)); });
  // A library object nobody said more about still has an identity.
  for (Out &R : Now)
    if (R.V.K == Value::Unknown && P.isObject(C.Result))
      R.V = Value::ref(resultOf(C, P.target(C.Result), *R.S));
    else if (R.V.K == Value::Unknown && P.type(C.Result).Kind == TypeKind::Reference) {
      const Value Known = R.V; // of a number, more than nothing
      R.V = Value::ref(C.Object && P.type(P.type(C.Result).Inner).Usr == P.type(R.S->cell(C.Object).Type).Usr
                           ? C.Object
                           : resultOf(C, P.target(C.Result), *R.S));
      if (Known.Cores || Known.Usual)
        R.S->edit(R.V.Cell).V = Known;
    }
  return Now;
}

} // namespace pooltidy::leases
