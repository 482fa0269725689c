//===- Files.cpp - Reading and writing files ------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Files.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// Flushes \p OS and says what went wrong. raw_fd_ostream ends the program when an
/// error is still on it as it is destroyed.
std::error_code finish(raw_fd_ostream &OS) {
  OS.flush();
  std::error_code EC = OS.error();
  OS.clear_error();
  return EC;
}

Error writeStream(raw_fd_ostream &OS, StringRef Name, function_ref<Error(raw_ostream &)> Write) {
  Error E = Write(OS);
  std::error_code EC = finish(OS);
  if (E)
    return E;
  if (EC)
    return failure("cannot write ", Name, ": ", EC.message());
  return Error::success();
}

} // namespace

std::error_code canRead(StringRef Path) {
  sys::fs::file_status Status;
  if (std::error_code EC = sys::fs::status(Path, Status))
    return EC;
  if (sys::fs::is_directory(Status))
    return std::make_error_code(std::errc::is_a_directory);
  Expected<sys::fs::file_t> File = sys::fs::openNativeFileForRead(Path);
  if (!File)
    return errorToErrorCode(File.takeError());
  return sys::fs::closeFile(*File);
}

Expected<std::string> readFile(StringRef Path) {
  if (Path != "-")
    if (std::error_code EC = canRead(Path))
      return failure(Path, ": ", EC.message());
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFileOrSTDIN(Path);
  if (!Buffer)
    return failure(Path == "-" ? StringRef("standard input") : Path, ": ",
                   Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

Error writeFile(StringRef Path, function_ref<Error(raw_ostream &)> Write) {
  if (Path.empty() || Path == "-")
    return writeStream(outs(), "standard output", Write);

  // A device or a pipe is written to; renaming a file over it would destroy it. A link
  // is followed for the same reason.
  SmallString<256> Target;
  if (sys::fs::real_path(Path, Target))
    Target = Path;
  sys::fs::file_status Status;
  if (!sys::fs::status(Target, Status) && !sys::fs::is_regular_file(Status)) {
    std::error_code EC;
    raw_fd_ostream OS(Target, EC, sys::fs::CD_OpenExisting);
    if (EC)
      return failure("cannot write ", Path, ": ", EC.message());
    return writeStream(OS, Path, Write);
  }

  SmallString<256> Temporary;
  int Descriptor = -1;
  if (std::error_code EC =
          sys::fs::createUniqueFile(Twine(Target) + ".%%%%%%", Descriptor, Temporary,
                                    sys::fs::OF_None, sys::fs::all_read | sys::fs::all_write))
    return failure("cannot write ", Path, ": ", EC.message());
  Error E = Error::success();
  {
    raw_fd_ostream OS(Descriptor, /*shouldClose=*/true);
    E = joinErrors(std::move(E), writeStream(OS, Path, Write));
  }
  if (!E)
    if (std::error_code EC = sys::fs::rename(Temporary, Target))
      E = failure("cannot write ", Path, ": ", EC.message());
  if (E)
    sys::fs::remove(Temporary);
  return E;
}

} // namespace pooltidy::tool
