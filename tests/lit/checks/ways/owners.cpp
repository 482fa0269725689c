// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Smart pointers: copies own the same connection, deleters do what they do.
#include <libpq-fe.h>
#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <thread>

namespace copies {
struct Repository {
    std::shared_ptr<PGconn> conn;
    void run(const char* sql) const { PQclear(PQexec(conn.get(), sql)); }
};

void one_session_two_owners(const char* dsn)
{
    std::shared_ptr<PGconn> a(PQconnectdb(dsn), PQfinish);
    auto b = a;
    PQclear(PQexec(b.get(), "BEGIN"));
    PQclear(PQexec(a.get(), "SET LOCAL work_mem = '1MB'"));
    std::this_thread::sleep_for(std::chrono::seconds(1)); // HAZARD: pooling-long-transaction
    PQclear(PQexec(a.get(), "COMMIT"));
    std::this_thread::sleep_for(std::chrono::seconds(1));
    PQclear(PQexec(b.get(), "SET LOCAL work_mem = '1MB'")); // HAZARD: pooling-outside-transaction
}

void the_first_owner_dies(const char* dsn)
{
    std::shared_ptr<PGconn> a(PQconnectdb(dsn), PQfinish);
    {
        Repository r{a};
        r.run("BEGIN");
    }
    std::this_thread::sleep_for(std::chrono::seconds(1)); // HAZARD: pooling-long-transaction
    PQclear(PQexec(a.get(), "COMMIT"));
}
} // namespace copies

namespace deleters {
class Pool {
public:
    explicit Pool(const char* dsn) { idle_.push_back(PQconnectdb(dsn)); }
    std::shared_ptr<PGconn> take()
    {
        PGconn* c = idle_.front();
        idle_.pop_front();
        return std::shared_ptr<PGconn>(c, [this](PGconn* p) { idle_.push_back(p); });
    }

private:
    std::deque<PGconn*> idle_;
};

void given_back_and_taken_again(const char* dsn)
{
    Pool pool(dsn);
    {
        auto c = pool.take();
        PQclear(PQexec(c.get(), "SELECT 1"));
    }
    auto c = pool.take();
    PQclear(PQexec(c.get(), "BEGIN"));
    std::this_thread::sleep_for(std::chrono::seconds(1)); // HAZARD: pooling-long-transaction
    PQclear(PQexec(c.get(), "COMMIT"));
}

struct RollBack {
    void operator()(PGconn* c) const { PQclear(PQexec(c, "ROLLBACK")); }
};

void a_deleter_that_rolls_back(PGconn* c)
{
    PQclear(PQexec(c, "BEGIN"));
    std::unique_ptr<PGconn, RollBack> guard(c);
    PQclear(PQexec(c, "SET search_path = a"));
}

void a_deleter_that_is_let_go(PGconn* c)
{
    PQclear(PQexec(c, "BEGIN"));
    std::unique_ptr<PGconn, RollBack> guard(c);
    PQclear(PQexec(c, "SET search_path = a")); // HAZARD: pooling-session-setting
    PQclear(PQexec(c, "COMMIT"));
    guard.release();
}

void a_deleter_moved_on(PGconn* c)
{
    std::unique_ptr<PGconn, RollBack> outer;
    {
        PQclear(PQexec(c, "BEGIN"));
        std::unique_ptr<PGconn, RollBack> inner(c);
        outer = std::move(inner);
    }
    PQclear(PQexec(c, "SET LOCAL search_path = a"));
    std::this_thread::sleep_for(std::chrono::seconds(1)); // HAZARD: pooling-long-transaction
}
} // namespace deleters
