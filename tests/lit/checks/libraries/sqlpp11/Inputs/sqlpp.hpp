// The declarations of sqlpp11 0.65 (sqlpp11/*.h, sqlpp11/postgresql/*.h) that the tests
// call, written down without their bodies. Statements built of tables are templates of their parts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace sqlpp {

enum class isolation_level { undefined, serializable, read_committed };

template <typename... Parts> struct statement_t {};
struct select_t {};
struct insert_t {};
struct update_t {};
struct for_update_t {};

template <typename Db, typename Statement> struct prepared_select_t {
  ~prepared_select_t();
};
template <typename Db, typename Statement> struct prepared_insert_t {
  ~prepared_insert_t();
};

namespace postgresql {
struct connection_config {
  std::string host, user, password, dbname;
  std::uint32_t port = 5432, connect_timeout = 0;
};
struct bind_result_t {
  ~bind_result_t();
};

class connection_base {
public:
  template <typename T> bind_result_t operator()(const T &t);
  template <typename... P>
  prepared_select_t<connection_base, statement_t<select_t, P...>> prepare(const statement_t<select_t, P...> &);
  template <typename... P>
  prepared_insert_t<connection_base, statement_t<insert_t, P...>> prepare(const statement_t<insert_t, P...> &);
  std::shared_ptr<bind_result_t> execute(const std::string &command);
  void set_default_isolation_level(isolation_level level);
  void start_transaction(isolation_level level = isolation_level::undefined);
  void commit_transaction();
  void rollback_transaction(bool report);
  std::uint64_t last_insert_id(const std::string &table, const std::string &field);
};
} // namespace postgresql

namespace sqlite3 {
struct connection_config {
  std::string path_to_database;
};
class connection_base {
public:
  void execute(const std::string &command);
};
} // namespace sqlite3

template <typename Base> class normal_connection : public Base {
public:
  template <typename Config> explicit normal_connection(const std::shared_ptr<Config> &config);
  ~normal_connection();
};
template <typename Base> class pooled_connection : public Base {
public:
  pooled_connection(pooled_connection &&);
  ~pooled_connection();
};
template <typename Base> class connection_pool {
public:
  template <typename Config> connection_pool(const std::shared_ptr<Config> &config, std::size_t capacity);
  ~connection_pool();
  pooled_connection<Base> get();
};

template <typename Db> class transaction_t {
public:
  transaction_t(transaction_t &&);
  ~transaction_t();
  void commit();
  void rollback();
};
template <typename Db> transaction_t<Db> start_transaction(Db &db, isolation_level = isolation_level::undefined);

namespace postgresql {
using connection = normal_connection<connection_base>;
using pooled_connection = sqlpp::pooled_connection<connection_base>;
using connection_pool = sqlpp::connection_pool<connection_base>;
} // namespace postgresql
namespace sqlite3 {
using connection = normal_connection<connection_base>;
}

} // namespace sqlpp
