// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Connections that are opened when they are first asked for, by whoever asks: each call
// of the getter means the same one.
#include <libpq-fe.h>
static void run(PGconn *c, const char *s) { PQclear(PQexec(c, s)); }

static PGconn *g; // HAZARD: pooling-long-lived-session
static PGconn *by_not(void)
{
    if (!g)
        g = PQconnectdb("host=h connect_timeout=3");
    return g;
}
void uses_not(void)
{
    run(by_not(), "BEGIN");
    run(by_not(), "SET LOCAL ROLE a");
    run(by_not(), "COMMIT");
    run(by_not(), "SET LOCAL ROLE b"); // HAZARD: pooling-outside-transaction
}

static _Thread_local PGconn *t; // HAZARD: pooling-long-lived-session
static PGconn *by_null(void)
{
    if (t == NULL)
        t = PQconnectdb("host=h connect_timeout=3");
    return t;
}
void uses_null(void)
{
    run(by_null(), "BEGIN");
    run(by_null(), "SET LOCAL ROLE a");
    run(by_null(), "COMMIT");
    run(by_null(), "SET LOCAL ROLE b"); // HAZARD: pooling-outside-transaction
}

struct app { PGconn *c; };
static PGconn *by_status(struct app *a)
{
    if (!a->c || PQstatus(a->c) != CONNECTION_OK)
        a->c = PQconnectdb("host=h connect_timeout=3");
    return a->c;
}
void uses_status(struct app *a)
{
    run(by_status(a), "BEGIN");
    run(by_status(a), "SET LOCAL ROLE a");
    run(by_status(a), "COMMIT");
    run(by_status(a), "SET LOCAL ROLE b"); // HAZARD: pooling-outside-transaction
}
