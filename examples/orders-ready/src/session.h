// A thin layer over libpq: one connection, results that free themselves, and a
// transaction object. Used where libpqxx is too heavy: jobs, migrations, tenants.
#ifndef ORDERS_SESSION_H
#define ORDERS_SESSION_H

#include <fmt/format.h>
#include <libpq-fe.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace orders {

struct ResultDeleter {
  void operator()(PGresult *R) const { PQclear(R); }
};
using Result = std::unique_ptr<PGresult, ResultDeleter>;

struct ConnectionDeleter {
  void operator()(PGconn *C) const { PQfinish(C); }
};

class Session {
public:
  explicit Session(const std::string &Conninfo);

  /// Runs \p Sql and throws std::runtime_error when the server refuses it.
  Result exec(std::string_view Sql);

  /// One statement with text parameters.
  Result query(const char *Sql, std::initializer_list<std::string> Params);

  /// exec() of a formatted statement.
  template <typename... Args>
  Result execf(fmt::format_string<Args...> Format, Args &&...Values) {
    return exec(fmt::format(Format, std::forward<Args>(Values)...));
  }

  /// First column of the first row.
  static std::string value(const Result &R);
  static bool isTrue(const Result &R) { return value(R) == "t"; }

  PGconn *raw() { return Conn.get(); }

private:
  std::unique_ptr<PGconn, ConnectionDeleter> Conn;
};

/// BEGIN now, ROLLBACK at the end of the scope unless commit() was called.
class Transaction {
public:
  explicit Transaction(Session &S);
  ~Transaction();
  Transaction(const Transaction &) = delete;
  Transaction &operator=(const Transaction &) = delete;

  void commit();

private:
  Session &S;
  bool Open = true;
};

template <typename Fn> void inTransaction(Session &S, Fn &&Work) {
  Transaction T(S);
  Work(S);
  T.commit();
}

} // namespace orders

#endif // ORDERS_SESSION_H
