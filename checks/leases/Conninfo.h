//===- Conninfo.h - Connection strings --------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads what libpq reads (manual 34.1.1): keyword = value pairs with quotes and
// backslashes, and URIs with percent-encoding, both with holes in them. It refuses
// to connect anything with a meaning: which parameter a pooler accepts is its
// profile's business.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_CONNINFO_H
#define POOLTIDY_LEASES_CONNINFO_H

#include "leases/Text.h"

namespace pooltidy::leases {

struct Parameter {
  std::string Keyword;   ///< as written: libpq takes lower case alone
  std::string Value;     ///< decoded; a hole is written as one \x1a
  facts::Location Where; ///< of the keyword
  uint32_t Length = 0;   ///< of the stretch from keyword to value that stands in one line
  bool ValueKnown = true;
  uint64_t Same = 0; ///< of a value that is not known: see Text::identity
};

struct Conninfo {
  std::vector<Parameter> Parameters;
  bool Uri = false;
  bool Complete = true; ///< no hole where further parameters could hide

  const Parameter *find(llvm::StringRef Keyword, bool AnyCase = false) const;
};

/// Reads \p T as libpq would. Text that is neither form gives no parameters.
Conninfo parseConninfo(const Text &T);

/// Reads \p T as `driver:key=value;key='a value';...`, the form of libraries that speak to
/// several databases. Keys that begin with '@' are for the library and not for libpq.
Conninfo parseSemicolons(const Text &T);

/// The value of \p P as it is known, with a hole for each part that is not.
Text valueOf(const Parameter &P, facts::Location W);

/// \p T with a blank for each ';', as libraries hand `key=value;key=value` to libpq.
Text withoutSemicolons(const Text &T);

/// What the `options` parameter asks for.
struct ServerOption {
  std::string Setting; ///< of -c setting=value and --setting=value, lower case; empty for anything else
  std::string Switch;  ///< the text of anything else
};
std::vector<ServerOption> parseServerOptions(llvm::StringRef Value);

/// Whether libpq knows \p Keyword (fe-connect.c, PQconninfoOptions, releases up to 18).
bool isLibpqKeyword(llvm::StringRef Keyword);

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_CONNINFO_H
