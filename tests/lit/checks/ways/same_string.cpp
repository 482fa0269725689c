// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// One connection string that only the run knows, kept in an object: all connections that are
// made with it lead to one database.
#include <cstdlib>
#include <libpq-fe.h>
#include <map>
#include <string>

std::string setting(const std::map<std::string, std::string> &all, int which); // out of sight

class Importer {
public:
  Importer(const std::string &to) : to(to) {}
  bool exists(const char *table) const {
    PGconn *conn = PQconnectdb(to.c_str());
    PGresult *r = PQexec(conn, table); // ALT: pooling-nested-acquire #second
    bool found = PQntuples(r) > 0;
    PQclear(r);
    PQfinish(conn);
    return found;
  }
  void create() const {
    PGconn *conn = PQconnectdb(to.c_str());
    PQclear(PQexec(conn, "BEGIN"));
    if (!exists("SELECT 'ways'::regclass")) // HAZARD: pooling-nested-acquire #second
      PQclear(PQexec(conn, "CREATE TABLE ways (id int)"));
    PQclear(PQexec(conn, "COMMIT"));
    PQfinish(conn);
  }

private:
  std::string to;
};

int run(const std::map<std::string, std::string> &all) {
  const std::string to = "host=" + setting(all, rand()) + " connect_timeout=5 dbname=" + setting(all, rand());
  Importer importer(to);
  importer.create();
  return 0;
}

// Nobody closes them: one more with each turn.
void chunks(int count, const char *to) {
  for (int i = 0; i < count; ++i) {
    PGconn *conn = PQconnectdb(to); // HAZARD: pooling-oversized-pool
    PQclear(PQexec(conn, "SELECT 1"));
  }
}

void closed(int count, const char *to) {
  for (int i = 0; i < count; ++i) {
    PGconn *conn = PQconnectdb(to);
    PQclear(PQexec(conn, "SELECT 1"));
    PQfinish(conn);
  }
}

// Two strings that are put together by the same lines are two databases for all that is known.
struct Shards {
  const std::map<std::string, std::string> &all;
  PGconn *open(int which) const {
    const std::string to = "connect_timeout=5 host=" + setting(all, rand());
    return PQconnectdb(to.c_str());
  }
  void move() const {
    PGconn *from = open(1);
    PQclear(PQexec(from, "BEGIN"));
    PGconn *to = open(2);
    PQclear(PQexec(to, "SELECT 1"));
    PQfinish(to);
    PQclear(PQexec(from, "COMMIT"));
    PQfinish(from);
  }
};
