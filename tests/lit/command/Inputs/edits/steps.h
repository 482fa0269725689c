#ifndef STEPS_H
#define STEPS_H
#include "store.h"
#include <string>
#include <vector>
struct Steps {
  explicit Steps(PGconn *C);
  void go();
  PGconn *C;
  std::vector<std::string> All;
};
#endif
