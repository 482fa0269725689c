// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Sizes in URLs, in headers, in configuration structs.
#include "Inputs/settings.h"

#include <pqxx/pqxx>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

struct PoolConfig {
  std::string url;
  int size = 1;
};

static int parameter(const std::string &url, const std::string &key, int otherwise) {
  const auto at = url.find(key + "=");
  return at == std::string::npos ? otherwise : std::atoi(url.c_str() + at + key.size() + 1);
}

static PoolConfig parse(const std::string &url) { return {url, parameter(url, "pool_size", 1)}; }

PoolConfig large() { return parse(settings::Url); }
PoolConfig small() { return parse(settings::SmallUrl); }

class Pool {
public:
  explicit Pool(const std::string &url, std::size_t n) {
    idle_.reserve(n);
    while (idle_.size() < n)
      idle_.push_back(std::make_unique<pqxx::connection>(url)); // ALT: pooling-oversized-pool ##size
  }

private:
  std::vector<std::unique_ptr<pqxx::connection>> idle_;
};

void header(const std::string &url) {
  Pool p(url, settings::Connections); // HAZARD: pooling-oversized-pool ##size
}

// Not a connection.
const char *imageUrl = "https://images.example.com/logo?pool_size=20";
