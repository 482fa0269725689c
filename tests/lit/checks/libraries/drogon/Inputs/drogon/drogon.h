// What the tests need of Drogon 1.9.0, written for them after its declarations.
#pragma once

#include <drogon/orm/DbClient.h>

namespace drogon {

template <class T = void> struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

class HttpAppFramework {
public:
  virtual ~HttpAppFramework();
  virtual orm::DbClientPtr getDbClient(const std::string &name = "default") = 0;
  virtual orm::DbClientPtr getFastDbClient(const std::string &name = "default") = 0;
  virtual HttpAppFramework &createDbClient(const std::string &dbType, const std::string &host,
                                           const unsigned short port, const std::string &databaseName,
                                           const std::string &userName, const std::string &password,
                                           const std::size_t connectionNum = 1, const std::string &filename = "",
                                           const std::string &name = "default", const bool isFast = false,
                                           const std::string &characterSet = "", double timeout = -1.0,
                                           const bool autoBatch = false) = 0;
  virtual void run() = 0;
};

HttpAppFramework &app();

} // namespace drogon
