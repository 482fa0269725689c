// REQUIRES: soci
// RUN: %pooltidy-verify %s -- -std=c++20 %libs
//
// A whole program that opens nothing but SQLite: what it is given is SQLite, too.
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <string>

static soci::session cache(soci::sqlite3, "cache.db");
static soci::connection_pool readers(4);

void given(soci::session &s) {
  s << "CREATE TEMP TABLE a (i int)";
  s << "SELECT currval('x')";
  soci::rowset<int> all = (s.prepare << "SELECT i FROM a");
}

void pooled() {
  for (unsigned i = 0; i < 4; ++i)
    readers.at(i).open(soci::sqlite3, "cache.db");
  soci::session s(readers);
  s << "CREATE TEMP TABLE b (i int)";
}

void global() { cache << "CREATE TEMP TABLE c (i int)"; }

int main() {}
