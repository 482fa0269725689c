// REQUIRES: zdb
// RUN: %pooltidy-verify %s -- -I/usr/include/zdb
//
// How large a pool is: 20 unless the program says otherwise before it starts.
#include <zdb.h>

#include <pthread.h>

ConnectionPool_T default_size(void) {
  URL_T url = URL_new("postgresql://localhost:5432/shop?user=u&password=p");
  ConnectionPool_T pool = ConnectionPool_new(url); // HAZARD: pooling-oversized-pool
  ConnectionPool_start(pool);
  return pool;
}

ConnectionPool_T of_one(void) {
  URL_T url = URL_new("postgresql://localhost:5432/shop?user=u&password=p");
  ConnectionPool_T pool = ConnectionPool_new(url);
  ConnectionPool_setInitialConnections(pool, 1);
  ConnectionPool_setMaxConnections(pool, 1);
  ConnectionPool_start(pool);
  return pool;
}

ConnectionPool_T of_eight(const char *host) {
  URL_T url = URL_create("postgresql://%s:5432/shop?user=u&password=p", host);
  ConnectionPool_T pool = ConnectionPool_new(url);
  ConnectionPool_setMaxConnections(pool, 8); // HAZARD: pooling-oversized-pool
  ConnectionPool_start(pool);
  return pool;
}

ConnectionPool_T configured(const char *text, int most) {
  ConnectionPool_T pool = ConnectionPool_new(URL_new(text));
  ConnectionPool_setMaxConnections(pool, most);
  ConnectionPool_start(pool);
  return pool;
}

// Told elsewhere how many.
void started_here(ConnectionPool_T pool) { ConnectionPool_start(pool); }

ConnectionPool_T of_mysql(void) {
  ConnectionPool_T pool = ConnectionPool_new(URL_new("mysql://localhost:3306/shop?user=u&password=p"));
  ConnectionPool_start(pool);
  Connection_T con = ConnectionPool_getConnection(pool);
  Connection_execute(con, "SET SESSION wait_timeout = 60");
  Connection_close(con);
  return pool;
}

ConnectionPool_T of_sqlite(void) {
  ConnectionPool_T pool = ConnectionPool_new(URL_new("sqlite:///var/shop.db"));
  ConnectionPool_setMaxConnections(pool, 50);
  ConnectionPool_start(pool);
  return pool;
}

static ConnectionPool_T shared; // a pool may stay

void a_shared_one(URL_T url) {
  shared = ConnectionPool_new(url); // HAZARD: pooling-oversized-pool
  ConnectionPool_start(shared);
}

void worker(int n) {
  Connection_T con = ConnectionPool_getConnection(shared);
  Connection_execute(con, "UPDATE item SET n = %d", n);
  Connection_close(con);
}
