// REQUIRES: odbc
// RUN: %pooltidy-verify %s -- -std=c++20
// RUN: %pooltidy-verify --checks='-*,pooling-session-setting' --pooler rds-proxy %S/Inputs/pinned.cpp -- -std=c++20
//
// What stands in a connection string is sent when the driver connects.
#include <sql.h>
#include <sqlext.h>

#include <string>

bool dial(SQLHDBC dbc, const std::string &text) {
  return SQL_SUCCEEDED(SQLDriverConnect(dbc, nullptr, (SQLCHAR *)text.c_str(), SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT)); // HAZARD: pooling-missing-timeout
}

void settings(SQLHDBC dbc) {
  dial(dbc, "Driver={PostgreSQL Unicode};Server=db;ConnSettings=SET search_path TO s1"); // HAZARD: pooling-session-setting
}

void settings_in_braces(SQLHDBC dbc) {
  dial(dbc, "DSN=shop;ConnSettings={SET ROLE clerk; SET work_mem = '1MB'};Fetch=100"); // HAZARD: pooling-session-setting
}

void options(SQLHDBC dbc) {
  dial(dbc, "Driver={PostgreSQL Unicode};Server=db;pqopt={connect_timeout=5 options=-csearch_path=s1}"); // HAZARD: pooling-startup-parameter
}

void bounded(SQLHDBC dbc) {
  SQLSetConnectAttr(dbc, SQL_ATTR_LOGIN_TIMEOUT, (SQLPOINTER)5, 0);
  dial(dbc, "Driver={PostgreSQL Unicode};Server=db");
}

void harmless(SQLHDBC dbc, const std::string &host) {
  dial(dbc, "DSN=shop;UID=u;PWD=p");
  dial(dbc, "Driver={SQLite3};Database=x;ConnSettings=SET search_path TO s1");
  dial(dbc, "Driver={PostgreSQL};pqopt={connect_timeout=5};Server=" + host);
}

void identity(SQLHSTMT st) {
  SQLExecDirect(st, (SQLCHAR *)"INSERT INTO item VALUES (1)", SQL_NTS);
  SQLExecDirect(st, (SQLCHAR *)"SELECT @@IDENTITY", SQL_NTS); // HAZARD: pooling-session-function
}

void identity_inside(SQLHDBC dbc, SQLHSTMT st) {
  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0);
  SQLHSTMT own;
  SQLAllocHandle(SQL_HANDLE_STMT, dbc, &own);
  SQLExecDirect(own, (SQLCHAR *)"INSERT INTO item VALUES (1)", SQL_NTS);
  SQLExecDirect(own, (SQLCHAR *)"SELECT @@IDENTITY", SQL_NTS);
  SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
}

// Part of what libpq is given is known in any case.
void for_schema(SQLHDBC dbc, const std::string &schema) {
  dial(dbc, "Driver={PostgreSQL Unicode};Server=db;pqopt={connect_timeout=4 options=-csearch_path=" + schema + "};"); // HAZARD: pooling-startup-parameter
}
