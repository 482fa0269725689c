// REQUIRES: odbc
// RUN: %pooltidy-verify %s -- -std=c++20
//
// SQLPrepare: the first SQLExecute prepares a named statement.
#include <sql.h>
#include <sqlext.h>

static SQLCHAR *text(const char *s) { return reinterpret_cast<SQLCHAR *>(const_cast<char *>(s)); }

void repeated(SQLHDBC dbc) {
  SQLHSTMT s;
  SQLAllocHandle(SQL_HANDLE_STMT, dbc, &s);
  SQLPrepare(s, text("SELECT n FROM item WHERE id = ?"), SQL_NTS); // HAZARD: pooling-prepared-statement #rep
  for (int i = 0; i < 3; ++i) {
    SQLExecute(s); // ALT: pooling-prepared-statement #rep
    SQLFreeStmt(s, SQL_CLOSE);
  }
  SQLFreeHandle(SQL_HANDLE_STMT, s);
}

void in_one_transaction(SQLHDBC dbc) {
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0);
  SQLHSTMT s;
  SQLAllocHandle(SQL_HANDLE_STMT, dbc, &s);
  SQLPrepare(s, text("INSERT INTO item VALUES (?)"), SQL_NTS);
  SQLExecute(s);
  SQLExecute(s);
  SQLFreeHandle(SQL_HANDLE_STMT, s);
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
}

void in_several(SQLHDBC dbc) {
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0);
  SQLHSTMT s;
  SQLAllocHandle(SQL_HANDLE_STMT, dbc, &s);
  SQLPrepare(s, text("INSERT INTO item VALUES (?)"), SQL_NTS); // HAZARD: pooling-prepared-statement #sev
  SQLExecute(s); // ALT: pooling-prepared-statement #sev
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  SQLExecute(s);
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
  SQLFreeHandle(SQL_HANDLE_STMT, s);
}

// The driver puts the values into the text and sends a plain statement.
void client_side(SQLHENV env) {
  SQLHDBC dbc;
  SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc);
  SQLDriverConnect(dbc, nullptr, text("DSN=orders;UseServerSidePrepare=0;"), SQL_NTS, nullptr, 0, nullptr,
                   SQL_DRIVER_NOPROMPT);
  SQLHSTMT s;
  SQLAllocHandle(SQL_HANDLE_STMT, dbc, &s);
  SQLPrepare(s, text("SELECT n FROM item WHERE id = ?"), SQL_NTS);
  SQLExecute(s);
  SQLExecute(s);
  SQLPrepare(s, text("SELECT set_config('a.b', ?, false)"), SQL_NTS); // HAZARD: pooling-session-setting
  SQLExecute(s);
  SQLFreeHandle(SQL_HANDLE_STMT, s);
  SQLDisconnect(dbc);
}

void never_executed(SQLHDBC dbc) {
  SQLHSTMT s;
  SQLAllocHandle(SQL_HANDLE_STMT, dbc, &s);
  SQLPrepare(s, text("SELECT 1"), SQL_NTS);
  SQLFreeHandle(SQL_HANDLE_STMT, s);
}
