// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// A flag that says whether a transaction is open, and what takes long: only a transaction
// that is seen to be open counts.
#include <libpq-fe.h>
#include <netdb.h>
#include <sys/socket.h>

class Zone {
public:
  explicit Zone(PGconn *conn) : conn(conn) {}
  void begin() {
    run("BEGIN");
    open = true;
  }
  void commit() {
    run("COMMIT");
    open = false;
  }
  bool inTransaction() const { return open; }
  void run(const char *sql) { PQclear(PQexec(conn, sql)); }

private:
  PGconn *conn;
  bool open = false;
};

// Nobody is seen to call it inside of one.
void look_up(Zone &zone, const sockaddr *peer, socklen_t size) {
  char name[256];
  if (!zone.inTransaction())
    zone.run("SELECT 1");
  getnameinfo(peer, size, name, sizeof name, nullptr, 0, 0);
}

void add(PGconn *conn, const sockaddr *peer, socklen_t size) {
  char name[256];
  PQclear(PQexec(conn, "BEGIN"));
  getnameinfo(peer, size, name, sizeof name, nullptr, 0, NI_NUMERICHOST); // only writes the number
  getnameinfo(peer, size, name, sizeof name, nullptr, 0, NI_NAMEREQD);    // HAZARD: pooling-long-transaction
  PQclear(PQexec(conn, "COMMIT"));
}
