// The declarations of Pgfe 2 (dmitigr/pgfe/*.hpp) that the tests call, mostly written down without
// their bodies.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

namespace dmitigr::pgfe {

class Connection_options {
public:
  Connection_options();
  ~Connection_options();
  Connection_options &set_hostname(std::string value);
};

class Statement {
public:
  Statement(std::string_view text);
  Statement(const std::string &text);
  Statement(const char *text);
  ~Statement();
};

class Completion {
public:
  ~Completion();
};
class Row;

class Prepared_statement {
public:
  ~Prepared_statement();
  template <typename... T> Prepared_statement &bind_many(T &&...values);
  Completion execute();
};

class Connection {
public:
  explicit Connection(Connection_options options = {});
  Connection(Connection &&) noexcept;
  ~Connection();
  void connect(int timeout = -1);
  void disconnect() noexcept;
  int server_pid() const noexcept;
  Prepared_statement prepare(const Statement &statement, const std::string &name = {});
  Completion unprepare(const std::string &name);
  template <typename... T> Completion execute(const Statement &statement, T &&...values);
  template <typename F, typename... T>
    requires(!std::is_convertible_v<F, Statement>)
  Completion execute(F &&callback, const Statement &statement, T &&...values) {
    return execute(statement, static_cast<T &&>(values)...);
  }
};

class Connection_pool {
public:
  class Handle {
  public:
    ~Handle();
    Handle(Handle &&) noexcept;
    Connection *operator->();
    Connection &operator*();
  };
  explicit Connection_pool(std::size_t count, const Connection_options &options = {});
  ~Connection_pool();
  void connect();
  Handle connection();
};

class Transaction_guard {
public:
  explicit Transaction_guard(Connection &conn, bool auto_begin = true);
  ~Transaction_guard();
  void begin();
  void commit();
  void rollback();
};

} // namespace dmitigr::pgfe
