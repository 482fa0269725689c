//===- NinjaFile.cpp - What a build.ninja makes of what -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/NinjaFile.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

constexpr unsigned MaxDepth = 16; ///< of files that include files

class Reader {
public:
  explicit Reader(ReadIncluded Read) : Read(Read) {}

  void file(StringRef Text, unsigned Depth) {
    std::string Joined;
    while (!Text.empty()) {
      StringRef Line;
      std::tie(Line, Text) = Text.split('\n');
      Line = Line.rtrim('\r');
      // A $ at the end of a line joins the next one to it.
      if (endsInDollar(Line)) {
        Joined = Line.drop_back().str();
        while (true) {
          StringRef Next;
          std::tie(Next, Text) = Text.split('\n');
          Next = Next.rtrim('\r').ltrim(' ');
          if (!endsInDollar(Next)) {
            Joined += Next;
            break;
          }
          Joined += Next.drop_back();
        }
        Line = Joined;
      }
      line(Line, Depth);
    }
  }

  std::vector<BuildStep> Steps;

private:
  ReadIncluded Read;
  StringMap<std::string> Variables;
  StringSet<> Included;
  /// What variables may add in all: each can be made of several of the one before.
  size_t Left = 64 << 20;

  static bool endsInDollar(StringRef Line) {
    return (Line.size() - Line.rtrim('$').size()) % 2 == 1;
  }

  void line(StringRef Line, unsigned Depth) {
    if (Line.consume_front("build ")) {
      build(Line);
    } else if (Line.consume_front("include ") || Line.consume_front("subninja ")) {
      std::vector<std::string> Names;
      word(Line, Names);
      // Steps that are there twice are an error to Ninja, so once is enough; and a file that
      // includes itself has an end.
      if (Names.size() == 1 && Depth < MaxDepth && Included.insert(Names[0]).second)
        if (std::optional<std::string> Text = Read(Names[0]))
          file(*Text, Depth + 1);
    } else if (!Line.empty() && !Line.starts_with(" ") && !Line.starts_with("#")) {
      auto [Name, Value] = Line.split('=');
      Name = Name.trim(' ');
      if (Line.contains('=') && !Name.contains(' '))
        Variables[Name] = expanded(Value.ltrim(' '));
    }
  }

  void build(StringRef Line) {
    BuildStep Step;
    std::vector<std::string> Words;
    while (word(Line, Step.Outputs))
      ;
    if (Line.consume_front("|"))
      while (word(Line, Step.Outputs))
        ;
    if (!Line.consume_front(":"))
      return;
    word(Line, Words);
    if (Words.empty())
      return;
    Step.Rule = std::move(Words[0]);
    while (word(Line, Step.Inputs))
      ;
    if (Line.starts_with("|") && !Line.starts_with("||") && !Line.starts_with("|@")) {
      Line = Line.drop_front();
      while (word(Line, Step.Implicit))
        ;
    }
    Steps.push_back(std::move(Step));
  }

  /// Takes the next path off \p Line; false at a separator or the end.
  bool word(StringRef &Line, std::vector<std::string> &To) {
    Line = Line.ltrim(' ');
    size_t End = 0;
    while (End < Line.size() && !StringRef(" :|").contains(Line[End]))
      End += Line[End] == '$' && End + 1 < Line.size() ? 2 : 1;
    End = std::min(End, Line.size());
    if (!End)
      return false;
    To.push_back(expanded(Line.take_front(End)));
    Line = Line.drop_front(End).ltrim(' ');
    return true;
  }

  std::string expanded(StringRef Text) {
    std::string Out;
    while (true) {
      auto [Before, Rest] = Text.split('$');
      Out += Before;
      if (Before.size() == Text.size() || Rest.empty())
        return Out;
      auto IsName = [](char C) { return isAlnum(C) || C == '_' || C == '-'; };
      StringRef Name;
      if (Rest.consume_front("{")) {
        std::tie(Name, Text) = Rest.split('}');
      } else if (IsName(Rest[0])) {
        Name = Rest.take_while(IsName);
        Text = Rest.drop_front(Name.size());
      } else { // the character itself
        Out += Rest[0];
        Text = Rest.drop_front();
        continue;
      }
      auto It = Variables.find(Name);
      if (It == Variables.end() || It->second.size() > Left)
        continue;
      Left -= It->second.size();
      Out += It->second;
    }
  }
};

} // namespace

std::vector<BuildStep> readNinja(StringRef Text, ReadIncluded Read) {
  Reader R(Read);
  R.file(Text, 0);
  return std::move(R.Steps);
}

} // namespace pooltidy::tool
