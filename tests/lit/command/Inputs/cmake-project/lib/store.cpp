#include "store.h"
#include "limit.h"
#include <libpq-fe.h>
void save(pg_conn *c, const char *what) {
  for (int i = 0; i < LIMIT; ++i)
    PQclear(PQexec(c, what));
}
