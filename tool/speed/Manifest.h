//===- Manifest.h - What a result depends on --------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every question that was asked of the file system while something was made, and its
// answer. While all answers are the same, so is what was made: a header that changed
// tells, and so does a new one that is now found before an old one.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_MANIFEST_H
#define POOLTIDY_TOOL_SPEED_MANIFEST_H

#include "support/Archive.h"
#include "tool/speed/FileStore.h"

#include <map>
#include <string>
#include <vector>

namespace pooltidy::tool {

/// Paths that lie in the project are kept as if it lay nowhere in particular, so that
/// what was made in one checkout serves another one elsewhere.
class Relocation {
public:
  explicit Relocation(llvm::StringRef Root);

  /// \p Text with the project's directory out of it, wherever a path begins.
  std::string away(llvm::StringRef Text) const;
  /// The reverse.
  std::string back(llvm::StringRef Text) const;
  /// Whether \p Text has the project's directory in it.
  bool names(llvm::StringRef Text) const { return !Root.empty() && Text.contains(Root); }
  /// Whether \p Text would not come back as it went away.
  static bool isMarked(llvm::StringRef Text);
  llvm::StringRef root() const { return Root; }

private:
  std::string Root; ///< empty: nothing is moved
};

class Manifest {
public:
  /// Adds what was asked through \p Files.
  void add(const View &Files);
  void add(const StoredFile &File, bool Read);
  void add(const Manifest &Other);

  /// Whether every answer would be the same today.
  bool holds(FileStore &Store) const;

  /// The files in the directory \p Root that were read, sorted.
  std::vector<std::string> filesUnder(llvm::StringRef Root) const;

  void write(support::Writer &Out, const Relocation &Moved) const;
  bool read(support::Reader &In, const Relocation &Moved);

private:
  struct Answer {
    StoredFile::Kind What = StoredFile::Kind::Missing;
    bool Read = false;
    uint64_t Hash = 0;
  };
  std::map<std::string, Answer> Answers;
};

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_MANIFEST_H
