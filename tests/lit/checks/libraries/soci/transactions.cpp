// REQUIRES: soci
// RUN: %pooltidy-verify %s -- -std=c++20 %libs
//
// soci::transaction and session::begin, commit, rollback.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <stdexcept>
#include <string>

void confined(soci::session &sql) {
  soci::transaction tr(sql);
  sql << "SET LOCAL lock_timeout = '1s'";
  sql << "SELECT pg_advisory_xact_lock(4)";
  sql << "LOCK TABLE item";
  sql << "CREATE TEMP TABLE t (i int) ON COMMIT DROP";
  sql << "INSERT INTO item DEFAULT VALUES";
  sql << "SELECT lastval()";
  tr.commit();
}

void leaks(soci::session &sql) {
  soci::transaction tr(sql);
  sql << "SET ROLE clerk"; // HAZARD: pooling-session-setting
  sql << "SELECT pg_advisory_lock(5)"; // HAZARD: pooling-advisory-lock
  tr.commit();
}

void undone(soci::session &sql) {
  soci::transaction tr(sql);
  sql << "SET ROLE clerk"; // rolled back by the destructor
  sql << "CREATE TEMP TABLE scratch (i int)";
}

void undone_explicitly(soci::session &sql) {
  sql.begin();
  sql << "SET ROLE clerk";
  sql.rollback();
}

void undone_keeps_locks(soci::session &sql) {
  sql.begin();
  sql << "SELECT pg_advisory_lock(6)"; // HAZARD: pooling-advisory-lock
  sql.rollback();
}

void by_calls(soci::session &sql) {
  sql.begin();
  sql << "SET LOCAL work_mem = '1MB'";
  sql << "SET enable_seqscan = off"; // HAZARD: pooling-session-setting
  sql.commit();
}

void after_the_end(const std::string &where) {
  soci::session sql(soci::postgresql, where);
  {
    soci::transaction tr(sql);
    sql << "SET LOCAL work_mem = '1MB'";
    tr.commit();
  }
  sql << "SET LOCAL work_mem = '1MB'"; // HAZARD: pooling-outside-transaction
  sql << "SELECT * FROM item WHERE id = 1 FOR UPDATE"; // HAZARD: pooling-outside-transaction
  sql << "LOCK TABLE item"; // HAZARD: pooling-outside-transaction
  sql << "SAVEPOINT a"; // HAZARD: pooling-outside-transaction
}

void released(soci::session &sql) {
  soci::transaction tr(sql);
  sql << "SELECT pg_advisory_lock(7)";
  sql << "UPDATE item SET n = n + 1";
  sql << "SELECT pg_advisory_unlock(7)";
  tr.commit();
}

void skipped(soci::session &sql, int n) {
  soci::transaction tr(sql);
  sql << "SELECT pg_advisory_lock(8)"; // HAZARD: pooling-advisory-lock
  if (n < 0)
    throw std::runtime_error("negative");
  sql << "SELECT pg_advisory_unlock(8)";
  tr.commit();
}

// The caller's transaction.
void helper(soci::session &sql) { sql << "SET LOCAL lock_timeout = 0"; }

void calls_helper(soci::session &sql) {
  soci::transaction tr(sql);
  helper(sql);
  tr.commit();
}
