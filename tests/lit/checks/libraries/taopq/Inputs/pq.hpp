// The declarations of taoPQ (tao/pq/*.hpp, as of 2024) that the tests call, written down without
// their bodies.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tao::pq {

namespace internal {
struct zsv {
  zsv(const char *v) noexcept;
  zsv(const std::string &v) noexcept;
};
} // namespace internal

class result {
public:
  ~result();
  std::size_t size() const;
};

class connection;

class transaction : public std::enable_shared_from_this<transaction> {
public:
  virtual ~transaction() = default;
  const std::shared_ptr<pq::connection> &connection() const noexcept;
  std::shared_ptr<transaction> subtransaction();
  template <typename... As> result execute(const internal::zsv statement, As &&...as);
  void commit();
  void rollback();
};

class connection final : public std::enable_shared_from_this<connection> {
public:
  static std::shared_ptr<connection> create(const std::string &info);
  std::shared_ptr<pq::transaction> direct();
  std::shared_ptr<pq::transaction> transaction();
  void prepare(const std::string &name, const std::string &statement);
  void deallocate(const std::string_view name);
  template <typename... As> result execute(const internal::zsv statement, As &&...as);
  void listen(const std::string_view channel);
  void unlisten(const std::string_view channel);
  void notify(const std::string_view channel);
  void get_notifications();
};

class connection_pool {
public:
  static std::shared_ptr<connection_pool> create(const std::string_view info);
  std::shared_ptr<pq::connection> connection();
  template <typename... As> result execute(const internal::zsv statement, As &&...as);
};

class large_object {
public:
  large_object(const std::shared_ptr<transaction> &tr, unsigned oid, int mode);
  static unsigned create(const std::shared_ptr<transaction> &tr, unsigned oid = 0);
  static unsigned import_file(const std::shared_ptr<transaction> &tr, const char *name, unsigned oid = 0);
  ~large_object();
};

class table_writer {
public:
  table_writer(const std::shared_ptr<transaction> &tr, const internal::zsv statement);
  std::size_t commit();
};

} // namespace tao::pq
