// REQUIRES: soci
// RUN: %pooltidy-verify %s -- -std=c++20 %libs
//
// Which database a session leads to: the backend's type, its name, the connect string.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <memory>
#include <string>

static void stage(soci::session &s, const char *table) {
  s << "CREATE TEMP TABLE " << table << " (i int)"; // HAZARD: pooling-temp-table
}

void by_type(const std::string &text) {
  soci::session lite(soci::sqlite3, text), my("mysql", text), pg(soci::postgresql, text);
  lite << "CREATE TEMP TABLE a (i int)";
  my << "SET SESSION wait_timeout = 60";
  my << "SELECT GET_LOCK('a', 1)";
  pg << "SET SESSION statement_timeout = 60"; // HAZARD: pooling-session-setting
  soci::statement st = (lite.prepare << "SELECT 1");
  st.execute();
}

void by_name(const std::string &text) {
  soci::session lite("sqlite3", text), my("mysql://db=shop"), pg("postgresql", text);
  lite << "CREATE TEMP TABLE b (i int)";
  my << "CREATE TEMPORARY TABLE b (i int)";
  pg << "CREATE TEMPORARY TABLE b (i int)"; // HAZARD: pooling-temp-table
}

void by_parameters(const std::string &text) {
  soci::connection_parameters lite(soci::sqlite3, text);
  soci::session a(lite);
  a << "CREATE TEMP TABLE c (i int)";
  soci::connection_parameters pg("postgresql", text);
  soci::session b(pg);
  b << "CREATE TEMP TABLE c (i int)"; // HAZARD: pooling-temp-table
}

static soci::session &open(soci::session &s, const soci::backend_factory &backend, const std::string &text) {
  s.open(backend, text);
  return s;
}

void through_a_function(const std::string &text) {
  soci::session a, b;
  open(a, soci::sqlite3, text) << "SET x = 1";
  open(b, soci::postgresql, text) << "SET x.y = 1"; // HAZARD: pooling-session-setting
}

void one_helper_for_both(const std::string &text) {
  soci::session lite(soci::sqlite3, text);
  stage(lite, "d");
  soci::session pg(soci::postgresql, text);
  stage(pg, "d");
}

void held_by_pointer(const std::string &text) {
  auto lite = std::make_unique<soci::session>(soci::sqlite3, text);
  *lite << "CREATE TEMP TABLE e (i int)";
  auto pg = std::make_unique<soci::session>(soci::postgresql, text);
  *pg << "CREATE TEMP TABLE e (i int)"; // HAZARD: pooling-temp-table
}

void reopened(const std::string &text) {
  soci::session s(soci::sqlite3, text);
  s << "CREATE TEMP TABLE f (i int)";
  s.close();
  s.open(soci::postgresql, text);
  s << "CREATE TEMP TABLE f (i int)"; // HAZARD: pooling-temp-table
}

void configured(const std::string &backend, const std::string &text) {
  soci::session s(backend, text); // any database: PostgreSQL as well
  s << "SET search_path TO x"; // HAZARD: pooling-session-setting
}
