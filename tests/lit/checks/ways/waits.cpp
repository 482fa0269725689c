// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Waiting in transactions, connecting without a limit, start-up parameters.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <unistd.h>
#include <future>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>
namespace f1 {
using namespace std::chrono_literals;
static std::string fetch(const std::string& u) { usleep(100); return u; } // ALT: pooling-long-transaction #f
void slow(pqxx::connection& c)
{
    pqxx::work tx(c);
    const auto r = tx.exec("SELECT url FROM q FOR UPDATE SKIP LOCKED");
    for (const auto& row : r) fetch(row[0].c_str()); // HAZARD: pooling-long-transaction #f
    tx.commit();
}
void before(pqxx::connection& c)
{
    auto f = std::async(std::launch::async, [] { return 1; });
    const int v = f.get(); // SAFE: pooling-long-transaction before the transaction
    pqxx::work tx(c);
    tx.exec_params("INSERT INTO t VALUES ($1)", v);
    tx.commit();
}
void asks(pqxx::connection& c)
{
    pqxx::work tx(c);
    tx.exec("UPDATE t SET a = 1");
    std::string line;
    std::getline(std::cin, line); // HAZARD: pooling-long-transaction
    if (line == "y") tx.commit();
}
void retry(const std::string& ci)
{
    for (int i = 0; i < 3; ++i) {
        try {
            pqxx::connection c(ci + " connect_timeout=3"); // SAFE: pooling-missing-timeout given
            pqxx::work tx(c);
            tx.exec("SELECT 1");
            tx.commit();
            return;
        } catch (const pqxx::sql_error&) {
            std::this_thread::sleep_for(1s); // SAFE: pooling-long-transaction rolled back by then
        }
    }
}
void raw(PGconn* c)
{
    PQclear(PQexec(c, "BEGIN"));
    PQclear(PQexec(c, "UPDATE t SET a = 1"));
    std::system("notify-admin"); // HAZARD: pooling-long-transaction
    PQclear(PQexec(c, "COMMIT"));
    std::system("notify-admin"); // SAFE: pooling-long-transaction after the commit
}
void detach(pqxx::connection& c)
{
    pqxx::work tx(c);
    tx.exec("UPDATE t SET a = 1");
    std::thread([] { std::this_thread::sleep_for(5s); }).detach(); // SAFE: pooling-long-transaction another thread sleeps
    tx.commit();
}
void joins(pqxx::connection& c, std::vector<std::thread>& ts)
{
    pqxx::work tx(c);
    tx.exec("UPDATE t SET a = 1");
    for (auto& t : ts) t.join(); // HAZARD: pooling-long-transaction
    tx.commit();
}
PGconn* opens(const char* h, bool tuned)
{
    std::string ci = std::string("host=") + h + " connect_timeout=5";
    if (tuned)
        ci += " options='-c statement_timeout=5s'"; // HAZARD: pooling-startup-parameter #o
    return PQconnectdb(ci.c_str()); // ALT: pooling-startup-parameter #o
}
PGconn* legacy(const char* h) { return PQsetdbLogin(h, nullptr, "-c geqo=off", nullptr, "d", "u", nullptr); } // HAZARD: pooling-startup-parameter, pooling-missing-timeout
PGconn* url(bool pooled)
{
    if (pooled)
        return PQconnectdb("postgresql://u@pooler:6432/d?connect_timeout=3&application_name=x"); // SAFE: pooling-startup-parameter, pooling-missing-timeout fine

    return PQconnectdb("postgresql://u@db/d?connect_timeout=3&pgbouncer=true"); // HAZARD: pooling-startup-parameter
}
}
