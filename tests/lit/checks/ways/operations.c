// RUN: %pooltidy-verify %s -- %libs
// A structure of function pointers that comes from outside: its members run what the
// program puts into them.
#include <libpq-fe.h>
#include <unistd.h>

struct driver;
struct operations {
    int (*execute)(struct driver *, const char *);
    int (*begin)(struct driver *);
    int (*commit)(struct driver *);
    void (*log)(const char *);
};
struct driver {
    const struct operations *operations;
    void *handle;
    int (*hook)(struct driver *);
};

static int pg_execute(struct driver *d, const char *sql)
{
    PGresult *r = PQexec(d->handle, sql);
    int rc = PQresultStatus(r) == PGRES_FATAL_ERROR ? -1 : 0;
    PQclear(r);
    return rc;
}
static int pg_begin(struct driver *d) { return pg_execute(d, "BEGIN"); }
static int pg_commit(struct driver *d) { return pg_execute(d, "COMMIT"); }
static void to_nowhere(const char *text) { (void)text; }
static const struct operations pg = {
    .execute = pg_execute, .begin = pg_begin, .commit = pg_commit, .log = to_nowhere};

static int listen_hook(struct driver *d) { return pg_execute(d, "LISTEN hooks"); } // HAZARD: pooling-listen

void driver_open(struct driver *d, PGconn *c)
{
    d->operations = &pg;
    d->handle = c;
    d->hook = listen_hook;
}

int outside(struct driver *d)
{
    d->operations->log("SET work_mem = '2MB'");
    return d->operations->execute(d, "SET work_mem = '1MB'"); // HAZARD: pooling-session-setting
}

int inside(struct driver *d)
{
    if (d->operations->begin(d) < 0)
        return -1;
    d->operations->execute(d, "CREATE TEMP TABLE operations_1 (a int) ON COMMIT DROP");

    d->operations->execute(d, "CREATE TEMP TABLE operations_2 (a int)"); // HAZARD: pooling-temp-table
    sleep(1); // HAZARD: pooling-long-transaction
    d->operations->commit(d);
    sleep(1);
    return d->hook(d);
}
