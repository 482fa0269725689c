#ifndef STORE_H
#define STORE_H
#include <libpq-fe.h>
struct Store {
  virtual ~Store() {}
  virtual void save(PGconn *C);
  const char *Text = "SELECT 1";
};
struct Hooks {
  void (*Opened)(PGconn *);
};
extern Hooks hooks;
extern int mode;
extern const char *prelude;
void use(Store &S, PGconn *C);
void run(PGconn *C, const char *Text);
#endif
