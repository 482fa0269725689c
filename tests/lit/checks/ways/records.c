// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Records of the program: linked at compile time, handed on by their address, changed later on.
#include <libpq-fe.h>
#include <stddef.h>
#include <string.h>

struct step {
  const char *what;
  const char *sql;
  struct step *next;
};

static struct step last = {"close", "UNLISTEN outbox", NULL};         // HAZARD: pooling-listen
static struct step middle = {"clear", "DELETE FROM outbox", &last};
static struct step first = {"open", "SET enable_seqscan = off", &middle}; // HAZARD: pooling-session-setting

static void run(PGconn *conn, const struct step *s) {
  for (; s; s = s->next)
    PQclear(PQexec(conn, s->sql));
}

void chain(PGconn *conn) { run(conn, &first); }

// What the program gives another value later on is not known by what it began with.
struct slot {
  const char *text;
};
static struct slot changing = {"SET enable_sort = off"};

void change(const char *to) {
  struct slot *s = &changing;
  s->text = to;
}

void run_changing(PGconn *conn) { PQclear(PQexec(conn, changing.text)); }

// Nor is what a library was given to write to.
struct line {
  char text[64];
};
static struct line read_in = {"SET enable_sort = off"};

void fill(const void *from) { memcpy(&read_in, from, sizeof read_in); }

void run_read(PGconn *conn) { PQclear(PQexec(conn, read_in.text)); }

// Assigned as a whole, through a pointer.
struct pair {
  const char *a, *b;
};
static struct pair replaced = {"SET enable_sort = off", "SELECT 1"};

void replace(const struct pair *with) {
  struct pair *p = &replaced;
  *p = *with;
}

void run_replaced(PGconn *conn) { PQclear(PQexec(conn, replaced.a)); }

// Arrays of keywords that a loop fills from records.
struct option {
  const char *key, *value;
};

static PGconn *open_with(const struct option *o, int n) {
  const char *keys[16], *values[16];
  int i;
  for (i = 0; i < n && i < 15; i++) {
    keys[i] = o[i].key;
    values[i] = o[i].value;
  }
  keys[i] = values[i] = NULL;
  return PQconnectdbParams(keys, values, 0); // HAZARD: pooling-missing-timeout
}

PGconn *open_refused(void) {
  static const struct option o[] = {{"host", "db"}, {"options", "-c work_mem=1GB"}}; // HAZARD: pooling-startup-parameter
  return open_with(o, 2);
}

static PGconn *open_bounded(const struct option *o) {
  const char *keys[16], *values[16];
  int i;
  for (i = 0; i < 2; i++) {
    keys[i] = o[i].key;
    values[i] = o[i].value;
  }
  keys[i] = values[i] = NULL;
  return PQconnectdbParams(keys, values, 0);
}

PGconn *open_in_time(void) {
  static const struct option o[] = {{"host", "db"}, {"connect_timeout", "4"}};
  return open_bounded(o);
}
