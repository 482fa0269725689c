#include "store.h"
#include <libpq-fe.h>
void save(pg_conn *c, const char *what) {
  for (int i = 0; i < 10; ++i)
    PQclear(PQexec(c, what));
}
