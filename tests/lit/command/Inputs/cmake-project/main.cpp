#include "store.h"
extern pg_conn *connection;
pg_conn *connection;
int main() { save(connection, "SET search_path TO shop"); }
