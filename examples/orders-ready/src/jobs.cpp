#include "jobs.h"

#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <thread>

namespace orders {

JobLease::JobLease(Session &S, std::string LeaseName, std::string LeaseOwner)
    : S(S), Name(std::move(LeaseName)), Owner(std::move(LeaseOwner)) {
  const auto R = S.query("INSERT INTO orders.job_leases (name, owner, until) "
                         "VALUES ($1, $2, now() + interval '5 minutes') "
                         "ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until "
                         "WHERE job_leases.until < now() RETURNING name",
                         {Name, Owner});
  Held = PQntuples(R.get()) == 1;
}

JobLease::~JobLease() {
  if (!Held)
    return;
  try {
    S.query("DELETE FROM orders.job_leases WHERE name = $1 AND owner = $2", {Name, Owner});
  } catch (const std::exception &E) {
    std::clog << "lease " << Name << " stays until it expires: " << E.what() << '\n';
  }
}

bool runExclusively(Session &S, const std::string &Name, const std::string &Owner,
                    const std::function<void(Session &)> &Work) {
  JobLease Lease(S, Name, Owner);
  if (!Lease) {
    std::clog << "no pg_try_advisory_lock needed: " << Name << " is at work elsewhere\n";
    return false;
  }
  Work(S);
  return true;
}

void closeBooks(Session &S) {
  inTransaction(S, [](Session &In) {
    In.exec("SELECT pg_advisory_xact_lock(4711)");
    In.exec("LOCK TABLE orders.books IN SHARE ROW EXCLUSIVE MODE");
    In.exec("UPDATE orders.books SET closed = true WHERE day < current_date");
    In.exec("INSERT INTO orders.audit_log (what) VALUES ('books closed')");
  });
  S.exec("REFRESH MATERIALIZED VIEW orders.book_totals");
}

int markStuckJobs(Session &S) {
  const auto R = S.exec("UPDATE orders.jobs SET state = 'stuck' WHERE state = 'running' "
                        "AND heartbeat < now() - interval '5 minutes'");
  return std::atoi(PQcmdTuples(R.get()));
}

// One connection for each round; none is open while the worker waits.
static bool workOnce(const std::string &Conninfo, const std::string &Worker) {
  Session S(Conninfo);
  const auto R = S.query("UPDATE orders.jobs SET state = 'running', worker = $1, heartbeat = now() WHERE id = "
                         "(SELECT id FROM orders.jobs WHERE state = 'new' LIMIT 1 FOR UPDATE SKIP LOCKED) "
                         "RETURNING id, kind",
                         {Worker});
  if (PQntuples(R.get()) == 0)
    return false;
  const std::string Id = Session::value(R);
  runExclusively(S, "job " + Id, Worker, [&](Session &In) {
    In.query("SELECT orders.run_job($1)", {Id});
    In.query("UPDATE orders.jobs SET state = 'done' WHERE id = $1", {Id});
  });
  return true;
}

void workForever(const std::string &Conninfo, const std::string &Worker) {
  for (;;)
    if (!workOnce(Conninfo, Worker))
      std::this_thread::sleep_for(std::chrono::seconds(2));
}

} // namespace orders
