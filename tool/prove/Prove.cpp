//===- Prove.cpp - `pooltidy prove` ---------------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// All scripts but two are one mechanism: client A leaves something on a server connection,
// and client B, which never asked for it, is given that connection. No sleeping and no
// racing: poolers hand out idle server connections in a fixed order, so B meets it after a
// few rounds at most, unless others use the pool meanwhile.
//
//===----------------------------------------------------------------------===//

#include "tool/prove/Prove.h"

#include "tool/Explain.h"
#include "tool/Files.h"
#include "tool/reports/Escape.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

#include <optional>

using namespace llvm;

namespace pooltidy::tool {

namespace {

struct Script {
  StringRef Name, Text;
};

const Script Scripts[] = {
#include "ProveScripts.inc"
};

struct Proof {
  StringRef Check;
  StringRef Claim; ///< what happens, for the head of the script
  StringRef Steps; ///< the script after what all have; @ stands for a setting's name
};

const Proof Shown[] = {
    {"pooling-session-setting", "A sets something for its session; another client runs with it.",
     R"sh(# A value that @ can have and that nobody else has given it.
ask A "SELECT coalesce((SELECT CASE vartype
    WHEN 'bool' THEN CASE setting WHEN 'on' THEN 'off' ELSE 'on' END
    WHEN 'enum' THEN (SELECT v FROM unnest(enumvals) v WHERE v <> setting LIMIT 1)
    WHEN 'string' THEN 'pooltidy_proof'
    ELSE least(max_val::numeric, setting::numeric + 12347)::bigint::text END
  FROM pg_settings WHERE name = lower('@')), 'pooltidy_proof')"
value=$answer
ask A "SELECT current_setting('@', true)"
before=$answer
show "SET @ = '$value'" \
     "SELECT '@ = ' || current_setting('@', true) WHERE current_setting('@', true) <> '$before'" \
     "RESET @"
)sh"},
    {"pooling-advisory-lock", "A takes a lock for its session; another client holds it then.",
     R"sh(show "SELECT pg_try_advisory_lock(7007, $$)" \
     "SELECT 'the lock ' || classid || ', ' || objid || ', which A has taken' FROM pg_locks
        WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND classid = 7007 AND objid = $$" \
     "SELECT pg_advisory_unlock(7007, $$)"
)sh"},
    {"pooling-temp-table", "A creates a temporary table; another client has it, rows and all.",
     R"sh(show "CREATE TEMP TABLE pooltidy_proof_$$ AS SELECT 'row of A' AS v" \
     "SELECT v || ', from the temporary table of A' FROM pooltidy_proof_$$" \
     "DROP TABLE pooltidy_proof_$$"
)sh"},
    {"pooling-cursor", "A declares a cursor WITH HOLD; another client reads its rows.",
     R"sh(show "DECLARE pooltidy_proof_$$ CURSOR WITH HOLD FOR SELECT 'row of A'" \
     "FETCH ALL FROM pooltidy_proof_$$" \
     "CLOSE pooltidy_proof_$$"
)sh"},
    {"pooling-prepared-statement",
     "A prepares a statement with SQL PREPARE; another client executes it. Statements that are "
     "prepared by protocol\n# (PQprepare) are the same behind a pooler that does not follow them; "
     "psql before 18 cannot send these.",
     R"sh(show "PREPARE pooltidy_proof_$$ AS SELECT 'statement of A'" \
     "EXECUTE pooltidy_proof_$$" \
     "DEALLOCATE pooltidy_proof_$$"
)sh"},
    {"pooling-listen", "A listens to a channel; another client is subscribed.",
     R"sh(show "LISTEN pooltidy_proof_$$" \
     "SELECT 'a subscription to ' || c FROM pg_listening_channels() c WHERE c = 'pooltidy_proof_$$'" \
     "UNLISTEN pooltidy_proof_$$"
)sh"},
    {"pooling-session-function",
     "A draws from a sequence; lastval() tells its number to another client. Needs the right to "
     "create a sequence,\n# which is dropped again.",
     R"sh(ask A "CREATE SEQUENCE pooltidy_proof_$$"
case $answer in *ERROR:*) exit 2 ;; esac
trap 'ask A "DROP SEQUENCE pooltidy_proof_$$"; exec 3>&- 5>&-; wait; rm -rf "$work"' EXIT
show "SELECT nextval('pooltidy_proof_$$')" \
     "SELECT 'lastval() = ' || lastval() || ', without having drawn anything'" \
     "DISCARD SEQUENCES"
)sh"},
    {"pooling-outside-transaction",
     "A statement that means something only inside a transaction, in autocommit. A pooler does "
     "not matter here.",
     R"sh(ask A "SELECT current_setting('@', true)"
before=$answer
ask A "SELECT set_config('@', coalesce((SELECT CASE vartype
    WHEN 'bool' THEN CASE setting WHEN 'on' THEN 'off' ELSE 'on' END
    WHEN 'enum' THEN (SELECT v FROM unnest(enumvals) v WHERE v <> setting LIMIT 1)
    WHEN 'string' THEN 'pooltidy_proof'
    ELSE least(max_val::numeric, setting::numeric + 12347)::bigint::text END
  FROM pg_settings WHERE name = lower('@')), 'pooltidy_proof'), true)"
set=$answer
case $set in *ERROR:*) exit 2 ;; esac
ask A "SELECT current_setting('@', true)"
echo
if [ "$answer" = "$before" ]; then
  echo "Seen: @ was set to $set for the transaction, which was over at once: it is '$answer'."
  exit 0
fi
echo "Not seen: @ is $answer."
exit 1
)sh"},
    {"pooling-startup-parameter",
     "A setting in `options` while connecting: the pooler refuses the connection, or accepts it "
     "and ignores the setting.",
     R"sh(answer=$(PGOPTIONS='-c @=12347' psql -XAtq "$POOLER" -c 'SHOW @' 2>&1)
printf "PGOPTIONS='-c @=12347' psql: %s\n\n" "$answer"
case $answer in
*12347*) echo 'Not seen: the setting arrived.'; exit 1 ;;
*'startup parameter'*) echo 'Seen: the connection was refused.'; exit 0 ;;
*rror:*) echo 'Something else went wrong.'; exit 2 ;;
*) echo 'Seen: the connection was accepted and the setting ignored.'; exit 0 ;;
esac
)sh"},
};

struct Refusal {
  StringRef Check, Why;
};

const Refusal NotShown[] = {
    {"pooling-long-transaction",
     "how many clients wait depends on the size of the pool. Open a transaction in psql, leave it "
     "open, and watch sv_active and cl_waiting in SHOW POOLS of PgBouncer's admin console"},
    {"pooling-long-lived-session",
     "it shows where a session costs a server connection: in session mode, or without a pooler. "
     "Stay connected with psql and count the rows of pg_stat_activity"},
    {"pooling-oversized-pool",
     "it depends on the limits of the pooler: connect more clients than max_client_conn, or than "
     "the session-mode cap"},
    {"pooling-missing-timeout",
     "it needs a server that accepts connections and then says nothing, not a pooler that works"},
    {"pooling-nested-acquire",
     "it needs a pool of one server connection: open a transaction in one psql, then ask "
     "something in a second; it waits until query_wait_timeout"},
};

/// The setting that a finding is about, or nothing where its name is not a plain one: it
/// comes from the analysed program and goes into a script.
std::optional<StringRef> settingOf(StringRef Subject) {
  for (StringRef Before : {"SET LOCAL ", "SET SESSION ", "SET "})
    if (Subject.consume_front(Before))
      break;
  bool Plain = !Subject.empty() && !isDigit(Subject[0]) &&
               all_of(Subject, [](char C) { return isAlnum(C) || C == '_' || C == '.'; });
  // These words are not names of settings.
  for (StringRef Word : {"role", "names", "schema", "seed", "transaction", "constraints"})
    Plain &= !Subject.equals_insensitive(Word);
  return Plain ? std::optional(Subject) : std::nullopt;
}

std::string filled(StringRef Steps, StringRef Setting) {
  std::string Out;
  for (char C : Steps)
    C == '@' ? void(Out += Setting) : Out.push_back(C);
  return Out;
}

} // namespace

Expected<ProvenFinding> findingOf(StringRef Text, StringRef Name, StringRef Fingerprint) {
  Expected<json::Value> Root = json::parse(Text);
  if (!Root)
    return failure(Name, ": no JSON report: ", toString(Root.takeError()));
  const json::Object *O = Root->getAsObject();
  const json::Array *List = O ? O->getArray("findings") : nullptr;
  if (!List)
    return failure(Name, ": no JSON report: it has no list \"findings\"");
  std::optional<ProvenFinding> Found;
  for (const json::Value &V : *List) {
    const json::Object *F = V.getAsObject();
    if (!F || !F->getString("fingerprint").value_or("").starts_with(Fingerprint))
      continue;
    if (Found)
      return failure("several findings of ", Name, " begin with '", Fingerprint, "'");
    auto Word = [&](StringRef Key) { return F->getString(Key).value_or("").str(); };
    Found = ProvenFinding{Word("check"), Word("subject"), Word("message"), Word("file"),
                          static_cast<unsigned>(F->getInteger("line").value_or(0))};
  }
  if (!Found)
    return failure(Name, " has no finding with the fingerprint '", Fingerprint, "'");
  return *Found;
}

Error prove(StringRef Check, const ProvenFinding *Finding, ArrayRef<CheckInfo> Checks,
            raw_ostream &OS) {
  Expected<const CheckInfo *> Info = findCheck(Check, Checks);
  if (!Info)
    return Info.takeError();
  const std::string &Full = (*Info)->Id;
  for (const Refusal &R : NotShown)
    if (R.Check == Full)
      return failure(Full, " cannot be shown with two clients of a pooler: ", R.Why);
  const Proof *P = find_if(Shown, [&](const Proof &S) { return S.Check == Full; });
  if (P == std::end(Shown))
    return failure(Full, " has no proof");

  std::optional<StringRef> Setting;
  if (Finding && StringRef(P->Steps).contains('@'))
    Setting = settingOf(Finding->Subject);
  OS << "#!/bin/sh\n# " << Full << ": " << P->Claim << "\n#\n";
  if (Finding) {
    OS << "# " << cleanLine(Finding->File) << ':' << Finding->Line << ": "
       << cleanLine(Finding->Message) << "\n#\n";
    if (Setting)
      OS << "# The setting is the finding's own, its value is not.\n#\n";
    else
      OS << "# This shows the mechanism with names of its own, and runs no statement of the "
            "program.\n#\n";
  }
  OS << Scripts[0].Text << '\n' << filled(P->Steps, Setting.value_or("statement_timeout"));
  return Error::success();
}

} // namespace pooltidy::tool
