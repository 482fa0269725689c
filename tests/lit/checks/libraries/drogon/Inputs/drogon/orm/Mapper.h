// What the tests need of Drogon 1.9.0, written for them after its declarations.
#pragma once

#include <drogon/orm/DbClient.h>

#include <vector>

namespace drogon::orm {

class Criteria {
public:
  Criteria();
  template <class T> Criteria(const std::string &colName, T &&arg);
};

template <class T> class Mapper {
public:
  explicit Mapper(DbClientPtr client) : client_(std::move(client)) {}
  Mapper<T> &limit(std::size_t limit);
  Mapper<T> &forUpdate();
  std::vector<T> findAll() noexcept(false);
  T findOne(const Criteria &criteria) noexcept(false);
  std::vector<T> findBy(const Criteria &criteria) noexcept(false);
  void insert(T &obj) noexcept(false);
  std::size_t update(const T &obj) noexcept(false);

private:
  DbClientPtr client_;
};

} // namespace drogon::orm
