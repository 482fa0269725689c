//===- Schema.cpp - What each operation of a model takes ------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The table itself. Rows stand in the order of enum Op, which is checked when this
// file is compiled.
//
//===----------------------------------------------------------------------===//

#include "models/Schema.h"

#include <array>

using namespace llvm;

namespace pooltidy::models {

namespace {

constexpr Slots Conn = bit(Slot::Connection), Obj = bit(Slot::Object),
                Res = bit(Slot::Result), Name = bit(Slot::Name), Sql = bit(Slot::Sql),
                Value = bit(Slot::Value), To = bit(Slot::To), From = bit(Slot::From),
                At = bit(Slot::At), Count = bit(Slot::Count), What = bit(Slot::What),
                Key = bit(Slot::Key), Fn = bit(Slot::Callable), Pool = bit(Slot::Pool),
                Rows = bit(Slot::Rows), Command = bit(Slot::Command), CopyIn = bit(Slot::CopyIn),
                CopyOut = bit(Slot::CopyOut), Failed = bit(Slot::Failed);
constexpr Slots ConnFields = bit(Slot::Conninfo) | bit(Slot::Keywords) |
                             bit(Slot::Values) | bit(Slot::Host) | bit(Slot::Port) |
                             bit(Slot::Options) | bit(Slot::Database) | bit(Slot::User) |
                             bit(Slot::Expand);
constexpr auto Return = ResultDefault::Return;
constexpr auto NoResult = ResultDefault::None;
constexpr bool Rest = true;

constexpr std::array<OpSchema, OpCount> Table = {{
    // Sessions.
    {Op::Connect, "connect", 0, ConnFields | Res, Return, BoundedKey | SyntaxKey},
    {Op::Disconnect, "disconnect", Conn},
    {Op::Reconnect, "reconnect", Conn},
    {Op::Belongs, "belongs", Obj | Conn},
    {Op::Pool, "pool", 0, ConnFields | bit(Slot::Size) | bit(Slot::Overflow) | Res, Return,
     BoundedKey | SyntaxKey},
    {Op::Acquire, "acquire", Pool, Res | At, Return},
    {Op::Release, "release", Conn, Pool},
    {Op::ConnectionOf, "connection-of", From, Res, Return},
    {Op::SetEnvironment, "set-environment", Name, Value},
    // Transactions.
    {Op::Begin, "begin", Conn, Obj, NoResult, AtEndKey | LazyKey},
    {Op::Autocommit, "autocommit", Conn, Obj},
    {Op::Commit, "commit", Conn, Obj},
    {Op::Rollback, "rollback", Conn, Obj},
    {Op::Savepoint, "savepoint", Conn, Obj},
    {Op::PipelineBegin, "pipeline-begin", Conn},
    {Op::PipelineSync, "pipeline-sync", Conn},
    {Op::PipelineEnd, "pipeline-end", Conn},
    // Statements.
    {Op::Execute, "execute", Conn | Sql, 0, NoResult, ProtocolKey},
    {Op::Prepare, "prepare", Conn, Name | Sql | Obj, NoResult, LazyKey | CachedKey | PlainKey | OnceKey},
    {Op::ExecutePrepared, "execute-prepared", Conn, Name | Obj, NoResult, OnceKey},
    {Op::ClosePrepared, "close-prepared", Conn, Name | Obj},
    {Op::DeallocateSql, "deallocate-sql", Conn, Name | Obj, NoResult, PostponedKey},
    {Op::Set, "set", Conn | Name, Value, NoResult, UnaskedKey},
    {Op::Cursor, "cursor", Conn, Sql | Name | bit(Slot::Hold)},
    {Op::Listen, "listen", Conn | Name},
    {Op::Unlisten, "unlisten", Conn, Name},
    {Op::NotifyWait, "notify-wait", Conn},
    {Op::BackendPid, "backend-pid", Conn, Res, Return},
    {Op::LargeObject, "large-object", Conn},
    {Op::SequenceRead, "sequence-read", Conn, Name},
    {Op::Copy, "copy", Conn},
    // Handles, and databases other than PostgreSQL.
    {Op::Foreign, "foreign", 0, Conn | Obj | From, NoResult, WordsKey | OursKey},
    {Op::Registered, "registered", 0, Name | From | Res, Return},
    {Op::Handle, "handle", To, Conn},
    {Op::Parameter, "parameter", Conn | Value, Name, NoResult, SyntaxKey},
    {Op::PrepareSql, "prepare-sql", Conn | Obj | Sql},
    {Op::ManualCommit, "manual-commit", Conn},
    {Op::PlainPrepare, "plain-prepare", Conn | From, 0, NoResult, WordsKey},
    // Other things a rule wants to know.
    {Op::Wait, "wait", 0, From | Count, NoResult, WhatKey | OnKey | SureKey},
    {Op::OpensFile, "opens-file", 0, Res, Return},
    {Op::Watches, "watches", Obj | From},
    {Op::Busy, "busy", Conn, 0, NoResult, WhatKey},
    {Op::Fetch, "fetch", Conn | bit(Slot::End), bit(Slot::More) | Res, Return},
    {Op::Drained, "drained", Conn},
    {Op::Exit, "exit"},
    // Text.
    {Op::TextNew, "text.new", 0, To | From | Res, ResultDefault::ReturnIfNoTo},
    {Op::TextAppend, "text.append", To | From, 0, NoResult, NoExtra, Rest},
    {Op::TextAssign, "text.assign", To | From},
    {Op::TextInsert, "text.insert", To | At | From},
    {Op::TextReplace, "text.replace", To | From, At | Count},
    {Op::TextClear, "text.clear", To},
    {Op::TextView, "text.view", From, Res, Return},
    {Op::TextConcat, "text.concat", From, Res, Return, NoExtra, Rest},
    {Op::TextFormat, "text.format", bit(Slot::Format), To | From | Res, ResultDefault::ReturnIfNoTo,
     StyleKey, Rest},
    {Op::TextArg, "text.arg", To | From, Res, Return, NoExtra, Rest},
    {Op::TextSlice, "text.slice", From, At | Count | Res, Return},
    {Op::TextFind, "text.find", From | What, At | Res, Return},
    {Op::TextCompare, "text.compare", From | What, Count | Res, Return, AnswerKey | AnyCaseKey},
    {Op::TextSize, "text.size", From, Res, Return},
    {Op::TextNumber, "text.number", From, Res, Return},
    {Op::TextParse, "text.parse", From, Res, Return},
    {Op::TextQuote, "text.quote", 0, From | Res, Return},
    {Op::TextJoin, "text.join", From, What | Res, Return, NoExtra, Rest},
    // Pointers, containers, callables.
    {Op::Same, "same", From, Res, Return},
    {Op::Make, "make", 0, From | Res, Return, NoExtra, Rest},
    {Op::MakeValue, "make-value", 0, From | Res, Return, NoExtra, Rest},
    {Op::PointerGet, "pointer.get", From, Res, Return},
    {Op::PointerSet, "pointer.set", To, From | Fn},
    {Op::PointerRelease, "pointer.release", To, Res, Return},
    {Op::BoxGet, "box.get", From, Value | Res, Return},
    {Op::BoxSet, "box.set", To | From, 0, NoResult, NoExtra, Rest},
    {Op::Push, "push", To | From, 0, NoResult, NoExtra, Rest},
    {Op::Emplace, "emplace", To, From, NoResult, NoExtra, Rest},
    {Op::At, "at", From | Key, Res, Return},
    {Op::Put, "put", To | Key | Value},
    {Op::Size, "size", From, Res, Return},
    {Op::Erase, "erase", To},
    {Op::Pair, "pair", From, Res, Return, NoExtra, Rest},
    {Op::Call, "call", Fn, What | From | Res, Return, NoExtra, Rest},
    {Op::CallEach, "call-each", Fn | From, Res, Return},
    {Op::CallLater, "call-later", Fn, From, NoResult, NoExtra, Rest},
    // Numbers.
    {Op::Min, "min", From, What | Res, Return, NoExtra, Rest},
    {Op::Max, "max", From, What | Res, Return, NoExtra, Rest},
    {Op::Cores, "cores", 0, Res, Return},
    {Op::Usually, "usually", From, Res, Return},
    {Op::ResultStatus, "result-status", From | Rows | Command | Failed, CopyIn | CopyOut | Res,
     Return},
    {Op::Iterate, "iterate", From, At | Res, Return, BackwardsKey},
    {Op::Find, "find", From | Key, Res, Return},
    {Op::PushAll, "push-all", To | From, What},
    {Op::Advance, "advance", To, Count, NoResult, BackwardsKey},
    {Op::SamePlace, "same-place", From | What, Res, Return, AnswerKey},
    {Op::Pop, "pop", From | At},
    {Op::Zeroed, "zeroed", 0, Res, Return},
    {Op::PoolLimit, "pool-limit", Pool, bit(Slot::Size) | bit(Slot::Overflow)},
    {Op::PoolStart, "pool-start", Pool, bit(Slot::Size) | bit(Slot::Overflow)},
    {Op::DeallocateAll, "deallocate-all", Conn},
    {Op::InTransaction, "in-transaction", Conn},
    {Op::TextParameter, "text.parameter", From | Key, What | Res, Return, SyntaxKey},
    {Op::Fresh, "fresh", 0, From | Res, Return},
    {Op::ThreadKeep, "thread-keep", From},
    {Op::ConnectionStatus, "connection-status", Conn | Value | Failed, Res, Return},
    {Op::Deadline, "deadline", Count},
    // More of text.
    {Op::TextRepeat, "text.repeat", From | Count, Res, Return},
    {Op::TextChop, "text.chop", To | Count},
    {Op::TextSubstitute, "text.substitute", From | What, Value | Count | Res, Return},
    {Op::TextOffset, "text.offset", From | What, Res, Return},
    {Op::TextFindLast, "text.find-last", From | What, At | Res, Return},
    {Op::TextRest, "text.rest", From | What, Res, Return, BackwardsKey},
    {Op::TextBuffer, "text.buffer", To, Res, Return},
    {Op::TextNamed, "text.named", Name | Value, Res, Return},
    {Op::TextEnd, "text.end", From, Res, Return},
    // More of containers, boxes and callables.
    {Op::Swap, "swap", To | From},
    {Op::Take, "take", To | At},
    {Op::Empty, "empty", From, Res, Return},
    {Op::HasKey, "has-key", From | Key, Res, Return},
    {Op::BoxHas, "box.has", From, Res, Return},
    {Op::BoxAs, "box.as", From, Res, Return},
    {Op::BoxIs, "box.is", From, Res, Return},
    {Op::Fold, "fold", From | Value, Fn | Res, Return},
    {Op::MapEach, "map-each", Fn | From | To},
    {Op::Visit, "visit", Fn, From | Res, Return, NoExtra, Rest},
    {Op::Unpack, "unpack", Fn | From, Res, Return},
    {Op::Step, "step", From | Count, Res, Return},
    {Op::StepBack, "step-back", From | Count, Res, Return},
    {Op::Bind, "bind", Fn, From | Res, Return, NoExtra, Rest},
    {Op::BindFront, "bind-front", Fn, From | Res, Return, NoExtra, Rest},
    {Op::StoreEach, "store-each", To | From},
    // Parts of texts and of containers.
    {Op::TextTail, "text.tail", From | Count, Res, Return},
    {Op::TextDropTail, "text.drop-tail", From | Count, Res, Return},
    {Op::TextSplit, "text.split", From | What, Res, Return, AnyOfKey | SkipEmptyKey},
    {Op::TextToken, "text.token", From | What, To | Res, Return, SkipEmptyKey},
    {Op::TextLine, "text.line", From, To | What | Res, ResultDefault::ReturnIfNoTo, SkipEmptyKey},
    {Op::TextGood, "text.good", From, Value | Failed | Res, Return},
    {Op::TextFindSet, "text.find-set", From | What, At | Res, Return, BackwardsKey | OutsideKey},
    {Op::TextCut, "text.cut", To | From, What | Value},
    {Op::TextFile, "text.file", From, To | Res, ResultDefault::ReturnIfNoTo},
    {Op::TextByte, "text.byte", From, Res, Return},
    {Op::Resize, "resize", To | Count, Value},
    {Op::Drop, "drop", To | From, What},
    {Op::DropKey, "drop-key", To | Key},
    {Op::FindIf, "find-if", From | What, Fn | Value | Res, Return},
    {Op::Fork, "fork"},
}};

constexpr bool inOrder() {
  for (unsigned I = 0; I < OpCount; ++I)
    if (static_cast<unsigned>(Table[I].Kind) != I)
      return false;
  return true;
}
static_assert(inOrder(), "a row of the table is missing or out of order");

constexpr std::array<StringRef, OpCount> namesOfTable() {
  std::array<StringRef, OpCount> Out;
  for (unsigned I = 0; I < OpCount; ++I)
    Out[I] = Table[I].Name;
  return Out;
}
constexpr std::array<StringRef, OpCount> OpNames = namesOfTable();

constexpr std::array<StringRef, SlotCount> SlotNames = {
    "connection", "object", "result",   "conninfo", "keywords", "values", "host",
    "port",       "options", "database", "user",    "sql",      "name",   "value",
    "hold",       "size",   "overflow", "pool",     "to",       "from",   "at",
    "count",      "format", "what",     "key",      "callable",
    "rows",       "command", "copy-in", "copy-out", "failed", "expand", "more", "end"};
static_assert(!SlotNames.back().empty());

constexpr std::array<StringRef, RoleCount> RoleNames = {
    "none", "connection", "transaction", "autocommit", "pool",     "text",
    "pointer", "box",     "sequence",    "map",        "callable", "thread",
    "file", "iterator"};
static_assert(!RoleNames.back().empty());

} // namespace

const OpSchema &schema(Op O) { return Table[static_cast<unsigned>(O)]; }
ArrayRef<StringRef> opNames() { return OpNames; }
ArrayRef<StringRef> slotNames() { return SlotNames; }
ArrayRef<StringRef> roleNames() { return RoleNames; }

StringRef name(Op O) { return OpNames[static_cast<unsigned>(O)]; }
StringRef name(Role R) { return RoleNames[static_cast<unsigned>(R)]; }

} // namespace pooltidy::models
