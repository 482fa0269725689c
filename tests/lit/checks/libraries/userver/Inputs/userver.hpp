// The declarations of userver 2.5 (userver/storages/postgres/*.hpp) that the tests call,
// written down without their bodies.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace userver::storages::postgres {

class Query {
public:
  Query() = default;
  Query(const char *statement, std::optional<std::string> name = std::nullopt);
  Query(std::string statement, std::optional<std::string> name = std::nullopt);
  ~Query();
};

enum class ClusterHostType { kNone = 0, kMaster = 1, kSlave = 4 };
using ClusterHostTypeFlags = ClusterHostType;

struct TransactionOptions {};
struct CommandControl {
  std::chrono::milliseconds execute{}, statement{};
};
using OptionalCommandControl = std::optional<CommandControl>;

class ResultSet {
public:
  ~ResultSet();
  std::size_t Size() const;
  template <typename T> T AsSingleRow() const;
};

class Portal {
public:
  ~Portal();
  ResultSet Fetch(unsigned rows);
  bool Done() const;
};

class Transaction {
public:
  static constexpr TransactionOptions RW{};
  Transaction(Transaction &&) noexcept;
  ~Transaction();
  template <typename... Args> ResultSet Execute(const Query &query, const Args &...args);
  template <typename... Args>
  ResultSet Execute(OptionalCommandControl control, const Query &query, const Args &...args);
  template <typename... Args> Portal MakePortal(const Query &query, const Args &...args);
  void SetParameter(const std::string &name, const std::string &value);
  void Commit();
  void Rollback();
};

class NotifyScope {
public:
  ~NotifyScope();
  int WaitNotify(int deadline);
};

class Cluster {
public:
  ~Cluster();
  Transaction Begin(const TransactionOptions &, OptionalCommandControl = {});
  Transaction Begin(ClusterHostTypeFlags, const TransactionOptions &, OptionalCommandControl = {});
  template <typename... Args>
  ResultSet Execute(ClusterHostTypeFlags, const Query &query, const Args &...args);
  template <typename... Args>
  ResultSet Execute(ClusterHostTypeFlags, OptionalCommandControl, const Query &query, const Args &...args);
  NotifyScope Listen(const std::string &channel, OptionalCommandControl = {});
};
using ClusterPtr = std::shared_ptr<Cluster>;

} // namespace userver::storages::postgres

namespace userver::engine {
void SleepFor(std::chrono::milliseconds);
}
