// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// C helpers: printf-style, table of commands, ternary, macro.
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>

__attribute__((format(printf, 2, 3))) static void execf(PGconn *c, const char *format, ...) {
  char sql[200];
  va_list args;
  va_start(args, format);
  vsnprintf(sql, sizeof sql, format, args);
  va_end(args);
  PQclear(PQexec(c, sql));
}

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...) {
  va_list args;
  va_start(args, format);
  vprintf(format, args);
  va_end(args);
}

void printf_style(PGconn *c, const char *channel) {
  execf(c, "LISTEN \"%s\"", channel); // HAZARD: pooling-listen
  execf(c, "%s \"%s\"", "UNLISTEN", channel); // HAZARD: pooling-listen
  execf(c, "%s \"%s\"", "NOTIFY", channel);
  say("LISTEN \"%s\"\n", channel);
}

static const char *const at_start[] = {
    "LISTEN config", // HAZARD: pooling-listen
    "NOTIFY config, 'started'",
    NULL,
};

void table(PGconn *c) {
  for (const char *const *sql = at_start; *sql; sql++)
    PQclear(PQexec(c, *sql));
}

void ternary(PGconn *c, int on) {
  PQclear(PQexec(c, on ? "LISTEN a" : "NOTIFY a")); // HAZARD: pooling-listen
}

#define SUBSCRIBE(c, name) PQclear(PQexec(c, "LISTEN " #name)) // ALT: pooling-listen #macro

void macro(PGconn *c) {
  SUBSCRIBE(c, news); // HAZARD: pooling-listen #macro
}
