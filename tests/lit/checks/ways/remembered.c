// RUN: %pooltidy-verify %s -- %libs
// Calls that were given the same: what a costly function did once it does for each caller.
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A log that is larger than what it is called from, and never matters. */
static int level = 1, lines;
static FILE *out;
static char last[512];
static void note(const char *format, ...)
{
    char line[512];
    va_list args;
    int i;
    if (level < 1)
        return;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    for (i = 0; line[i]; ++i)
        if (line[i] == '\n' || line[i] == '\r' || line[i] == '\t')
            line[i] = ' ';
    if (out == NULL && (out = fopen("service.log", "a")) == NULL) {
        fprintf(stderr, "no log\n");
        exit(1);
    }
    fprintf(out, "%ld %s\n", (long)time(NULL), line);
    strcpy(last, line);
    ++lines;
}

static void *must(size_t size)
{
    int attempts;
    void *p = NULL;
    for (attempts = 10; attempts > 0 && p == NULL; --attempts)
        p = malloc(size);
    if (p)
        return p;
    note("out of memory: %zu", size);
    exit(1);
}

/* The statement, sent again after a failure, as services do it. */
static PGconn *conn; // HAZARD: pooling-long-lived-session
static int reconnect(void)
{
    int attempt;
    for (attempt = 0; attempt < 4; ++attempt) {
        conn = PQconnectdb("host=pooler dbname=app connect_timeout=3");
        if (PQstatus(conn) == CONNECTION_OK)
            return 0;
        note("connect: %s", PQerrorMessage(conn));
        PQfinish(conn);
        conn = NULL;
    }
    return -1;
}

static int run(const char *format, ...)
{
    char *sql = must(4096);
    int attempt, rc = -1;
    va_list args;
    va_start(args, format);
    vsnprintf(sql, 4096, format, args);
    va_end(args);
    for (attempt = 0; attempt < 3 && rc != 0; ++attempt) {
        PGresult *r;
        if (conn == NULL && reconnect() != 0)
            break;
        note("running %s", sql);
        r = PQexec(conn, sql);
        if (PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK) {
            rc = 0;
        } else if (PQstatus(conn) != CONNECTION_OK) {
            note("lost: %s", PQerrorMessage(conn));
            PQfinish(conn);
            conn = NULL;
        } else {
            note("failed: %s", PQerrorMessage(conn));
            rc = 1;
        }
        PQclear(r);
    }
    free(sql);
    return rc;
}

/* Costly, and the same each time: it leaves a setting behind. */
static int prepare_session(void)
{
    int rc = run("SELECT 1");
    rc |= run("SET work_mem = '64MB'"); // HAZARD: pooling-session-setting
    rc |= run("SELECT 2");
    return rc;
}

/* And one that only an open transaction makes safe. */
static int limit(void)
{
    int rc = run("SELECT 3");
    rc |= run("SET LOCAL statement_timeout = '5s'"); // HAZARD: pooling-outside-transaction
    rc |= run("SELECT 4");
    return rc;
}

void first(void)
{
    prepare_session();
    run("SELECT 5");
}
void second(void)
{
    prepare_session();
    run("SELECT 6");
}
void third(void)
{
    prepare_session();
    limit();
}

/* In a transaction the same calls mean something else. */
void inside(void)
{
    run("BEGIN");
    limit();
    run("COMMIT");
}
void inside_again(void)
{
    run("BEGIN");
    limit();
    limit();
    run("COMMIT");
}

/* What a remembered call began is open for its caller. */
static int begin(void)
{
    int rc = run("SELECT 7");
    rc |= run("BEGIN");
    return rc;
}
void opens_one(void)
{
    if (begin() != 0)
        return;
    run("SET LOCAL lock_timeout = '1s'");
    run("COMMIT");
}
void opens_two(void)
{
    if (begin() != 0)
        return;
    run("SET LOCAL lock_timeout = '2s'");
    run("COMMIT");
    run("SET LOCAL lock_timeout = '3s'"); // HAZARD: pooling-outside-transaction
}

/* A handle that opens itself when it is first used. That it is open already is not left out
   of what a call is given, however often it is called. */
struct shop { void *session; int calls; };
static void shop_open(struct shop *shop)
{
    if (shop->session != NULL)
        return;
    shop->session = PQconnectdb("host=pooler dbname=app connect_timeout=3");
    if (shop->session == NULL || PQstatus((PGconn *)shop->session) != CONNECTION_OK) {
        note("connect: %s", PQerrorMessage((PGconn *)shop->session));
        exit(1);
    }
}
static void shop_run(struct shop *shop, const char *sql)
{
    PGresult *r;
    shop_open(shop);
    note("running %s", sql);
    r = PQexec((PGconn *)shop->session, sql);
    if (PQresultStatus(r) != PGRES_COMMAND_OK) {
        note("failed: %s", PQerrorMessage((PGconn *)shop->session));
        exit(1);
    }
    shop->calls++;
    PQclear(r);
}
static void shop_begin(struct shop *shop)
{
    shop_run(shop, "BEGIN");
    shop_run(shop, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
}
void shop_goods(struct shop *shop)
{
    shop_begin(shop);
    shop_run(shop, "DELETE FROM goods");
    shop_run(shop, "COMMIT");
}
void shop_orders(struct shop *shop)
{
    shop_begin(shop);
    shop_run(shop, "DELETE FROM orders");
    shop_run(shop, "SET LOCAL work_mem = '1MB'");
    shop_run(shop, "COMMIT");
}
void shop_guests(struct shop *shop)
{
    shop_begin(shop);
    shop_run(shop, "DELETE FROM guests");
    shop_run(shop, "SET LOCAL work_mem = '2MB'");
    shop_run(shop, "COMMIT");
    shop_run(shop, "SET LOCAL work_mem = '3MB'"); // HAZARD: pooling-outside-transaction
}
