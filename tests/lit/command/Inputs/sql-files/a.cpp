// Statements in files that the program reads when it runs.
#include <libpq-fe.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
static void run(PGconn *c, const std::string &s) { PQclear(PQexec(c, s.c_str())); }
static std::string slurp(const std::string &path) { std::ifstream in(path, std::ios::binary); if (!in) throw 1; std::ostringstream o; o << in.rdbuf(); return o.str(); }
static std::string slurp2(const char *path) { std::ifstream in(path); return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>()); }
static std::string slurp3(const std::filesystem::path &path) { std::ifstream in(path); std::string s{std::istreambuf_iterator<char>{in}, {}}; return s; }
static std::string slurp4(const std::string &path) { std::ifstream in; in.open(path); std::string all, line; while (std::getline(in, line)) { all += line; all += '\n'; } return all; }
static std::string slurp5(const std::string &path) { std::ifstream in(path, std::ios::ate); const auto n = in.tellg(); std::string s(n, '\0'); in.seekg(0); in.read(s.data(), n); return s; }
void streamed(PGconn *c) { run(c, slurp("sql/session.sql")); }
void iterated(PGconn *c) { run(c, slurp2("sql/session.sql")); }
void by_path(PGconn *c) { run(c, slurp3(std::filesystem::path("sql") / "session.sql")); }
void line_by_line(PGconn *c) { run(c, slurp4("sql/jobs.sql")); }
void into_buffer(PGconn *c) { run(c, slurp5("lock.sql")); }
void harmless(PGconn *c) { run(c, slurp("sql/plain.sql")); }
void installed(PGconn *c) { run(c, slurp("/usr/share/app/sql/tx.sql")); }
void missing(PGconn *c) { run(c, slurp("sql/missing.sql")); }
void nameless(PGconn *c, const std::string &dir) { run(c, slurp(dir + "/session.sql")); }
void split(PGconn *c) { std::ifstream in("sql/jobs.sql"); std::string stmt; while (std::getline(in, stmt, ';')) run(c, stmt); }
