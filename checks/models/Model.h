//===- Model.h - What the functions of a library do -------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The data behind models/*.yaml. A model says what a type is (its role) and what
// a call does, as a short list of operations over the call's arguments. The same
// format describes client libraries (execute, begin, connect), string libraries
// (text.append, text.format) and what a user adds in .pooltidy.yaml.
//
// A model names functions by qualified name without template arguments and
// without inline namespaces: "pqxx::transaction_base::exec", "PQexec",
// "std::basic_string::append", "fmt::format". Constructors are written
// "pqxx::transaction::transaction", destructors "pqxx::pipeline::~pipeline".
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_MODELS_MODEL_H
#define POOLTIDY_MODELS_MODEL_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pooltidy::models {

/// What values of a type are to the analysis.
enum class Role : uint8_t {
  None,
  Connection,  ///< a session of its own
  Transaction, ///< an object that keeps a transaction open on a connection
  Autocommit,  ///< an object that runs statements outside any transaction
  Pool,        ///< hands out connections
  Text,        ///< holds text: std::string, string_view, ostringstream, QString
  Pointer,     ///< owns or points to one object: unique_ptr, shared_ptr, raw wrappers
  Box,         ///< holds zero or one object by value: optional
  Sequence,    ///< holds elements in order: vector, array, list, initializer_list, tuple
  Map,         ///< holds elements by key: map, unordered_map
  Callable,    ///< holds something to call: function, reference_wrapper of a function
  Thread,      ///< runs a callable concurrently with its creator
  File,        ///< an open file of this machine: reading it is no wait worth a word
  Iterator,    ///< stands on one element of a sequence, as a pointer would
};

/// What one operation of a function does.
enum class Op : uint8_t {
  // Sessions.
  Connect,         ///< conninfo | keywords+values | database fields; result: return or this
  Disconnect,      ///< connection
  Reconnect,       ///< connection
  Belongs,         ///< object: it works on `connection` from now on (pipelines, statements)
  Pool,            ///< object becomes a pool: size, overflow; result
  Acquire,         ///< connection out of `pool`; result
  Release,         ///< connection given back to its pool
  ConnectionOf,    ///< result: the connection that the object `from` works on
  SetEnvironment,  ///< setenv: name, value
  // Transactions.
  Begin,           ///< connection; `object` keeps it (its destructor runs `at_end`)
  Autocommit,      ///< connection; `object` is known to run outside a transaction
  Commit,          ///< connection; `object`, where it only holds a savepoint, ends just that
  Rollback,        ///< connection; `object` likewise
  Savepoint,       ///< connection; `object` keeps it
  PipelineBegin,   ///< connection: statements up to the next sync are one transaction
  PipelineSync,
  PipelineEnd,
  // Statements.
  Execute,         ///< connection, sql, protocol
  Prepare,         ///< connection, name (absent: unnamed), sql: protocol-level Parse; with `object`
                   ///< under a name of the library's own, and the object keeps the text
  ExecutePrepared, ///< connection, name; or the statement that `object` keeps
  ClosePrepared,   ///< connection, name: protocol-level Close
  DeallocateSql,   ///< connection, name or object: the library sends SQL DEALLOCATE
  Set,             ///< connection, name, value: the library sends SET
  Cursor,          ///< connection, sql, name, hold: the library sends DECLARE
  Listen,          ///< connection, name
  Unlisten,        ///< connection, name
  NotifyWait,      ///< connection: waits for or reads notifications
  BackendPid,      ///< connection; result is the pid
  LargeObject,     ///< connection: a call that needs an open transaction
  SequenceRead,    ///< connection: the library asks for lastval or currval
  Copy,            ///< connection: the session stays busy until the copy ends
  // Handles, and databases other than PostgreSQL.
  Foreign,         ///< connection (or `object`, a pool or parameters): another database, where `from`
                   ///< names one of `words`; without `from` always
  Registered,      ///< result: the connection known in the whole program as `name`
  Handle,          ///< a new handle is put where `to` points; it works on `connection`
  Parameter,       ///< connection: `value` is its parameter `name`, or without a name a connection
                   ///< string, when it connects
  PrepareSql,      ///< connection, object, sql: the library sends SQL PREPARE under a name of its own
  ManualCommit,    ///< connection: from now on each statement outside a transaction begins one
  PlainPrepare,    ///< connection: where `from` has one of `words`, preparing sends nothing
  // Other things a rule wants to know.
  Wait,            ///< blocks on something that is not the database; `what` says on what. No
                   ///< wait where `from` is given and is text or a connection's own socket
  OpensFile,       ///< result: an open file of this machine, as types of role `file` are
  Watches,         ///< `object` waits for what `from` waits for, too (epoll_ctl)
  Busy,            ///< connection: its server connection stays taken, by `what`, until drained
  Fetch,           ///< connection: the next part of what keeps it busy: `more` of it, or `end`, which frees it
  Drained,         ///< connection: nothing keeps it busy any more
  Exit,            ///< never returns
  // Text.
  TextNew,         ///< result or `to` becomes empty text, or the text `from` where given
  TextAppend,      ///< to, from (rest): appends; result is `to`
  TextAssign,      ///< to, from
  TextInsert,      ///< to, at, from
  TextReplace,     ///< to, at, count, from: replaces a stretch
  TextClear,       ///< to
  TextView,        ///< result: the text of `from` (c_str, str, string_view, move)
  TextConcat,      ///< result: the texts of `from` (rest), joined
  TextFormat,      ///< result and `to` if given: `format` filled with `from`, see `style`
  TextArg,         ///< QString::arg: result: `to`'s text with its lowest %n replaced by `from`
  TextSlice,       ///< result: `from`, from byte `at` on, `count` bytes
  TextFind,        ///< result: the offset of `what` in `from`, or -1
  TextCompare,     ///< result: how `from` and `what` (their first `count` bytes) compare, see `answer`
  TextSize,        ///< result: the length of `from`
  TextNumber,      ///< result: the decimal text of `from`
  TextParse,       ///< result: the number that the text `from` spells
  TextQuote,       ///< result: some text made of `from` that only the run knows, quoted
  TextJoin,        ///< result: elements of `from`, separated by `what`
  // Pointers, containers, callables.
  Same,            ///< result is `from` itself (move, forward, as_const, ref)
  Make,            ///< result: a pointer to a new T(from...), T the call's first template argument
  MakeValue,       ///< result: a new T(from...)
  PointerGet,      ///< result: what `from` points to
  PointerSet,      ///< `to` points to `from` from now on
  PointerRelease,  ///< result: what `to` pointed to; `to` is empty
  BoxGet,          ///< result: the object in `from`
  BoxSet,          ///< `to` holds `from`
  Push,            ///< appends `from` to the sequence `to`
  Emplace,         ///< appends a new element built of `from` (rest) to `to`
  At,              ///< result: the element of `from` at `key`
  Put,             ///< the element of `to` at `key` becomes `value`
  Size,            ///< result: the number of elements of `from`
  Erase,           ///< empties `to`
  Pair,            ///< result: a sequence of `from` (rest)
  Call,            ///< calls `callable` with `from` (rest) at once
  CallEach,        ///< calls `callable` for each element of `from`
  CallLater,       ///< `callable` runs in a thread of its own with `from`
  // Numbers.
  Min,             ///< result: the smaller of `from` (rest) and, if given, `what`
  Max,
  Cores,           ///< result: the machine's number of processors
  Usually,         ///< result: a number that is `from` unless somebody configures another
  ResultStatus,    ///< result: `rows`, `command`, `copy-in`, `copy-out` or `failed`, by how the
                   ///< statement whose result `from` is went
  Iterate,         ///< result: an iterator of `from` that stands at element `at`; -1 is past the last
  Find,            ///< result: an iterator at the entry of the map `from` at `key`, or past the last
  PushAll,         ///< appends the elements of `from` to `to`
  Advance,         ///< the iterator `to` moves on by `count` (1)
  SamePlace,       ///< result: whether the iterators `from` and `what` stand at the same place, see `answer`
  Pop,             ///< takes the element at the end `at` (0: first, -1: last) off the sequence `from`
  Zeroed,          ///< result: a pointer to a new object whose members are 0
  // Pools whose size is said apart, and what libraries do to many statements at once.
  PoolLimit,       ///< `pool` holds up to `size` connections (and `overflow` more) from now on
  PoolStart,       ///< `pool` begins to work: with `size` where no pool-limit was seen before
  DeallocateAll,   ///< connection: the library sends SQL DEALLOCATE for all its statements on it
  InTransaction,   ///< connection: the library refuses the call outside a transaction
  TextParameter,   ///< result: the value of parameter `key` of the connection string `from`
  Fresh,           ///< result: a pointer to new memory, never null; or to what `from` points to
  ThreadKeep,      ///< `from` is kept for as long as the thread runs
  ConnectionStatus, ///< result: `value` where connecting worked, `failed` where it did not
  Deadline,        ///< in `count` seconds the process is told, whatever it waits for then; 0: no more
  // More of text.
  TextRepeat,      ///< result: the text `from`, `count` times
  TextChop,        ///< `to` loses its last `count` bytes
  TextSubstitute,  ///< result: `from` with `value` wherever it had `what` (the first `count` times)
  TextOffset,      ///< result: where in `from` its tail `what` begins
  TextFindLast,    ///< result: the offset of the last `what` in `from` (not behind `at`), or -1
  TextRest,        ///< result: `from` from its first `what` on, or a null pointer
  TextBuffer,      ///< result: a new empty text, to which the pointer `to` points as well
  TextNamed,       ///< result: an argument of `text.format` that is `value` and is called `name`
  TextEnd,         ///< result: the place behind the text in the buffer `from`
  // More of containers, boxes and callables.
  Swap,            ///< `to` and `from` change places
  Take,            ///< the element at `at` (a number, -1 the last, or an iterator) leaves `to`
  Empty,           ///< result: whether `from` has no elements
  HasKey,          ///< result: whether the map `from` has an entry at `key`
  BoxHas,          ///< result: whether `from` holds an object
  BoxAs,           ///< result: a pointer to the object in `from` if it is of the call's template argument
  BoxIs,           ///< result: whether the object in `from` is of the call's template argument
  Fold,            ///< result: `value`, combined with each element of `from` in turn by `callable`
  MapEach,         ///< what `callable` returns for each element of `from` is appended to `to`
  Visit,           ///< calls `callable` with the objects in the boxes `from` (rest)
  Unpack,          ///< calls `callable` with the elements of `from`
  Step,            ///< result: the iterator `count` elements behind `from`
  StepBack,        ///< result: the iterator `count` elements before `from`
  Bind,            ///< result: `callable` with `from` (rest) in the places of its arguments
  BindFront,       ///< result: `callable` with `from` (rest) before its other arguments
  StoreEach,       ///< each element of `to` becomes that of `from`
  // Parts of texts and of containers.
  TextTail,        ///< result: the last `count` bytes of `from`
  TextDropTail,    ///< result: `from` without its last `count` bytes
  TextSplit,       ///< result: a sequence of the parts of `from` between `what`
  TextToken,       ///< result: the next part of `from`, or of what the call before left in `to`
  TextLine,        ///< `to` becomes what the stream `from` has up to the next `what`
  TextGood,        ///< result: whether reading from the stream `from` has not failed yet
  TextFindSet,     ///< result: the offset of a byte of `from` that is in `what`, or -1
  TextCut,         ///< in `to`, `value` takes the place of what is between `from` and `what`
  TextFile,        ///< result: the text of the file that is called `from`
  TextByte,        ///< result: the text of the one character whose code `from` is
  Resize,          ///< `to` has `count` elements, new ones are `value`
  Drop,            ///< the elements from `from` on, before `what`, leave `to`
  DropKey,         ///< the entries at `key` leave the map `to`
  FindIf,          ///< result: an iterator at the first element of `from` that fits, or at `what`
  Fork,            ///< a copy of the process goes on beside it
};

/// Whether \p K does something to a connection or a pool, so that who calls it touches a database.
inline bool touchesDatabase(Op K) {
  return K < Op::Wait || K == Op::PoolLimit || K == Op::PoolStart || K == Op::DeallocateAll || K == Op::InTransaction;
}
/// Whether \p K touches a database, waits, or looks at how a session is.
inline bool concernsSession(Op K) {
  return touchesDatabase(K) || K < Op::Exit || K == Op::ThreadKeep || K == Op::Fork || K == Op::ConnectionStatus || K == Op::ResultStatus;
}

/// The named places of an operation. Which ones an operation takes, and which it
/// must have, is fixed in Loader.cpp and checked when a model is read.
enum class Slot : uint8_t {
  Connection, Object, Result, Conninfo, Keywords, Values, Host, Port, Options,
  Database, User, Sql, Name, Value, Hold, Size, Overflow, Pool, To, From, At,
  Count, Format, What, Key, Callable, Rows, Command, CopyIn, CopyOut, Failed, Expand, More, End,
};

/// Where an operation finds one of its values.
struct Operand {
  enum class Kind : uint8_t {
    Argument, ///< argument Index of the call, from 0, the object not counted
    Rest,     ///< all arguments from Index on
    This,     ///< the object of a method call; the new object in a constructor
    Return,   ///< the value of the call; as a source: what an operation before put there
    TemplateArgument, ///< the number that is the callee's template argument Index
    Text,     ///< the constant text String
    Number,   ///< the constant Number
  };
  Kind K = Kind::Argument;
  unsigned Index = 0;
  int64_t Number = 0;
  std::string String;
  std::optional<int64_t> Default; ///< Argument: used when the call has fewer arguments
};

enum class Protocol : uint8_t {
  Simple,   ///< the text may hold several statements, which then are one transaction
  Extended, ///< exactly one statement
};

enum class FormatStyle : uint8_t {
  Printf,  ///< %s, %d, %1$s
  Braces,  ///< {}, {0}, {name}: fmt, std::format
  Percent, ///< %1%, %s: boost::format
  Dollar,  ///< $0, $1: absl::Substitute
};

/// What a comparison returns.
enum class Answer : uint8_t {
  Equal,   ///< true when equal (operator==)
  Unequal, ///< true when not equal (operator!=)
  Order,   ///< 0 when equal (strcmp)
  Prefix,  ///< true when `from` begins with `what`
  Suffix,  ///< true when it ends with it
  Inside,  ///< true when it has it somewhere
};

/// What the destructor of an object that holds a transaction does.
enum class AtEnd : uint8_t { Rollback, Commit, Nothing };

/// A setting that a library makes of its own accord, and what others see of it.
enum class Unasked : uint8_t {
  No,       ///< the program asked for it
  Harmless, ///< nothing: clients of a server of today cannot tell
  Visible,  ///< other clients of the server connection get it
};

/// Whom a wait is for.
enum class WaitsOn : uint8_t {
  Outside, ///< time, a device, another program, a person
  Thread,  ///< another thread of the program, which may be the one that gives a connection back
  Lock,    ///< a mutex: short in most programs, so it is told with less confidence
};

struct Operation {
  Op Kind;
  llvm::SmallVector<std::pair<Slot, Operand>, 4> Operands;
  Protocol Wire = Protocol::Simple;       ///< Execute
  FormatStyle Style = FormatStyle::Printf; ///< TextFormat
  Answer Says = Answer::Equal;            ///< TextCompare
  AtEnd End = AtEnd::Rollback;            ///< Begin
  WaitsOn On = WaitsOn::Outside;          ///< Wait
  bool Bounded = false;                   ///< Connect, Pool: the library itself limits how long that takes
  bool Cached = false;                    ///< Prepare: kept by the connection when the object is gone
  bool Once = false;                      ///< Prepare: executed and freed by SQL DEALLOCATE in the same call;
                                          ///< ExecutePrepared: the object holds no statement afterwards
  bool Plain = false;                     ///< Prepare: nothing is prepared, executing sends the statement
  bool Semicolons = false;                ///< Connect, Pool, TextParameter: [driver:]key=value;key=value
  bool AnyCase = false;                   ///< TextCompare: upper and lower case are the same
  bool AnyOf = false;                     ///< TextSplit: `what` is a set of bytes
  bool SkipEmpty = false;                 ///< TextSplit: empty parts are left out
  bool Backwards = false;                 ///< Iterate, Advance, TextFindSet, TextRest: from the end
  bool Outside = false;                   ///< TextFindSet: a byte that is not in `what`
  bool Lazy = false;                      ///< Begin: sent with the first statement; Prepare likewise
  bool Postponed = false;                 ///< DeallocateSql: in a transaction, sent when that has ended
  Unasked Own = Unasked::No;              ///< Set: the library does it of its own accord
  std::string What;                       ///< Wait: what it waits for, in words
  std::vector<std::string> Words;         ///< Foreign, PlainPrepare: what to look for in `from`;
                                          ///< Wait: variables, what is not one of them is less sure
  std::vector<std::string> Ours;          ///< Foreign: what the program calls PostgreSQL by
  unsigned Line = 0;                      ///< in the model file

  /// The operand in \p S, or null.
  const Operand *operand(Slot S) const;
};

/// Which calls of a function a model is for. All conditions must hold. Arguments are
/// counted as written in the call: default arguments and the object do not count.
struct Condition {
  unsigned MinArgs = 0;
  unsigned MaxArgs = ~0u;
  /// Parameter index -> what its canonical type must contain, e.g. "pqxx::params".
  llvm::SmallVector<std::pair<unsigned, std::string>, 1> ParamTypes;
  /// Parameter index -> integer constant the argument must have (SQL_ATTR_AUTOCOMMIT, ...).
  llvm::SmallVector<std::pair<unsigned, int64_t>, 1> ArgValues;
  /// Parameter index -> text the argument must be, whatever its case ("autoCommit").
  llvm::SmallVector<std::pair<unsigned, std::string>, 1> ArgTexts;
  /// Parameter index -> what the known part of the argument must contain, whatever its case.
  llvm::SmallVector<std::pair<unsigned, std::string>, 1> ArgHas;
};

struct FunctionModel {
  std::vector<std::string> Names;
  Condition When;
  llvm::SmallVector<Operation, 2> Operations; ///< in order; empty: known to do nothing of interest
  std::string Note;   ///< a sentence for messages: what the library does behind the call
  std::string Source; ///< where the fact was read
  unsigned Line = 0;
};

struct TypeModel {
  std::string Name;
  Role R = Role::None;
};

/// One library: a file of models/ or the `models:` part of a .pooltidy.yaml.
struct Library {
  std::string Name;    ///< "libpq"
  std::string Title;   ///< "libpq 15, the C client library"
  std::string File;    ///< the YAML file it came from
  bool Database = true;///< false for string and container libraries
  std::vector<std::string> Headers; ///< as written in #include <...>; may end in "*"
  std::vector<TypeModel> Types;
  std::vector<FunctionModel> Functions;
  std::vector<std::pair<std::string, std::string>> Constants; ///< variables and the text they hold
  /// Whether its connections may lead to databases other than PostgreSQL.
  bool hasForeign() const;
};

/// All libraries in force, indexed by name.
class ModelSet {
public:
  /// Adds \p L. A function or type of a later library replaces an earlier one's
  /// model of the same name, so a user's file wins over ours.
  void add(Library L);

  /// The models of function \p QualifiedName in the order to try, or empty.
  llvm::ArrayRef<const FunctionModel *> functions(llvm::StringRef QualifiedName) const;

  /// The role of type \p QualifiedName, Role::None when it is not modelled.
  Role role(llvm::StringRef QualifiedName) const;

  /// The text that library variable \p QualifiedName holds, or null.
  const std::string *constant(llvm::StringRef QualifiedName) const;

  /// The library that models function \p QualifiedName, or null.
  const Library *libraryOf(llvm::StringRef QualifiedName) const;

  /// All libraries, in the order they were added.
  const std::vector<std::unique_ptr<Library>> &libraries() const { return Libraries; }

private:
  std::vector<std::unique_ptr<Library>> Libraries;
  struct Entry {
    const Library *Owner = nullptr;
    llvm::SmallVector<const FunctionModel *, 2> Models;
  };
  llvm::StringMap<Entry> Functions;
  std::vector<std::pair<std::string, Entry>> Patterns; ///< names with stars, in the order they were added
  llvm::StringMap<Role> Types;
  llvm::StringMap<std::string> Constants;
};

/// Reads one model file. \p Text is its content, \p File its name for messages.
/// Errors are of the form "FILE:LINE:COLUMN: what is wrong and what is allowed".
llvm::Expected<Library> parseLibrary(llvm::StringRef Text, llvm::StringRef File);

/// The models that are built into the program (checks/models/*.yaml).
llvm::Expected<ModelSet> builtinModels();

/// Stable names for dumps: "text.append", "connection".
llvm::StringRef name(Op O);
llvm::StringRef name(Role R);

} // namespace pooltidy::models

#endif // POOLTIDY_MODELS_MODEL_H
