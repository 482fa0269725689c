// As many kinds of facts as fit into one file.
#include <libpq-fe.h>
#include <cstdarg>
#include <string>
#include <vector>

#define TEXT "RESET ALL"
struct Base {
  explicit Base(int n) : number(n) {}
  virtual ~Base() {}
  virtual void run(PGconn *c) = 0;
  int number;
};
struct Derived : Base {
  Derived() : Base(3), name("x") {}
  void run(PGconn *c) override { PQclear(PQexec(c, name.c_str())); }
  std::string name;
};
static thread_local int depth = 0;
static const char *const texts[] = {"SELECT 1", TEXT};
static int (*hook)(const char *) = nullptr;
template <class T, int N> struct Box { T held[N]; T get(int i) const { return held[i]; } };

static void format(PGconn *c, const char *how, ...) {
  va_list list;
  va_start(list, how);
  PQclear(PQexec(c, va_arg(list, const char *)));
  va_end(list);
}
int all(PGconn *c, int n, std::vector<std::string> &more) {
  static int calls = 0;
  Box<const char *, 2> box = {{"SELECT 2", "SELECT 3"}};
  Derived d;
  Base *b = n > 1 ? &d : new Derived;
  auto act = [&, n](const char *sql) { PQclear(PQexec(c, sql)); return n; };
  for (int i = 0; i < n && !(i == 7 || i == 8); ++i) {
    if (i == 2) continue;
    act(box.get(i & 1));
  }
  for (const std::string &one : more) act(one.c_str());
  while (calls++ < 2) { n += -n; if (n) break; }
  do { depth |= 1 << n; } while (depth > 100);
  switch (n) {
  case 1: goto end;
  default: b->run(c);
  }
  try {
    if (hook) hook(texts[n]);
    if (n > 5) throw n;
  } catch (...) { return 1; }
  format(c, "%s", TEXT);
  if (b != &d) delete b;
end:
  return calls;
}
