//===- Cache.h - Results of earlier audits ----------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Bytes under keys, in a directory, one file an entry. An entry appears at once, by a
// rename, or not at all, so any number of audits may share the directory and any of
// them may be killed. An entry that is not exactly what was written (a full disk, a
// power cut) has a wrong checksum and counts as absent. A cache that cannot be written
// to, or not even be read, is as good as an empty one: no failure here is ever one of
// the audit.
//
// It refuses to know what the bytes mean; see Saved.h.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_CACHE_H
#define POOLTIDY_TOOL_SPEED_CACHE_H

#include "llvm/ADT/StringRef.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

namespace pooltidy::tool {

/// The name of an entry: a hash, in hexadecimal digits, of all that \p Text says.
std::string cacheKey(llvm::StringRef Text);

/// Where the cache is when nobody says otherwise; empty where there is no such place.
std::string defaultCacheDir();

class Cache {
public:
  /// What stands in a cache.
  struct Contents {
    uint64_t Entries = 0;
    uint64_t Bytes = 0;
  };
  static constexpr uint64_t DefaultLimit = 2ull << 30;

  /// The cache in \p Directory, which is made when something is first kept; with "" it
  /// keeps and finds nothing.
  explicit Cache(std::string Directory, uint64_t Limit = DefaultLimit);

  bool enabled() const { return !Directory.empty(); }
  /// What was kept under \p Key, as it was. Any thread.
  std::optional<std::string> find(llvm::StringRef Key) const;
  /// Keeps \p Bytes under \p Key. Any thread.
  void keep(llvm::StringRef Key, llvm::StringRef Bytes);
  /// Takes away what was not used for longest until the rest fits into the limit, and
  /// what killed audits left. Does nothing when nothing was kept.
  void trim();

  Contents contents() const;
  /// Takes away all entries, and nothing that is not one.
  Contents clear();

private:
  std::string Directory;
  uint64_t Limit;
  std::atomic<bool> Grown{false};

  std::string fileOf(llvm::StringRef Key) const;
};

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_CACHE_H
