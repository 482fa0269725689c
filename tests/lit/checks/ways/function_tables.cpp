// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// What is called out of a table is run in the order and in the transaction of the caller,
// also where the caller touches the database in no other way.
#include <libpq-fe.h>
#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

static bool run(PGconn* c, const char* sql)
{
    PGresult* r = PQexec(c, sql);
    const bool ok = PQresultStatus(r) == PGRES_COMMAND_OK;
    PQclear(r);
    return ok;
}

using Function = bool (*)(PGconn*);
static bool begin(PGconn* c) { return run(c, "BEGIN"); }
static bool commit(PGconn* c) { return run(c, "COMMIT"); }
static bool fetch(PGconn* c) { return run(c, "FETCH ALL FROM tables_1"); }
static bool declare(PGconn* c) { return run(c, "DECLARE tables_1 CURSOR FOR SELECT 1"); }

static const Function kPlain[] = {begin, declare, fetch, commit};
void plain(PGconn* c)
{
    for (unsigned i = 0; i < sizeof kPlain / sizeof *kPlain; ++i)
        kPlain[i](c);
}

static const Function kLambdas[] = {
    begin,
    [](PGconn* c) { return run(c, "DECLARE tables_2 CURSOR FOR SELECT 1"); },
    [](PGconn* c) { return run(c, "FETCH ALL FROM tables_2"); },
    commit,
};
void lambdas(PGconn* c)
{
    for (Function f : kLambdas)
        f(c);
}

const std::vector<std::pair<std::string, std::function<bool(PGconn*)>>> kNamed = {
    {"begin", begin},
    {"declare", [](PGconn* c) { return run(c, "DECLARE tables_3 CURSOR FOR SELECT 1"); }},
    {"fetch", [](PGconn* c) { return run(c, "FETCH ALL FROM tables_3"); }},
    {"commit", commit},
    {"again", [](PGconn* c) { return run(c, "FETCH ALL FROM tables_3"); }}, // HAZARD: pooling-cursor
};
bool named(PGconn* c)
{
    return std::all_of(kNamed.begin(), kNamed.end(), [&](const auto& step) { return step.second(c); });
}

static bool each(PGconn* c, bool (*visit)(PGconn*, void*), void* arg)
{
    PGresult* r = PQexec(c, "SELECT 1");
    for (int i = 0; i < PQntuples(r); ++i)
        visit(c, arg);
    PQclear(r);
    return true;
}

bool callback(PGconn* c)
{
    run(c, "BEGIN");
    each(c, [](PGconn* d, void*) { return run(d, "SET LOCAL tables.row = 1"); }, nullptr);
    run(c, "COMMIT");
    return each(c, [](PGconn* d, void*) { return run(d, "SET tables.row = 1"); }, nullptr); // HAZARD: pooling-session-setting
}
