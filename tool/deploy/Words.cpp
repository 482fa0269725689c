//===- Words.cpp - Command lines as words ---------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::deploy {
namespace {

/// How many bytes of \p Text, which begins with $( or a backquote, belong together.
size_t substitution(StringRef Text) {
  if (Text[0] == '`')
    return std::min(Text.find('`', 1), Text.size() - 1) + 1;
  unsigned Depth = 0;
  for (size_t I = 1; I < Text.size(); ++I) {
    if (Text[I] == '(')
      ++Depth;
    else if (Text[I] == ')' && --Depth == 0)
      return I + 1;
  }
  return Text.size();
}

bool isShell(StringRef Name) { return is_contained({"sh", "bash", "dash", "ash", "zsh"}, Name); }

} // namespace

std::vector<Simple> splitLine(const Value &Line) {
  StringRef Text = Line.text();
  std::vector<Simple> Out(1);
  Value Word;
  bool In = false;
  size_t I = 0;
  auto End = [&] {
    if (In)
      Out.back().Words.push_back(std::move(Word));
    Word = Value();
    In = false;
  };
  auto Next = [&](bool Background) {
    End();
    Out.back().Background = Background;
    Out.emplace_back();
  };
  auto Take = [&](size_t Length) {
    Word.append(Line.substr(I, Length));
    In = true;
    I += Length;
  };
  while (I < Text.size()) {
    char C = Text[I];
    if (C == '\\' && I + 1 < Text.size()) {
      I += Text[I + 1] == '\n' ? 2 : 1;
      if (Text[I - 1] != '\n')
        Take(1);
    } else if (C == '\'' || C == '"') {
      size_t Close = I + 1;
      while (Close < Text.size() && Text[Close] != C)
        Close += C == '"' && Text[Close] == '\\' ? 2 : 1;
      ++I;
      Take(std::min(Close, Text.size()) - I);
      ++I;
    } else if (C == '`' || Text.substr(I).starts_with("$(")) {
      Take(substitution(Text.substr(I)));
    } else if (Text.substr(I).starts_with("${")) {
      size_t Close = Text.find('}', I);
      Take(Close == StringRef::npos ? Text.size() - I : Close + 1 - I);
    } else if (C == '\n' || C == ';' || C == '|' || C == '&') {
      // `2>&1` is no operator.
      if (C == '&' && In && StringRef(Word.text()).ends_with(">")) {
        Take(1);
        continue;
      }
      bool Twice = I + 1 < Text.size() && Text[I + 1] == C;
      Next(C == '&' && !Twice);
      I += Twice ? 2 : 1;
    } else if (C == '#' && !In) {
      I = std::min(Text.find('\n', I), Text.size());
    } else if (isSpace(C)) {
      End();
      ++I;
    } else {
      Take(1);
    }
  }
  End();
  erase_if(Out, [](const Simple &S) { return S.Words.empty(); });
  return Out;
}

StringRef baseName(StringRef Word) {
  size_t Slash = Word.rfind('/');
  return Slash == StringRef::npos ? Word : Word.substr(Slash + 1);
}

std::vector<Simple> commandsOf(const Service &S) {
  if (S.Command.empty())
    return {};
  if (S.Shell)
    return splitLine(expand(S.Command[0], S.Env, Style::Shell));
  Simple Plain{S.Command, false};
  std::vector<Simple> Out;
  for (size_t I = 0; I + 2 < S.Command.size(); ++I) {
    // `sh -c LINE`, `bash -lc LINE`
    StringRef Flag = S.Command[I + 1].text();
    if (isShell(baseName(S.Command[I].text())) && Flag.starts_with("-") && Flag.ends_with("c"))
      return splitLine(expand(S.Command[I + 2], S.Env, Style::Shell));
  }
  return {Plain};
}

std::optional<Value> optionOf(ArrayRef<Value> Words, ArrayRef<std::string> Names) {
  std::optional<Value> Found;
  for (size_t I = 0; I < Words.size(); ++I) {
    StringRef Word = Words[I].text();
    for (StringRef Name : Names) {
      StringRef Rest = Word;
      if (!Rest.consume_front(Name))
        continue;
      bool Long = Name.starts_with("--") || Name.size() > 2;
      if (Rest.empty())
        Found = I + 1 < Words.size() ? Words[I + 1] : Value();
      else if (Rest[0] == '=')
        Found = Words[I].substr(Name.size() + 1);
      else if (!Long && (isDigit(Rest[0]) || Rest[0] == '$'))
        Found = Words[I].substr(Name.size());
    }
  }
  return Found;
}

} // namespace pooltidy::deploy
