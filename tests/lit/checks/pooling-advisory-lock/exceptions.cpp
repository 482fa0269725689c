// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// throw, catch, break and continue that skip the unlock.
#include <pqxx/pqxx>

#include <stdexcept>
#include <vector>

void thrown(pqxx::connection &c, int batch) {
  pqxx::work tx(c);
  tx.exec1("SELECT pg_advisory_lock(21)"); // HAZARD: pooling-advisory-lock #throw
  if (batch == 0)
    throw std::invalid_argument("batch"); // ALT: pooling-advisory-lock #throw
  tx.exec0("UPDATE t SET a = 1");
  tx.exec1("SELECT pg_advisory_unlock(21)"); // NEUTRAL: pooling-advisory-lock
  tx.commit();
}

void thrownBefore(pqxx::connection &c, int batch) {
  if (batch == 0)
    throw std::invalid_argument("batch");
  pqxx::work tx(c);
  tx.exec1("SELECT pg_advisory_lock(22)");
  tx.exec0("UPDATE t SET a = 1");
  tx.exec1("SELECT pg_advisory_unlock(22)");
  tx.commit();
}

void brokenOut(pqxx::connection &c, const std::vector<int> &ids) {
  pqxx::work tx(c);
  for (int id : ids) {
    tx.exec1("SELECT pg_advisory_lock(23)"); // HAZARD: pooling-advisory-lock #break
    if (id < 0)
      break; // ALT: pooling-advisory-lock #break
    tx.exec_params0("UPDATE t SET a = 1 WHERE id = $1", id);
    tx.exec1("SELECT pg_advisory_unlock(23)"); // NEUTRAL: pooling-advisory-lock
  }
  tx.commit();
}

void ofTheTransaction(pqxx::connection &c, const std::vector<int> &ids) {
  pqxx::work tx(c);
  for (int id : ids) {
    if (id < 0)
      throw std::invalid_argument("id");
    tx.exec_params1("SELECT pg_advisory_xact_lock($1)", id);
    tx.exec_params0("UPDATE t SET a = 1 WHERE id = $1", id);
  }
  tx.commit();
}

void autocommitLoop(pqxx::connection &c, const std::vector<int> &ids) {
  pqxx::nontransaction n(c);
  for (int id : ids) {
    n.exec_params1("SELECT pg_advisory_lock($1)", id); // HAZARD: pooling-advisory-lock
    n.exec_params0("UPDATE t SET a = 1 WHERE id = $1", id);
    n.exec_params1("SELECT pg_advisory_unlock($1)", id); // HAZARD: pooling-advisory-lock
  }
}
