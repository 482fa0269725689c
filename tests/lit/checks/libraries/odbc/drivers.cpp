// REQUIRES: odbc
// RUN: %pooltidy-verify %s -- -std=c++20
//
// The connection string names the driver.
#include <sql.h>
#include <sqlext.h>

#include <chrono>
#include <string>
#include <thread>

namespace {

class Session {
public:
  Session(SQLHENV env, const std::string &where) {
    SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc_);
    std::string copy = where;
    SQLDriverConnect(dbc_, nullptr, reinterpret_cast<SQLCHAR *>(copy.data()), SQL_NTS, nullptr, 0, nullptr, // HAZARD: pooling-missing-timeout
                     SQL_DRIVER_NOPROMPT);
  }
  ~Session() {
    SQLDisconnect(dbc_);
    SQLFreeHandle(SQL_HANDLE_DBC, dbc_);
  }
  void exec(const char *sql) {
    SQLHSTMT s;
    SQLAllocHandle(SQL_HANDLE_STMT, dbc_, &s);
    SQLExecDirect(s, (SQLCHAR *)sql, SQL_NTS);
    SQLFreeHandle(SQL_HANDLE_STMT, s);
  }

private:
  SQLHDBC dbc_ = SQL_NULL_HDBC;
};

} // namespace

void lite(SQLHENV env, const std::string &file) {
  Session s(env, "DRIVER={SQLite3};Database=" + file);
  s.exec("CREATE TEMP TABLE a (i int)");
}

void others(SQLHENV env) {
  Session(env, "Driver={MySQL ODBC 8.0 Unicode Driver};Server=db").exec("SET SESSION wait_timeout = 5");
  Session(env, "DRIVER={ODBC Driver 18 for SQL Server};SERVER=db").exec("SET LOCAL x = 5");
}

void postgres(SQLHENV env, const std::string &host) {
  Session s(env, "DRIVER={PostgreSQL Unicode};SERVER=" + host + ";DATABASE=mysql_mirror");
  s.exec("CREATE TEMP TABLE b (i int)"); // HAZARD: pooling-temp-table
  s.exec("SET LOCAL lock_timeout = 5");  // HAZARD: pooling-outside-transaction
}

void by_dsn(SQLHENV env, const std::string &dsn) {
  Session s(env, "DSN=" + dsn);
  s.exec("CREATE TEMP TABLE c (i int)"); // HAZARD: pooling-temp-table
}

static SQLHDBC kept; // HAZARD: pooling-long-lived-session
static SQLHENV environment;

bool keep() {
  SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
  SQLAllocHandle(SQL_HANDLE_DBC, environment, &kept);
  return SQL_SUCCEEDED(SQLConnect(kept, (SQLCHAR *)"orders", SQL_NTS, nullptr, 0, nullptr, 0));
}

void worker(SQLHENV env, bool &stop) {
  SQLHDBC dbc; // opened before the loop
  SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc);
  SQLConnect(dbc, (SQLCHAR *)"orders", SQL_NTS, nullptr, 0, nullptr, 0); // HAZARD: pooling-long-lived-session
  while (!stop) {
    SQLHSTMT s;
    SQLAllocHandle(SQL_HANDLE_STMT, dbc, &s);
    SQLExecDirect(s, (SQLCHAR *)"DELETE FROM jobs WHERE done", SQL_NTS);
    SQLFreeHandle(SQL_HANDLE_STMT, s);
    std::this_thread::sleep_for(std::chrono::seconds(5));
  }
  SQLDisconnect(dbc);
}
