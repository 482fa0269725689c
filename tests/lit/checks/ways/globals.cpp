// RUN: %pooltidy-verify %s -- -std=c++17 %libs
//
// What a function that nothing calls finds in global objects: what they began with only where the program never
// changes it. Here the job is started by an event loop that is not seen.
#include <libpq-fe.h>

#include <string>

namespace {

struct Address {
  std::string text = "";
  std::string fixed = "host=db";
  bool set(const std::string &given);
  std::string get(const std::string &name) const {
    if (text.empty())
      return text;
    return text + " dbname=" + name;
  }
};
Address address;

struct Options {
  const char *dsn;
  const char *role;
};
Options options = {"", "SET ROLE worker"}; // HAZARD: pooling-session-setting #r

bool Address::set(const std::string &given) {
  text = given;
  return !text.empty();
}

} // namespace

// SAFE: pooling-missing-timeout, somebody else says what to connect to
void job() {
  PGconn *c = PQconnectdb(address.get("jobs").c_str());
  PQclear(PQexec(c, "SELECT 1"));
  PQfinish(c);
}

void other_job() {
  PGconn *c = PQconnectdb(options.dsn);
  PQclear(PQexec(c, options.role)); // ALT: pooling-session-setting #r
  PQfinish(c);
}

void third_job() {
  PGconn *c = PQconnectdb(address.fixed.c_str()); // HAZARD: pooling-missing-timeout
  PQclear(PQexec(c, "SELECT 1"));
  PQfinish(c);
}

int main(int, char **argv) {
  options.dsn = argv[1];
  return address.set(argv[2]) ? 0 : 1;
}
