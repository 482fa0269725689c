// What the tests need of Drogon 1.9.0, written for them after its declarations.
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace trantor {
class EventLoop;
}

namespace drogon::orm {

class DbListener;
using DbListenerPtr = std::shared_ptr<DbListener>;

class DbListener {
public:
  using MessageCallback = std::function<void(std::string, std::string)>;
  virtual ~DbListener();
  static DbListenerPtr newPgListener(const std::string &connInfo, trantor::EventLoop *loop = nullptr);
  virtual void listen(const std::string &channel, MessageCallback messageCallback) noexcept = 0;
  virtual void unlisten(const std::string &channel) noexcept = 0;
};

} // namespace drogon::orm
