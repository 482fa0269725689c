#include "jobs.h"

#include <chrono>
#include <iostream>
#include <thread>
#include <vector>

namespace orders {

namespace {

constexpr std::int64_t BooksKey = 4711;

std::string callWithKey(std::string_view Function, std::int64_t Key) {
  return "SELECT " + std::string(Function) + "(" + std::to_string(Key) + ")";
}

bool tryLock(Session &S, std::int64_t Key) {
  return Session::isTrue(S.exec(callWithKey("pg_try_advisory_lock", Key))); // HAZARD: pooling-advisory-lock
}

void unlock(Session &S, std::int64_t Key) {
  S.exec(callWithKey("pg_advisory_unlock", Key)); // HAZARD: pooling-advisory-lock
}

} // namespace

JobLock::JobLock(Session &S, std::int64_t Key) : S(S), Key(Key) {
  S.execf("SELECT pg_advisory_lock({})", Key); // HAZARD: pooling-advisory-lock
}

JobLock::~JobLock() {
  S.execf("SELECT pg_advisory_unlock({})", Key); // HAZARD: pooling-advisory-lock
}

bool runExclusively(Session &S, std::int64_t Key, const std::function<void(Session &)> &Work) {
  if (!tryLock(S, Key)) {
    std::clog << "pg_try_advisory_lock(" << Key << ") said no, another process is at it\n";
    return false;
  }
  Work(S);
  unlock(S, Key);
  return true;
}

void closeBooks(Session &S) {
  JobLock Lock(S, BooksKey);
  inTransaction(S, [](Session &In) {
    In.exec("SELECT pg_advisory_xact_lock(4712)");
    In.exec("UPDATE books SET closed = true WHERE day < current_date");
    In.exec("INSERT INTO audit_log (what) VALUES ('books closed')");
  });
  S.exec("LOCK TABLE books IN SHARE MODE"); // HAZARD: pooling-outside-transaction
  S.exec("REFRESH MATERIALIZED VIEW book_totals");
}

// Jobs remember the backend of their worker.
int markStuckJobs(Session &S) {
  const auto R = S.exec("UPDATE jobs SET state = 'stuck' WHERE state = 'running' AND backend NOT IN "
                        "(SELECT pid FROM pg_stat_activity)");
  return std::atoi(PQcmdTuples(R.get()));
}

void workForever(const std::string &Conninfo) {
  Session S(Conninfo); // HAZARD: pooling-long-lived-session #worker
  const std::string Backend = std::to_string(PQbackendPID(S.raw())); // HAZARD: pooling-session-function
  for (;;) {
    const auto R = S.query("UPDATE jobs SET state = 'running', backend = $1 WHERE id = "
                           "(SELECT id FROM jobs WHERE state = 'new' LIMIT 1 FOR UPDATE SKIP LOCKED) "
                           "RETURNING id, kind",
                           {Backend});
    if (PQntuples(R.get()) == 0) {
      std::this_thread::sleep_for(std::chrono::seconds(2)); // ALT: pooling-long-lived-session #worker
      continue;
    }
    const std::string Id = Session::value(R);
    runExclusively(S, std::stoll(Id), [&](Session &In) {
      In.query("SELECT run_job($1)", {Id});
      In.query("UPDATE jobs SET state = 'done' WHERE id = $1", {Id});
    });
  }
}

void startWorkers(const std::string &Conninfo) {
  const unsigned Count = std::thread::hardware_concurrency(); // ALT: pooling-oversized-pool #threads
  std::vector<std::thread> Workers;
  for (unsigned I = 0; I < Count; ++I)
    Workers.emplace_back([Conninfo] { workForever(Conninfo); }); // HAZARD: pooling-oversized-pool #threads
  for (std::thread &W : Workers)
    W.join();
}

} // namespace orders
