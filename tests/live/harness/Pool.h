//===- Pool.h - The pooler as the harness sees it ------------- -*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The pooler as the harness sees it: other clients, and the admin console.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_LIVE_POOL_H
#define POOLTIDY_TESTS_LIVE_POOL_H

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

namespace live {

struct Finish {
  void operator()(PGconn *C) const { PQfinish(C); }
};
using Client = std::unique_ptr<PGconn, Finish>;

/// Connects to a database behind Host, for the harness itself.
Client openClient(const std::string &Host, const std::string &Database);

/// One pool of the pooler.
///
/// All server connections of it are looked at by opening a transaction on each: whoever
/// asks for one more than there are waits, and the admin console says so at once. No
/// deadline decides anything.
class Pool {
public:
  Pool(std::string Host, std::string Database, int Size);

  struct Look {
    std::vector<std::string> Left; ///< state found on the server connections
    bool Blocked = false;          ///< some could not be had
  };
  /// Takes every server connection of the pool once, and gives all back. What the victims
  /// of leaveVictims() miss counts as left. Without \p Ask, nothing is asked about state.
  Look look(bool Ask = true);

  /// Makes another client leave state of each kind on every server connection, as clients
  /// do that were never told of poolers.
  void leaveVictims();

  /// Removes all state from the server connections, as if they were new.
  void clean();

  /// Whether a client of the pool waits while all its server connections are in use.
  bool starves();
  /// Changes a setting of the pooler.
  void set(const std::string &Name, const std::string &Value);
  /// How many clients are connected to the pooler.
  int clients();
  /// Ends all connections of the pool, clients and servers.
  void kill();

private:
  void compareWithVictims(std::vector<std::string> &Found) const;

  std::string Host, Database;
  int Size;
  bool Victims = false;
  Client Admin;
};

} // namespace live

#endif
