// REQUIRES: boost
// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Statements made with Boost's formats and string algorithms.
#include <libpq-fe.h>
#include <boost/algorithm/string.hpp>
#include <boost/format.hpp>
#include <boost/lexical_cast.hpp>
#include <boost/scope_exit.hpp>
#include <string>
#include <vector>
static void run(PGconn *c, const std::string &s) { PQclear(PQexec(c, s.c_str())); }
void bfm(PGconn *c, int n) { run(c, (boost::format("SELECT pg_advisory_lock(%1%)") % n).str()); } // HAZARD: pooling-advisory-lock
void bfm2(PGconn *c, int n) { run(c, boost::str(boost::format("%s %s%d") % "LISTEN" % "a" % n)); } // HAZARD: pooling-listen
void bfm3(PGconn *c) { boost::format f("%2% %1%"); f % "a" % "LISTEN"; run(c, f.str()); } // HAZARD: pooling-listen
void bie(PGconn *c) { std::string m = "RO"; if (boost::iequals(m, "ro")) run(c, "SELECT 1"); else run(c, "LISTEN a"); }
void bie2(PGconn *c) { std::string m = "RW"; if (boost::iequals(m, "ro")) run(c, "SELECT 1"); else run(c, "LISTEN a"); } // HAZARD: pooling-listen
void bjoin(PGconn *c) { std::vector<std::string> v{"SET", "ROLE", "a"}; run(c, boost::algorithm::join(v, " ")); } // HAZARD: pooling-session-setting
void bsplit(PGconn *c) { std::vector<std::string> v; boost::split(v, "SELECT 1;LISTEN a", boost::is_any_of(";")); for (auto &s : v) run(c, s); } // HAZARD: pooling-listen
void bsplit_s(PGconn *c) { std::vector<std::string> v; boost::split(v, "SELECT 1;NOTIFY a", boost::is_any_of(";")); for (auto &s : v) run(c, s); }
void btrim(PGconn *c) { std::string s = "  LISTEN a "; boost::trim(s); run(c, s); } // HAZARD: pooling-listen
void brepl(PGconn *c) { std::string s = "LISTEN $ch"; boost::replace_all(s, "$ch", "abc"); run(c, s); } // HAZARD: pooling-listen
void blex(PGconn *c, int n) { run(c, "SELECT pg_advisory_lock(" + boost::lexical_cast<std::string>(n) + ")"); } // HAZARD: pooling-advisory-lock
void g1(PGconn *c) { run(c, "BEGIN"); BOOST_SCOPE_EXIT(c) { run(c, "COMMIT"); } BOOST_SCOPE_EXIT_END run(c, "SET LOCAL jit = off"); }
void g2(PGconn *c) { BOOST_SCOPE_EXIT_ALL(&) { run(c, "LISTEN a"); }; run(c, "SELECT 1"); } // HAZARD: pooling-listen
