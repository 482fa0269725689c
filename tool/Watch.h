//===- Watch.h - One file must not take the others down ---------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang can run out of memory on a file, never come to an end, or crash such that nothing
// in its process can be trusted any more. So an audit is done by a child process while this
// one looks on. When the child dies or a file takes too long, the child is killed and the
// work begins anew without that file, which is then told to be one that was not analysed;
// what the others said is in the cache. Which of several files it was that the child died
// of shows when each of them is parsed with no other beside it.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_WATCH_H
#define POOLTIDY_TOOL_WATCH_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>

namespace pooltidy::tool {

class Watch {
public:
  struct Limits {
    unsigned Seconds = 600; ///< that one file may take; 0: as long as it likes
    uint64_t Bytes = 0;     ///< of memory that the process may have while it parses; 0: any
  };

  /// Does \p Work, in a child process where there is a limit and the system allows it, and
  /// returns what it returned; nothing, with a line on standard error, when the child died
  /// of something that was no file's fault. Call it before there are threads.
  static std::optional<int> over(Limits L, llvm::function_ref<int(Watch &)> Work);

  /// No child, no limits.
  Watch();
  ~Watch();
  Watch(const Watch &) = delete;

  /// Number of a task that is no file's: headers that are parsed for many.
  static constexpr uint32_t Headers = ~0u - 1;

  /// Why file number \p File is not to be parsed; empty: it is.
  llvm::StringRef why(uint32_t File) const;
  /// Whether headers may be parsed once for many files.
  bool sharesHeaders() const { return !Wrong.count(Headers); }

  /// Stands for the parsing of file number \p File by one thread. \p W may be null.
  class Turn {
  public:
    Turn(Watch *W, uint32_t File);
    ~Turn();

  private:
    Watch *W;
    size_t Slot = 0;
    bool Alone = false;
  };

private:
  struct Board;
  Board *Shared = nullptr; ///< memory that parent and child have in common
  std::map<uint32_t, std::string> Wrong;
  std::set<uint32_t> Suspects; ///< one of them was it
  std::shared_mutex Beside;    ///< held alone by the turn of a suspect

  std::string attempt(const Limits &L, llvm::function_ref<int(Watch &)> Work, int &Status);
};

/// Nine tenths of the memory that is free now, for this machine and this control group, and
/// never less than 4 GiB, which others may give back in time; 0 where the system does not say.
uint64_t usualMemoryLimit();

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_WATCH_H
