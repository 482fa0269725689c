// Where the service finds its database, from the environment or orders.conf.
#ifndef ORDERS_CONFIG_H
#define ORDERS_CONFIG_H

#include <string>

namespace orders {

struct Config {
  std::string DatabaseUrl; ///< without the keys that libpq does not know
  unsigned PoolSize = 1;
  std::string ReportDirectory = "/var/lib/orders";
};

/// Reads \p File ("key = value" lines, # starts a comment), then the environment.
Config loadConfig(const std::string &File);

/// The keyword/value form of \p Url for programs that call libpq directly.
std::string conninfoFor(const std::string &Host, const std::string &Database,
                        const std::string &Application);

} // namespace orders

#endif // ORDERS_CONFIG_H
