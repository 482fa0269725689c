#include "steps.h"
Steps::Steps(PGconn *C) : C(C) { All.push_back("LISTEN early"); }
