//===- Includes.h - Which files a unit can see ------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The graph of includes, from scans. A file is scanned once for all units; where an
// include leads is found once for all units of the same flags. Conditions are not
// looked at, so a unit may seem to see more than it does, and never less; what cannot
// be known without a compiler (an include by a macro, a header map) is said to be so.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_INCLUDES_H
#define POOLTIDY_TOOL_SPEED_INCLUDES_H

#include "tool/speed/Frontend.h"
#include "tool/speed/Manifest.h"
#include "tool/speed/Scan.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"

namespace pooltidy::tool {

class Includes {
public:
  struct File {
    std::string Path; ///< absolute, without dots
    FileScan Scan;
    bool Ours = false; ///< part of the project, or a main file
  };
  /// An include of one file, as units of some flags see it.
  struct Edge {
    uint32_t To = 0;
    uint32_t Number = 0; ///< in Scan.Includes
  };
  struct Links {
    std::vector<Edge> Edges;
    std::vector<uint32_t> Lost; ///< numbers of includes that lead nowhere
    bool Unclear = false;       ///< one that only a compiler could follow
  };

  Includes(FileStore &Store, std::string Root) : Store(Store), Root(std::move(Root)) {}

  /// The file that \p U begins with, and those that its command includes before.
  std::vector<uint32_t> roots(const Unit &U);
  const File &file(uint32_t Id) const { return *Files[Id]; }
  uint32_t fileCount() const { return Files.size(); }
  const Links &links(const FlagGroup &Group, uint32_t From);
  /// All files that \p U can see, in the order in which they are met.
  std::vector<uint32_t> closure(const Unit &U);

  /// Whether \p Written, quotes and all, leads to \p To from a directory without headers.
  bool leadsTo(const FlagGroup &Group, llvm::StringRef Written, uint32_t To);

  /// Everything that was asked of the file system.
  const Manifest &asked() const { return Asked; }

private:
  struct GroupLinks {
    llvm::DenseMap<uint32_t, Links> Of;
    llvm::StringMap<uint32_t> Angled; ///< where a name was found, in the search path
  };

  FileStore &Store;
  std::string Root;
  Manifest Asked;
  std::vector<std::unique_ptr<File>> Files;
  llvm::StringMap<uint32_t> Known;
  llvm::DenseMap<unsigned, GroupLinks> Groups;

  static constexpr uint32_t None = ~0u;
  uint32_t at(llvm::StringRef Directory, llvm::StringRef Name, bool Main);
  uint32_t search(const FlagGroup &Group, GroupLinks &Links, llvm::StringRef Name);
  uint32_t resolve(const FlagGroup &Group, GroupLinks &Links, llvm::StringRef Includer,
                   llvm::StringRef Name, bool Angled);
};

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_INCLUDES_H
