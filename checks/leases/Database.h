//===- Database.h - Which database a connection leads to --------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two connections that are open at once need two server connections of one pool only
// where they lead to the same database as the same user: that is what poolers keep
// pools for. A program that copies from one database to another needs two of course.
// This compares what is known of both, and says so when that is not enough.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_DATABASE_H
#define POOLTIDY_LEASES_DATABASE_H

#include "leases/Conninfo.h"

#include <memory>

namespace pooltidy::leases {

enum class Relation : uint8_t { Same, Different, Unknown };

class Database {
public:
  Database() = default;
  /// \p Whole is the identity of a connection string of which nothing is known (Text::identity).
  /// \p Mark is that of the connection string where that is all there is (Text::marked).
  explicit Database(const Conninfo &Info, uint64_t Whole = 0, std::shared_ptr<const char> Mark = nullptr);

  /// Whether nothing is missing, so that equal ones are the same database.
  bool known() const { return Complete; }
  /// What is known without running the program: no part is a value of the run.
  bool constant() const;
  Relation relation(const Database &Other) const;
  /// Equal for those of which the same is known.
  uint64_t hash() const { return Hash; }

private:
  struct Part {
    std::string Value;
    bool Known = false;
    uint64_t Same = 0; ///< of what is not known
  };
  static constexpr const char *Names[] = {"host", "hostaddr", "port", "dbname", "user", "service"};
  static constexpr size_t Count = sizeof(Names) / sizeof(*Names);
  std::optional<Part> Parts[Count];
  bool Complete = false;
  uint64_t Whole = 0;
  std::shared_ptr<const char> Mark;
  uint64_t Hash = 0;
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_DATABASE_H
