// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// A pool of the program's own: literals, constants, arithmetic, clamps, defaults.
#include <pqxx/pqxx>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <vector>

class Pool {
public:
  Pool(const std::string &url, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
      idle_.push_back(std::make_unique<pqxx::connection>(url)); // ALT: pooling-oversized-pool #lit #const #math #tern #cores #ptr #least
  }

private:
  std::vector<std::unique_ptr<pqxx::connection>> idle_;
};

constexpr std::size_t PoolSize = 10; // ALT: pooling-oversized-pool #const
constexpr std::size_t Shards = 4; // ALT: pooling-oversized-pool #math
constexpr std::size_t One = Shards / 4;

void oversized(const std::string &url, bool large) {
  Pool literal(url, 5); // HAZARD: pooling-oversized-pool #lit
  Pool constant(url, PoolSize); // HAZARD: pooling-oversized-pool #const
  Pool arithmetic(url, Shards * 2); // HAZARD: pooling-oversized-pool #math
  Pool ternary(url, large ? 8 : 1); // HAZARD: pooling-oversized-pool #tern
  Pool cores(url, std::thread::hardware_concurrency()); // HAZARD: pooling-oversized-pool #cores
  Pool least(url, std::max(1u, std::thread::hardware_concurrency())); // HAZARD: pooling-oversized-pool #least
  auto pointer = std::make_unique<Pool>(url, 3); // HAZARD: pooling-oversized-pool #ptr
}

void fitting(const std::string &url, std::size_t wanted) {
  Pool literal(url, 1);
  Pool constant(url, One);
  Pool clamped(url, std::min<std::size_t>(wanted, 1));
  auto pointer = std::make_unique<Pool>(url, One);
}

class Defaulted {
public:
  explicit Defaulted(const std::string &url, int size = 4) { // ALT: pooling-oversized-pool #dflt
    for (int i = 0; i < size; ++i)
      idle_.emplace_back(std::make_unique<pqxx::connection>(url)); // ALT: pooling-oversized-pool #dflt
  }

private:
  std::vector<std::unique_ptr<pqxx::connection>> idle_;
};

void defaults(const std::string &url) {
  Defaulted four(url); // HAZARD: pooling-oversized-pool #dflt
  Defaulted one(url, 1);
}

template <typename Task> class TaskPool {
public:
  explicit TaskPool(std::size_t n) : tasks_(n) {}

private:
  std::vector<Task> tasks_;
};

void tasks() { TaskPool<int> many(64); }
