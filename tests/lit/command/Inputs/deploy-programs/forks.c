// A connection in each of four copies of the process.
#include <libpq-fe.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void serve(void) {
  PGconn *Conn = PQconnectdb(getenv("DATABASE_URL"));
  PQclear(PQexec(Conn, "SELECT 1"));
  PQfinish(Conn);
}

int main(void) {
  for (int I = 0; I < 4; ++I)
    if (fork() == 0) {
      serve();
      return 0;
    }
  while (wait(0) > 0)
    ;
  return 0;
}
