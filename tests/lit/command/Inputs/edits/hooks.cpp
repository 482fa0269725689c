#include "store.h"
static void configure(PGconn *C) { run(C, "SET search_path = shop"); }
static void nothing(PGconn *) {}
Hooks hooks = {configure};
int mode = 0;
const char *prelude = "SELECT 2";
void unused(PGconn *C) { nothing(C); }
