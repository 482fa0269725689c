// Statements in files whose names the program puts together when it runs.
#include <libpq-fe.h>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
static void run(PGconn *c, const std::string &s) { PQclear(PQexec(c, s.c_str())); }
static std::string slurp(const std::string &path) { std::ifstream in(path); std::ostringstream o; o << in.rdbuf(); return o.str(); }
struct Store {
  PGconn *c;
  virtual ~Store() = default;
  virtual std::string dialect() const = 0;
  std::string query(const std::string &name) const { char path[256]; snprintf(path, sizeof path, "queries/%s/%s.sql", dialect().c_str(), name.c_str()); return slurp(path); }
};
struct Pg : Store {
  std::string dialect() const override { return "pg"; }
  void role() { run(c, query("role")); }
  void count() { run(c, query("count")); }
};
static const std::string Directory = "queries";
static std::string load(const std::string &name) { return slurp(Directory + "/pg/" + name + ".sql"); }
void watch(PGconn *c) { run(c, load("watch")); }
static std::string at(const std::string &name) { return slurp((std::filesystem::path("queries/pg") / (name + ".sql")).string()); }
void lock(PGconn *c) { run(c, at("lock")); }
void any(PGconn *c, const std::string &name) { run(c, load(name)); }
