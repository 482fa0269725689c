// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// An object of unknown class is of one class at a time: what its begin() ran on, its
// execute() runs on too.
#include <libpq-fe.h>
#include <string>

struct Database {
    virtual ~Database() = default;
    virtual bool execute(const std::string& sql) = 0;
    virtual bool begin() { return execute("BEGIN"); }
    virtual bool commit() { return execute("COMMIT"); }
    virtual void rollback() { execute("ROLLBACK"); }
};

struct Server : Database {
    explicit Server(PGconn* c) : c_(c) {}
    bool execute(const std::string& sql) override
    {
        PGresult* r = PQexec(c_, sql.c_str());
        const bool ok = PQresultStatus(r) != PGRES_FATAL_ERROR;
        PQclear(r);
        return ok;
    }
    PGconn* c_;
};

struct TracingServer : Server {
    using Server::Server;
    bool execute(const std::string& sql) override
    {
        log += sql;
        return Server::execute(sql);
    }
    std::string log;
};

struct Recorder : Database {
    bool execute(const std::string& sql) override
    {
        log += sql;
        return true;
    }
    std::string log;
};

class Transaction {
public:
    explicit Transaction(Database& db) : db_(db), open_(db.begin()) {}
    ~Transaction()
    {
        if (open_)
            db_.rollback();
    }
    bool commit()
    {
        open_ = false;
        return db_.commit();
    }

private:
    Database& db_;
    bool open_;
};

void dry_run(Database& db)
{
    Transaction t(db);
    db.execute("CREATE TEMP TABLE preview AS SELECT 1"); // always rolled back
}

void for_good(Database& db)
{
    Transaction t(db);
    db.execute("CREATE TEMP TABLE chosen AS SELECT 1"); // HAZARD: pooling-temp-table
    t.commit();
}

void without(Database& db)
{
    db.execute("LISTEN changes"); // HAZARD: pooling-listen
}

void known(PGconn* c)
{
    TracingServer s(c);
    Transaction t(s);
    s.execute("SET LOCAL work_mem = '1MB'");
    t.commit();
    s.execute("SET work_mem = '1MB'"); // HAZARD: pooling-session-setting

}
