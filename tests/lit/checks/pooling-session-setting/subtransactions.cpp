// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// What a subtransaction made is gone when it alone is rolled back.
#include <pqxx/pqxx>

void aborted(pqxx::connection& c)
{
    pqxx::work tx(c);
    {
        pqxx::subtransaction sub(tx);
        sub.exec("SET statement_timeout = '1h'");
        sub.exec("CREATE TEMP TABLE probe (id int)");
        sub.abort();
    }
    tx.commit();
}

void never_committed(pqxx::connection& c)
{
    pqxx::work tx(c);
    {
        pqxx::subtransaction sub(tx, "trial");
        sub.exec("SET statement_timeout = '1h'");
    }
    tx.exec("SET statement_timeout = '1min'"); // HAZARD: pooling-session-setting
    tx.commit();
}

void committed(pqxx::connection& c)
{
    pqxx::work tx(c);
    {
        pqxx::subtransaction sub(tx);
        sub.exec("SET statement_timeout = '1h'"); // HAZARD: pooling-session-setting
        sub.commit();
    }
    tx.commit();
}

void what_came_before_stays(pqxx::connection& c)
{
    pqxx::work tx(c);
    tx.exec("SET work_mem = '1GB'"); // HAZARD: pooling-session-setting
    pqxx::subtransaction sub(tx);
    sub.exec("SET search_path = probe");
    sub.abort();
    tx.commit();
}

void all_rolled_back(pqxx::connection& c)
{
    pqxx::work tx(c);
    pqxx::subtransaction sub(tx);
    sub.exec("SET search_path = probe");
    sub.commit();
    tx.abort();
}
