// One step away: calls the wrapper through a macro, with text that is no SQL by itself.
#include "helper.h"

#include "db.h"

void prepare_session() { RUN_SETTING("search_path TO tenant"); }
