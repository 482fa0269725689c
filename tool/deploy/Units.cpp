//===- Units.cpp - systemd units, Procfiles and lines of settings ---------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Files.h"
#include "tool/deploy/Words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace pooltidy::deploy {

std::vector<IniEntry> parseIni(Forest &F, const Source &S) {
  std::vector<IniEntry> Out;
  StringRef Text = S.Text;
  std::string Section;
  for (size_t Number = 0; Number < S.Lines.size(); ++Number) {
    size_t Begin = S.Lines[Number];
    // A backslash at the end of a line goes on in the next one.
    size_t End = std::min(Text.find('\n', Begin), Text.size());
    while (End > Begin && End < Text.size() && Text[End - 1] == '\\') {
      End = std::min(Text.find('\n', End + 1), Text.size());
      ++Number;
    }
    StringRef Line = Text.slice(Begin, End).trim();
    if (Line.empty() || Line[0] == '#' || Line[0] == ';')
      continue;
    if (Line[0] == '[') {
      Section = Line.drop_front().split(']').first.trim(" []\"").str();
      continue;
    }
    size_t Sign = Line.find('=');
    if (Sign == StringRef::npos)
      continue;
    StringRef Word = Line.substr(Sign + 1).trim();
    // A comment after the value, where the file has such; within quotes it is none.
    bool Quoted = Word.size() > 1 && (Word[0] == '"' || Word[0] == '\'');
    size_t Close = Quoted ? Word.find(Word[0], 1) : StringRef::npos;
    StringRef Rest = Word.substr(Close == StringRef::npos ? Close : Close + 1).ltrim();
    if (Close != StringRef::npos && (Rest.empty() || Rest[0] == '#'))
      Word = Word.slice(1, Close);
    else if (size_t Comment = Word.find(" #"); Comment != StringRef::npos)
      Word = Word.take_front(Comment).rtrim();
    size_t At = Word.data() - Text.data();
    Node &N = F.make(Node::Scalar, S, At, At + Word.size());
    N.Text = Word.str();
    Out.push_back({Section, Line.take_front(Sign).trim(" \t\"").str(), Value(N)});
  }
  return Out;
}

void readProcfile(Forest &F, const Source &From, const Environment &Env, Stack &S) {
  for (const size_t &Begin : From.Lines) {
    StringRef Line = StringRef(From.Text).substr(Begin).split('\n').first.rtrim();
    size_t Colon = Line.find(':');
    StringRef Name = Line.take_front(Colon == StringRef::npos ? 0 : Colon).trim();
    if (Name.empty() || Name[0] == '#')
      continue;
    StringRef Command = Line.substr(Colon + 1).ltrim();
    size_t At = Command.data() - From.Text.data();
    Node &N = F.make(Node::Scalar, From, At, At + Command.size());
    N.Text = Command.str();
    Service One;
    One.Name = Name.str();
    One.Kind = "process of a Procfile";
    One.Where = From.place(Begin, Name.size());
    One.Env = Env;
    One.Command = {Value(N)};
    One.Shell = true;
    One.Replicas =
        Number::unknown(One.Where, "processes", "a Procfile does not say how often each runs");
    One.Extra = Number::usual(0, One.Where, "", "");
    // What runs once before a release takes its place.
    if (Name == "release")
      S.Notes.push_back({"release runs before the others start, and is not counted", One.Where});
    else
      S.Services.push_back(std::move(One));
  }
}

void readSystemd(Forest &F, const Source &From, ReadFile Read, Stack &S) {
  Service One;
  StringRef Name = sys::path::filename(From.Name);
  One.Name = Name.str();
  One.Kind = "systemd unit";
  One.Where = From.place(0, 0);
  for (const IniEntry &E : parseIni(F, From)) {
    if (E.Section != "Service")
      continue;
    if (E.Key == "ExecStart") {
      // Prefixes such as - and @ are for systemd.
      size_t Start = E.Of.text().find_first_not_of("-@:+!");
      One.Command = {E.Of.substr(Start == std::string::npos ? 0 : Start)};
      One.Where = E.Of.where();
    } else if (E.Key == "Environment") {
      for (const Simple &Line : splitLine(E.Of))
        for (const Value &Word : Line.Words)
          if (size_t Sign = Word.text().find('='); Sign != std::string::npos)
            One.Env.set(StringRef(Word.text()).take_front(Sign), Word.substr(Sign + 1));
    } else if (E.Key == "EnvironmentFile") {
      std::string Path = E.Of.text();
      bool Optional = StringRef(Path).starts_with("-");
      Path = Path.substr(Optional);
      Expected<std::string> Text = Read(Path);
      std::vector<unsigned> Bad;
      if (Text)
        One.Env.add(parseEnv(F, F.add(Path, std::move(*Text)), {}, Bad));
      else if (std::string Why = toString(Text.takeError()); !Optional)
        S.Notes.push_back(
            {"EnvironmentFile " + Path + ": " + Why + ", what it sets is not known", E.Of.where()});
    }
  }
  if (One.Command.empty())
    return S.Problems.push_back({From.Name, "a systemd unit without ExecStart", true});
  One.Shell = true; // words as a shell's, for all that is asked of them here
  bool Template = Name.contains("@.");
  One.Replicas = Template ? Number::unknown(One.Where, "instances",
                                            "a template: how many instances run is not known")
                          : Number::usual(1, One.Where, "units", "a unit runs once");
  One.Extra = Number::usual(0, One.Where, "", "");
  S.Services.push_back(std::move(One));
}

} // namespace pooltidy::deploy
