// Is called by the wrapper, through a class of it.
#include "db.h"

#include <unistd.h>

struct Slow : db::Watcher {
  void changed() override { sleep(60); }
};

void watch() {
  Slow slow;
  db::notify(slow);
}
