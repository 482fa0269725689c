// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Endless loops: one connection for all of it, or one for each round.
#include <pqxx/pqxx>

#include <chrono>
#include <string>
#include <thread>

static bool work(pqxx::connection &c) {
  pqxx::work tx(c);
  const auto r = tx.exec("DELETE FROM jobs WHERE id = (SELECT id FROM jobs LIMIT 1) RETURNING id");
  tx.commit();
  return !r.empty();
}

void held(const std::string &url) {
  pqxx::connection c(url); // HAZARD: pooling-long-lived-session #held
  for (;;) {
    if (!work(c))
      std::this_thread::sleep_for(std::chrono::seconds(1)); // ALT: pooling-long-lived-session #held
  }
}

static bool round(const std::string &url) {
  pqxx::connection c(url);
  return work(c);
}

void perRound(const std::string &url) {
  while (true) {
    if (!round(url))
      std::this_thread::sleep_for(std::chrono::seconds(1));
  }
}

void scoped(const std::string &url) {
  for (;;) {
    {
      pqxx::connection c(url);
      work(c);
    }
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
}

void batch(const std::string &url) {
  pqxx::connection c(url);
  while (work(c))
    ;
}
