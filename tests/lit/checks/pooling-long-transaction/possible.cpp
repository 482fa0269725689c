// RUN: %pooltidy audit --quiet --checks=-*,pooling-long-transaction --confidence possible %s -- -std=c++20 %libs > %t || true
// RUN: FileCheck %s < %t
// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// What may take long, and mostly does not: told only to who asks for it.
#include <pqxx/pqxx>

#include <functional>
#include <istream>
#include <mutex>
#include <string>

struct Plugin {
  virtual ~Plugin() = default;
  virtual void changed(long id) = 0;
};

void calls(pqxx::connection &c, const std::function<void(long)> &done, void (*plain)(long), Plugin &plugin,
           std::mutex &m, std::istream &in) {
  pqxx::work tx(c);
  tx.exec("UPDATE t SET a = 1");
  done(1);
  plain(1);
  plugin.changed(1);
  std::lock_guard lock(m);
  std::string line;
  std::getline(in, line);
  tx.commit();
  done(2);
}
// CHECK: possible.cpp:21:3: warning: the callback waits for whatever the function does that is passed in while a transaction is open
// CHECK: possible.cpp:22:3: warning: the callback waits
// CHECK: possible.cpp:23:10: warning: the callback waits
// CHECK: possible.cpp:24:19: warning: 'lock_guard()' waits for a mutex that another thread may hold
// CHECK: possible.cpp:26:3: warning: 'getline()' waits for input
// CHECK-NOT: possible.cpp:28
