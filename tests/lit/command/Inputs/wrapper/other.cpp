#include "helper.h"

static int twice(int n) { return 2 * n; }
void unrelated() { twice(21); }
