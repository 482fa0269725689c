#include "store.h"
void run(PGconn *C, const char *Text) { PQclear(PQexec(C, Text)); }
void Store::save(PGconn *C) { run(C, Text); }
void use(Store &S, PGconn *C) { S.save(C); }
void maintain(PGconn *C) { run(C, "VACUUM"); }
