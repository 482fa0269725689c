//===- FactsFiles.cpp - What `extract` wrote, as `link` reads it ----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/FactsFiles.h"

#include "facts/Bundle.h"
#include "facts/Serialize.h"
#include "tool/CompileCommands.h"
#include "tool/Files.h"
#include "tool/speed/Manifest.h"
#include "tool/speed/Scan.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"

#include <atomic>
#include <thread>

using namespace llvm;

namespace pooltidy::tool {
namespace {

constexpr StringRef StandardInput = "<stdin>";

XXH128_hash_t hashOf(StringRef Bytes) {
  return xxh3_128bits(ArrayRef(Bytes.bytes_begin(), Bytes.bytes_end()));
}

/// Adds the words of \p Text: what may be a name, however it is qualified.
void addWords(StringRef Text, std::vector<uint32_t> &To) {
  auto Part = [](char C) { return isAlnum(C) || C == '_' || C == '$' || (C & 0x80); };
  while (!Text.empty()) {
    Text = Text.drop_until(Part);
    StringRef Word = Text.take_while(Part);
    Text = Text.drop_front(Word.size());
    if (!Word.empty() && !isDigit(Word[0]))
      To.push_back(static_cast<uint32_t>(wordId(Word)));
  }
}

/// A file that stays open no longer than it is looked at; copied, so that nobody who
/// writes to it meanwhile can make us crash.
Expected<std::unique_ptr<MemoryBuffer>> readBytes(const std::string &Path) {
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false,
                                      /*IsVolatile=*/true);
  if (!Buffer)
    return failure(Path, ": ", Buffer.getError().message());
  return std::move(*Buffer);
}

/// \p Given with response files expanded, absolute.
Expected<std::vector<std::string>> expand(ArrayRef<std::string> Given, StringRef WorkingDir) {
  std::vector<std::string> Out;
  for (const std::string &Path : Given) {
    if (Path == "-" || !StringRef(Path).starts_with("@")) {
      Out.push_back(Path == "-" ? Path : absolutePath(Path, WorkingDir));
      continue;
    }
    Expected<std::string> List = readFile(absolutePath(StringRef(Path).drop_front(), WorkingDir));
    if (!List)
      return List.takeError();
    SmallVector<StringRef> Lines;
    StringRef(*List).split(Lines, '\n', -1, /*KeepEmpty=*/false);
    for (StringRef Line : Lines)
      if (Line = Line.trim(); !Line.empty())
        Out.push_back(absolutePath(Line, WorkingDir));
  }
  return Out;
}

} // namespace

Error FactsFiles::look(size_t Path, StringRef Bytes, std::vector<Entry> &Out) const {
  StringRef Name = Paths[Path] == "-" ? StandardInput : StringRef(Paths[Path]);
  Expected<std::vector<StringRef>> Files = facts::unbundle(Bytes, Name);
  if (!Files)
    return Files.takeError();
  Relocation Here(WorkingDir);
  for (StringRef File : *Files) {
    Expected<facts::Head> H = facts::readHead(File, Name);
    if (!H)
      return H.takeError();
    Entry &E = Out.emplace_back();
    E.Path = Path;
    E.Offset = File.data() - Bytes.data();
    E.Bytes = File.size();
    XXH128_hash_t Hash = hashOf(File);
    E.High = Hash.high64;
    E.Low = Hash.low64;
    bool Moved = Relocation::isMarked(H->Root);
    auto Placed = [&](const std::string &Text) { return Moved ? Here.back(Text) : Text; };
    E.File = Placed(H->File);
    E.Root = Placed(H->Root);
    for (const std::string &Text : H->Errors)
      E.Errors.push_back(Placed(Text));
    E.Programs = H->Programs;
    if (E.Programs.empty())
      E.Programs.push_back(Placed(H->Target));
    for (const std::string &Text : H->Strings)
      addWords(Text, E.Words);
    sort(E.Words);
    E.Words.erase(unique(E.Words), E.Words.end());
    E.Words.shrink_to_fit();
    E.Literals = any_of(H->Literals, [](const facts::Literal &L) {
      return looksLikeSql(L.Bytes) || looksLikeConnection(L.Bytes);
    });
  }
  return Error::success();
}

Expected<FactsFiles> FactsFiles::open(ArrayRef<std::string> Given, StringRef WorkingDir,
                                      unsigned Jobs, std::vector<TuProblem> &Problems) {
  Expected<std::vector<std::string>> Paths = expand(Given, WorkingDir);
  if (!Paths)
    return Paths.takeError();
  FactsFiles Out;
  Out.WorkingDir = WorkingDir.str();
  for (std::string &Path : *Paths) {
    if (Path == "-") {
      Expected<std::string> Text = readFile("-");
      if (!Text) {
        Problems.push_back({StandardInput.str(), toString(Text.takeError()), /*Partly=*/false});
        continue;
      }
      Out.Standard = std::move(*Text);
    } else if (std::error_code EC = canRead(Path)) {
      Problems.push_back({Path, EC.message(), /*Partly=*/false});
      continue;
    }
    Out.Paths.push_back(std::move(Path));
  }
  std::vector<std::vector<Entry>> Found(Out.Paths.size());
  std::vector<std::string> Wrong(Out.Paths.size());
  std::atomic<size_t> Next{0};
  auto Work = [&] {
    for (size_t I = Next++; I < Out.Paths.size(); I = Next++) {
      Error E = [&]() -> Error {
        if (Out.Paths[I] == "-")
          return Out.look(I, Out.Standard, Found[I]);
        auto Bytes = readBytes(Out.Paths[I]);
        if (!Bytes)
          return Bytes.takeError();
        return Out.look(I, (*Bytes)->getBuffer(), Found[I]);
      }();
      if (E)
        Wrong[I] = toString(std::move(E));
    }
  };
  std::vector<std::thread> Workers;
  for (size_t I = 1; I < std::min<size_t>(std::max(Jobs, 1u), Out.Paths.size()); ++I)
    Workers.emplace_back(Work);
  Work();
  for (std::thread &T : Workers)
    T.join();
  for (const std::string &Text : Wrong)
    if (!Text.empty())
      return failure(Text);
  for (std::vector<Entry> &List : Found)
    for (Entry &E : List)
      Out.Units.push_back(std::move(E));
  auto Key = [](const Entry &E) { return std::tie(E.File, E.High, E.Low); };
  sort(Out.Units, [&](const Entry &L, const Entry &R) { return Key(L) < Key(R); });
  Out.Units.erase(std::unique(Out.Units.begin(), Out.Units.end(),
                              [&](const Entry &L, const Entry &R) { return Key(L) == Key(R); }),
                  Out.Units.end());
  return Out;
}

Expected<std::string> FactsFiles::bytes(size_t Number) const {
  const Entry &E = Units[Number];
  bool FromInput = Paths[E.Path] == "-";
  StringRef Name = FromInput ? StandardInput : StringRef(Paths[E.Path]);
  std::string Bytes;
  if (FromInput) {
    Bytes = Standard.substr(E.Offset, E.Bytes);
  } else {
    // Of a bundle only this one.
    auto Slice = MemoryBuffer::getFileSlice(Name, E.Bytes, E.Offset, /*IsVolatile=*/true);
    if (!Slice)
      return failure(Name, ": ", Slice.getError().message());
    Bytes = (*Slice)->getBuffer().str();
  }
  XXH128_hash_t Hash = hashOf(Bytes);
  if (Hash.high64 != E.High || Hash.low64 != E.Low)
    return failure(Name, ": the file changed while it was read");
  return Bytes;
}

Expected<facts::Unit> FactsFiles::load(size_t Number) const {
  Expected<std::string> Bytes = bytes(Number);
  if (!Bytes)
    return Bytes.takeError();
  const std::string &Path = Paths[Units[Number].Path];
  Expected<facts::Unit> U =
      facts::deserialize(*Bytes, Path == "-" ? StandardInput : StringRef(Path));
  if (U && Relocation::isMarked(U->Strings[U->Root])) {
    Relocation Here(WorkingDir);
    for (std::string &Text : U->Strings)
      Text = Here.back(Text);
  }
  return U;
}

void makeRelocatable(facts::Unit &U, StringRef Root) {
  Relocation Moved(Root);
  for (std::string &Text : U.Strings)
    Text = Moved.away(Text);
}

} // namespace pooltidy::tool
