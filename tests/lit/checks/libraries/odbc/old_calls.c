// REQUIRES: odbc
// RUN: %pooltidy-verify %s -- -std=c11
/* The calls of ODBC 2. */
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>

void old(HENV env) {
  HDBC dbc;
  HSTMT s;
  char buffer[100];
  SQLAllocConnect(env, &dbc);
  SQLConnect(dbc, (SQLCHAR *)"orders", SQL_NTS, NULL, 0, NULL, 0);
  SQLAllocStmt(dbc, &s);
  snprintf(buffer, sizeof buffer, "SET lock_timeout = %d", 5); // HAZARD: pooling-session-setting #set
  SQLExecDirect(s, (SQLCHAR *)buffer, SQL_NTS); // ALT: pooling-session-setting #set
  SQLExecDirect(s, (SQLCHAR *)"SAVEPOINT a", SQL_NTS); // HAZARD: pooling-outside-transaction
  SQLSetConnectOption(dbc, SQL_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF);
  SQLExecDirect(s, (SQLCHAR *)"SET LOCAL lock_timeout = 5", SQL_NTS);
  SQLTransact(env, dbc, SQL_COMMIT);
  SQLFreeStmt(s, SQL_DROP);
  SQLDisconnect(dbc);
  SQLFreeConnect(dbc);
}
