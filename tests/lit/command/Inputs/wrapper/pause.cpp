// Never heard of a database; what it does matters to one all the same.
#include "pause.h"

#include <unistd.h>

void pause_a_little() { sleep(5); }
