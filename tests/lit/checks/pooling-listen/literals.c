// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// LISTEN and UNLISTEN; sending is fine.
#include <libpq-fe.h>
#include <stdio.h>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void hazards(PGconn *c) {
  run(c, "LISTEN jobs"); // HAZARD: pooling-listen
  run(c, "listen \"Jobs\""); // HAZARD: pooling-listen
  run(c, "UNLISTEN jobs"); // HAZARD: pooling-listen
  run(c, "UNLISTEN *"); // HAZARD: pooling-listen
  run(c, "BEGIN");
  run(c, "LISTEN kept"); // HAZARD: pooling-listen
  run(c, "COMMIT");
}

void waits(PGconn *c) {
  PGnotify *n;
  PQconsumeInput(c);
  while ((n = PQnotifies(c)) != NULL) { // HAZARD: pooling-listen
    printf("%s\n", n->relname);
    PQfreemem(n);
  }
}

void sends(PGconn *c) {
  run(c, "NOTIFY jobs");
  run(c, "NOTIFY jobs, 'LISTEN'");
  run(c, "SELECT pg_notify('jobs', '1')");
  run(c, "SELECT * FROM pg_listening_channels()");
}

void look_alikes(PGconn *c) {
  run(c, "SELECT listen FROM songs");
  run(c, "INSERT INTO verbs VALUES ('LISTEN jobs')");
  run(c, "SELECT 1 -- LISTEN jobs");
  run(c, "COMMENT ON TABLE jobs IS $$LISTEN jobs$$");
  fputs("LISTEN jobs\n", stderr);
}

void rolled_back(PGconn *c) {
  run(c, "BEGIN");
  run(c, "LISTEN jobs");
  run(c, "ROLLBACK");
}
