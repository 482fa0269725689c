// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
//
// Errors are told by a function that ends the program or comes back, by how bad they are. How bad is
// kept in a variable between the calls that a macro makes of it, as in PostgreSQL's own programs.
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Debug = 13, Warning = 19, Error = 21, Fatal = 22 };

struct message {
  int level;
  int code;
  char text[500];
};

static int ends_at = Error;
static int shown_from = Warning;
static bool ending;
static void (*at_the_end)(bool);

static struct message *message(void) {
  static struct message it;
  return &it;
}

static void leave(int code, int level) {
  if (ending && level < Fatal) {
    at_the_end(true);
    exit(code);
  } else if (level >= Fatal) {
    at_the_end(true);
    abort();
  } else {
    exit(code);
  }
}

static struct message *begin(int level) {
  struct message *m = message();
  m->level = level;
  m->code = level >= Error ? 1 : 0;
  m->text[0] = 0;
  return m;
}

static bool wanted(int level) {
  if (level < ends_at && level < shown_from)
    return false;
  begin(level);
  return true;
}

static int saying(const char *format, ...) {
  struct message *m = message();
  bool fits;
  do {
    va_list args;
    va_start(args, format);
    fits = vsnprintf(m->text, sizeof m->text, format, args) < (int)sizeof m->text;
    va_end(args);
  } while (!fits);
  return 0;
}

static int coded(int code) {
  message()->code = code;
  return 0;
}

static void finish(int dummy, ...) {
  struct message *m = message();
  if (m->level >= shown_from)
    fprintf(stderr, "%s\n", m->text);
  if (ends_at <= m->level && m->level <= Fatal) {
    ending = true;
    leave(m->code, m->level);
  }
}

#define tell(level, rest) (wanted(level) ? (finish rest) : (void)0)

static PGresult *run(PGconn *c, const char *sql, int level) {
  PGresult *r = PQexec(c, sql);
  if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK)
    tell(level, (coded(3), saying("query failed: %s", PQerrorMessage(c))));
  return r;
}

static PGconn *working; // HAZARD: pooling-long-lived-session
static void clean(bool fatal) { PQclear(PQexec(working, "DROP TABLE IF EXISTS half_done")); }

// Many of them, each with its own message: none is the one that is not looked at any more.
void statements(PGconn *c, bool ready) {
  working = c;
  at_the_end = clean;
  const char *sql = "SELECT 1";
  PQclear(run(c, "SELECT 10", Error));
  PQclear(run(c, "SELECT 11", Error));
  PQclear(run(c, "SELECT 12", Error));
  PQclear(run(c, "SELECT 13", Error));
  PQclear(run(c, "SELECT 14", Error));
  PQclear(run(c, "SELECT 15", Error));
  if (!ready) {
    sql = "LISTEN never";
    tell(Error, (coded(1), saying("not ready for %s", sql)));
  }
  PQclear(run(c, sql, Error));
}

void only_warned(PGconn *c, bool ready) {
  const char *sql = "SELECT 1";
  if (!ready) {
    sql = "LISTEN yes";
    tell(Warning, (coded(1), saying("not ready for %s", sql)));
  }
  PQclear(run(c, sql, Error)); // HAZARD: pooling-listen
}

// What a function that comes back assigned is known afterwards.
static int level_kept;
static void keep(int level) { level_kept = level; }

void kept(PGconn *c) {
  keep(Error);
  if (level_kept < Warning)
    PQclear(PQexec(c, "LISTEN not_reached"));
}

// A function that calls itself ends as its calls that do not.
static void report(PGconn *c, int depth, int level) {
  if (depth > 0 && PQstatus(c) != CONNECTION_OK)
    report(c, depth - 1, level);
  if (level >= Error)
    exit(1);
}

void recursive(PGconn *c, bool ready, int depth) {
  const char *sql = "SELECT 1";
  if (!ready) {
    sql = "LISTEN never";
    report(c, depth, Error);
  }
  PQclear(PQexec(c, sql));
}

static void endless(PGconn *c, int n) {
  PQclear(PQexec(c, "SELECT 1"));
  endless(c, n + 1);
}

void after_endless(PGconn *c) {
  endless(c, 0);
  PQclear(PQexec(c, "LISTEN perhaps")); // HAZARD: pooling-listen
}
