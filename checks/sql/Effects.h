//===- Effects.h - What a piece of SQL does to a session --------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// SQL text goes in, a list of statements with their session effects comes out.
// This layer knows PostgreSQL's grammar (through libpg_query, the server's own
// parser) and nothing of C++, of client libraries or of poolers. It refuses to
// say whether an effect is harmful: that depends on the lease it happens in and
// on the pooler, which other layers know.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_EFFECTS_H
#define POOLTIDY_SQL_EFFECTS_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pooltidy::sql {

/// What a hole in recovered SQL text most likely holds, judged from its C++ type.
enum class HoleKind : uint8_t {
  Unknown,   ///< any text: part of a name, a list, a whole clause
  Number,    ///< an integer or floating point value
  Parameter, ///< a placeholder the client library binds ($1 is left as text)
};

/// A stretch of SqlText::Text whose content is not known. The bytes in the
/// stretch are filler and mean nothing; the analysis fills them as it needs.
struct Hole {
  uint32_t Offset = 0;
  uint32_t Length = 0;
  HoleKind Kind = HoleKind::Unknown;
};

/// SQL text with holes. Every offset in results refers to Text.
struct SqlText {
  std::string Text;
  std::vector<Hole> Holes; ///< ascending, not overlapping
};

/// Number of filler bytes a template renders for one hole.
inline constexpr uint32_t HoleLength = 8;

/// Stands for one hole in Effect::Name, whatever the hole's length. Two names with
/// marks in the same places were written the same way; whether the holes hold the
/// same value, only the caller can tell.
inline constexpr char HoleMark = '\x1a';

enum class EffectKind : uint8_t {
  // Transaction control (PostgreSQL manual, SQL commands BEGIN .. PREPARE TRANSACTION).
  Begin,              ///< BEGIN, START TRANSACTION
  Commit,             ///< COMMIT, END (Chain says AND CHAIN)
  Rollback,           ///< ROLLBACK, ABORT (Chain says AND CHAIN)
  PrepareTransaction, ///< PREPARE TRANSACTION: ends the transaction, two-phase
  FinishPrepared,     ///< COMMIT PREPARED, ROLLBACK PREPARED
  Savepoint,          ///< SAVEPOINT, RELEASE, ROLLBACK TO
  // Settings.
  Set,            ///< SET [SESSION] Name, set_config(.., false), UPDATE pg_settings
  SetLocal,       ///< SET LOCAL Name, set_config(.., true)
  SetTransaction, ///< SET TRANSACTION ..., SET CONSTRAINTS: Name says which
  Reset,          ///< RESET Name, SET Name TO DEFAULT; Name "all" for RESET ALL
  Discard,        ///< DISCARD ALL | PLANS | SEQUENCES | TEMP, in Name (lower case)
  // Advisory locks; Name is the normalised key text, as written between the parentheses.
  Lock,            ///< pg_[try_]advisory_lock[_shared]
  Unlock,          ///< pg_advisory_unlock[_shared]
  UnlockAll,       ///< pg_advisory_unlock_all
  TransactionLock, ///< pg_[try_]advisory_xact_lock[_shared]
  // Temporary objects.
  CreateTemp,   ///< any temporary table, view or sequence; see Effect::OnCommitDrop
  DropRelation, ///< DROP TABLE/VIEW/SEQUENCE Name (one effect for each name)
  UseRelation,  ///< a table named in FROM, INTO, COPY, ...: one effect a name
  // Cursors.
  DeclareCursor, ///< DECLARE Name; see Effect::Hold
  FetchCursor,   ///< FETCH or MOVE from Name, UPDATE/DELETE WHERE CURRENT OF Name
  CloseCursor,   ///< CLOSE Name; Name "all" for CLOSE ALL
  // SQL-level prepared statements.
  Prepare,    ///< PREPARE Name AS ...
  Execute,    ///< EXECUTE Name
  Deallocate, ///< DEALLOCATE Name; Name "all" for DEALLOCATE ALL
  // Notifications.
  Listen,
  Unlisten, ///< Name "*" for all
  Notify,   ///< NOTIFY, pg_notify(): safe, listed for inventories
  // Functions and commands whose meaning is tied to one session.
  SequenceAdvance, ///< nextval, setval of Name, or an INSERT, MERGE or COPY that may
                   ///< draw from a sequence (Name unknown)
  SequenceRead,    ///< currval, lastval: Name is the function's name
  BackendPid,      ///< pg_backend_pid()
  Load,            ///< LOAD 'library'
  SetSeed,         ///< setseed(), SET SEED
  ExportSnapshot,  ///< pg_export_snapshot()
  SessionFunction, ///< any other function that answers for or changes one session; Name
  // Statements that mean something only inside a transaction.
  LockTable,       ///< Name is the first table
  RowLock,         ///< SELECT ... FOR UPDATE/SHARE at the top level; Name "key share"
  LargeObjectOpen, ///< lo_open, lowrite, loread, lo_lseek, ... through a descriptor
  // Statements the server refuses inside a transaction block (VACUUM, ...).
  OutsideOnly,
  // Server-side waiting, for pooling-long-transaction.
  Sleep, ///< pg_sleep and its kin
};

/// One thing a statement does to the session or the transaction.
struct Effect {
  EffectKind Kind;
  std::string Name;      ///< lower-cased unless quoted; see EffectKind; empty when unknown
  bool NameKnown = true; ///< false when a hole or a placeholder ($1, ?, %s) takes part
  uint32_t Offset = 0;   ///< of the token to show the user, in SqlText::Text
  uint32_t Length = 0;
  std::string Spelling;      ///< how to call the construct in a message, e.g. "SET search_path"
  bool OnCommitDrop = false; ///< CreateTemp: dropped by the server at the end of the transaction
  bool IfNotExists = false;  ///< CreateTemp
  bool Hold = false;         ///< DeclareCursor: WITH HOLD
  bool Chain = false;        ///< Commit, Rollback: AND CHAIN opens the next one at once
  bool Try = false;          ///< Lock, TransactionLock: pg_try_...
  bool Shared = false;       ///< Lock, Unlock, TransactionLock
  bool Uncertain = false;    ///< seen by tokens only, or an argument that decides is unknown
  bool InBody = false;       ///< inside a DO body or another statement's text
};

/// How well a statement was understood.
enum class Understanding : uint8_t {
  Parsed, ///< by the grammar
  Tokens, ///< only from its leading tokens and function names
  Opaque, ///< its leading keyword is a hole or it is not SQL at all
};

struct Statement {
  uint32_t Begin = 0; ///< first byte of the statement in SqlText::Text
  uint32_t End = 0;   ///< one past its last byte
  Understanding How = Understanding::Opaque;
  std::string Keyword;         ///< first keyword, upper case ("SELECT", "SET"); empty when opaque
  std::vector<Effect> Effects; ///< in the order of their offsets
};

/// Splits \p Sql into statements and finds the session effects of each.
///
/// Accepts any bytes: invalid UTF-8, NULs, megabytes, any nesting. Text the
/// grammar refuses is classified from its tokens: our lexer reads quotes, comments
/// and words as the server does and goes on where the server gives up, so that a
/// SET in a string constant is never taken for a statement. Never fails; empty text
/// and text of comments alone give no statements. Thread-safe.
std::vector<Statement> analyse(const SqlText &Sql);

/// Convenience for text without holes.
std::vector<Statement> analyse(std::string_view Text);

/// Stable lower-case name of \p Kind for dumps and JSON, e.g. "create-temp".
std::string_view name(EffectKind Kind);

/// The release of PostgreSQL whose grammar statements are read by: "15.1".
std::string_view grammarVersion();

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_EFFECTS_H
