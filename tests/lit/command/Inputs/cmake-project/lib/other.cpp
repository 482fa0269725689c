#include "limit.h"
int other() { return LIMIT; }
