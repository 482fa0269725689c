// As many connections as somebody asks for.
#include <libpq-fe.h>
#include <stdlib.h>

int main(int Count, char **Words) {
  PGconn **All = calloc(Count, sizeof *All);
  for (int I = 0; I < Count; ++I)
    All[I] = PQconnectdb(getenv("DATABASE_URL"));
  for (int I = 0; I < Count; ++I)
    PQclear(PQexec(All[I], "SELECT 1"));
  free(All);
  return 0;
}
