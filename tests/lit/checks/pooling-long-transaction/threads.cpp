// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Other threads: waiting for them, and what they do themselves.
#include <pqxx/pqxx>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <latch>
#include <mutex>
#include <semaphore>
#include <string>
#include <thread>

using namespace std::chrono_literals;

void waits(pqxx::connection &c, std::condition_variable &ready, std::mutex &m, std::latch &all,
           std::counting_semaphore<> &slots, std::future<int> &answer, std::thread &worker) {
  pqxx::work tx(c);
  tx.exec("UPDATE t SET a = 1");
  std::unique_lock lock(m); // a mutex alone is short
  ready.wait(lock); // HAZARD: pooling-long-transaction
  all.wait(); // HAZARD: pooling-long-transaction
  slots.acquire(); // HAZARD: pooling-long-transaction
  answer.get(); // HAZARD: pooling-long-transaction
  worker.join(); // HAZARD: pooling-long-transaction
  tx.commit();
  worker.join();
}

// A thread's own transaction is as long as any other's.
void workers(const std::string &url) {
  std::thread([url] {
    pqxx::connection c(url);
    pqxx::work tx(c);
    tx.exec("UPDATE t SET a = 1");
    std::this_thread::sleep_for(1s); // HAZARD: pooling-long-transaction
    tx.commit();
    std::this_thread::sleep_for(1s);
  }).detach();
}

void sideBySide(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec("UPDATE t SET a = 1");
  auto f = std::async(std::launch::async, [] { std::this_thread::sleep_for(1s); });
  tx.commit();
  f.get();
}

// What is handed a transaction runs inside it.
void handed(pqxx::work &tx) {
  std::this_thread::sleep_for(1s); // HAZARD: pooling-long-transaction
  tx.exec("UPDATE t SET a = 1");
}

void console(pqxx::connection &c, std::istream &someStream) {
  pqxx::work tx(c);
  std::string s;
  int n;
  std::cin >> s; // HAZARD: pooling-long-transaction
  std::cin >> n; // HAZARD: pooling-long-transaction
  someStream >> s; // may be anything
  std::ifstream file("data");
  std::getline(file, s);
  file >> n;
  std::istringstream text("1 2 3");
  text >> n;
  tx.exec_params("INSERT INTO t VALUES ($1)", n);
  tx.commit();
}

// Far down, in functions that never hear of a database.
namespace remote {
static int attempts = 0;
static void pause(int seconds) {
  for (int i = 0; i < seconds; ++i)
    std::this_thread::sleep_for(1s); // HAZARD: pooling-long-transaction #remote
}
static int backoff(int n) { return n > 5 ? 32 : 1 << n; }
static int ask(int question) {
  int sum = 0;
  for (int i = 0; i < question; ++i)
    sum += i * i % 7 + (i & 3) - (i ^ question) + i / 3 - i % 11 + (i << 1);
  if (sum % 2)
    sum = sum * 31 + 7;
  else
    sum = sum / 3 - 5;
  pause(backoff(++attempts));
  return sum;
}
} // namespace remote

void deep(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec_params("INSERT INTO t VALUES ($1)", remote::ask(42)); // ALT: pooling-long-transaction #remote
  tx.commit();
}

// Until somebody else says so.
void spins(pqxx::connection &c, std::atomic<bool> &stop, std::atomic<bool> &ready) {
  pqxx::work tx(c);
  while (!ready) // HAZARD: pooling-long-transaction
    std::this_thread::yield();
  tx.commit();
  while (!stop)
    std::this_thread::yield();
}

void serves(pqxx::connection &c, std::atomic<bool> &stop) {
  pqxx::work tx(c);
  while (!stop.load()) // HAZARD: pooling-long-transaction
    tx.exec("UPDATE t SET a = a + 1");
  tx.commit();
}

void serves_in_pieces(pqxx::connection &c, std::atomic<bool> &stop) {
  while (!stop.load()) {
    pqxx::work tx(c);
    tx.exec("UPDATE t SET a = a + 1");
    tx.commit();
  }
}

void bounded(pqxx::connection &c, std::atomic<int> &left) {
  pqxx::work tx(c);
  while (true) {
    auto r = tx.exec("DELETE FROM t WHERE id IN (SELECT id FROM t LIMIT 100)");
    if (r.affected_rows() == 0)
      break;
  }
  for (;;) {
    if (--left < 0)
      return;
  }
}

// Asking whether something is done waits for nothing.
void asks(pqxx::connection &c, std::future<int> &answer, std::atomic<int> &state) {
  pqxx::work tx(c);
  tx.exec("UPDATE t SET a = 2");
  if (answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    tx.exec("UPDATE t SET a = 3");
  if (answer.wait_for(std::chrono::milliseconds::zero()) == std::future_status::ready)
    tx.exec("UPDATE t SET a = 4");
  answer.wait_for(std::chrono::seconds(2)); // HAZARD: pooling-long-transaction
  state.wait(0); // HAZARD: pooling-long-transaction
  tx.commit();
}
