//===- Manifest.cpp - What a result depends on ----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Manifest.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::tool {

/// Stands for the project's directory; no path and no name has it in it.
static constexpr char Mark = '\x01';

Relocation::Relocation(StringRef Root) : Root(Root.size() > 1 ? Root.rtrim('/').str() : "") {}

std::string Relocation::away(StringRef Text) const {
  std::string Out;
  size_t Done = 0;
  for (size_t At = Root.empty() ? StringRef::npos : Text.find(Root); At != StringRef::npos;
       At = Text.find(Root, At + 1)) {
    // "/src" is not in "/usr/src", nor in "/src2".
    size_t End = At + Root.size();
    bool Begins = At == 0 || !(isAlnum(Text[At - 1]) || StringRef("/._-").contains(Text[At - 1])) ||
                  Text.starts_with("-");
    bool Ends = End == Text.size() || Text[End] == '/' || Text[End] == '"' || Text[End] == ':';
    if (At < Done || !Begins || !Ends)
      continue;
    Out += Text.slice(Done, At);
    Out += Mark;
    Done = End;
  }
  Out += Text.substr(Done);
  return Out;
}

bool Relocation::isMarked(StringRef Text) { return Text.contains(Mark); }

std::string Relocation::back(StringRef Text) const {
  if (Text.find(Mark) == StringRef::npos)
    return Text.str();
  std::string Out;
  for (char C : Text) {
    if (C == Mark)
      Out += Root;
    else
      Out += C;
  }
  return Out;
}

void Manifest::add(const StoredFile &File, bool Read) {
  Answer &A = Answers[File.path().str()];
  A.What = File.kind();
  if (Read && !A.Read) {
    A.Read = true;
    A.Hash = File.hash();
  }
}

void Manifest::add(const View &Files) {
  for (auto [File, Read] : Files.asked())
    if (!File->isVirtual())
      add(*File, Read && (File->kind() == StoredFile::Kind::File ||
                          File->kind() == StoredFile::Kind::Directory));
}

void Manifest::add(const Manifest &Other) {
  for (const auto &[Path, Theirs] : Other.Answers) {
    auto [It, New] = Answers.try_emplace(Path, Theirs);
    if (!New && Theirs.Read)
      It->second = Theirs;
  }
}

bool Manifest::holds(FileStore &Store) const {
  for (const auto &[Path, A] : Answers) {
    const StoredFile &Now = Store.at(Path);
    if (Now.kind() != A.What || (A.Read && Now.hash() != A.Hash))
      return false;
  }
  return true;
}

// Sorted paths share most of their beginnings: what a path has in common with the one
// before is a number.
std::vector<std::string> Manifest::filesUnder(StringRef Root) const {
  std::vector<std::string> Out;
  for (const auto &[Path, A] : Answers)
    if (StringRef Rest = Path; A.Read && A.What == StoredFile::Kind::File &&
                               Rest.consume_front(Root.rtrim('/')) && Rest.starts_with("/"))
      Out.push_back(Path);
  return Out;
}

void Manifest::write(support::Writer &Out, const Relocation &Moved) const {
  Out.number(Answers.size());
  std::string Last;
  for (const auto &[Path, A] : Answers) {
    std::string Next = Moved.away(Path);
    size_t Same = 0;
    while (Same < Next.size() && Same < Last.size() && Next[Same] == Last[Same])
      ++Same;
    Out.number(Same);
    std::string Rest = Next.substr(Same);
    Out.text(Rest);
    Out.number(static_cast<unsigned>(A.What) << 1 | A.Read);
    if (A.Read)
      for (unsigned Shift = 0; Shift < 64; Shift += 8)
        Out.Out.push_back(static_cast<char>(A.Hash >> Shift));
    Last = std::move(Next);
  }
}

bool Manifest::read(support::Reader &In, const Relocation &Moved) {
  uint64_t Count = In.number();
  if (Count > In.In.size())
    return false;
  std::string Path;
  for (; Count && !In.Bad; --Count) {
    uint64_t Same = In.number();
    if (Same > Path.size())
      return false;
    std::string Rest;
    In.text(Rest);
    Path.resize(Same);
    Path += Rest;
    uint64_t Bits = In.number();
    Answer A;
    A.What = static_cast<StoredFile::Kind>(Bits >> 1 & 3);
    A.Read = Bits & 1;
    if (A.Read) {
      if (In.In.size() < 8)
        return false;
      for (unsigned Shift = 0; Shift < 64; Shift += 8) {
        A.Hash |= static_cast<uint64_t>(static_cast<uint8_t>(In.In.front())) << Shift;
        In.In = In.In.drop_front();
      }
    }
    Answers.emplace_hint(Answers.end(), Moved.back(Path), A);
  }
  return !In.Bad;
}

} // namespace pooltidy::tool
