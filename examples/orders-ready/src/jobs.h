// Background jobs: one at a time over all processes, found in the table "jobs".
#ifndef ORDERS_JOBS_H
#define ORDERS_JOBS_H

#include "session.h"

#include <cstdint>
#include <functional>
#include <string>

namespace orders {

/// A claim on a name that every process of the service respects: a row with an expiry
/// time. It outlives transactions and connections, and a crashed owner loses it in time.
class JobLease {
public:
  JobLease(Session &S, std::string Name, std::string Owner);
  ~JobLease();
  JobLease(const JobLease &) = delete;
  JobLease &operator=(const JobLease &) = delete;

  explicit operator bool() const { return Held; }

private:
  Session &S;
  std::string Name;
  std::string Owner;
  bool Held = false;
};

/// Runs \p Work if no other process runs a job of the same \p Name.
bool runExclusively(Session &S, const std::string &Name, const std::string &Owner,
                    const std::function<void(Session &)> &Work);

/// Nightly bookkeeping; a lock of the transaction keeps others out.
void closeBooks(Session &S);

/// Marks jobs as stuck whose worker has not been heard of.
int markStuckJobs(Session &S);

/// Takes jobs until the process is stopped.
[[noreturn]] void workForever(const std::string &Conninfo, const std::string &Worker);

} // namespace orders

#endif // ORDERS_JOBS_H
