//===- Connection.h - How a service reaches its database --------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Connection strings are found wherever they stand: in an environment variable, as the
// value of an option, in a word of a script; as a URI of any driver, as libpq's keywords
// and values, as keywords with semicolons, or as variables for host, port and the rest.
// Passwords are dropped while reading, so that nothing can print them.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_CONNECTION_H
#define POOLTIDY_TOOL_DEPLOY_CONNECTION_H

#include "tool/deploy/Knowledge.h"
#include "tool/deploy/Words.h"

namespace pooltidy::deploy {

struct UrlParameter {
  std::string Key, Text;
  rules::Place Where; ///< of the value, or of the key where it has none
  rules::Place KeyWhere;
};

struct Connection {
  std::string Name;   ///< of the variable or option: "DATABASE_URL"
  std::string Scheme; ///< "postgresql+asyncpg"; empty where there is no URI
  std::string User, Host, Port, Database;
  std::vector<UrlParameter> Parameters;
  rules::Place Where;
  std::vector<std::string> Also; ///< other strings that lead to the same
  bool Separate = false;         ///< put together from variables of their own
  bool Migration = false;        ///< for migrations alone, by its name
  bool Libpq = false;            ///< variables and strings that libpq itself reads

  const UrlParameter *find(llvm::ArrayRef<std::string> Keys) const;
  /// "host:port", with 5432 where nothing is said.
  std::string address() const;
};

/// The connection string in \p V, if there is one.
std::optional<Connection> parseConnection(const Value &V, llvm::StringRef Name, const Knowledge &K);

/// Whether a variable for a host, without more, belongs to PostgreSQL.
using IsPostgres = llvm::function_ref<bool(llvm::StringRef Host, llvm::StringRef Port)>;

/// All connections of \p S, which runs \p Commands; the same one twice is one.
std::vector<Connection> connectionsOf(const Service &S, llvm::ArrayRef<Simple> Commands,
                                      const Knowledge &K, IsPostgres Known);

/// Whether the variable \p Name ends with the words of \p Ending: DB_POOL_SIZE with
/// POOL_SIZE.
bool endsWithWords(llvm::StringRef Name, llvm::StringRef Ending);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_CONNECTION_H
