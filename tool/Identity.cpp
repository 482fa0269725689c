//===- Identity.cpp - Which build of pooltidy this is ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Identity.h"

#include "tool/speed/Cache.h"

#include "clang/Basic/Version.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#ifdef __linux__
#include <elf.h>
#include <link.h>
#endif

using namespace llvm;

namespace pooltidy::tool {
namespace {

#ifdef __linux__
/// Reads the build id out of the notes of the first object, which is the program.
int readBuildId(dl_phdr_info *Object, size_t, void *Out) {
  for (unsigned I = 0; I < Object->dlpi_phnum; ++I) {
    const ElfW(Phdr) &Part = Object->dlpi_phdr[I];
    if (Part.p_type != PT_NOTE)
      continue;
    StringRef Notes(reinterpret_cast<const char *>(Object->dlpi_addr + Part.p_vaddr), Part.p_memsz);
    while (Notes.size() > sizeof(ElfW(Nhdr))) {
      ElfW(Nhdr) Head;
      memcpy(&Head, Notes.data(), sizeof(Head));
      size_t Name = alignTo(Head.n_namesz, 4), Value = alignTo(Head.n_descsz, 4);
      Notes = Notes.drop_front(sizeof(Head));
      if (Name + Value > Notes.size())
        break;
      if (Head.n_type == NT_GNU_BUILD_ID && Notes.starts_with("GNU"))
        *static_cast<std::string *>(Out) =
            toHex(Notes.substr(Name, Head.n_descsz), /*LowerCase=*/true);
      Notes = Notes.drop_front(Name + Value);
    }
  }
  return 1; // no further objects
}
#endif

std::string buildId() {
  std::string Id;
#ifdef __linux__
  dl_iterate_phdr(readBuildId, &Id);
#endif
  return Id;
}

} // namespace

std::string toolIdentity(StringRef Executable) {
  std::string Id = buildId();
  if (Id.empty()) {
    auto Program = MemoryBuffer::getFile(Executable, /*IsText=*/false,
                                         /*RequiresNullTerminator=*/false);
    if (!Program)
      return std::string();
    Id = cacheKey((*Program)->getBuffer());
  }
  return clang::getClangFullVersion() + " " + Id;
}

} // namespace pooltidy::tool
