// REQUIRES: odbc
// RUN: %pooltidy-verify %s -- -std=c++20
//
// Handles are void*: a statement belongs to the connection it was allocated on.
#include <sql.h>
#include <sqlext.h>

#include <string>

static SQLCHAR *text(const char *s) { return reinterpret_cast<SQLCHAR *>(const_cast<char *>(s)); }

void direct(SQLHDBC dbc) {
  SQLHSTMT s = SQL_NULL_HSTMT;
  SQLAllocHandle(SQL_HANDLE_STMT, dbc, &s);
  SQLExecDirect(s, text("SET search_path TO x"), SQL_NTS);           // HAZARD: pooling-session-setting
  SQLExecDirect(s, (SQLCHAR *)"SELECT pg_advisory_lock(1)", SQL_NTS); // HAZARD: pooling-advisory-lock
  SQLExecDirect(s, (SQLCHAR *)"CREATE TEMP TABLE t (i int)", SQL_NTS); // HAZARD: pooling-temp-table
  SQLExecDirect(s, (SQLCHAR *)"LISTEN jobs", SQL_NTS);               // HAZARD: pooling-listen
  SQLExecDirect(s, (SQLCHAR *)"SELECT 1", SQL_NTS);
  SQLExecDirect(s, (SQLCHAR *)"SET a.b = 1; SELECT 1; RESET a.b", SQL_NTS);
  SQLFreeHandle(SQL_HANDLE_STMT, s);
}

bool exec(SQLHDBC dbc, const std::string &sql) {
  SQLHSTMT s;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &s)))
    return false;
  SQLRETURN rc = SQLExecDirect(s, (SQLCHAR *)sql.c_str(), (SQLINTEGER)sql.size());
  SQLFreeHandle(SQL_HANDLE_STMT, s);
  return SQL_SUCCEEDED(rc);
}

// Two statement handles, one session.
void one_session(SQLHDBC dbc, const std::string &schema) {
  exec(dbc, "SET search_path TO " + schema); // HAZARD: pooling-session-setting
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0);
  exec(dbc, "SELECT pg_advisory_lock(2)");
  exec(dbc, "SELECT pg_advisory_unlock(2)");
  exec(dbc, "SET LOCAL work_mem = '1MB'");
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_ON, 0);
}

void two_sessions(SQLHDBC a, SQLHDBC b) {
  SQLSetConnectAttr(a, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, SQL_IS_UINTEGER);
  exec(a, "SELECT pg_advisory_lock(3)"); // HAZARD: pooling-advisory-lock
  exec(b, "SELECT pg_advisory_unlock(3)"); // HAZARD: pooling-advisory-lock
  SQLEndTran(SQL_HANDLE_DBC, a, SQL_COMMIT);
}

void manual(SQLHDBC dbc) {
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0);
  exec(dbc, "SET ROLE a"); // HAZARD: pooling-session-setting
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  exec(dbc, "SET ROLE b"); // undone
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK);
  exec(dbc, "SET LOCAL lock_timeout = 0"); // begins the next transaction
  exec(dbc, "LOCK TABLE item");
  exec(dbc, "INSERT INTO item DEFAULT VALUES");
  exec(dbc, "SELECT lastval()");
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  exec(dbc, "SELECT lastval()"); // HAZARD: pooling-session-function
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
}

void own_connection(SQLHENV env) {
  SQLHDBC dbc;
  SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc);
  SQLDriverConnect(dbc, nullptr, text("DSN=orders"), SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
  exec(dbc, "SET LOCAL lock_timeout = 0"); // HAZARD: pooling-outside-transaction
  exec(dbc, "LOCK TABLE item");            // HAZARD: pooling-outside-transaction
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0);
  exec(dbc, "LOCK TABLE item");
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_ON, 0);
  exec(dbc, "LOCK TABLE item"); // HAZARD: pooling-outside-transaction
  SQLDisconnect(dbc);
  SQLFreeHandle(SQL_HANDLE_DBC, dbc);
}

void attributes(SQLHDBC dbc, SQLHSTMT s) {
  SQLSetConnectAttr(dbc, SQL_ATTR_TXN_ISOLATION, (SQLPOINTER)SQL_TXN_SERIALIZABLE, 0); // HAZARD: pooling-session-setting
  SQLSetStmtAttr(s, SQL_ATTR_QUERY_TIMEOUT, (SQLPOINTER)5, 0); // HAZARD: pooling-session-setting
  SQLSetStmtAttr(s, SQL_ATTR_QUERY_TIMEOUT, (SQLPOINTER)0, 0);
  SQLSetConnectAttr(dbc, SQL_ATTR_LOGIN_TIMEOUT, (SQLPOINTER)5, 0);
  SQLSetConnectAttr(dbc, SQL_ATTR_ACCESS_MODE, (SQLPOINTER)SQL_MODE_READ_ONLY, 0);
  SQLSetStmtAttr(s, SQL_ATTR_CURSOR_TYPE, (SQLPOINTER)SQL_CURSOR_STATIC, 0);
}
