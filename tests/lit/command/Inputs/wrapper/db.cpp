#include "db.h"
#include "pause.h"

#include <libpq-fe.h>

extern const char *database_address;

namespace db {
static PGconn *session() {
  static PGconn *conn = PQconnectdb(database_address);
  return conn;
}
void execute(const std::string &sql) { PQclear(PQexec(session(), sql.c_str())); }
void begin() { execute("BEGIN"); }
void commit() { execute("COMMIT"); }
void notify(Watcher &watcher) {
  begin();
  watcher.changed();
  pause_a_little();
  commit();
}
} // namespace db
