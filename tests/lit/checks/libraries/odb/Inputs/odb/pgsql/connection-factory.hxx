// What the tests need of ODB 2.4.0, written for them after its declarations.
#ifndef ODB_PGSQL_CONNECTION_FACTORY_HXX
#define ODB_PGSQL_CONNECTION_FACTORY_HXX

#include <odb/pgsql/database.hxx>

namespace odb {
namespace pgsql {

class new_connection_factory : public connection_factory {
public:
  new_connection_factory() {}
};

class connection_pool_factory : public connection_factory {
public:
  connection_pool_factory(std::size_t max_connections = 0, std::size_t min_connections = 0) {}
};

} // namespace pgsql
} // namespace odb

#endif
