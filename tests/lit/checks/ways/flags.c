// RUN: %pooltidy-verify %s -- %libs
// A flag in a structure that decides twice decides the same way; the connection's own
// socket in a structure is still its own; what a COPY drew ends with it in autocommit.
#include <libpq-fe.h>
#include <poll.h>
#include <stdbool.h>
#include <unistd.h>

struct job {
    PGconn *db;
    bool atomic;
    volatile bool running;
};

static int run(PGconn *c, const char *sql)
{
    PGresult *r = PQexec(c, sql);
    int rc = PQresultStatus(r) == PGRES_FATAL_ERROR ? -1 : PQntuples(r);
    PQclear(r);
    return rc;
}

int perhaps_atomic(struct job *j)
{
    if (j->atomic && run(j->db, "BEGIN") < 0)
        return -1;
    int rc = run(j->db, "INSERT INTO a SELECT * FROM b");
    if (j->atomic)
        run(j->db, rc < 0 ? "ROLLBACK" : "COMMIT");
    usleep(1000);
    return rc;
}

int atomic_and_slow(struct job *j)
{
    if (j->atomic)
        run(j->db, "BEGIN");
    int rc = run(j->db, "INSERT INTO a SELECT * FROM b");
    usleep(1000); // HAZARD: pooling-long-transaction
    if (j->atomic)
        run(j->db, rc < 0 ? "ROLLBACK" : "COMMIT");
    return rc;
}

void worker(struct job *j)
{
    while (j->running) {
        run(j->db, "BEGIN");
        run(j->db, "DELETE FROM a");
        run(j->db, "COMMIT");
        sleep(1);
    }
    run(j->db, "SET work_mem = '1MB'"); // HAZARD: pooling-session-setting
}

void waits_for_the_server(PGconn *c, int other)
{
    struct pollfd own = {.fd = PQsocket(c), .events = POLLIN};
    struct pollfd both[2] = {{.fd = PQsocket(c), .events = POLLIN}, {.fd = other, .events = POLLIN}};
    run(c, "BEGIN");
    poll(&own, 1, 1000);

    poll(both, 2, 1000); // HAZARD: pooling-long-transaction
    run(c, "COMMIT");
}

void drawn_by_copy(PGconn *c)
{
    run(c, "COPY a FROM STDIN");
    PQputCopyData(c, "1\n", 2);
    PQputCopyEnd(c, NULL);
    run(c, "SELECT currval('a_id_seq')"); // HAZARD: pooling-session-function
}

void drawn_in_a_transaction(PGconn *c)
{
    run(c, "BEGIN");
    run(c, "COPY a FROM STDIN");
    PQputCopyData(c, "1\n", 2);
    PQputCopyEnd(c, NULL);
    run(c, "SELECT currval('a_id_seq')");
    run(c, "COMMIT");
}
