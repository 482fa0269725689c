#include "export.h"

#include <libpq-fe.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define TRY(conn, sql)                                                                             \
  do {                                                                                             \
    if (!run((conn), (sql)))                                                                       \
      goto cleanup;                                                                                \
  } while (0)

static int run(PGconn *conn, const char *sql) {
  PGresult *r = PQexec(conn, sql);
  int ok = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
  if (!ok)
    fprintf(stderr, "export: %s", PQerrorMessage(conn));
  PQclear(r);
  return ok;
}

__attribute__((format(printf, 2, 3))) static int runf(PGconn *conn, const char *format, ...) {
  char sql[512];
  va_list args;
  va_start(args, format);
  int length = vsnprintf(sql, sizeof sql, format, args);
  va_end(args);
  return length > 0 && length < (int)sizeof sql && run(conn, sql);
}

static PGconn *open_or_null(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  if (PQstatus(conn) == CONNECTION_OK)
    return conn;
  fprintf(stderr, "export: %s", PQerrorMessage(conn));
  PQfinish(conn);
  return NULL;
}

static int write_rows(PGconn *conn, const char *sql, FILE *out) {
  PGresult *r = PQexec(conn, sql);
  int ok = PQresultStatus(r) == PGRES_TUPLES_OK;
  for (int row = 0; ok && row < PQntuples(r); row++)
    for (int col = 0; col < PQnfields(r); col++)
      fprintf(out, "%s%c", PQgetvalue(r, row, col), col + 1 < PQnfields(r) ? ';' : '\n');
  PQclear(r);
  return ok;
}

int export_month(const char *conninfo, const char *month, FILE *out) {
  int result = 2;
  PGconn *conn = open_or_null(conninfo);
  if (!conn)
    return result;

  TRY(conn, "BEGIN");
  TRY(conn, "SELECT pg_advisory_xact_lock(9001)"); // ends with the transaction, whatever its end
  if (!runf(conn, "CREATE TEMP TABLE month_rows ON COMMIT DROP AS "
                  "SELECT * FROM orders.bookings WHERE month = '%s'",
            month)) {
    result = 1;
    goto cleanup;
  }
  if (!write_rows(conn, "SELECT * FROM month_rows ORDER BY id", out))
    goto cleanup;
  TRY(conn, "COMMIT");
  result = 0;

cleanup:
  if (result != 0)
    run(conn, "ROLLBACK");
  PQfinish(conn);
  return result;
}

int export_customer(const char *conninfo, const char *customer, FILE *out) {
  int result = 2;
  const char *values[1] = {customer};
  PGconn *conn = open_or_null(conninfo);
  if (!conn)
    return result;

  char setting[64];
  snprintf(setting, sizeof setting, "SET LOCAL %s = %d", "extra_float_digits", 2);
  TRY(conn, "BEGIN");
  TRY(conn, setting);
  PGresult *rows = PQexecParams(conn, "SELECT id, cents FROM orders.orders WHERE customer = $1", 1,
                                NULL, values, NULL, NULL, 0);
  for (int i = 0; i < PQntuples(rows); i++)
    fprintf(out, "%s;%s\n", PQgetvalue(rows, i, 0), PQgetvalue(rows, i, 1));
  PQclear(rows);
  TRY(conn, "COMMIT");
  result = 0;

cleanup:
  if (result != 0)
    run(conn, "ROLLBACK");
  PQfinish(conn);
  return result;
}

long export_register(const char *conninfo, const char *month) {
  long number = -1;
  const char *values[1] = {month};
  PGconn *conn = open_or_null(conninfo);
  if (!conn)
    return number;

  PGresult *r = PQexecParams(conn, "INSERT INTO orders.export_runs (month) VALUES ($1) RETURNING number",
                             1, NULL, values, NULL, NULL, 0);
  if (PQresultStatus(r) == PGRES_TUPLES_OK)
    number = strtol(PQgetvalue(r, 0, 0), NULL, 10);
  PQclear(r);
  PQfinish(conn);
  return number;
}
