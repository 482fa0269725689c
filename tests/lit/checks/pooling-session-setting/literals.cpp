// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Literals: plain, adjacent, raw; and text in which SET is no statement.
#include <libpq-fe.h>

void plain(PGconn *c) {
  PQclear(PQexec(c, "SET work_mem = '64MB'")); // HAZARD: pooling-session-setting
  PQclear(PQexec(c, "set session lock_timeout to 500")); // HAZARD: pooling-session-setting
  PQclear(PQexec(c, "UPDATE jobs SET work_mem = '64MB'"));
  PQclear(PQexec(c, "ALTER TABLE jobs SET (fillfactor = 70)"));
  PQclear(PQexec(c, "ALTER TABLE jobs ALTER COLUMN state SET DEFAULT 'new'"));
  PQclear(PQexec(c, "INSERT INTO log (line) VALUES ('SET work_mem = 1')"));
}

void adjacent(PGconn *c) {
  PQclear(PQexec(c, "/* per report */ "
                    "SET " // HAZARD: pooling-session-setting
                    "search_path "
                    "TO reports"));
  PQclear(PQexec(c, "UPDATE reports "
                    "SET search_path = "
                    "'x'"));
}

void raw(PGconn *c) {
  PQclear(PQexec(c, R"(
    -- the planner needs help here
    SET enable_seqscan = off   -- // HAZARD: pooling-session-setting
  )"));
  PQclear(PQexec(c, R"sql(
    -- SET enable_seqscan = off
    SELECT $$SET enable_seqscan = off$$, E'a\'; SET x = 1'
  )sql"));
}

void comments(PGconn *c) {
  PQclear(PQexec(c, "SELECT 1 -- ; SET work_mem = 1"));
  PQclear(PQexec(c, "SELECT 1 /* /* nested */ ; SET work_mem = 1 */"));
  PQclear(PQexec(c, "SELECT 1; /* then */ SET work_mem = '1MB'")); // HAZARD: pooling-session-setting
}
