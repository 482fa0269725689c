// RUN: %pooltidy-verify %s -- -std=gnu17 -D_GNU_SOURCE %libs
// Idioms of C: nested transactions by depth, callbacks, goto, buffers, tables of structs.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef struct db { PGconn *pg; int depth; } db;
static db *the_db; // HAZARD: pooling-long-lived-session
static int q(db *d, const char *s) { PGresult *r = PQexec(d->pg, s); int e = PQresultStatus(r) == PGRES_FATAL_ERROR; PQclear(r); return e ? -1 : 0; }
static int tx_begin(db *d) { if (d->depth++ == 0) return q(d, "BEGIN"); return q(d, "SAVEPOINT s"); }
static int tx_end(db *d, int ok) { if (--d->depth == 0) return q(d, ok ? "COMMIT" : "ROLLBACK"); return q(d, ok ? "RELEASE s" : "ROLLBACK TO s"); }
typedef int (*cb)(db *, void *);
static int with_tx(db *d, cb f, void *arg) { if (tx_begin(d)) return -1; int rc = f(d, arg); tx_end(d, rc == 0); return rc; }
static int body(db *d, void *arg) {
    (void)arg;
    if (q(d, "SET LOCAL lock_timeout = 1")) // SAFE: pooling-session-setting, pooling-outside-transaction inside with_tx
        return -1;

    return q(d, "SET lock_timeout = 1"); // HAZARD: pooling-session-setting
}
int run_it(db *d) { return with_tx(d, body, NULL); }
int cleanup(PGconn *c, int n) {
    int rc = -1;
    PGresult *r = PQexec(c, "BEGIN");
    PQclear(r);
    r = PQexec(c, "SELECT pg_advisory_lock(5)"); // HAZARD: pooling-advisory-lock #g
    PQclear(r);
    if (n < 0) goto out; // ALT: pooling-advisory-lock #g
    r = PQexec(c, "UPDATE t SET a = 1");
    if (PQresultStatus(r) != PGRES_COMMAND_OK) { PQclear(r); goto out; }
    PQclear(r);
    PQclear(PQexec(c, "SELECT pg_advisory_unlock(5)")); // NEUTRAL: pooling-advisory-lock
    rc = 0;
out:
    PQclear(PQexec(c, rc == 0 ? "COMMIT" : "ROLLBACK"));
    return rc;
}
int heap(PGconn *c, const char *role) {
    size_t n = strlen(role) + 20;
    char *s = malloc(n);
    strcpy(s, "SET ROLE ");       // HAZARD: pooling-session-setting #h
    strcat(s, role);
    PQclear(PQexec(c, s)); // ALT: pooling-session-setting #h
    free(s);
    char *t = NULL;
    if (asprintf(&t, "LISTEN %s", role) < 0) return -1; // HAZARD: pooling-listen #t
    PQclear(PQexec(c, t)); // ALT: pooling-listen #t
    free(t);
    return 0;
}
static const struct { const char *name; const char *sql; } STEPS[] = {
    {"one", "CREATE TEMP TABLE w (i int)"}, // HAZARD: pooling-temp-table
    {"two", "SELECT 1"},
};
int steps(PGconn *c) {
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++) {
        fprintf(stderr, "%s: SET x\n", STEPS[i].name);
        PQclear(PQexec(c, STEPS[i].sql));
    }
    return 0;
}
int cur(PGconn *c) {
    PQclear(PQexec(c, "BEGIN"));
    PQclear(PQexec(c, "DECLARE k CURSOR FOR SELECT 1"));
    for (;;) {
        PGresult *r = PQexec(c, "FETCH 100 FROM k"); // SAFE: pooling-cursor same transaction
        if (PQntuples(r) == 0) { PQclear(r); break; }
        PQclear(r);
    }
    PQclear(PQexec(c, "CLOSE k"));
    PQclear(PQexec(c, "END"));
    return 0;
}
int cur2(PGconn *c) {
    PQclear(PQexec(c, "BEGIN"));
    PQclear(PQexec(c, "DECLARE k CURSOR FOR SELECT 1")); // NEUTRAL: pooling-cursor
    int n = 0;
    for (;;) {
        PGresult *r = PQexec(c, "FETCH 100 FROM k"); // HAZARD: pooling-cursor
        n = PQntuples(r);
        PQclear(r);
        if (n == 0) break;
        PQclear(PQexec(c, "COMMIT"));
        PQclear(PQexec(c, "BEGIN"));
    }
    PQclear(PQexec(c, "COMMIT"));
    return 0;
}
int main(int argc, char **argv) {
    the_db = calloc(1, sizeof *the_db);
    the_db->pg = PQconnectdb(argv[1]); 
    run_it(the_db);
    return argc;
}
