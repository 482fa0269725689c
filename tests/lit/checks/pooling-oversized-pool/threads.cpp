// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// A connection for each thread.
#include <pqxx/pqxx>

#include <string>
#include <thread>
#include <vector>

static void worker(const std::string &url) {
  pqxx::connection c(url); // ALT: pooling-oversized-pool #eight #cores #lambda
  pqxx::work tx(c);
  tx.exec("SELECT 1");
  tx.commit();
}

void eight(const std::string &url) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back(worker, url); // HAZARD: pooling-oversized-pool #eight
  for (auto &t : threads)
    t.join();
}

void perCore(const std::string &url) {
  const unsigned n = std::thread::hardware_concurrency(); // ALT: pooling-oversized-pool #cores
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < n; ++i)
    threads.emplace_back([url] { worker(url); }); // HAZARD: pooling-oversized-pool #cores
  for (auto &t : threads)
    t.join();
}

void computing() {
  std::vector<std::thread> threads;
  std::vector<long> sums(8);
  for (std::size_t i = 0; i < sums.size(); ++i)
    threads.emplace_back([&sums, i] { sums[i] = static_cast<long>(i) * 2; });
  for (auto &t : threads)
    t.join();
}

void oneThread(const std::string &url) {
  std::thread t(worker, url);
  t.join();
}
