// RUN: %pooltidy-verify %s -- -std=c++17 %libs
// The program's own printf: it goes round a loop until the text fits, reads the format
// itself, or is declared here and defined elsewhere.
#include <libpq-fe.h>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
static void run(PGconn *c, const char *s) { PQclear(PQexec(c, s)); }
extern "C" int measure(const char *); // says how much room there is

namespace grows {
// As long as the memory is too small it gets more of it.
int put(char *&b, const char *f, ...) {
  for (;;) {
    va_list a;
    int room = measure(b);
    va_start(a, f);
    int n = vsnprintf(b, room, f, a);
    va_end(a);
    if (n < 0 || n >= room - 5) {
      b = (char *)realloc(b, room + room / 2);
      continue;
    }
    return n;
  }
}
void listen(PGconn *c, const char *n) { char *b = (char *)malloc(9); put(b, "LISTEN %s", n); run(c, b); free(b); } // HAZARD: pooling-listen
void select(PGconn *c, const char *n) { char *b = (char *)malloc(9); put(b, "SELECT '%s'", n); run(c, b); free(b); }
void both(PGconn *c, int n) { char *b = (char *)malloc(9); put(b, "%s ROLE r%d", n ? "SET" : "RESET", n); run(c, b); free(b); } // HAZARD: pooling-session-setting

// Written over what is there, or behind it.
static int at(char **b, int behind, const char *f, va_list a) {
  int n, start = behind ? measure(*b) : 0;
  do {
    va_list again;
    va_copy(again, a);
    n = vsnprintf(*b + start, 9, f, again);
    va_end(again);
  } while (n > 9);
  return n;
}
static int over(char **b, const char *f, ...) {
  va_list a;
  va_start(a, f);
  int n = at(b, 0, f, a);
  va_end(a);
  return n;
}
static int more(char **b, const char *f, ...) {
  va_list a;
  va_start(a, f);
  int n = at(b, 1, f, a);
  va_end(a);
  return n;
}
void behind(PGconn *c, int n) { char *b = (char *)malloc(9); over(&b, "SET ROLE r%d", n); over(&b, "SELECT %d", n); more(&b, " UNION SELECT %d", n); run(c, b); free(b); }
void behind2(PGconn *c, int n) { char *b = (char *)malloc(9); over(&b, "SELECT %d", n); more(&b, "; LISTEN a%d", n); run(c, b); free(b); } // HAZARD: pooling-listen

class Room { // it knows where its text is and counts it
  char *text;
  int used = 0;
public:
  Room();
  char *at() const { return text; }
  int size() const { return used; }
  void set(const char *f, ...) {
    int n;
    do {
      va_list a;
      va_start(a, f);
      n = vsnprintf(text, measure(text), f, a);
      va_end(a);
      used += n;
    } while (n < 0);
  }
};
int into(Room &r, const char *f, ...) {
  int n;
  do {
    va_list a;
    va_start(a, f);
    n = vsnprintf(r.at(), measure(r.at()), f, a);
    va_end(a);
  } while (n > measure(r.at()));
  return n;
}
void method(PGconn *c, const char *n, Room &r) { r.set("LISTEN %s", n); run(c, r.at()); } // HAZARD: pooling-listen
void object(PGconn *c, const char *n, Room &r) { into(r, "NOTIFY %s", n); run(c, r.at()); into(r, "LISTEN %s", n); run(c, r.at()); } // HAZARD: pooling-listen
} // namespace grows

namespace reads {
// It reads the format itself and writes one character after the other.
static int all(char *b, int most, const char *f, va_list a) {
  int at = 0;
  while (*f) {
    if (*f != '%') {
      if (at < most) b[at++] = *f;
      ++f;
      continue;
    }
    switch (*++f) {
    case 's':
      for (const char *s = va_arg(a, const char *); *s; ++s)
        if (at < most) b[at++] = *s;
      break;
    case 'd':
      for (int n = va_arg(a, int); n > 0; n /= 10)
        if (at < most) b[at++] = '0' + n % 10;
      break;
    }
    ++f;
  }
  b[at] = 0;
  return at;
}
static int some(char *b, int most, const char *f, ...) {
  va_list a;
  va_start(a, f);
  int n = all(b, most, f, a);
  va_end(a);
  return n;
}
void lock(PGconn *c, int n) { char b[99]; some(b, sizeof b, "SELECT pg_advisory_lock(%d)", n); run(c, b); } // HAZARD: pooling-advisory-lock
void xact(PGconn *c, int n) { char b[99]; some(b, sizeof b, "SELECT pg_advisory_xact_lock(%d)", n); run(c, b); }
} // namespace reads

namespace elsewhere {
extern "C" int put_text(char *, unsigned, const char *, va_list);
extern "C" char *make(char *b, int where, const char *f, ...) __attribute__((format(printf, 3, 4)));
static int through(char *b, const char *f, ...) {
  va_list a, again;
  va_start(a, f);
  va_copy(again, a);
  int n = put_text(b, 9, f, again);
  va_end(again);
  va_end(a);
  return n;
}
void shape(PGconn *c, const char *n) { char b[99]; through(b, "LISTEN %s", n); run(c, b); } // HAZARD: pooling-listen
void says(PGconn *c, const char *n) { char b[99]; make(b, 1, "LISTEN %s", n); run(c, b); } // HAZARD: pooling-listen
void back(PGconn *c, const char *n) { char b[99]; run(c, make(b, 1, "LISTEN %s", n)); } // HAZARD: pooling-listen
} // namespace elsewhere

namespace other {
// What is written out is not what is sent.
int note(char *name, const char *f, ...) {
  char line[200];
  va_list a;
  va_start(a, f);
  for (int i = 0; i < 3; ++i)
    vsnprintf(line, sizeof line, f, a);
  va_end(a);
  fputs(line, stderr);
  return name[0];
}
void noted(PGconn *c) { char n[20] = "SELECT 1"; note(n, "LISTEN %s", "a"); run(c, n); }
} // namespace other
int main() {}
