// billing-worker: sends an invoice for each customer that ordered since the last run.
#include <libpq-fe.h>

#include <cstdlib>
#include <iostream>
#include <string>

namespace {

bool run(PGconn *Conn, const char *Sql) {
  PGresult *Result = PQexec(Conn, Sql);
  const ExecStatusType Status = PQresultStatus(Result);
  if (Status != PGRES_COMMAND_OK && Status != PGRES_TUPLES_OK)
    std::cerr << PQerrorMessage(Conn);
  PQclear(Result);
  return Status == PGRES_COMMAND_OK || Status == PGRES_TUPLES_OK;
}

// The sums are collected in a table of their own and written in a second step.
bool bill(PGconn *Conn) {
  return run(Conn, "CREATE TEMP TABLE due AS SELECT customer, sum(cents) AS cents FROM orders " // HAZARD: pooling-temp-table
                   "WHERE NOT billed GROUP BY customer") &&
         run(Conn, "INSERT INTO invoices (customer, cents) SELECT customer, cents FROM due") &&
         run(Conn, "UPDATE orders SET billed = true WHERE customer IN (SELECT customer FROM due)");
}

} // namespace

int main() {
  const char *Url = std::getenv("DATABASE_URL");
  PGconn *Conn = PQconnectdb(Url ? Url : "");
  bool Done = PQstatus(Conn) == CONNECTION_OK && bill(Conn);
  PQfinish(Conn);
  return Done ? 0 : 1;
}
