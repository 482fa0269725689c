// REQUIRES: soci
// RUN: %pooltidy-verify %s -- -std=c++20 %libs
//
// connection_pool(n), and how long sessions live.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

constexpr std::size_t Size = 4;

void sized(const std::string &text) {
  soci::connection_pool pool(Size); // HAZARD: pooling-oversized-pool
  for (std::size_t i = 0; i < Size; ++i)
    pool.at(i).open(soci::postgresql, text);
  soci::session s(pool);
  s << "SET search_path TO x"; // HAZARD: pooling-session-setting
  s << "SET LOCAL work_mem = '1MB'"; // HAZARD: pooling-outside-transaction
}

void of_one(const std::string &text) {
  soci::connection_pool pool(1);
  pool.at(0).open(soci::postgresql, text);
  soci::session s(pool);
  s << "SELECT 1";
}

void capped(std::size_t wanted, const std::string &text) {
  soci::connection_pool pool(std::min<std::size_t>(wanted, 1));
  pool.at(0).open("postgresql", text);
}

void of_sqlite(const std::string &text) {
  soci::connection_pool pool(8);
  for (std::size_t i = 0; i < 8; ++i)
    pool.at(i).open(soci::sqlite3, text);
}

void for_each_core() {
  soci::connection_pool pool(std::thread::hardware_concurrency()); // HAZARD: pooling-oversized-pool
}

std::unique_ptr<soci::connection_pool> made() {
  return std::make_unique<soci::connection_pool>(16); // HAZARD: pooling-oversized-pool
}

static soci::session kept(soci::postgresql, "host=db connect_timeout=5"); // HAZARD: pooling-long-lived-session
static soci::session local(soci::sqlite3, "cache.db");
static soci::connection_pool shared(1);

void use() {
  kept << "SELECT 1";
  local << "SELECT 1";
  soci::session s(shared);
  s << "SELECT 1";
}

void worker(const std::string &text, const bool &stop) {
  soci::session s(soci::postgresql, text); // HAZARD: pooling-long-lived-session
  while (!stop) {
    s << "DELETE FROM jobs WHERE done";
    std::this_thread::sleep_for(std::chrono::seconds(5));
  }
}

void worker_of_sqlite(const std::string &text, const bool &stop) {
  soci::session s(soci::sqlite3, text);
  while (!stop) {
    s << "DELETE FROM jobs WHERE done";
    std::this_thread::sleep_for(std::chrono::seconds(5));
  }
}

void once_a_turn(const std::string &text, const bool &stop) {
  while (!stop) {
    {
      soci::session s(soci::postgresql, text);
      s << "DELETE FROM jobs WHERE done";
    }
    std::this_thread::sleep_for(std::chrono::seconds(5));
  }
}

// The number is said far away; both places are told.
static const std::size_t Workers = std::thread::hardware_concurrency(); // ALT: pooling-oversized-pool #workers
void workers() {
  soci::connection_pool pool(Workers); // HAZARD: pooling-oversized-pool #workers
}

// The session of a number is the same each time that it is asked for.
class Leased {
public:
  explicit Leased(soci::connection_pool &p) : pool_(p), at_(p.lease()) {}
  ~Leased() { pool_.give_back(at_); }
  soci::session &operator*() { return pool_.at(at_); }

private:
  soci::connection_pool &pool_;
  std::size_t at_;
};

void by_number(soci::connection_pool &pool) {
  Leased l(pool);
  (*l).begin();
  *l << "SET LOCAL work_mem = '1MB'"; // in the transaction: nothing to say
  (*l).commit();
}
