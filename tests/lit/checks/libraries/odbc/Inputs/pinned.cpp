// A pooler that binds every session with a SET: what the driver sends on its own counts.
#include <sql.h>
#include <sqlext.h>

void dials(SQLHDBC dbc) {
  SQLDriverConnect(dbc, nullptr, (SQLCHAR *)"Driver={PostgreSQL};Server=db", SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT); // HAZARD: pooling-session-setting
}
