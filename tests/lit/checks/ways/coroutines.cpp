// RUN: %pooltidy-verify --checks='*,-pooling-missing-timeout' %s -- -std=c++20 %libs
// Coroutines of the program's own over libpq, and what their awaiters do.
// A home-made coroutine task over libpqxx; awaiting inside a transaction is the point.
#include <pqxx/pqxx>

#include <chrono>
#include <coroutine>
#include <exception>
#include <string>
#include <thread>
#include <utility>

namespace coro_jobs {

template <class T>
struct Task {
    struct promise_type {
        T value{};
        std::exception_ptr error;
        Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_value(T v) { value = std::move(v); }
        void unhandled_exception() { error = std::current_exception(); }
    };
    std::coroutine_handle<promise_type> h;
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    T await_resume() { return h.promise().value; }
};

struct Delay {
    int ms;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> h) const
    {
        std::this_thread::sleep_for(std::chrono::milliseconds(ms)); // ALT: pooling-long-transaction #delay
        h.resume();
    }
    void await_resume() const noexcept {}
};

Task<int> query(pqxx::connection& c, std::string sql)
{
    pqxx::nontransaction tx(c);
    co_return static_cast<int>(tx.exec(sql).size());
}

Task<int> tenant_report(pqxx::connection& c)
{
    co_await query(c, "SET search_path TO tenant_a"); // HAZARD: pooling-session-setting
    co_return co_await query(c, "SELECT * FROM report");
}

Task<int> plain_report(pqxx::connection& c)
{
    co_await query(c, "UPDATE report SET seen = true"); // an UPDATE
    co_return co_await query(c, "SELECT 'SET search_path TO x'"); // a string
}

Task<int> slow_unit(pqxx::connection& c)
{
    pqxx::work tx(c);
    tx.exec("UPDATE job SET state = 'running'");
    co_await Delay{250}; // HAZARD: pooling-long-transaction #delay
    tx.exec("UPDATE job SET state = 'done'");
    tx.commit();
    co_return 1;
}

Task<int> quick_unit(pqxx::connection& c)
{
    {
        pqxx::work tx(c);
        tx.exec("UPDATE job SET state = 'running'");
        tx.commit();
    }
    co_await Delay{250}; // after the commit
    pqxx::work tx(c);
    tx.exec("UPDATE job SET state = 'done'");
    tx.commit();
    co_return 1;
}

Task<int> locked(pqxx::connection& c)
{
    co_await query(c, "SELECT pg_advisory_lock(77)"); // HAZARD: pooling-advisory-lock
    const int n = co_await query(c, "SELECT run_exclusive()");
    co_await query(c, "SELECT pg_advisory_unlock(77)"); // HAZARD: pooling-advisory-lock
    co_return n;
}

} // namespace coro_jobs
