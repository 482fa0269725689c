//===- FileStore.cpp - The file system as an audit sees it ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/FileStore.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

#include <set>

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// Bigger files are read again when they are asked for again: headers stay, generated
/// tables and main files, which nobody else reads, go.
constexpr uint64_t KeptUpTo = 256 << 10;

/// A buffer for Clang over bytes that the store owns.
class SharedBuffer : public MemoryBuffer {
public:
  SharedBuffer(Content Held, std::string Name) : Held(std::move(Held)), Name(std::move(Name)) {
    init(this->Held->getBufferStart(), this->Held->getBufferEnd(),
         /*RequiresNullTerminator=*/false); // there is one wherever text is read
  }
  BufferKind getBufferKind() const override { return MemoryBuffer_Malloc; }
  StringRef getBufferIdentifier() const override { return Name; }

private:
  Content Held;
  std::string Name;
};

class SharedFile : public vfs::File {
public:
  SharedFile(Content Held, vfs::Status Stat) : Held(std::move(Held)), Stat(std::move(Stat)) {}
  ErrorOr<vfs::Status> status() override { return Stat; }
  ErrorOr<std::unique_ptr<MemoryBuffer>> getBuffer(const Twine &Name, int64_t, bool,
                                                   bool) override {
    return std::make_unique<SharedBuffer>(Held, Name.str());
  }
  std::error_code close() override { return std::error_code(); }

private:
  Content Held;
  vfs::Status Stat;
};

} // namespace

StoredFile::StoredFile(std::string Path, ErrorOr<vfs::Status> Stat)
    : Path(std::move(Path)), Stat(std::move(Stat)) {
  if (!this->Stat)
    What = Kind::Missing;
  else if (this->Stat->isDirectory())
    What = Kind::Directory;
  else
    What = this->Stat->isRegularFile() ? Kind::File : Kind::Other;
}

ErrorOr<Content> StoredFile::content() const {
  std::lock_guard<std::mutex> Hold(Lock);
  if (Kept)
    return Kept;
  if (Content Now = InUse.lock())
    return Now;
  if (Unreadable)
    return Unreadable;
  if (!Stat)
    return Stat.getError();
  if (What == Kind::Directory && !Virtual) {
    std::set<std::string> Entries;
    std::error_code EC;
    for (sys::fs::directory_iterator It(Path, EC, /*follow_symlinks=*/false), End;
         !EC && It != End; It.increment(EC))
      Entries.insert(sys::path::filename(It->path()).str() + '\0' +
                     static_cast<char>(It->type()));
    if (EC)
      return Unreadable = EC;
    std::string All;
    for (const std::string &Entry : Entries)
      All += Entry;
    Hashed = true;
    Hash = xxh3_64bits(All);
    return Kept = MemoryBuffer::getMemBufferCopy(All);
  }
  // Volatile: copied, not mapped, so that a file that shrinks meanwhile harms nobody.
  auto Read = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/true,
                                    /*IsVolatile=*/true);
  if (!Read)
    return Unreadable = Read.getError();
  Content Now = std::move(*Read);
  uint64_t Sum = xxh3_64bits(Now->getBuffer());
  // What is read again must be what was read before.
  if (Hashed && Hash != Sum)
    return Unreadable = std::make_error_code(std::errc::resource_unavailable_try_again);
  Hashed = true;
  Hash = Sum;
  if (Now->getBufferSize() <= KeptUpTo)
    Kept = Now;
  InUse = Now;
  return Now;
}

uint64_t StoredFile::hash() const {
  {
    std::lock_guard<std::mutex> Hold(Lock);
    if (Hashed)
      return Hash;
  }
  return content() ? Hash : 0;
}

FileStore::Shard &FileStore::shard(StringRef Path) {
  return Shards[xxh3_64bits(Path) % Shards.size()];
}

const StoredFile &FileStore::at(StringRef Path) {
  Shard &S = shard(Path);
  std::lock_guard<std::mutex> Hold(S.Lock);
  std::unique_ptr<StoredFile> &File = S.Files[Path];
  if (!File)
    File.reset(new StoredFile(Path.str(), vfs::getRealFileSystem()->status(Path)));
  return *File;
}

void FileStore::add(StringRef Path, Content Held) {
  auto Put = [&](StringRef At, uint64_t Size, sys::fs::file_type Type) -> StoredFile & {
    Shard &S = shard(At);
    std::lock_guard<std::mutex> Hold(S.Lock);
    vfs::Status Stat(At, sys::fs::UniqueID(~0ull, xxh3_64bits(At)), sys::TimePoint<>(), 0, 0, Size,
                     Type, sys::fs::all_read);
    std::unique_ptr<StoredFile> &File = S.Files[At];
    if (!File) {
      File.reset(new StoredFile(At.str(), std::move(Stat)));
      File->Virtual = true;
    }
    return *File;
  };
  Put(sys::path::parent_path(Path), 0, sys::fs::file_type::directory_file);
  uint64_t Size = Held->getBufferSize();
  Put(Path, Size, sys::fs::file_type::regular_file).Kept = std::move(Held);
}

const StoredFile &View::ask(const Twine &Path, bool Read) {
  SmallString<256> Absolute;
  Path.toVector(Absolute);
  if (!sys::path::is_absolute(Absolute)) {
    SmallString<256> Below(Directory);
    sys::path::append(Below, Absolute);
    Absolute = Below;
  }
  const StoredFile &File = Store.at(Absolute);
  Asked[&File] |= Read;
  return File;
}

ErrorOr<vfs::Status> View::status(const Twine &Path) {
  const StoredFile &File = ask(Path, /*Read=*/false);
  if (!File.status())
    return File.status().getError();
  // Clang takes a status under another name for a link that was followed.
  return vfs::Status::copyWithNewName(*File.status(), Path);
}

ErrorOr<std::unique_ptr<vfs::File>> View::openFileForRead(const Twine &Path) {
  const StoredFile &File = ask(Path, /*Read=*/true);
  if (!File.status())
    return File.status().getError();
  if (File.kind() == StoredFile::Kind::Directory)
    return std::make_error_code(std::errc::is_a_directory);
  ErrorOr<Content> Held = File.content();
  if (!Held)
    return Held.getError();
  return std::make_unique<SharedFile>(std::move(*Held),
                                      vfs::Status::copyWithNewName(*File.status(), Path));
}

vfs::directory_iterator View::dir_begin(const Twine &Path, std::error_code &EC) {
  ask(Path, /*Read=*/true);
  return vfs::getRealFileSystem()->dir_begin(Path, EC);
}

std::error_code View::setCurrentWorkingDirectory(const Twine &Path) {
  SmallString<256> Text;
  Path.toVector(Text);
  if (sys::path::is_absolute(Text))
    Directory = std::string(Text);
  return std::error_code();
}

std::error_code View::getRealPath(const Twine &Path, SmallVectorImpl<char> &Output) {
  return sys::fs::real_path(Path, Output);
}

} // namespace pooltidy::tool
