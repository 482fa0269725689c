#include "store.h"
void lone(PGconn *C) { run(C, "SELECT pg_advisory_lock(1)"); }
