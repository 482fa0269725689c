//===- Endpoint.h - What stands behind a host and a port --------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A pooler or a server, in which mode, and how many clients it admits: from its own
// configuration where that was read, else from the image and the environment of the
// service that has the name, else from rules about host names. A port alone is no proof.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_ENDPOINT_H
#define POOLTIDY_TOOL_DEPLOY_ENDPOINT_H

#include "tool/deploy/Connection.h"

namespace pooltidy::deploy {

enum class Mode : uint8_t { Unknown, Direct, Session, Transaction };

/// "session", "transaction", "direct", "unknown".
llvm::StringRef name(Mode M);

struct Endpoint {
  std::string Address; ///< "host:port"
  std::string Title;   ///< "Supavisor, session mode"; empty: not known
  std::string Kind;    ///< "supavisor"; empty: not known
  Mode M = Mode::Unknown;
  Number Cap;                     ///< clients that it admits
  bool CapOfIdentity = false;     ///< of one user and database; else of all together
  bool Refuses = true;            ///< what goes beyond is refused; else it waits
  std::optional<int64_t> MovesTo; ///< the port of its transaction mode
  const Service *Runs = nullptr;  ///< the service that it is
  const PoolerConfig *Config = nullptr;
  Number PoolSize; ///< server connections for one identity, of a pooler
};

/// What --cap says: N for session mode and direct connections, MODE=N for one mode.
struct Caps {
  std::optional<int64_t> Plain, Session, Transaction, Direct;
  std::optional<int64_t> of(Mode M) const;
};

class Endpoints {
public:
  Endpoints(const Stack &S, const Knowledge &K, const Caps &C) : S(S), K(K), C(C) {}

  Endpoint find(llvm::StringRef Host, llvm::StringRef Port) const;
  /// The image rule for \p S, or null: what it runs is neither pooler nor server.
  const ImageSpec *imageOf(const Service &S) const;
  /// The service that is reached as \p Host, or null.
  const Service *serviceOf(llvm::StringRef Host) const;

private:
  void fromImage(const Service &Of, const ImageSpec &I, llvm::StringRef Port, Endpoint &E) const;
  void fromConfig(const PoolerConfig &P, Endpoint &E) const;
  std::string portOf(const PoolerConfig &P) const;

  const Stack &S;
  const Knowledge &K;
  const Caps &C;
};

/// Why a number is not known that is written nowhere.
inline constexpr llvm::StringRef Nowhere = "nothing says it";

/// The number that \p Spec finds in the environment and the command of \p S; stated,
/// default or unknown. \p What names it when nothing does.
Number numberIn(const Service &S, llvm::ArrayRef<Value> Words, const NumberSpec &Spec,
                llvm::StringRef What, llvm::StringRef Whose);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_ENDPOINT_H
