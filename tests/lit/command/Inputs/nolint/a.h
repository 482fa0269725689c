#include <libpq-fe.h>

// NOLINTBEGIN(pooling-*)
void settings(PGconn *conn);
// NOLINTEND(pooling-*)
