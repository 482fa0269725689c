//===- Calls.cpp - Functions with a meaning for the session ---------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The table is sorted by name and searched by bisection. Left out on purpose, since
// they mean the same in every session: txid_current and its kin, pg_current_snapshot,
// pg_listening_channels, lo_import, lo_export, lo_from_bytea, lo_get, lo_put,
// lo_create, lo_creat, lo_unlink.
//
// Arguments are read for at most MostArgumentTokens tokens, so that calls nested in
// calls a hundred thousand deep stay linear.
//
//===----------------------------------------------------------------------===//

#include "sql/Calls.h"

#include <algorithm>
#include <array>

namespace pooltidy::sql {

namespace {

constexpr size_t MostArgumentTokens = 256;
constexpr size_t LongestFunction = 36;

struct Function {
  std::string_view Name;
  EffectKind Kind;
  bool Try = false;
  bool Shared = false;
  bool Extension = false; ///< lives in whatever schema the extension was put
};

using K = EffectKind;
constexpr Function Functions[] = {
    {"currval", K::SequenceRead},
    {"dblink_cancel_query", K::SessionFunction, false, false, true},
    {"dblink_close", K::SessionFunction, false, false, true},
    {"dblink_connect", K::SessionFunction, false, false, true},
    {"dblink_connect_u", K::SessionFunction, false, false, true},
    {"dblink_disconnect", K::SessionFunction, false, false, true},
    {"dblink_error_message", K::SessionFunction, false, false, true},
    {"dblink_fetch", K::SessionFunction, false, false, true},
    {"dblink_get_connections", K::SessionFunction, false, false, true},
    {"dblink_get_notify", K::SessionFunction, false, false, true},
    {"dblink_get_result", K::SessionFunction, false, false, true},
    {"dblink_is_busy", K::SessionFunction, false, false, true},
    {"dblink_open", K::SessionFunction, false, false, true},
    {"dblink_send_query", K::SessionFunction, false, false, true},
    {"inet_client_addr", K::SessionFunction},
    {"inet_client_port", K::SessionFunction},
    {"lastval", K::SequenceRead},
    {"lo_close", K::LargeObjectOpen},
    {"lo_lseek", K::LargeObjectOpen},
    {"lo_lseek64", K::LargeObjectOpen},
    {"lo_open", K::LargeObjectOpen},
    {"lo_tell", K::LargeObjectOpen},
    {"lo_tell64", K::LargeObjectOpen},
    {"lo_truncate", K::LargeObjectOpen},
    {"lo_truncate64", K::LargeObjectOpen},
    {"loread", K::LargeObjectOpen},
    {"lowrite", K::LargeObjectOpen},
    {"nextval", K::SequenceAdvance},
    {"pg_advisory_lock", K::Lock},
    {"pg_advisory_lock_shared", K::Lock, false, true},
    {"pg_advisory_unlock", K::Unlock},
    {"pg_advisory_unlock_all", K::UnlockAll},
    {"pg_advisory_unlock_shared", K::Unlock, false, true},
    {"pg_advisory_xact_lock", K::TransactionLock},
    {"pg_advisory_xact_lock_shared", K::TransactionLock, false, true},
    {"pg_backend_pid", K::BackendPid},
    {"pg_backup_start", K::SessionFunction},
    {"pg_backup_stop", K::SessionFunction},
    {"pg_export_snapshot", K::ExportSnapshot},
    {"pg_my_temp_schema", K::SessionFunction},
    {"pg_notify", K::Notify},
    {"pg_replication_origin_session_is_setup", K::SessionFunction},
    {"pg_replication_origin_session_progress", K::SessionFunction},
    {"pg_replication_origin_session_reset", K::SessionFunction},
    {"pg_replication_origin_session_setup", K::SessionFunction},
    {"pg_sleep", K::Sleep},
    {"pg_sleep_for", K::Sleep},
    {"pg_sleep_until", K::Sleep},
    {"pg_start_backup", K::SessionFunction},
    {"pg_stop_backup", K::SessionFunction},
    {"pg_try_advisory_lock", K::Lock, true, false},
    {"pg_try_advisory_lock_shared", K::Lock, true, true},
    {"pg_try_advisory_xact_lock", K::TransactionLock, true, false},
    {"pg_try_advisory_xact_lock_shared", K::TransactionLock, true, true},
    {"set_config", K::Set},
    {"set_limit", K::SessionFunction, false, false, true},
    {"setseed", K::SetSeed},
    {"setval", K::SequenceAdvance},
    {"show_limit", K::SessionFunction, false, false, true},
};
static_assert(std::is_sorted(std::begin(Functions), std::end(Functions),
                             [](const Function &A, const Function &B) { return A.Name < B.Name; }));
static_assert(std::all_of(std::begin(Functions), std::end(Functions),
                          [](const Function &F) { return F.Name.size() <= LongestFunction + 2; }));

const Function *find(const View &V, TokenIndex I) {
  std::string_view Text = V.text(I);
  if (V.has(I, TokenKind::Quoted) && Text.size() > 2 && Text[0] == '"')
    Text = Text.substr(1, Text.size() - 2); // "pg_sleep" is the same function, "PG_SLEEP" none
  else if (!V.has(I, TokenKind::Word))
    return nullptr;
  std::array<char, LongestFunction + 2> Buffer;
  if (Text.size() < 6 || Text.size() > Buffer.size())
    return nullptr;
  if (V.has(I, TokenKind::Word))
    std::transform(Text.begin(), Text.end(), Buffer.begin(), toLower);
  else
    std::copy(Text.begin(), Text.end(), Buffer.begin());
  std::string_view Folded(Buffer.data(), Text.size());
  auto It =
      std::lower_bound(std::begin(Functions), std::end(Functions), Folded,
                       [](const Function &F, std::string_view Name) { return F.Name < Name; });
  return It != std::end(Functions) && It->Name == Folded ? It : nullptr;
}

/// Token ranges of a call's arguments.
struct Arguments {
  struct Range {
    TokenIndex First, Last;
  };
  std::vector<Range> List;
  TokenIndex First = 0, Last = 0;
  bool Complete = false; ///< the closing parenthesis was found
};

Arguments readArguments(const View &V, TokenIndex Open) {
  Arguments A;
  A.First = Open + 1;
  size_t Depth = 0;
  TokenIndex From = Open + 1, I = Open;
  for (; I < V.size() && I - Open <= MostArgumentTokens; ++I) {
    if (V.punct(I, '(') || V.punct(I, '[')) {
      ++Depth;
    } else if (V.punct(I, ')') || V.punct(I, ']')) {
      if (--Depth == 0) {
        A.Complete = true;
        break;
      }
    } else if (Depth == 1 && V.punct(I, ',')) {
      A.List.push_back({From, I});
      From = I + 1;
    }
  }
  A.Last = I;
  if (From < I || !A.List.empty())
    A.List.push_back({From, I});
  return A;
}

enum class Truth : uint8_t { False, True, Unknown };

/// The boolean that tokens First..Last spell, as the server would read it: TRUE,
/// 't', 'on', (true), true::boolean, CAST('f' AS bool), BOOL 'no'.
Truth truth(const View &V, TokenIndex First, TokenIndex Last) {
  while (true) {
    if (Last - First >= 3 && V.punct(First, '(') && V.punct(Last - 1, ')') &&
        V.pastParens(First) == Last) {
      ++First, --Last;
    } else if (Last - First >= 3 && V.text(Last - 2) == "::") {
      Last -= 2;
    } else if (Last - First >= 6 && V.is(First, "CAST") && V.punct(First + 1, '(') &&
               V.is(Last - 3, "AS")) {
      First += 2, Last -= 3;
    } else if (Last - First == 2 && V.isAny(First, {"BOOL", "BOOLEAN"})) {
      ++First;
    } else {
      break;
    }
  }
  if (Last - First != 1 || V.Src.hasHole(V.Toks[First].Begin, V.Toks[First].End))
    return Truth::Unknown;
  std::string Value(V.text(First));
  bool Constant = V.has(First, TokenKind::String);
  if (Constant)
    Value = V.stringAt(First, /*Fold=*/true).Text;
  else
    std::transform(Value.begin(), Value.end(), Value.begin(), toLower);
  if (Value == "true" || Value == "1")
    return Truth::True;
  if (Value == "false" || Value == "0")
    return Truth::False;
  if (!Constant || Value.empty())
    return Truth::Unknown;
  for (std::string_view Yes : {"true", "yes", "on"})
    if (Yes.starts_with(Value) && Value != "o")
      return Truth::True;
  for (std::string_view No : {"false", "no", "off"})
    if (No.starts_with(Value) && Value != "o")
      return Truth::False;
  return Truth::Unknown;
}

/// A name given as a string constant ('seq', '"Seq"', 'seq'::regclass), else the
/// text of the expression.
Name named(const View &V, const Arguments &A, size_t Index) {
  if (Index >= A.List.size())
    return {"", false};
  auto [First, Last] = A.List[Index];
  bool Plain = Last - First == 1 || (Last - First == 3 && V.text(First + 1) == "::");
  if (!Plain || !V.has(First, TokenKind::String)) {
    Name N = V.exprAt(First, Last);
    N.Known = false;
    return N;
  }
  Name N = V.stringAt(First);
  if (N.Text.find('"') == std::string::npos)
    std::transform(N.Text.begin(), N.Text.end(), N.Text.begin(), toLower);
  else
    std::erase(N.Text, '"');
  return N;
}

void readSetConfig(View &V, TokenIndex I, const Arguments &A) {
  Name Setting = named(V, A, 0);
  std::transform(Setting.Text.begin(), Setting.Text.end(), Setting.Text.begin(), toLower);
  Truth Local =
      A.Complete && A.List.size() == 3 ? truth(V, A.List[2].First, A.List[2].Last) : Truth::Unknown;
  const char *Flag = Local == Truth::True ? "true" : Local == Truth::False ? "false" : "…";
  std::string Spelling = "set_config(";
  if (Setting.Known)
    Spelling.append(1, '\'').append(shown(Setting.Text)).append(1, '\'');
  else
    Spelling += Setting.Text.empty() ? "…" : shown(Setting.Text);
  Spelling.append(", ..., ").append(Flag).append(1, ')');
  Effect &E =
      V.add(Local == Truth::True ? K::SetLocal : K::Set, I, I + 1, Setting, std::move(Spelling));
  E.Uncertain |= Local == Truth::Unknown;
}

} // namespace

void readCall(View &V, TokenIndex I) {
  if (!V.punct(I + 1, '('))
    return;
  const Function *F = find(V, I);
  if (!F)
    return;
  if (I >= 2 && V.punct(I - 1, '.') && !F->Extension &&
      V.nameAt(I - 2).Text.rfind("pg_catalog.", 0))
    return;
  Arguments A = readArguments(V, I + 1);
  Name What;
  switch (F->Kind) {
  case K::Set:
    return readSetConfig(V, I, A);
  case K::Lock:
  case K::Unlock:
  case K::TransactionLock:
    What = V.exprAt(A.First, A.Last);
    What.Known &= A.Complete;
    break;
  case K::SequenceAdvance:
    What = named(V, A, 0);
    break;
  case K::Notify:
    if (!A.List.empty() && V.has(A.List[0].First, TokenKind::String))
      What = V.stringAt(A.List[0].First); // pg_notify does not fold case
    else
      What = named(V, A, 0);
    break;
  case K::SequenceRead:
  case K::SessionFunction:
  case K::LargeObjectOpen:
  case K::Sleep:
    What.Text.assign(F->Name);
    break;
  default:
    break;
  }
  std::string Spelling(F->Name);
  Spelling += "()";
  Effect &E = V.add(F->Kind, I, I + 1, What, std::move(Spelling));
  E.Try = F->Try;
  E.Shared = F->Shared;
}

void readCalls(View &V, TokenIndex First, TokenIndex Last) {
  for (TokenIndex I = First; I + 1 < Last; ++I)
    if (V.isName(I) && V.punct(I + 1, '('))
      readCall(V, I);
}

} // namespace pooltidy::sql
