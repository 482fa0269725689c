//===- SourceLines.cpp - Lines of the analysed files ----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/SourceLines.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace pooltidy::tool {

SourceLines::Entry &SourceLines::entry(StringRef File) {
  auto It = Entries.find(File);
  if (It != Entries.end())
    return It->second;
  Entry &E = Entries[File.str()];
  SmallString<256> Path;
  if (sys::path::is_relative(File))
    Path = Root;
  sys::path::append(Path, File);
  sys::fs::file_status Status;
  // A device or a pipe would be read for ever.
  if (sys::fs::status(Path, Status) || !sys::fs::is_regular_file(Status))
    return E;
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(Path);
  if (!Buffer)
    return E;
  E.Buffer = std::move(*Buffer);
  E.Starts.push_back(0);
  StringRef Text = E.Buffer->getBuffer();
  for (size_t At = Text.find('\n'); At != StringRef::npos; At = Text.find('\n', At + 1))
    E.Starts.push_back(At + 1);
  return E;
}

std::optional<StringRef> SourceLines::text(StringRef File) {
  Entry &E = entry(File);
  if (!E.Buffer)
    return std::nullopt;
  return E.Buffer->getBuffer();
}

std::optional<size_t> SourceLines::start(StringRef File, unsigned Number) {
  Entry &E = entry(File);
  if (!E.Buffer || Number == 0 || Number > E.Starts.size())
    return std::nullopt;
  return E.Starts[Number - 1];
}

StringRef SourceLines::line(StringRef File, unsigned Number) {
  Entry &E = entry(File);
  if (!E.Buffer || Number == 0 || Number > E.Starts.size())
    return StringRef();
  StringRef Rest = E.Buffer->getBuffer().drop_front(E.Starts[Number - 1]);
  return Rest.take_front(Rest.find('\n')).rtrim('\r');
}

std::string shortPath(StringRef Path, StringRef Root) {
  StringRef Rest = Path;
  if (!Root.empty() && Rest.consume_front(Root.rtrim('/')) && Rest.consume_front("/") &&
      !Rest.empty())
    return Rest.str();
  return Path.str();
}

} // namespace pooltidy::tool
