// What the tests need of Drogon 1.9.0, written for them after its declarations.
#pragma once

#include <coroutine>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>

namespace drogon::orm {

class DbClient;
class Transaction;

enum class Mode { NonBlocking, Blocking };

class Result {
public:
  std::size_t size() const noexcept;
};

class DrogonDbException {
public:
  virtual ~DrogonDbException();
};

namespace internal {

class SqlBinder {
public:
  SqlBinder(const std::string &sql, DbClient &client);
  SqlBinder(SqlBinder &&) noexcept;
  ~SqlBinder();
  template <class T> SqlBinder &operator<<(T &&parameter);
  SqlBinder &operator<<(const Mode &mode);
  SqlBinder &operator<<(Mode &&mode);
  template <class Callback> SqlBinder &operator>>(Callback &&) { return *this; }
  void exec() noexcept(false);
};

struct SqlAwaiter {
  ~SqlAwaiter();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  const Result &await_resume() const noexcept(false);
};

struct TransactionAwaiter {
  ~TransactionAwaiter();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  const std::shared_ptr<Transaction> &await_resume() const noexcept(false);
};

} // namespace internal

class DbClient {
public:
  virtual ~DbClient();
  static std::shared_ptr<DbClient> newPgClient(const std::string &connInfo, std::size_t connNum,
                                               bool autoBatch = false);
  static std::shared_ptr<DbClient> newMysqlClient(const std::string &connInfo, std::size_t connNum);
  static std::shared_ptr<DbClient> newSqlite3Client(const std::string &connInfo, std::size_t connNum);

  template <class F, class G, class... Arguments>
  void execSqlAsync(const std::string &, F &&, G &&, Arguments &&...) noexcept {}
  template <class... Arguments>
  std::future<Result> execSqlAsyncFuture(const std::string &sql, Arguments &&...args) noexcept;
  template <class... Arguments> Result execSqlSync(const std::string &sql, Arguments &&...args) noexcept(false);
  template <class... Arguments> internal::SqlAwaiter execSqlCoro(const std::string &sql, Arguments &&...args) noexcept;

  internal::SqlBinder operator<<(const std::string &sql);
  internal::SqlBinder operator<<(std::string &&sql);
  template <int N> internal::SqlBinder operator<<(const char (&sql)[N]);
  internal::SqlBinder operator<<(const std::string_view &sql);

  virtual std::shared_ptr<Transaction>
  newTransaction(const std::function<void(bool)> &commitCallback = std::function<void(bool)>()) noexcept(false) = 0;
  virtual void newTransactionAsync(const std::function<void(const std::shared_ptr<Transaction> &)> &callback) = 0;
  internal::TransactionAwaiter newTransactionCoro();
  virtual bool hasAvailableConnections() const noexcept = 0;
  virtual void setTimeout(double timeout) = 0;
};

using DbClientPtr = std::shared_ptr<DbClient>;

class Transaction : public DbClient {
public:
  virtual void rollback() = 0;
  virtual void setCommitCallback(const std::function<void(bool)> &commitCallback) = 0;
};

} // namespace drogon::orm
