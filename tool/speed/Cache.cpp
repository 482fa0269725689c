//===- Cache.cpp - Results of earlier audits ------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Cache.h"

#include "support/Archive.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

#include <vector>

using namespace llvm;

namespace pooltidy::tool {
namespace {

constexpr StringRef Magic = "pooltidy-cache-1\n";
/// Entries are written under such a name first.
constexpr StringRef Unfinished = ".part";

/// What an entry looks like, so that clearing the wrong directory harms nothing.
bool isKey(StringRef Name) {
  return Name.size() == 30 && all_of(Name, [](char C) { return isHexDigit(C); });
}

struct EntryFile {
  std::string Path;
  uint64_t Size = 0;
  sys::TimePoint<> Used;
  bool Part = false;
};

std::vector<EntryFile> entriesIn(const std::string &Directory) {
  std::vector<EntryFile> Found;
  std::error_code EC;
  for (sys::fs::directory_iterator D(Directory, EC), End; !EC && D != End; D.increment(EC)) {
    StringRef Name = sys::path::filename(D->path());
    if (Name.size() != 2 || !isHexDigit(Name[0]) || !isHexDigit(Name[1]))
      continue;
    std::error_code Inner;
    for (sys::fs::directory_iterator F(D->path(), Inner); !Inner && F != End; F.increment(Inner)) {
      StringRef File = sys::path::filename(F->path());
      bool Part = File.contains(Unfinished);
      if (!Part && !isKey(File))
        continue;
      sys::fs::file_status S;
      if (sys::fs::status(F->path(), S, /*follow=*/false) || !sys::fs::is_regular_file(S))
        continue;
      Found.push_back({F->path(), S.getSize(), S.getLastModificationTime(), Part});
    }
  }
  return Found;
}

} // namespace

std::string cacheKey(StringRef Text) {
  XXH128_hash_t H =
      xxh3_128bits(ArrayRef(reinterpret_cast<const uint8_t *>(Text.data()), Text.size()));
  std::string Out;
  raw_string_ostream OS(Out);
  OS << format_hex_no_prefix(H.high64, 16) << format_hex_no_prefix(H.low64, 16);
  return Out;
}

std::string defaultCacheDir() {
  SmallString<256> Path;
  if (!sys::path::cache_directory(Path))
    return std::string();
  sys::path::append(Path, "pooltidy");
  return std::string(Path);
}

Cache::Cache(std::string Directory, uint64_t Limit)
    : Directory(std::move(Directory)), Limit(Limit) {}

std::string Cache::fileOf(StringRef Key) const {
  return (Twine(Directory) + "/" + Key.take_front(2) + "/" + Key.drop_front(2)).str();
}

std::optional<std::string> Cache::find(StringRef Key) const {
  if (!enabled())
    return std::nullopt;
  std::string Path = fileOf(Key);
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false,
                                      /*IsVolatile=*/true);
  if (!Buffer)
    return std::nullopt;
  support::Reader In((*Buffer)->getBuffer());
  if (!In.In.consume_front(Magic) || !In.In.consume_front(Key))
    return std::nullopt;
  uint64_t Sum = In.number();
  if (In.Bad || Sum != xxh3_64bits(In.In))
    return std::nullopt;
  // Used today, so not among the first to go. Once a day is often enough.
  sys::fs::file_status S;
  auto Now = std::chrono::system_clock::now();
  if (!sys::fs::status(Path, S) && Now - S.getLastModificationTime() > std::chrono::hours(24)) {
    int Descriptor = -1;
    if (!sys::fs::openFileForWrite(Path, Descriptor, sys::fs::CD_OpenExisting,
                                   sys::fs::OF_Append)) {
      (void)sys::fs::setLastAccessAndModificationTime(Descriptor, Now);
      sys::fs::file_t Handle = sys::fs::convertFDToNativeFile(Descriptor);
      (void)sys::fs::closeFile(Handle);
    }
  }
  return In.In.str();
}

void Cache::keep(StringRef Key, StringRef Bytes) {
  if (!enabled())
    return;
  std::string Path = fileOf(Key);
  if (sys::fs::create_directories(sys::path::parent_path(Path), /*IgnoreExisting=*/true,
                                  sys::fs::owner_all))
    return;
  int Descriptor = -1;
  SmallString<256> Part;
  if (sys::fs::createUniqueFile(Twine(Path) + Unfinished + "-%%%%%%%%", Descriptor, Part))
    return;
  bool Failed = false;
  {
    raw_fd_ostream OS(Descriptor, /*shouldClose=*/true);
    support::Writer Head;
    Head.number(xxh3_64bits(Bytes));
    OS << Magic << Key << Head.Out << Bytes;
    OS.flush();
    Failed = OS.has_error();
    OS.clear_error();
  }
  if (Failed || sys::fs::rename(Part, Path))
    sys::fs::remove(Part);
  else
    Grown = true;
}

void Cache::trim() {
  if (!Grown.exchange(false))
    return;
  std::vector<EntryFile> Entries = entriesIn(Directory);
  uint64_t Total = 0;
  auto Now = std::chrono::system_clock::now();
  erase_if(Entries, [&](const EntryFile &E) {
    // Nobody writes one entry for an hour.
    if (E.Part && Now - E.Used > std::chrono::hours(1))
      sys::fs::remove(E.Path);
    else
      Total += E.Size;
    return E.Part;
  });
  if (Total <= Limit)
    return;
  sort(Entries, [](const EntryFile &L, const EntryFile &R) {
    return std::tie(L.Used, L.Path) < std::tie(R.Used, R.Path);
  });
  // Some room at once, so that not every audit from now on has to clear away.
  for (const EntryFile &E : Entries) {
    if (Total <= Limit / 10 * 9)
      break;
    if (!sys::fs::remove(E.Path))
      Total -= E.Size;
  }
}

Cache::Contents Cache::contents() const {
  Contents C;
  if (enabled())
    for (const EntryFile &E : entriesIn(Directory)) {
      C.Entries += !E.Part;
      C.Bytes += E.Size;
    }
  return C;
}

Cache::Contents Cache::clear() {
  Contents Gone;
  if (!enabled())
    return Gone;
  for (const EntryFile &E : entriesIn(Directory))
    if (!sys::fs::remove(E.Path)) {
      Gone.Entries += !E.Part;
      Gone.Bytes += E.Size;
    }
  std::error_code EC;
  for (sys::fs::directory_iterator D(Directory, EC), End; !EC && D != End; D.increment(EC))
    if (StringRef Name = sys::path::filename(D->path());
        Name.size() == 2 && all_of(Name, [](char C) { return isHexDigit(C); }) &&
        D->type() == sys::fs::file_type::directory_file)
      sys::fs::remove(D->path()); // only where it is empty
  return Gone;
}

} // namespace pooltidy::tool
