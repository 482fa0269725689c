// Background jobs: one at a time over all processes, found in the table "jobs".
#ifndef ORDERS_JOBS_H
#define ORDERS_JOBS_H

#include "session.h"

#include <cstdint>
#include <functional>
#include <string>

namespace orders {

/// An exclusive lock that every process of the service respects.
class JobLock {
public:
  JobLock(Session &S, std::int64_t Key);
  ~JobLock();
  JobLock(const JobLock &) = delete;
  JobLock &operator=(const JobLock &) = delete;

private:
  Session &S;
  std::int64_t Key;
};

/// Runs \p Work if no other process runs a job of the same \p Key.
bool runExclusively(Session &S, std::int64_t Key, const std::function<void(Session &)> &Work);

/// Nightly bookkeeping under JobLock.
void closeBooks(Session &S);

/// Marks jobs as stuck whose worker is no longer connected.
int markStuckJobs(Session &S);

/// Takes jobs until the process is stopped.
[[noreturn]] void workForever(const std::string &Conninfo);

/// One worker thread for each processor.
void startWorkers(const std::string &Conninfo);

} // namespace orders

#endif // ORDERS_JOBS_H
