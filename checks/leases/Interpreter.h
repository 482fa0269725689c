//===- Interpreter.h - Runs the program's facts over leases -----*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An abstract interpreter over facts. It enters the functions nobody in the program
// calls, follows every call with what is known of its arguments, and applies the
// models of library functions. So a wrapper needs no recognition of its own: the
// program's `execf`, its RAII transaction, its statement builder, its pool and its
// callbacks are understood by running them, in each caller's context.
//
// It is bounded: a path, a loop, a depth and a number of steps at which it stops
// and says so. It refuses to guess: what it does not know is a hole in a text, an
// unknown branch goes both ways.
//
//   Enter.cpp        entries and the end
//   Statements.cpp   blocks, branches, joins
//   Loops.cpp        loops, switches, exceptions
//   Expressions.cpp  values and conditions
//   Places.cpp       what an expression names
//   Cells.cpp        what a name holds
//   Calls.cpp        dispatch, frames, parameters
//   Helpers.cpp      calls of functions that touch no database
//   Formatting.cpp   calls of the program's own printf
//   Remembering.cpp  costly calls that were given the same
//   Presuming.cpp    what other functions left behind
//   Registries.cpp   statements that the program keeps in maps
//   Objects.cpp      construction, copies, destruction
//   Models.cpp       what library calls do to connections
//   Connecting.cpp   what a connection asks for when it is made
//   Handles.cpp      handles, statements in objects, databases other than PostgreSQL
//   Backends.cpp     programs that ask which database they work on
//   Values.cpp       what library calls do to text, pointers and containers
//   Editing.cpp      changes in the middle of texts and containers, boxes, folds
//   Parts.cpp        parts of texts and of containers: tokens, lines, ranges
//   Reporting.cpp    observations and the way to them
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_INTERPRETER_H
#define POOLTIDY_LEASES_INTERPRETER_H

#include "leases/Outlook.h"
#include "leases/Sessions.h"
#include "leases/Sightings.h"
#include "leases/State.h"
#include "leases/Summaries.h"

#include <deque>
#include <map>
#include <optional>

namespace pooltidy::leases {

/// The connection budget of one process.
struct Budget {
  unsigned Pool = 1;
  unsigned Overflow = 0;
  unsigned limit() const { return Pool + Overflow; }
};

/// The name that a statement prepared at \p W under a name of the library's own has for us.
std::string nameOf(const facts::Location &W, const View &P);

/// Runs the entries of one group; what it sees of them are its Sightings.
class Interpreter : private Sightings {
public:
  /// What earlier groups leave to the next one.
  struct Before {
    uint64_t Taken = 0;              ///< steps
    bool BoundByEnvironment = false;
    /// Whether \p S, which a group showed after something else, is what it shows after this.
    bool fits(const Sightings &S) const;
  };
  /// Whatever it asks of the program is written down in \p Asked.
  Interpreter(Outlook &Whole, Trace &Asked, Budget Limits, Before Was);

  /// Runs \p F as the program's own start: no caller is known.
  void enter(const facts::Function &F);
  /// Whether \p Usr has been run, in whatever context.
  bool visited(facts::StringId Usr) const { return Visited.contains(Usr); }
  /// What was seen so far.
  const Sightings &seen() const { return *this; }
  /// Runs the functions that have statements and touch no database, for what they put into maps.
  Outlook::Registry declareAll();

private:
  static constexpr unsigned MaxEntrySteps = 150000; ///< of an entry
  /// Of all entries at full length. After that each gets a short look, so that the time
  /// for a large program stays in proportion to its size.
  static constexpr uint64_t MaxTotalSteps = 8000000;
  static constexpr unsigned MaxLateSteps = 10000;
  static constexpr unsigned WorthRemembering = 300; ///< steps of a call that is remembered
  static constexpr unsigned ExactTries = 3; ///< after which less of what a call is given is told apart
  static constexpr unsigned MaxMisses = 40; ///< for each time that a call was remembered, after which none is
  static constexpr unsigned CheapCall = 100; ///< steps of a call that is run to know what it assigns
  static constexpr unsigned MaxHelperSteps = 4000; ///< of a call that reaches no database
  static constexpr unsigned MaxUnfinished = 3; ///< times one such function is tried that never comes to an end
  static constexpr unsigned MaxHelperTotal = 10000; ///< of all calls of one such function in an entry

  using NodeId = facts::NodeId;
  using NodeKind = facts::NodeKind;

  struct Out {
    StatePtr S;
    Value V;
  };
  using Result = Out;
  using Outs = llvm::SmallVector<Out, 1>;
  enum class Flow : uint8_t { Normal, Break, Continue, Return, Throw, Goto };
  struct Exit {
    Flow F = Flow::Normal;
    StatePtr S;
    Value V;
    facts::StringId Label = 0;
  };
  using Exits = llvm::SmallVector<Exit, 2>;
  using States = llvm::SmallVector<StatePtr, 2>;

  struct Loop {
    bool Endless = false;
    uint32_t Serial = 0;  ///< connections opened before it have a smaller one
    Value Bound;          ///< what its condition compares with
  };
  struct Frame {
    const facts::Function *F = nullptr;
    CellId This = NoCell;
    facts::Location CallSite;
    std::vector<Value> Variadic;
    Exits Thrown;
    std::vector<Loop> Loops;
    bool Thread = false; ///< runs beside its creator
    NodeId Unused = facts::None; ///< the expression whose value nobody looks at
    NodeId Logged = facts::None; ///< the expression whose value is only written out
    unsigned Start = 0;  ///< steps taken before it
    unsigned Own = 0;    ///< steps taken in it, without those in what it calls
    bool Ended = false;  ///< the program ends on some way through it
    StatePtr Deeper;     ///< of a call of the same function that was nested too deeply to be followed
  };
  /// A call while it is being carried out.
  struct Call {
    uint32_t Callee = 0;
    CellId Object = NoCell;
    std::vector<Value> Arguments;
    std::vector<facts::TypeId> Types; ///< of the argument expressions
    facts::Location Where;
    facts::TypeId Result = 0;
    unsigned Written = 0; ///< arguments that are not default arguments
    bool Exact = false; ///< not dispatched to overriders
    bool Unused = false; ///< nobody looks at its value
    bool Logged = false; ///< its value is only written out, by a function like printf
    bool Thread = false; ///< runs beside its creator
  };

  // Statements.cpp
  Exits exec(NodeId N, StatePtr S);
  Exits execAll(llvm::ArrayRef<NodeId> Kids, size_t From, States In);
  Exits execBlock(NodeId N, StatePtr S, size_t From);
  Exits execLoop(NodeId N, StatePtr S);
  Exits execForEach(NodeId N, StatePtr S);
  Exits execSwitch(NodeId N, StatePtr S);
  Exits execTry(NodeId N, StatePtr S);
  void takeThrown(Exits &Out);
  void join(States &In, size_t Most = ~size_t(0));
  void hurry(States &In, size_t Next, unsigned Before);
  void joinExits(Exits &In);
  States destroyTemporaries(StatePtr S, size_t Mark);
  States unwind(StatePtr S, size_t Mark, facts::Location Where);
  bool endlessCondition(NodeId N) const;

  // Expressions.cpp
  Outs eval(NodeId N, StatePtr S);
  Outs place(NodeId N, StatePtr S);
  Outs truth(NodeId N, StatePtr S); ///< values are integers 0 and 1
  Outs evalBinary(NodeId N, StatePtr S);
  Outs evalAssign(NodeId N, StatePtr S);
  bool isFirstOfItsKind(NodeId N, CellId C, const State &S) const;
  Outs evalLambda(NodeId N, StatePtr S);
  Outs evalIndex(NodeId N, StatePtr S);
  Value arithmetic(facts::Operator Op, const Value &L, const Value &R, facts::Location W, const State &S);
  void assume(NodeId N, bool Holds, State &S);
  CellId knownPlace(NodeId N, State &S);
  CellId localCell(uint32_t Local, State &S);
  CellId globalCell(facts::StringId Usr, State &S);
  bool isFixed(const facts::Variable &V) const;
  void forgetAltered(CellId Object, State &S) const;
  CellId byteCell(CellId Buffer, int64_t At, facts::TypeId Type, State &S);
  bool isBuffer(CellId C, const State &S) const;
  CellId fieldCell(CellId Object, facts::StringId Field, facts::TypeId Type, State &S);
  Outs valueIn(const facts::Function &F, NodeId What, CellId Object, const State &S);
  CellId elementCell(CellId Object, const Value &Key, facts::TypeId Type, State &S);
  /// The pointer \p Steps elements further in the array that \p Pointer points into.
  int64_t countOf(CellId Whole, State &S);
  std::optional<Value> advance(const Value &Pointer, int64_t Steps, State &S);
  CellId holder(NodeId N, State &S);
  CellId pointee(NodeId N, const Value &V, facts::TypeId Pointer, State &S);
  Value load(CellId C, const State &S) const;
  void store(CellId C, const Value &V, State &S);
  Value decay(const Value &V, const State &S) const;
  Text textOf(const Value &V, const State &S, facts::TypeId Hint = 0, facts::Location W = {}) const;
  std::optional<int64_t> numberOf(const Value &V, const State &S) const;

  // Calls.cpp
  Call callAt(NodeId N, CellId Object, llvm::ArrayRef<NodeId> Arguments, std::vector<Value> Values) const;
  Outs evalCall(NodeId N, StatePtr S);
  Outs evalArguments(llvm::ArrayRef<NodeId> Nodes, const facts::Callee &C, StatePtr S,
                     llvm::function_ref<Outs(StatePtr, std::vector<Value>)> Then,
                     bool Writes = false);
  Outs evalArgument(NodeId N, facts::TypeId Parameter, StatePtr S);
  Outs dispatch(const Call &C, StatePtr S);
  Outs end();
  Outs dispatchReturning(const Call &C, StatePtr S);
  void keepFor(facts::StringId Class, bool Guess,
               llvm::SmallVectorImpl<const facts::Function *> &Candidates) const;
  Outs run(const facts::Function &F, CellId This, const Value &Closure, std::vector<Value> Arguments,
           facts::Location CallSite, StatePtr S, bool Thread = false);
  Outs runBody(const facts::Function &F, Frame New, const Value &Closure, llvm::ArrayRef<Value> Arguments,
               StatePtr S);
  void bindParameters(const facts::Function &F, llvm::ArrayRef<Value> Arguments, State &S);
  bool accepts(facts::TypeId Parameter, const Value &V, const State &S) const;
  const facts::Function *chooseOverload(facts::StringId Class, llvm::ArrayRef<Value> Arguments,
                                        const State &S) const;
  Outs callValue(const Value &Callable, std::vector<Value> Arguments, facts::Location W, StatePtr S, bool Thread);
  std::optional<Outs> callStored(NodeId Through, const std::vector<Value> &Arguments, facts::Location W,
                                 StatePtr &S);
  Outs unknownCall(const Call &C, StatePtr S);
  uint32_t sameAnswer(const Call &C, const State &S) const;

  // Helpers.cpp
  bool worthRunning(const facts::Function &F, const Call &C, const State &S) const;
  Outs runEnding(const facts::Function &F, const SideEffects::Changes &Changes, const Call &C, StatePtr S);
  std::optional<Outs> tryHelper(const facts::Function &F, const Call &C, const State &S);
  Outs runHelper(const facts::Function &F, const Call &C, StatePtr S);
  Outs passBy(const SideEffects::Changes &Changes, const Call &C, StatePtr S);

  // Formatting.cpp
  Outs format(const facts::Function *F, const Formatters::Formatter &How, const Call &C, StatePtr S);
  States declareBefore(NodeId Call, StatePtr S);
  Outs writeFormatted(const Formatters::Formatter &How, const Call &C, StatePtr S);

  // Remembering.cpp
  std::vector<facts::StringId> lookedAt(const facts::Function &F, State &S);
  std::optional<Summaries::Input> inputOf(const Frame &New, llvm::ArrayRef<const Value *> Given, State &S,
                                          bool Coarse);
  Outs runAnew(const facts::Function &F, Frame New, const Value &Closure, llvm::ArrayRef<Value> Arguments,
               StatePtr S);
  Outs runAndRemember(const facts::Function &F, Frame New, const Value &Closure, llvm::ArrayRef<Value> Arguments,
                      StatePtr S, const Summaries::Input &In, unsigned Level);
  struct Left {
    CellId Cell;
    llvm::IntrusiveRefCntPtr<CellData> Old, Blank;
  };
  using Forgotten = std::vector<Left>;
  Forgotten forget(const Footprint &Seen, State &S);
  void recollect(const Forgotten &Out, Outs &Result, size_t Thrown);

  // Presuming.cpp
  Outs eitherWay(CellId Flag, facts::Location W, StatePtr S);
  void presume(CellId Kid, CellId Object, facts::StringId Field, facts::TypeId FieldType, State &S);

  // Registries.cpp
  struct Declared {
    facts::StringId Owner = 0;
    Text Key;
    CellId Element = NoCell;
  };
  std::vector<Value> unknownArguments(const facts::Function &F, State &S);
  facts::StringId ownerOf(CellId C, const State &S) const;
  std::optional<CellId> declared(CellId Map, const Value &Key, facts::TypeId ValueType, State &S);
  Value registered(CellId Map, const Value &Key, facts::TypeId ValueType, State &S);

  // Building.cpp
  struct Remnant {
    uint32_t Key = 0; ///< of the member or element
    facts::TypeId Type = 0;
    Value V;
    int64_t Count = -1;
    bool Symbolic = false;
    std::vector<Remnant> Kids;
  };
  using Built = std::vector<Remnant>;
  static constexpr unsigned MaxBuildingAll = 300000; ///< steps of all constructors
  bool takeOver(CellId C, uint32_t Key, const State &S, bool Inside, std::vector<Remnant> &To, size_t &Parts,
                unsigned Depth);
  const std::vector<Built> &builds(facts::StringId Usr);
  static uint64_t hashOf(const std::vector<Remnant> &Parts);
  static void handOver(CellId Object, const std::vector<Remnant> &Parts, State &S);
  std::vector<StatePtr> asBuilt(const facts::Function &F, CellId This, const State &S);

  // Objects.cpp
  Outs construct(NodeId N, CellId Into, StatePtr S);
  Outs constructType(facts::TypeId T, std::vector<Value> Arguments, bool Move, facts::Location W, StatePtr S);
  Outs evalList(NodeId N, StatePtr S);
  CellId copyObject(CellId From, State &S, unsigned Depth = 0);
  void moveObject(CellId From, CellId To, State &S);
  void sharePointer(CellId From, CellId To, State &S);
  bool hasDeleter(CellId Pointer, const State &S) const;
  Outs callDeleter(CellId Pointer, const Value &Target, facts::Location W, StatePtr S);
  CellId symbolic(facts::TypeId T, State &S);
  using Met = State::Met;
  CellId symbolic(facts::TypeId T, State &S, Met How, uint64_t From, uint64_t Which = 0);
  uint64_t callers() const;
  CellId resultOf(const Call &C, facts::TypeId T, State &S);
  void initialize(CellId C, const Value &V, State &S);
  States destroy(CellId C, StatePtr S, facts::Location W, unsigned Depth = 0);
  void closeConnection(CellId C, State &S);

  // Models.cpp
  const models::FunctionModel *modelFor(const Call &C, const State &S) const;
  Outs apply(const models::FunctionModel &M, const Call &C, StatePtr S);
  Outs applyOperation(const models::Operation &O, const models::FunctionModel &M, const Call &C, Value Result,
                      StatePtr S);
  std::optional<Outs> applySession(const models::Operation &O, const models::FunctionModel &M, const Call &C,
                                   Value Result, StatePtr &S);
  Outs applyValue(const models::Operation &O, const Call &C, Value Result, StatePtr S);
  Value operand(const models::Operation &O, models::Slot Slot, const Call &C, const Value &Result) const;
  std::vector<Value> operands(const models::Operation &O, models::Slot Slot, const Call &C,
                              const Value &Result) const;
  facts::TypeId operandType(const models::Operation &O, models::Slot Slot, const Call &C) const;
  bool has(const models::Operation &O, models::Slot Slot, const Call &C) const;
  CellId connectionOf(const Value &V, State &S, facts::Location W, unsigned Depth = 0);
  void opened(CellId Connection, const Call &C, State &S);
  bool isOwnSocket(const Value &V, const State &S, unsigned Depth = 0) const;
  std::string savepointOf(CellId Object, const State &S) const;
  void executeText(CellId Connection, const Value &Sql, bool Simple, const std::string &Note, const Call &C,
                   State &S, CellId ResultCell, bool Prepared = false);
  Outs connectionStatus(const models::Operation &O, const Call &C, StatePtr S);
  Outs resultStatus(const models::Operation &O, const Call &C, const Value &Result, StatePtr S);
  /// What a connection asks for, also by parameters that were said of \p Connection before.
  void startUp(const models::Operation &O, const Call &C, State &S, const Value &Result = Value(),
               CellId Connection = NoCell);
  void setDeadline(const Value &Seconds, State &S);
  bool hasDeadline(const State &S) const;
  void environment(const Text &Name, const Text &Value, const Call &C);
  const std::vector<sql::Statement> &understand(const Text &T);
  Coverage::Sender sender(const Text &T, const Call &C, const State &S) const;
  std::vector<PathStep> path(const Frame *Innermost = nullptr) const;
  Here here(facts::Location W, const State &S, const std::string &Note);
  size_t openCalls() const;
  void report(Observation O);
  void forked(facts::Location W, const State &S);
  void supplied(facts::Location W, const Loop *Around, uint64_t Context, bool Thread,
                const State &S);
  /// \p W: where the number is said; \p Made: where the connections are made.
  void tooMany(facts::Location W, int64_t Count, bool AtLeast, Certainty Sure, const std::string &Spelling,
               facts::Location Made, const std::string &Origin = "");
  void longLived(State &S, facts::Location Wait);

  // Waiting.cpp
  std::optional<Outs> applyWaiting(const models::Operation &O, const models::FunctionModel &M, const Call &C,
                                   Value Result, StatePtr &S, const std::string &Name);
  /// Something blocks at \p W for \p What.
  void waits(State &S, facts::Location W, const std::string &What, models::WaitsOn On, Certainty Most,
             const std::string &Name);
  /// Whether reading \p From waits for the database itself or for nothing at all.
  bool noWait(Value From, const State &S) const;
  bool isNoTime(const Value &Limit, const facts::Type &T, const State &S) const;
  bool isOneOf(const Value &From, const std::vector<std::string> &Names, const State &S) const;
  void unknownCallback(facts::Location W, State &S);
  bool keepsServer(CellId Connection, const State &S) const;
  static void drainLike(State &S, const Exits &Left);
  bool spins(NodeId Cond, NodeId Body) const;
  /// The transactions that a loop at \p W kept open for a whole turn without a wait in it.
  void endless(facts::Location W, const std::vector<std::pair<CellId, uint32_t>> &Before, State &After);
  void keptByThread(State &S, const Value &V, facts::Location W);
  std::vector<CellId> heldBy(const State &S, size_t Frame) const;
  void connectionsIn(CellId C, const State &S, unsigned Depth, std::vector<CellId> &Held) const;

  // Nesting.cpp
  /// Something is sent on \p Connection at \p W, so that it needs a server connection from now on.
  void needsServer(CellId Connection, facts::Location W, State &S);
  /// \p Connection was just taken out of a pool, or out of a container of connections.
  void taken(CellId Connection, State &S);
  bool holdsNow(CellId Connection, const State &S) const;
  llvm::DenseSet<CellId> openTransactions(const State &S) const;
  void begunNow(State &S, const llvm::DenseSet<CellId> &Before);
  Relation relation(CellId A, CellId B, const State &S) const;
  /// \p Second may be none: it is waited for.
  void nested(CellId Second, CellId First, facts::Location W, Certainty Sure,
              const std::string &Held, State &S);
  facts::Location askedFrom(facts::Location W) const { return askedFrom(W, Stack.size()); }
  facts::Location askedFrom(facts::Location W, size_t Top) const;
  bool handsOut(const Frame &F) const;
  bool leadsToConnection(facts::TypeId T, unsigned Depth = 0) const;
  /// The connections that \p C is, points to, or has as a member.
  std::vector<CellId> connectionsIn(CellId C, const State &S) const;
  /// The element \p Element of \p Container is given to who asks for it.
  void lent(CellId Container, CellId Element, facts::TypeId Type, State &S);
  void givenBack(CellId Element, State &S);
  States pop(CellId Container, int64_t At, facts::Location W, StatePtr S);
  uint32_t threadNow() const;

  // Handles.cpp
  /// What the operation \p O says of a pool's size; \p Otherwise: where it says that, if not in the call.
  void judgePool(const models::Operation &O, facts::Location Otherwise, const std::string &Origin, const Call &C,
                 const Value &Result, State &S);
  void makePool(const models::Operation &O, CellId Pool, const Call &C, State &S);
  void limitPool(const models::Operation &O, const Call &C, const Value &Result, State &S);
  std::optional<Outs> applyHandle(const models::Operation &O, const models::FunctionModel &M, const Call &C,
                                  Value Result, StatePtr &S);
  /// Notes where \p Connection comes from; true when operation \p O is of no interest on it.
  bool elsewhere(const models::Operation &O, const Call &C, CellId Connection, State &S);
  /// Whether the value of the call says how the statement went, and somebody looks at it.
  static bool tellsOutcome(const models::FunctionModel &M, const Call &C);
  const models::Library *mixedLibrary(const Call &C) const;
  bool namesForeign(const models::Operation &O, const Call &C, const Value &Result, const State &S) const;
  void sendPrepare(CellId Object, CellId Connection, const std::string &Spelling, const Here &H, State &S);
  void freeStatement(CellId Object, CellId Connection, const models::Operation *BySql, const std::string &Spelling,
                     const Here &H, State &S);
  /// All statements on \p Connection, also those whose objects are gone.
  void freeStatements(CellId Connection, const models::Operation &By, const std::string &Spelling, const Here &H,
                      State &S);
  void freedInside(facts::Location Prepared, const models::Operation &By, const std::string &Spelling, Lease &L,
                   const Here &H, bool SqlLevel = false, bool Elsewhere = false);
  void noteHolders(const Value &Handle, const State &S);
  void noteForeign(const facts::Function &F, const Out &O);

  // Backends.cpp
  /// The names that libraries for several databases have for them, in lower case.
  struct BackendNames {
    static constexpr unsigned MaxLibraries = 56; ///< what a signature has room for
    explicit BackendNames(const models::ModelSet &Models);
    llvm::StringMap<uint64_t> Ours, Others; ///< libraries, as in State::UsedElsewhere
    llvm::DenseMap<const models::Library *, uint64_t> Bits;
  };
  std::optional<Outs> askedForBackend(const models::Operation &O, const Call &C, const Value &Result, StatePtr &S);
  bool usedElsewhere(const Call &C, const Lease &L, const State &S) const;

  // Editing.cpp
  Outs applyEdit(const models::Operation &O, const Call &C, Value Result, StatePtr S);
  Outs give(const models::Operation &O, const Call &C, const Value &Result, Value V, StatePtr S);
  std::vector<Value> range(const models::Operation &O, models::Slot Slot, const Call &C,
                           const Value &Result, const State &S) const;
  CellId heldIn(CellId Box, facts::TypeId Wanted, State &S, bool &Sure);

  // Parts.cpp
  Outs applyParts(const models::Operation &O, const Call &C, Value Result, StatePtr S);
  Outs takeLine(const models::Operation &O, const Call &C, const Value &Result, StatePtr S);
  Outs takeToken(const models::Operation &O, const Call &C, const Value &Result, StatePtr S);
  Outs findIf(const models::Operation &O, const Call &C, const Value &Result, StatePtr S);
  CellId textCell(const Value &V, const State &S) const;
  Value sequenceOf(llvm::ArrayRef<Text> Parts, facts::TypeId Whole, facts::TypeId Part, State &S);
  /// The elements from \p First on, before \p Last, are taken out of \p Container and die.
  States leave(CellId Container, int64_t First, int64_t Last, facts::Location W, StatePtr S);
  std::optional<int64_t> positionIn(CellId Container, const Value &Iterator, const State &S) const;

  // Values.cpp
  void appendTo(const Value &Target, const Text &T, State &S);
  std::vector<Value> elements(const Value &V, const State &S) const;
  facts::TypeId alternative(facts::TypeId Box, const facts::Callee &Target,
                            llvm::ArrayRef<Value> From, const State &S) const;
  std::pair<std::vector<std::pair<CellId, CellId>>, bool> entriesAt(const Value &Map, const Value &Key,
                                                                    const State &S) const;

  const facts::Node &node(NodeId N) const { return Stack.back().F->Nodes[N]; }
  NodeId kid(const facts::Node &N, unsigned I) const { return Stack.back().F->Kids[N.FirstKid + I]; }
  llvm::ArrayRef<NodeId> kids(const facts::Node &N) const {
    return llvm::ArrayRef<NodeId>(Stack.back().F->Kids).slice(N.FirstKid, N.KidCount);
  }
  static Outs one(StatePtr S, Value V) {
    Outs R;
    R.push_back({std::move(S), std::move(V)});
    return R;
  }
  template <class Fn> static Outs then(Outs In, Fn Next) {
    Outs Result;
    for (Out &O : In)
      for (Out &N : Next(std::move(O.S), std::move(O.V)))
        Result.push_back(std::move(N));
    return Result;
  }
  static void addTo(Exits &To, Exits From) {
    for (Exit &E : From)
      To.push_back(std::move(E));
  }
  bool spent() {
    ++Stack.back().Own;
    return ++Steps > Ceiling;
  }
  /// Shapes of leases that are kept apart where paths join; of more only their outline is.
  static constexpr size_t MaxShapes = 8;
  size_t mostVariants() const;
  void thin(Outs &In) const;
  Value blend(const Value &Kept, State &S, const Value &Other, const State &From) const;
  void giveUp(const facts::Function &F, const char *Why) {
    // A helper without a database that is given up is simply unknown.
    if (Ceiling == EntrySteps)
      Truncated.insert("'" + P.string(F.Display) + "' is not followed to its end: " + Why);
  }

  const View P;
  Budget Limits;
  SeenEffects Effects;
  SeenReads Names;
  SeenFormatters Formats;
  SeenFieldValues Kept;
  llvm::DenseSet<facts::StringId> NothingKept; ///< fields of which there is nothing to presume
  unsigned Presuming = 0;
  std::vector<Declared> *Declaring = nullptr; ///< what is put into maps by the function that is run for that
  /// What constructors leave in objects of a class, in each way that they end.
  std::map<facts::StringId, std::vector<Built>> BuiltBy;
  bool IsBuilding = false; ///< while a constructor is run for that
  unsigned BuildingLeft = MaxBuildingAll; ///< steps that may still be spent on that
  std::deque<Frame> Stack;
  unsigned Steps = 0;
  uint64_t TotalSteps = 0; ///< before this entry
  const uint64_t StartSteps;
  unsigned EntrySteps = MaxEntrySteps; ///< what the entry that runs now may take
  unsigned Ceiling = 0;  ///< the number of steps at which what runs now is given up
  llvm::DenseMap<const facts::Function *, unsigned> HelperSteps; ///< in this entry
  /// What calls of a function that may end the program assigned, by the numbers that they see;
  /// nothing where they did end it.
  llvm::DenseMap<std::pair<const facts::Function *, uint64_t>, std::optional<SideEffects::Changes>> Outcomes;
  llvm::DenseMap<const facts::Function *, unsigned> Unfinished;  ///< helpers given up, how often
  Summaries Remembered;
  /// What is reported in the calls that may be remembered, the outermost first.
  struct Recording {
    std::vector<Observation> Reports;
    size_t Depth = 0;  ///< of the stack when it began
    unsigned Level = 0; ///< calls of the same function around it
    bool Exact = true; ///< nothing was cut short in it
  };
  std::deque<Recording> Recordings;
  struct Use {
    unsigned Hits = 0, Misses = 0;
  };
  llvm::DenseMap<const facts::Function *, Use> Uses; ///< of what is remembered
  llvm::DenseMap<const facts::Function *, unsigned> Costs; ///< the most steps a call of it took
  uint32_t Serial = 0;
  uint32_t WaitsTold = 0; ///< waits in transactions reported so far
  bool Silent = false; ///< a trial run: nothing is reported
  const BackendNames Backends;
  llvm::DenseSet<const models::Library *> Mixed; ///< libraries for PostgreSQL and other databases
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_INTERPRETER_H
