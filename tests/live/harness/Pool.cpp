//===- Pool.cpp - The pooler as the harness sees it -----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Pool.h"

#include <cstdio>
#include <cstdlib>
#include <poll.h>

using namespace live;

/// What a server connection keeps for whoever gets it next. Settings that the pooler
/// follows have the values of the client that looks. A setting of our own that is empty
/// counts as unset: a server never forgets its name. Statements called PGBOUNCER_ are the
/// pooler's, and belong to no client.
static const char *const Question = R"(
  SELECT CASE WHEN starts_with(name, 'auto_explain.') THEN 'library' ELSE 'setting ' || name END
    FROM pg_show_all_settings()
    WHERE setting IS DISTINCT FROM reset_val AND context IN ('user', 'superuser')
      AND NOT starts_with(name, 'transaction_') AND name <> 'application_name'
      OR name = 'auto_explain.log_analyze'
  UNION ALL SELECT 'setting ' || name FROM unnest(ARRAY['app.tenant', 'app.owner']) name
    WHERE nullif(current_setting(name, true), '') IS NOT NULL
  UNION ALL SELECT 'user ' || session_user || '/' || current_user
    WHERE session_user <> 'app' OR current_user <> 'app'
  UNION ALL SELECT 'lock ' || mode FROM pg_locks
    WHERE locktype = 'advisory' AND pid = pg_backend_pid()
  UNION ALL SELECT 'statement ' || name FROM pg_prepared_statements
    WHERE name NOT LIKE 'PGBOUNCER\_%'
  UNION ALL SELECT 'cursor ' || name FROM pg_cursors WHERE is_holdable
  UNION ALL SELECT 'channel ' || c FROM pg_listening_channels() c
  UNION ALL SELECT 'temporary ' || relname FROM pg_class
    WHERE pg_my_temp_schema() <> 0 AND relnamespace = pg_my_temp_schema() AND relkind IN ('r', 'v', 'S')
  UNION ALL SELECT 'temporary function ' || proname FROM pg_proc
    WHERE pg_my_temp_schema() <> 0 AND pronamespace = pg_my_temp_schema()
)";

/// One of each kind, and how the question above tells of them.
static const char *const LeaveVictims = R"(
  BEGIN; PREPARE victim AS SELECT 1; LISTEN victim; SET app.owner = 'victim';
  SELECT pg_advisory_lock_shared(4242); CREATE TEMP TABLE victim ();
  DECLARE victim CURSOR WITH HOLD FOR SELECT 1; COMMIT; BEGIN
)";
static const char *const VictimsHave[] = {"channel victim",   "cursor victim",
                                          "lock ShareLock",   "setting app.owner",
                                          "statement victim", "temporary victim"};

Client live::openClient(const std::string &Host, const std::string &Database) {
  const char *Keys[] = {"host", "dbname", "user", "application_name", nullptr};
  const char *Values[] = {Host.c_str(), Database.c_str(), "app", "harness", nullptr};
  Client C(PQconnectdbParams(Keys, Values, 0));
  if (PQstatus(C.get()) != CONNECTION_OK) {
    std::fprintf(stderr, "harness: %s", PQerrorMessage(C.get()));
    std::_Exit(3);
  }
  return C;
}

Pool::Pool(std::string Host, std::string Database, int Size)
    : Host(std::move(Host)), Database(std::move(Database)), Size(Size),
      Admin(openClient(this->Host, "pgbouncer")) {}

bool Pool::starves() {
  // One answer of the console is one moment; two are not.
  std::unique_ptr<PGresult, decltype(&PQclear)> Rows(PQexec(Admin.get(), "SHOW POOLS"), PQclear);
  int Waiting = 0, Active = 0;
  for (int Row = 0; Row < PQntuples(Rows.get()); ++Row) {
    auto Number = [&](const char *Name) {
      return std::atoi(PQgetvalue(Rows.get(), Row, PQfnumber(Rows.get(), Name)));
    };
    if (Database != PQgetvalue(Rows.get(), Row, 0))
      continue;
    Waiting += Number("cl_waiting");
    Active += Number("sv_active");
  }
  return Waiting > 0 && Active >= Size;
}

void Pool::set(const std::string &Name, const std::string &Value) {
  PQclear(PQexec(Admin.get(), ("SET " + Name + " = '" + Value + "'").c_str()));
}

int Pool::clients() {
  std::unique_ptr<PGresult, decltype(&PQclear)> Rows(PQexec(Admin.get(), "SHOW CLIENTS"), PQclear);
  return PQntuples(Rows.get());
}

void Pool::kill() {
  PQclear(PQexec(Admin.get(), ("KILL " + Database).c_str()));
  // Which leaves it paused.
  PQclear(PQexec(Admin.get(), ("RESUME " + Database).c_str()));
}

void Pool::leaveVictims() {
  Victims = true;
  std::vector<Client> Clients;
  for (int I = 0; I < Size; ++I) {
    Clients.push_back(openClient(Host, Database));
    PGresult *Done = PQexec(Clients.back().get(), LeaveVictims);
    if (PQresultStatus(Done) != PGRES_COMMAND_OK)
      std::fprintf(stderr, "harness: %s", PQresultErrorMessage(Done));
    PQclear(Done);
  }
  for (Client &C : Clients)
    PQclear(PQexec(C.get(), "COMMIT"));
}

void Pool::clean() {
  // Idle server connections take turns, so this meets each of them.
  look(/*Ask=*/false);
  Client C = openClient(Host, Database);
  for (int I = 0; I < Size; ++I)
    PQclear(PQexec(C.get(), "DISCARD ALL"));
}

void Pool::compareWithVictims(std::vector<std::string> &Found) const {
  if (!Victims)
    return;
  for (const char *Have : VictimsHave)
    if (std::erase(Found, Have) == 0)
      Found.push_back(std::string("taken: ") + Have);
}

/// What a result says is left, as text.
static std::vector<std::string> answers(PGconn *C) {
  std::vector<std::string> Found;
  while (PGresult *Rows = PQgetResult(C)) {
    if (PQresultStatus(Rows) == PGRES_FATAL_ERROR)
      Found.push_back(std::string("error ") + PQresultErrorMessage(Rows));
    for (int Row = 0; Row < PQntuples(Rows); ++Row)
      Found.push_back(PQgetvalue(Rows, Row, 0));
    PQclear(Rows);
  }
  return Found;
}

Pool::Look Pool::look(bool Ask) {
  Look All;
  std::vector<Client> Clients;
  for (int I = 0; I < Size; ++I) {
    Clients.push_back(openClient(Host, Database));
    PGconn *C = Clients.back().get();
    PQsendQuery(C, Ask ? (std::string("BEGIN; ") + Question).c_str() : "BEGIN");
    while (PQisBusy(C)) {
      pollfd Wait{PQsocket(C), POLLIN, 0};
      if (::poll(&Wait, 1, 3) > 0)
        PQconsumeInput(C);
      else if (starves())
        break;
    }
    if (PQisBusy(C)) {
      All.Blocked = true;
      Clients.pop_back();
      break;
    }
    std::vector<std::string> Found = answers(C);
    if (Ask)
      compareWithVictims(Found);
    All.Left.insert(All.Left.end(), Found.begin(), Found.end());
  }
  for (Client &C : Clients)
    PQclear(PQexec(C.get(), "ROLLBACK"));
  return All;
}
