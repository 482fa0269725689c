// REQUIRES: odbc
// RUN: %pooltidy-verify %s -- -std=c++20
//
// Wrappers, guards and built texts over ODBC.
#include <sql.h>
#include <sqlext.h>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>

struct Stmt {
  SQLHSTMT h = SQL_NULL_HSTMT;
  explicit Stmt(SQLHDBC d) { SQLAllocHandle(SQL_HANDLE_STMT, d, &h); }
  ~Stmt() { SQLFreeHandle(SQL_HANDLE_STMT, h); }
  void exec(const std::string &q) {
    if (!SQL_SUCCEEDED(SQLExecDirect(h, (SQLCHAR *)q.c_str(), SQL_NTS)))
      throw std::runtime_error("exec");
  }
  void prepare(const char *q) { SQLPrepare(h, (SQLCHAR *)q, SQL_NTS); }
  void run() { SQLExecute(h); }
};
void a(SQLHDBC d) {
  Stmt s(d);
  s.exec("SET ROLE a"); // HAZARD: pooling-session-setting
  Stmt(d).exec("CREATE TEMP TABLE t (i int)"); // HAZARD: pooling-temp-table
  SQLCHAR buf[200];
  std::snprintf((char *)buf, sizeof buf, "SELECT pg_advisory_lock(%d)", 4); // HAZARD: pooling-advisory-lock #b
  SQLExecDirect(s.h, buf, SQL_NTS); // ALT: pooling-advisory-lock #b
  char text[100];
  std::strcpy(text, "SET ");
  std::strcat(text, "jit = off");
  SQLExecDirect(s.h, reinterpret_cast<SQLCHAR *>(text), (SQLINTEGER)std::strlen(text)); // HAZARD: pooling-session-setting
}
SQLHSTMT alloc(SQLHDBC d) {
  SQLHSTMT h = nullptr;
  if (SQLAllocHandle(SQL_HANDLE_STMT, d, &h) != SQL_SUCCESS)
    return SQL_NULL_HSTMT;
  return h;
}
void b(SQLHDBC d) {
  SQLHSTMT h = alloc(d);
  SQLExecDirect(h, (SQLCHAR *)"LISTEN x", SQL_NTS); // HAZARD: pooling-listen
  SQLFreeHandle(SQL_HANDLE_STMT, h);
}
class Connection {
public:
  Connection(SQLHENV e, const char *cs) {
    SQLAllocHandle(SQL_HANDLE_DBC, e, &dbc_);
    SQLRETURN rc = SQLDriverConnect(dbc_, NULL, (SQLCHAR *)cs, SQL_NTS, NULL, 0, NULL, SQL_DRIVER_COMPLETE); // HAZARD: pooling-missing-timeout
    if (!SQL_SUCCEEDED(rc))
      throw std::runtime_error("connect");
  }
  ~Connection() { SQLDisconnect(dbc_); SQLFreeHandle(SQL_HANDLE_DBC, dbc_); }
  SQLHDBC get() const { return dbc_; }
  void begin() { SQLSetConnectAttr(dbc_, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, SQL_IS_UINTEGER); }
  void commit() { SQLEndTran(SQL_HANDLE_DBC, dbc_, SQL_COMMIT); autocommit(); }
  void rollback() { SQLEndTran(SQL_HANDLE_DBC, dbc_, SQL_ROLLBACK); autocommit(); }
private:
  void autocommit() { SQLSetConnectAttr(dbc_, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_ON, SQL_IS_UINTEGER); }
  SQLHDBC dbc_ = nullptr;
};
class Tx {
public:
  explicit Tx(Connection &c) : c_(c) { c_.begin(); }
  ~Tx() { if (!done_) c_.rollback(); }
  void commit() { c_.commit(); done_ = true; }
private:
  Connection &c_;
  bool done_ = false;
};
void c(SQLHENV e) {
  Connection con(e, "DRIVER={PostgreSQL};SERVER=db");
  Stmt(con.get()).exec("SET LOCAL a.b = 1"); // HAZARD: pooling-outside-transaction
  {
    Tx t(con);
    Stmt s(con.get());
    s.exec("SET LOCAL a.b = 1");
    s.exec("SELECT pg_advisory_lock(5)");
    s.exec("SELECT pg_advisory_unlock(5)");
    s.exec("SET ROLE b"); // HAZARD: pooling-session-setting
    t.commit();
  }
  {
    Tx t(con);
    Stmt(con.get()).exec("SET ROLE c");
  }
  Stmt(con.get()).exec("SELECT * FROM a FOR UPDATE"); // HAZARD: pooling-outside-transaction
}
void d(Connection &con) {
  Stmt s(con.get());
  s.prepare("SELECT 1"); // HAZARD: pooling-prepared-statement #p
  s.run(); // ALT: pooling-prepared-statement #p
}
void d_tx(Connection &con) {
  Tx t(con);
  {
    Stmt s(con.get());
    s.prepare("SELECT 1");
    s.run();
    s.run();
  }
  t.commit();
}
void lite(SQLHENV e) {
  Connection con(e, "DRIVER=SQLite3;Database=x.db");
  Stmt s(con.get());
  s.exec("CREATE TEMP TABLE t (i int)");
  s.prepare("SELECT 1");
  s.run();
}
#define EXEC(h, q) SQLExecDirect((h), (SQLCHAR *)(q), SQL_NTS)
void m(SQLHDBC d) {
  SQLHSTMT h = alloc(d);
  EXEC(h, "DECLARE c CURSOR WITH HOLD FOR SELECT 1"); // HAZARD: pooling-cursor
  EXEC(h, "INSERT INTO a DEFAULT VALUES");
  EXEC(h, "SELECT lastval()"); // HAZARD: pooling-session-function
  EXEC(h, "PREPARE p AS SELECT 1"); // HAZARD: pooling-prepared-statement
  SQLFreeHandle(SQL_HANDLE_STMT, h);
}
