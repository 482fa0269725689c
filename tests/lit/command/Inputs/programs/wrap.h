#include <libpq-fe.h>

extern const char *start_sql(void); /* each program has its own */
void start(PGconn *c);
void lock(PGconn *c);
void unlock(PGconn *c);
