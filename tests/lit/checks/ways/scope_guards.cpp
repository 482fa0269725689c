// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Guards that keep a lambda in a member of its own type.
#include <libpq-fe.h>
#include <functional>
#include <stdexcept>
#include <utility>

static void run(PGconn* c, const char* sql) { PQclear(PQexec(c, sql)); }

template <class F>
class Finally {
public:
    explicit Finally(F f) : f_(std::move(f)) {}
    ~Finally()
    {
        if (armed_)
            f_();
    }
    Finally(const Finally&) = delete;
    void dismiss() noexcept { armed_ = false; }

private:
    F f_;
    bool armed_ = true;
};

template <class F>
struct Forwarding {
    explicit Forwarding(F&& f) : f_(std::forward<F>(f)) {}
    ~Forwarding() { f_(); }
    F f_;
};

template <class F>
struct Copying {
    explicit Copying(const F& f) : f_(f) {}
    ~Copying() { f_(); }
    F f_;
};

void on_every_path(PGconn* c, int n)
{
    run(c, "BEGIN");
    run(c, "SELECT pg_advisory_lock(1)");
    Finally unlock([&] { run(c, "SELECT pg_advisory_unlock(1)"); });
    if (n < 0)
        throw std::invalid_argument("n");
    if (n == 0)
        return;
    run(c, "UPDATE a SET n = 1");
}

void dismissed(PGconn* c, int n)
{
    run(c, "BEGIN");
    run(c, "SELECT pg_advisory_lock(2)"); // HAZARD: pooling-advisory-lock
    {
        Finally unlock([&] { run(c, "SELECT pg_advisory_unlock(2)"); });
        if (n == 0)
            return;
        unlock.dismiss();
    }
    run(c, "COMMIT");
}

void forwarded(PGconn* c)
{
    run(c, "BEGIN");
    run(c, "SELECT pg_advisory_lock(3)");
    {
        Forwarding unlock([&] { run(c, "SELECT pg_advisory_unlock(3)"); });
    }
    run(c, "COMMIT");
}

void copied(PGconn* c)
{
    auto unlock = [c] { run(c, "SELECT pg_advisory_unlock(4)"); };
    run(c, "BEGIN");
    run(c, "SELECT pg_advisory_lock(4)");
    {
        Copying guard(unlock);
    }
    run(c, "COMMIT");
}

template <class F>
void call_a_copy(F f)
{
    F g = f;
    F h(std::move(g));
    h();
}

void in_a_copy(PGconn* c)
{
    call_a_copy([c] { run(c, "LISTEN copies"); }); // HAZARD: pooling-listen
}
