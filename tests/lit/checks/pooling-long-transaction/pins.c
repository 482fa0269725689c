// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// What keeps the server connection without a transaction, and what frees it.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

void copy_in(PGconn *c, int peer) {
  char buffer[4096];
  PQclear(PQexec(c, "COPY t FROM STDIN"));
  long n;
  while ((n = recv(peer, buffer, sizeof buffer, 0)) > 0) // HAZARD: pooling-long-transaction
    PQputCopyData(c, buffer, (int)n);
  PQputCopyEnd(c, NULL);
  PQclear(PQgetResult(c));
  recv(peer, buffer, sizeof buffer, 0);
}

// A file of this machine is there when it is read.
void copy_file(PGconn *c, const char *path) {
  char line[4096];
  FILE *f = fopen(path, "r");
  if (!f)
    return;
  PQclear(PQexec(c, "COPY t FROM STDIN"));
  while (fgets(line, sizeof line, f))
    PQputCopyData(c, line, (int)__builtin_strlen(line));
  PQputCopyEnd(c, NULL);
  fclose(f);
}

void copy_console(PGconn *c) {
  char line[4096];
  PQclear(PQexec(c, "COPY t FROM STDIN"));
  while (fgets(line, sizeof line, stdin)) // HAZARD: pooling-long-transaction
    PQputCopyData(c, line, (int)__builtin_strlen(line));
  PQputCopyEnd(c, NULL);
}

void copy_out(PGconn *c) {
  char *row;
  PQclear(PQexec(c, "COPY t TO STDOUT"));
  while (PQgetCopyData(c, &row, 0) > 0) {
    system("process-one"); // HAZARD: pooling-long-transaction
    PQfreemem(row);
  }
  system("process-all");
}

void single_rows(PGconn *c) {
  PQsendQuery(c, "SELECT * FROM large");
  PQsetSingleRowMode(c);
  PGresult *r;
  while ((r = PQgetResult(c))) {
    usleep(1000); // HAZARD: pooling-long-transaction
    PQclear(r);
  }
  sleep(1);
}

// All rows are here when the first one is looked at.
void all_rows(PGconn *c) {
  PQsendQuery(c, "SELECT * FROM small");
  PGresult *r;
  while ((r = PQgetResult(c))) {
    usleep(1000);
    PQclear(r);
  }
}

void pipeline(PGconn *c) {
  PQenterPipelineMode(c);
  PQsendQueryParams(c, "UPDATE t SET a = 1", 0, NULL, NULL, NULL, NULL, 0);
  sleep(1); // HAZARD: pooling-long-transaction
  PQpipelineSync(c);
  sleep(1);
  PQsendQueryParams(c, "UPDATE t SET a = 2", 0, NULL, NULL, NULL, NULL, 0);
  PQpipelineSync(c);
  PQexitPipelineMode(c);
  sleep(1);
}

void autocommit(PGconn *c) {
  PQclear(PQexec(c, "UPDATE t SET a = 1"));
  sleep(1);
  PQclear(PQexec(c, "UPDATE t SET a = 2"));
}
