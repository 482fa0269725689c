// Prepared statements, notifications and transactions of libpqxx.
#include "../harness/live_libpqxx.h"

#include <chrono>
#include <thread>

CASE(prepared_across_works, "1.24: same; differs 26000", "prepared-statement") {
  a.prepare("st", "SELECT 1");
  {
    pqxx::work tx(a);
    note(tx.exec_prepared("st"));
    tx.commit();
  }
  pqxx::work tx(a);
  note(tx.exec_prepared("st"));
  tx.commit();
}

CASE(prepared_nontransaction, "1.24: same; differs 26000", "prepared-statement") {
  a.prepare("by_id", "SELECT v FROM orders WHERE id = $1");
  pqxx::nontransaction n(a);
  note(n.exec_prepared("by_id", 1000));
  note(n.exec_prepared("by_id", 1000));
}

CASE(params_nontransaction, "same", "") {
  pqxx::nontransaction n(a);
  note(n.exec_params("SELECT v FROM orders WHERE id = $1", 1000));
  note(n.exec_params("SELECT v FROM orders WHERE id = $1", 1000));
}

CASE(params_work, "same", "") {
  pqxx::work tx(a);
  note(tx.exec_params("SELECT $1::int + $2::int", 1, 2));
  tx.commit();
}

CASE(quoted_values, "same", "") {
  pqxx::work tx(a);
  note(tx.exec("SELECT " + tx.quote("SET work_mem = 1")));
  tx.commit();
}

CASE(sql_prepare_nontransaction, "differs 26000", "prepared-statement") {
  pqxx::nontransaction n(a);
  n.exec("PREPARE p AS SELECT 1");
  note(n.exec("EXECUTE p"));
}

struct Receiver : pqxx::notification_receiver {
  Receiver(pqxx::connection_base &c) : pqxx::notification_receiver(c, "ch") {}
  void operator()(const std::string &payload, int) override { note_text(payload.c_str()); }
};

CASE(receiver, "differs", "listen") {
  Receiver r(a);
  {
    pqxx::work tx(a);
    tx.exec("NOTIFY ch, 'hello'");
    tx.commit();
  }
  {
    pqxx::nontransaction n(a);
    n.exec("SELECT 1");
  }
  a.get_notifs();
}

CASE(notify_work, "same", "") {
  pqxx::work tx(a);
  tx.exec("NOTIFY ch, 'hello'");
  tx.commit();
}

CASE(sleep_in_work, "blocks", "long-transaction") {
  pqxx::work tx(a);
  tx.exec("UPDATE orders SET v = 'x'");
  std::this_thread::sleep_for(std::chrono::seconds(3));
  tx.commit();
}

CASE(sleep_after_constructor, "blocks", "long-transaction") {
  pqxx::work tx(a);
  std::this_thread::sleep_for(std::chrono::seconds(3));
  tx.exec("UPDATE orders SET v = 'x'");
  tx.commit();
}

CASE(sleep_after_work, "same", "") {
  {
    pqxx::work tx(a);
    tx.exec("UPDATE orders SET v = 'x'");
    tx.commit();
  }
  std::this_thread::sleep_for(std::chrono::seconds(3));
}

CASE(sleep_after_commit_in_scope, "same", "") {
  pqxx::work tx(a);
  tx.exec("UPDATE orders SET v = 'x'");
  tx.commit();
  std::this_thread::sleep_for(std::chrono::seconds(3));
}

CASE(sleep_in_nontransaction, "same", "") {
  pqxx::nontransaction n(a);
  n.exec("UPDATE orders SET v = 'x'");
  std::this_thread::sleep_for(std::chrono::seconds(3));
  n.exec("UPDATE orders SET v = 'y'");
}

CASE(local_nontransaction, "outside 25P01", "outside-transaction") {
  pqxx::connection c("connect_timeout=5");
  pqxx::nontransaction n(c);
  n.exec("SET LOCAL work_mem = '77MB'");
  note(n.exec("SHOW work_mem"));
}

CASE(lock_table_nontransaction, "outside 25P01", "outside-transaction") {
  pqxx::connection c("connect_timeout=5");
  pqxx::nontransaction n(c);
  n.exec("LOCK TABLE orders IN EXCLUSIVE MODE");
}

CASE(options_of_connection, "refused", "startup-parameter") {
  pqxx::connection c("connect_timeout=5 options=-csearch_path=s1");
  pqxx::nontransaction n(c);
  note(n.exec("SELECT v FROM cfg"));
}

CASE(application_name_of_connection, "same", "") {
  pqxx::connection c("connect_timeout=5 application_name=shop");
  pqxx::nontransaction n(c);
  note(n.exec("SHOW application_name"));
}

CASE_IN(second_connection_in_work, "deadlocks", "nested-acquire", "one") {
  pqxx::connection c("connect_timeout=5");
  pqxx::work tx(c);
  tx.exec("UPDATE orders SET v = 'x'");
  pqxx::connection log("connect_timeout=5");
  pqxx::nontransaction n(log);
  n.exec("INSERT INTO items VALUES (1, 'changed')");
  tx.commit();
}

CASE_IN(second_connection_after_work, "same", "", "one") {
  {
    pqxx::connection c("connect_timeout=5");
    pqxx::work tx(c);
    tx.exec("UPDATE orders SET v = 'x'");
    tx.commit();
  }
  pqxx::connection log("connect_timeout=5");
  pqxx::nontransaction n(log);
  n.exec("INSERT INTO items VALUES (1, 'changed')");
}
