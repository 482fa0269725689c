// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Two connections to one database in one thread, made in sight.
#include <libpq-fe.h>
#include <pqxx/pqxx>

#include <cstdlib>
#include <memory>
#include <string>
#include <thread>

static const char *const Url = "host=pooler dbname=orders connect_timeout=5";

static void audit(long id) {
  pqxx::connection c(Url); // HAZARD: pooling-nested-acquire #audit
  pqxx::work tx(c);
  tx.exec_params("INSERT INTO audit VALUES ($1)", id);
  tx.commit();
}

void ship(long id) {
  pqxx::connection c(Url);
  pqxx::work tx(c);
  tx.exec_params("UPDATE orders SET shipped = true WHERE id = $1", id);
  audit(id); // ALT: pooling-nested-acquire #audit
  tx.commit();
}

void shipFirst(long id) {
  pqxx::connection c(Url);
  pqxx::work tx(c);
  tx.exec_params("UPDATE orders SET shipped = true WHERE id = $1", id);
  tx.commit();
  audit(id); // the transaction has ended, though its object lives
}

void inBlocks(long id) {
  {
    pqxx::connection c(Url);
    pqxx::work tx(c);
    tx.exec_params("UPDATE orders SET shipped = true WHERE id = $1", id);
  }
  audit(id);
}

// Connecting alone asks the pooler for nothing.
void early() {
  pqxx::connection a(Url), b(Url);
  {
    pqxx::work tx(a);
    tx.exec("UPDATE orders SET state = 1");
    tx.commit();
  }
  pqxx::work tx(b);
  tx.exec("UPDATE orders SET state = 2");
  tx.commit();
}

void both() {
  pqxx::connection a(Url), b(Url);
  pqxx::work first(a);
  first.exec("UPDATE orders SET state = 1");
  pqxx::work second(b); // HAZARD: pooling-nested-acquire
  second.exec("UPDATE orders SET state = 2");
  second.commit();
  first.commit();
}

// One in autocommit holds nothing between its statements.
void autocommit() {
  pqxx::connection a(Url), b(Url);
  pqxx::nontransaction first(a);
  first.exec("SELECT 1");
  pqxx::nontransaction second(b);
  second.exec("SELECT 1");
}

void twoDatabases() {
  pqxx::connection from("host=old dbname=orders connect_timeout=5"), to("host=new dbname=orders connect_timeout=5");
  pqxx::work read(from);
  pqxx::work write(to);
  write.exec_params("INSERT INTO orders VALUES ($1)", read.exec1("SELECT max(id) FROM orders")[0].c_str());
  write.commit();
}

// Which databases these are is not known: nothing that is shown by default.
void copy(const std::string &from, const std::string &to) {
  pqxx::connection source(from), target(to);
  pqxx::work read(source);
  pqxx::work write(target);
  write.exec_params("INSERT INTO orders VALUES ($1)", read.exec1("SELECT max(id) FROM orders")[0].c_str());
  write.commit();
}

void sameVariable(const std::string &url) {
  pqxx::connection a(url);
  pqxx::work tx(a);
  tx.exec("UPDATE orders SET state = 1");
  pqxx::connection b(url); // HAZARD: pooling-nested-acquire
  pqxx::nontransaction log(b);
  log.exec("INSERT INTO log VALUES ('x')");
  tx.commit();
}

static PGconn *open() { return PQconnectdb(getenv("DATABASE_URL")); }

void environment() {
  PGconn *a = open();
  PQclear(PQexec(a, "BEGIN"));
  PQclear(PQexec(a, "UPDATE orders SET state = 1"));
  PGconn *b = open(); // HAZARD: pooling-nested-acquire
  PQclear(PQexec(b, "INSERT INTO log VALUES ('x')"));
  PQfinish(b);
  PQclear(PQexec(a, "COMMIT"));
  b = open();
  PQclear(PQexec(b, "INSERT INTO log VALUES ('x')"));
  PQfinish(b);
  PQfinish(a);
}

static PGconn *openFor(const char *variable) { return PQconnectdb(getenv(variable)); }

void twoVariables() {
  PGconn *a = openFor("SOURCE_URL"), *b = openFor("TARGET_URL");
  PQclear(PQexec(a, "BEGIN"));
  PQclear(PQexec(b, "INSERT INTO log VALUES ('x')"));
  PQclear(PQexec(a, "COMMIT"));
  PQfinish(a);
  PQfinish(b);
}

void uris() {
  pqxx::connection a("postgresql://app:secret@pooler:6432/orders?connect_timeout=5");
  pqxx::work tx(a);
  tx.exec("UPDATE orders SET state = 1");
  pqxx::connection b("postgresql://app:secret@pooler:6432/orders?connect_timeout=5&application_name=log"); // HAZARD: pooling-nested-acquire
  pqxx::nontransaction log(b);
  log.exec("INSERT INTO log VALUES ('x')");
  pqxx::connection c("postgresql://app:secret@pooler:6432/archive?connect_timeout=5");
  pqxx::nontransaction other(c);
  other.exec("INSERT INTO log VALUES ('x')");
  tx.commit();
}

// A function that is handed a transaction runs inside it.
void handed(pqxx::work &tx, long id) {
  pqxx::connection c(Url); // HAZARD: pooling-nested-acquire
  pqxx::nontransaction log(c);
  log.exec_params("INSERT INTO log VALUES ($1)", id);
  tx.exec_params("UPDATE orders SET state = 1 WHERE id = $1", id);
}

// Another thread waits for nobody here.
void threads() {
  pqxx::connection a(Url);
  pqxx::work tx(a);
  tx.exec("UPDATE orders SET state = 1");
  std::thread([] {
    pqxx::connection b(Url);
    pqxx::work log(b);
    log.exec("INSERT INTO log VALUES ('x')");
    log.commit();
  }).detach();
  tx.commit();
}

// But inside another thread it is as everywhere.
void threadOfItsOwn() {
  std::thread([] {
    pqxx::connection a(Url);
    pqxx::work tx(a);
    tx.exec("UPDATE orders SET state = 1");
    pqxx::connection b(Url); // HAZARD: pooling-nested-acquire
    pqxx::work log(b);
    log.exec("INSERT INTO log VALUES ('x')");
    log.commit();
    tx.commit();
  }).detach();
}

// The shards of a cluster are different databases, however alike they look here.
void shards(const char *const *hosts, int n) {
  for (int i = 0; i + 1 < n; ++i) {
    PGconn *a = PQconnectdb(hosts[i]);
    PGconn *b = PQconnectdb(hosts[i + 1]);
    PQclear(PQexec(a, "BEGIN"));
    PQclear(PQexec(b, "BEGIN"));
    PQclear(PQexec(b, "PREPARE TRANSACTION 'x'"));
    PQclear(PQexec(a, "PREPARE TRANSACTION 'x'"));
    PQfinish(a);
    PQfinish(b);
  }
}

// The same session under two names.
void copies() {
  auto a = std::make_shared<pqxx::connection>(Url);
  std::shared_ptr<pqxx::connection> b = a;
  pqxx::work tx(*a);
  tx.exec("UPDATE orders SET state = 1");
  tx.commit();
  pqxx::nontransaction log(*b);
  log.exec("INSERT INTO log VALUES ('x')");
}

void moved() {
  auto a = std::make_unique<pqxx::connection>(Url);
  pqxx::work tx(*a);
  tx.exec("UPDATE orders SET state = 1");
  tx.commit();
  auto b = std::move(a);
  pqxx::work again(*b);
  again.exec("UPDATE orders SET state = 2");
  again.commit();
}
