// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Reading an id back through libpqxx, in all kinds of transactions.
#include <pqxx/pqxx>

#include <functional>
#include <string>

long apart(pqxx::connection &c) {
  {
    pqxx::work tx(c);
    tx.exec0("INSERT INTO t (a) VALUES (1)");
    tx.commit();
  }
  pqxx::nontransaction n(c);
  return n.exec1("SELECT currval('t_id_seq')")[0].as<long>(); // HAZARD: pooling-session-function
}

long together(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec0("INSERT INTO t (a) VALUES (1)");
  const long id = tx.exec1("SELECT currval('t_id_seq')")[0].as<long>();
  tx.commit();
  return id;
}

long autocommit(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  n.exec_params("INSERT INTO t (a) VALUES ($1)", 1);
  return n.exec1("SELECT lastval()")[0].as<long>(); // HAZARD: pooling-session-function
}

long returning(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  return n.exec_params1("INSERT INTO t (a) VALUES ($1) RETURNING id", 1)[0].as<long>();
}

template <typename T> static long lastId(T &tx, const std::string &table) {
  return tx.exec1("SELECT currval('" + table + "_id_seq')")[0].template as<long>();
}

static void transact(pqxx::connection &c, const std::function<void(pqxx::work &)> &fn) {
  pqxx::work tx(c);
  fn(tx);
  tx.commit();
}

long helpers(pqxx::connection &c) {
  long id = 0;
  transact(c, [&](pqxx::work &tx) {
    tx.exec0("INSERT INTO t (a) VALUES (2)");
    id = lastId(tx, "t");
  });
  return id;
}

int pid(pqxx::connection &c) {
  const int pid = c.backendpid(); // HAZARD: pooling-session-function
  pqxx::work tx(c);
  tx.exec_params0("UPDATE workers SET pid = $1", pid);
  tx.commit();
  return pid;
}
