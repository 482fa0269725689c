// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Lock objects: the constructor takes, the destructor gives.
#include <pqxx/pqxx>

#include <cstdint>

class SessionLock {
public:
  SessionLock(pqxx::connection &c, std::int64_t key) : c_(c), key_(key) {
    pqxx::nontransaction n(c_);
    n.exec_params("SELECT pg_advisory_lock($1)", key_); // HAZARD: pooling-advisory-lock #take
  }
  ~SessionLock() {
    pqxx::nontransaction n(c_);
    n.exec_params("SELECT pg_advisory_unlock($1)", key_); // HAZARD: pooling-advisory-lock #give
  }

private:
  pqxx::connection &c_;
  std::int64_t key_;
};

void alone(pqxx::connection &c) {
  SessionLock lock(c, 31); // ALT: pooling-advisory-lock #take #give
  pqxx::work tx(c);
  tx.exec("CALL nightly()");
  tx.commit();
}

// Works on a transaction, so lock and unlock share its lease.
class InnerLock {
public:
  InnerLock(pqxx::work &tx, std::int64_t key) : tx_(tx), key_(key) {
    tx_.exec_params("SELECT pg_advisory_lock($1)", key_);
  }
  ~InnerLock() { tx_.exec_params("SELECT pg_advisory_unlock($1)", key_); }

private:
  pqxx::work &tx_;
  std::int64_t key_;
};

void inner(pqxx::connection &c) {
  pqxx::work tx(c);
  {
    InnerLock lock(tx, 32);
    tx.exec("CALL nightly()");
  }
  tx.commit();
}

class TransactionLock {
public:
  TransactionLock(pqxx::work &tx, std::int64_t key)
      : got_(tx.exec_params1("SELECT pg_try_advisory_xact_lock($1)", key)[0].as<bool>()) {}
  explicit operator bool() const { return got_; }

private:
  bool got_;
};

bool ofTheTransaction(pqxx::connection &c) {
  pqxx::work tx(c);
  TransactionLock lock(tx, 33);
  if (!lock)
    return false;
  tx.exec("CALL nightly()");
  tx.commit();
  return true;
}
