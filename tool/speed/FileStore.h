//===- FileStore.h - The file system as an audit sees it --------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// All translation units of a program ask for the same headers, and most of what they
// ask for is not there at all: a lookup fails in ten directories before it succeeds
// in the eleventh. The store asks the system once for each path and once for each
// content, for all threads, and so is a snapshot too: whatever an audit concludes, it
// concludes from one state of each file.
//
// A View is the store as Clang wants a file system, and writes down every question
// that was asked through it and how it was answered. Those answers are all that a
// parse depends on, which is what makes its result safe to keep (see Manifest.h).
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_FILESTORE_H
#define POOLTIDY_TOOL_SPEED_FILESTORE_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/ErrorOr.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <array>
#include <memory>
#include <mutex>
#include <string>

namespace pooltidy::tool {

/// The bytes of a file, shared by whoever reads it.
using Content = std::shared_ptr<const llvm::MemoryBuffer>;

/// What stands, or does not stand, at one path.
class StoredFile {
public:
  enum class Kind : uint8_t { Missing, File, Directory, Other };

  llvm::StringRef path() const { return Path; }
  Kind kind() const { return What; }
  /// Whether only the store knows it.
  bool isVirtual() const { return Virtual; }
  const llvm::ErrorOr<llvm::vfs::Status> &status() const { return Stat; }
  /// What it holds; a file that is gone or closed to us by now is an error.
  llvm::ErrorOr<Content> content() const;
  /// A hash of what it holds, 0 where that cannot be read.
  uint64_t hash() const;

private:
  friend class FileStore;
  StoredFile(std::string Path, llvm::ErrorOr<llvm::vfs::Status> Stat);

  const std::string Path;
  llvm::ErrorOr<llvm::vfs::Status> Stat;
  Kind What = Kind::Missing;
  bool Virtual = false;
  mutable std::mutex Lock;
  mutable bool Hashed = false;
  mutable uint64_t Hash = 0;
  mutable Content Kept; ///< for a virtual file and for small ones
  mutable std::weak_ptr<const llvm::MemoryBuffer> InUse;
  mutable std::error_code Unreadable;
};

class FileStore {
public:
  /// What is at \p Path, which is absolute. Asked once, whoever asks.
  const StoredFile &at(llvm::StringRef Path);

  /// Lets \p Held stand at \p Path, in a directory of its own, from now on. Nothing may
  /// have asked for it before.
  void add(llvm::StringRef Path, Content Held);

private:
  struct Shard {
    std::mutex Lock;
    llvm::StringMap<std::unique_ptr<StoredFile>> Files;
  };
  std::array<Shard, 32> Shards;
  Shard &shard(llvm::StringRef Path);
};

/// The store as a file system that remembers what was asked. For one thread.
class View : public llvm::vfs::FileSystem {
public:
  View(FileStore &Store, std::string Directory) : Store(Store), Directory(std::move(Directory)) {}

  /// What was asked for; true when its content was read too.
  const llvm::DenseMap<const StoredFile *, bool> &asked() const { return Asked; }

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &Path) override;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &Path, std::error_code &EC) override;
  std::error_code setCurrentWorkingDirectory(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::string> getCurrentWorkingDirectory() const override { return Directory; }
  std::error_code getRealPath(const llvm::Twine &Path,
                              llvm::SmallVectorImpl<char> &Output) override;

private:
  const StoredFile &ask(const llvm::Twine &Path, bool Read);

  FileStore &Store;
  std::string Directory;
  llvm::DenseMap<const StoredFile *, bool> Asked;
};

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_FILESTORE_H
