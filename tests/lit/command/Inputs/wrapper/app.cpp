// Two steps away: neither a driver nor the wrapper in sight.
#include "helper.h"

int main() { prepare_session(); }
