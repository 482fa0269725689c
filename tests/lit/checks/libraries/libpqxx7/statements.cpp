// RUN: %pooltidy-verify %s -- -std=c++20 -I%S/Inputs
//
// What 7.10 adds and changes. The stand-in header follows libpqxx 7.10.0; checked with the
// real one of 7.10.0, too.
#include <pqxx/pqxx>

#include <string>
#include <unistd.h>

void connects() {
  pqxx::connection bounded("host=db connect_timeout=5");
  pqxx::connection unbounded("host=db"); // HAZARD: pooling-missing-timeout
  pqxx::connection startup("host=db connect_timeout=5 "
                           "options='-c search_path=x'"); // HAZARD: pooling-startup-parameter
  pqxx::connection taken_over(std::move(bounded));
}

void settings(pqxx::connection &c, const std::string &tenant) {
  c.set_session_var("search_path", "shop"); // HAZARD: pooling-session-setting
  pqxx::work tx(c);
  c.set_session_var("app.tenant", tenant); // HAZARD: pooling-session-setting
  tx.exec("SET LOCAL lock_timeout = '1s'");
  tx.exec("SELECT set_config('app.user', $1, true)", pqxx::params{tenant});
  tx.exec("SELECT set_config('app.user', $1, false)", pqxx::params{tenant}); // HAZARD: pooling-session-setting
  tx.commit();
}

void values(pqxx::connection &c) {
  pqxx::work tx(c);
  int n = tx.query_value<int>("SELECT pg_advisory_lock(1)"); // HAZARD: pooling-advisory-lock
  n += tx.query_value<int>("SELECT pg_advisory_xact_lock($1)", pqxx::params{n});
  tx.for_query("SELECT pg_advisory_lock(2)", [](int) {}); // HAZARD: pooling-advisory-lock
  for (auto [id] : tx.stream<int>("SELECT id FROM item"))
    n += id;
  tx.commit();
}

void alone(const std::string &where) {
  pqxx::connection c(where);
  pqxx::nontransaction tx(c);
  tx.exec("SET LOCAL work_mem = '1MB'");               // HAZARD: pooling-outside-transaction
  tx.exec("SELECT * FROM item FOR UPDATE");            // HAZARD: pooling-outside-transaction
  tx.exec("INSERT INTO item VALUES ($1)", pqxx::params{1});
  tx.query_value<int>("SELECT lastval()");             // HAZARD: pooling-session-function
}

void undone(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec("SET ROLE clerk");
  tx.exec("CREATE TEMP TABLE stage (i int)");
}

void cursors(pqxx::connection &c) {
  pqxx::work tx(c);
  pqxx::stateless_cursor<pqxx::cursor_base::read_only, pqxx::cursor_base::owned> held(
      tx, "SELECT 1", "held", true); // HAZARD@-1: pooling-cursor
  pqxx::stateless_cursor<pqxx::cursor_base::read_only, pqxx::cursor_base::owned> plain(tx, "SELECT 1", "plain", false);
  tx.commit();
}

void blobs(pqxx::connection &c) {
  pqxx::work tx(c);
  pqxx::blob b = pqxx::blob::open_r(tx, pqxx::blob::create(tx));
  b.tell();
  tx.commit();
}

void listens(pqxx::connection &c) {
  c.listen("jobs", [](pqxx::notification) {}); // HAZARD: pooling-listen
  c.await_notification();                      // HAZARD: pooling-listen
}

void notifies(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.notify("jobs", "1");
  tx.commit();
}

void performed(pqxx::connection &c) {
  pqxx::perform([&] {
    pqxx::work tx(c);
    tx.exec("SET ROLE clerk"); // HAZARD: pooling-session-setting
    tx.commit();
  });
}

void waits(pqxx::connection &c) {
  pqxx::read_transaction tx(c);
  sleep(3); // HAZARD: pooling-long-transaction
  tx.commit();
}
