// What the tests need of ODB 2.4.0, written for them after its declarations.
#ifndef ODB_PGSQL_DATABASE_HXX
#define ODB_PGSQL_DATABASE_HXX

#include <odb/database.hxx>

namespace odb {
namespace pgsql {

class connection_factory {
public:
  virtual ~connection_factory();
};

class database : public odb::database {
public:
  database(const std::string &user, const std::string &password, const std::string &db, const std::string &host = "",
           unsigned int port = 0, const std::string &extra_conninfo = "",
           details::transfer_ptr<connection_factory> = details::transfer_ptr<connection_factory>());
  database(const std::string &user, const std::string &password, const std::string &db, const std::string &host,
           const std::string &socket_ext, const std::string &extra_conninfo = "",
           details::transfer_ptr<connection_factory> = details::transfer_ptr<connection_factory>());
  explicit database(const std::string &conninfo,
                    details::transfer_ptr<connection_factory> = details::transfer_ptr<connection_factory>());
  database(int &argc, char *argv[], bool erase = false, const std::string &extra_conninfo = "",
           details::transfer_ptr<connection_factory> = details::transfer_ptr<connection_factory>());
  ~database();
  template <class T> typename object_traits<T>::id_type persist(T &object);
  template <class T> result<T> query(const char *);
  transaction_impl *begin();
};

} // namespace pgsql
} // namespace odb

#endif
