// pooling-long-transaction: a server connection that is held while the program does
// something else. The harness looks, instead of waiting, whether others can go on.
#include "../harness/live_libpq.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

CASE(sleep_in_transaction, "blocks", "long-transaction") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "UPDATE orders SET v = 'x'"));
  sleep(30);
  note(PQexec(a, "COMMIT"));
}

CASE(sleep_after_begin, "blocks", "long-transaction") {
  note(PQexec(a, "BEGIN"));
  sleep(30);
  note(PQexec(a, "COMMIT"));
}

CASE(sleep_before_begin, "same", "") {
  sleep(30);
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "UPDATE orders SET v = 'x'"));
  note(PQexec(a, "COMMIT"));
}

CASE(sleep_after_commit, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "UPDATE orders SET v = 'x'"));
  note(PQexec(a, "COMMIT"));
  sleep(30);
}

CASE(sleep_in_autocommit, "same", "") {
  note(PQexec(a, "UPDATE orders SET v = 'x'"));
  usleep(300000);
  note(PQexec(a, "UPDATE orders SET v = 'y'"));
}

CASE(asking_in_transaction, "blocks", "long-transaction") {
  char line[80];
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DELETE FROM orders"));
  if (fgets(line, sizeof line, stdin) && line[0] == 'y')
    note(PQexec(a, "COMMIT"));
  else
    note(PQexec(a, "ROLLBACK"));
}

CASE(asking_a_key_in_transaction, "blocks", "long-transaction") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DELETE FROM orders"));
  note(PQexec(a, getchar() == 'y' ? "COMMIT" : "ROLLBACK"));
}

CASE(asking_before, "same", "") {
  if (getchar() != 'y')
    return;
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DELETE FROM orders"));
  note(PQexec(a, "COMMIT"));
}

CASE(program_in_transaction, "blocks", "long-transaction") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "UPDATE orders SET v = 'x'"));
  system("make -C reports");
  note(PQexec(a, "COMMIT"));
}

CASE(program_in_autocommit, "same", "") {
  note(PQexec(a, "UPDATE orders SET v = 'x'"));
  system("make -C reports");
}

CASE(sleep_in_failed_transaction, "blocks", "long-transaction") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT 1/0"));
  sleep(1);
  note(PQexec(a, "ROLLBACK"));
}

CASE(sleep_after_begin_in_string, "blocks", "long-transaction") {
  note(PQexec(a, "BEGIN; UPDATE orders SET v = 'x'"));
  sleep(1);
  note(PQexec(a, "COMMIT"));
}

CASE(sleep_in_chained_transaction, "blocks", "long-transaction") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "COMMIT AND CHAIN"));
  sleep(1);
  note(PQexec(a, "COMMIT"));
}

CASE(sleep_after_rollback, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "UPDATE orders SET v = 'x'"));
  note(PQexec(a, "ROLLBACK"));
  usleep(300000);
}

CASE(sleep_in_savepoint, "blocks", "long-transaction") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SAVEPOINT s"));
  note(PQexec(a, "ROLLBACK TO s"));
  usleep(300000);
  note(PQexec(a, "COMMIT"));
}

CASE(sleep_while_copying, "blocks", "long-transaction") {
  note(PQexec(a, "COPY items FROM STDIN"));
  PQputCopyData(a, "1\tx\n", 4);
  sleep(1);
  PQputCopyEnd(a, NULL);
  note(PQgetResult(a));
  while (PQgetResult(a))
    ;
}

CASE(sleep_after_copying, "same", "") {
  note(PQexec(a, "COPY items FROM STDIN"));
  PQputCopyData(a, "1\tx\n", 4);
  PQputCopyEnd(a, NULL);
  note(PQgetResult(a));
  while (PQgetResult(a))
    ;
  sleep(1);
}

CASE(sleep_in_pipeline, "blocks", "long-transaction") {
  PQenterPipelineMode(a);
  PQsendQueryParams(a, "UPDATE orders SET v = 'x'", 0, NULL, NULL, NULL, NULL, 0);
  PQsendFlushRequest(a);
  PQflush(a);
  note(PQgetResult(a));
  sleep(1);
  PQpipelineSync(a);
  while (PQgetResult(a))
    ;
  note(PQgetResult(a));
  PQexitPipelineMode(a);
}

CASE(retry_outside, "same", "") {
  for (int attempt = 0; attempt < 2; ++attempt) {
    note(PQexec(a, "BEGIN"));
    note(PQexec(a, "UPDATE orders SET v = 'x'"));
    note(PQexec(a, "ROLLBACK"));
    sleep(1 << attempt);
  }
}

CASE(retry_inside, "blocks", "long-transaction") {
  note(PQexec(a, "BEGIN"));
  for (int attempt = 0; attempt < 2; ++attempt) {
    note(PQexec(a, "UPDATE orders SET v = 'x'"));
    sleep(1 << attempt);
  }
  note(PQexec(a, "COMMIT"));
}
