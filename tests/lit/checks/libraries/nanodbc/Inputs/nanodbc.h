// The declarations of nanodbc 2.14 (nanodbc/nanodbc.h) that the tests call, written down without their
// bodies.
#pragma once

#include <list>
#include <string>

namespace nanodbc {
using string = std::string;

class connection {
public:
  connection();
  connection(const connection &rhs);
  explicit connection(const string &connection_string, long timeout = 0);
  connection(const string &dsn, const string &user, const string &pass, long timeout = 0);
  ~connection() noexcept;
  void connect(const string &connection_string, long timeout = 0);
  void disconnect();
};

class result {
public:
  result();
  result(const result &rhs);
  ~result() noexcept;
  bool next();
  template <class T> T get(short column) const;
};

class transaction {
public:
  explicit transaction(const class connection &conn);
  ~transaction() noexcept;
  void commit();
  void rollback() noexcept;
};

class statement {
public:
  statement();
  explicit statement(class connection &conn);
  statement(class connection &conn, const string &query, long timeout = 0);
  ~statement() noexcept;
  void open(class connection &conn);
  void prepare(class connection &conn, const string &query, long timeout = 0);
  void prepare(const string &query, long timeout = 0);
  void timeout(long timeout = 0);
  result execute(long batch_operations = 1, long timeout = 0);
  void just_execute(long batch_operations = 1, long timeout = 0);
  result execute_direct(class connection &conn, const string &query, long batch_operations = 1, long timeout = 0);
  void close();
  template <class T> void bind(short index, const T *value);
};

result execute(connection &conn, const string &query, long batch_operations = 1, long timeout = 0);
void just_execute(connection &conn, const string &query, long batch_operations = 1, long timeout = 0);
result execute(statement &stmt, long batch_operations = 1);
void just_execute(statement &stmt, long batch_operations = 1);
void prepare(statement &stmt, const string &query, long timeout = 0);
} // namespace nanodbc
