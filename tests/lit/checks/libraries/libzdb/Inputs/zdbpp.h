// What the tests need of libzdb 3.4.0 in C++, written for them after its declarations.
#ifndef ZDBPP_STAND_IN
#define ZDBPP_STAND_IN

#include <string>
#include <utility>

namespace zdb {

class URL {
public:
  explicit URL(const std::string &url);
  URL(URL &&) noexcept;
  ~URL();
};

class ResultSet {
public:
  ResultSet(ResultSet &&) noexcept;
  bool next();
  int getInt(int column);
};

class PreparedStatement {
public:
  PreparedStatement(PreparedStatement &&) noexcept;
  template <class T> void bind(int, T &&) {}
  void execute();
};

class Connection {
public:
  ~Connection();
  void setQueryTimeout(int ms) noexcept;
  void clear() noexcept;
  void close() noexcept;
  void beginTransaction();
  void commit();
  void rollback();
  template <class... Args> void execute(const std::string &, Args &&...) {}
  template <class... Args> ResultSet executeQuery(const std::string &sql, Args &&...);
  PreparedStatement prepareStatement(const std::string &sql);

private:
  Connection(const Connection &) = delete;
};

class ConnectionPool {
public:
  explicit ConnectionPool(const std::string &url);
  explicit ConnectionPool(URL &&url);
  ~ConnectionPool();
  void setInitialConnections(int) noexcept;
  void setMaxConnections(int) noexcept;
  void start();
  void stop();
  Connection getConnection();
  void returnConnection(Connection &con) noexcept;

private:
  ConnectionPool(const ConnectionPool &) = delete;
};

} // namespace zdb

#endif
