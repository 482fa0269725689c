#include "steps.h"
void Steps::go() {
  for (const std::string &Each : All)
    run(C, Each.c_str());
}
