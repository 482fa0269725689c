// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Statements in maps, found by key or walked.
#include <libpq-fe.h>
#include <map>
#include <string>
#include <vector>
namespace e1 {
static void run(PGconn* c, const std::string& s) { PQclear(PQexec(c, s.c_str())); }
static const std::map<std::string, std::string> kSql{
    {"enter", "SET ROLE a"}, // HAZARD: pooling-session-setting
    {"count", "SELECT 1"},
    {"leave", "RESET ROLE"}, // SAFE: pooling-session-setting never looked up
};
void found(PGconn* c) { auto it = kSql.find("enter"); if (it != kSql.end()) run(c, it->second); }
void found2(PGconn* c) { const auto it = kSql.find("count"); if (it == kSql.end()) return; run(c, it->second); }
void each(PGconn* c)
{
    std::map<int, std::string> m;
    m[1] = "LISTEN a"; // HAZARD: pooling-listen
    m.emplace(2, "SELECT 1");
    for (const auto& [k, v] : m) run(c, v);
    for (const auto& kv : m) run(c, "SELECT '" + kv.second + "'");
}
void old(PGconn* c)
{
    std::vector<std::string> v;
    v.push_back("SELECT pg_advisory_lock(1)"); // HAZARD: pooling-advisory-lock
    v.push_back("SELECT 2");
    for (std::vector<std::string>::const_iterator i = v.begin(); i != v.end(); ++i) run(c, *i);
    for (std::vector<std::string>::size_type i = 0; i < v.size(); i++) run(c, v[i] + " LIMIT 1");
}
}
