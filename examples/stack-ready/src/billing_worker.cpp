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

// One statement finds out what is due, writes the invoices and marks the orders.
bool bill(PGconn *Conn) {
  return run(Conn, "WITH due AS (UPDATE orders SET billed = true WHERE NOT billed "
                   "RETURNING customer, cents) "
                   "INSERT INTO invoices (customer, cents) "
                   "SELECT customer, sum(cents) FROM due GROUP BY customer");
}

} // namespace

int main() {
  const char *Url = std::getenv("DATABASE_URL");
  PGconn *Conn = PQconnectdb(Url ? Url : "");
  bool Done = PQstatus(Conn) == CONNECTION_OK && bill(Conn);
  PQfinish(Conn);
  return Done ? 0 : 1;
}
