// RUN: %pooltidy-verify %s -- %libs
// Layers that several databases share put statements together and send them by a function
// that the driver hands in: they are followed like the driver itself, however long they are.
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

typedef int (*submit_fn)(void *session, const char *sql);

static char buffer[4096];

/* Counts, for as long as a small function is looked at. */
static int check(const char *table)
{
    int i, j, sum = 0;
    for (i = 0; i < 20; i++)
        for (j = 0; j < 20; j++)
            sum += (i * 7 + j * 3) % 5 - (table[0] == '_');
    return sum;
}

static int do_lock(void *session, const char *table, submit_fn submit)
{
    if (check(table) < 0)
        return -1;
    snprintf(buffer, sizeof buffer, "SELECT pg_advisory_lock(hashtext('%s'))", table); // HAZARD: pooling-advisory-lock
    return submit(session, buffer);
}

static int do_query(void *session, const char *table, submit_fn submit)
{
    if (check(table) < 0)
        return -1;
    snprintf(buffer, sizeof buffer, "SELECT * FROM %s", table);
    return submit(session, buffer);
}

static int pg_submit(void *session, const char *sql)
{
    PGresult *r = PQexec((PGconn *)session, sql);
    int ok = PQresultStatus(r) == PGRES_TUPLES_OK;
    PQclear(r);
    return ok ? 0 : -1;
}

int pg_query(void *session, const char *table) { return do_query(session, table, pg_submit); }
int pg_lock(void *session, const char *table) { return do_lock(session, table, pg_submit); }
