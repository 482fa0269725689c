//===- Value.cpp - Texts that know where they come from -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Value.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::deploy {

Value::Value(const Node &N) : Text(N.Text), Start(&N) {
  if (!Text.empty())
    Pieces.push_back({0, Text.size(), &N, 0, Text.size()});
}

rules::Place Value::where(size_t Offset, size_t Length) const {
  for (const Piece &P : Pieces)
    if (Offset >= P.Begin && Offset < P.Begin + P.Length) {
      if (P.Length != P.Spelled)
        return P.From->where(P.Offset, P.Spelled);
      size_t In = Offset - P.Begin;
      return P.From->where(P.Offset + In, std::min(Length, P.Length - In));
    }
  if (!Pieces.empty())
    return Pieces.back().From->where(Pieces.back().Offset, Pieces.back().Spelled);
  return Start ? Start->where() : rules::Place();
}

Value Value::substr(size_t Offset, size_t Length) const {
  Value Out;
  Out.Start = Start;
  Offset = std::min(Offset, Text.size());
  Length = std::min(Length, Text.size() - Offset);
  Out.Text = Text.substr(Offset, Length);
  for (const Piece &P : Pieces) {
    size_t From = std::max(P.Begin, Offset);
    size_t To = std::min(P.Begin + P.Length, Offset + Length);
    if (From >= To)
      continue;
    // A stretch that is spelled in another way cannot be cut.
    bool Plain = P.Length == P.Spelled;
    Out.Pieces.push_back({From - Offset, To - From, P.From,
                          Plain ? P.Offset + (From - P.Begin) : P.Offset,
                          Plain ? To - From : P.Spelled});
  }
  return Out;
}

void Value::append(const Value &Other) {
  for (Piece P : Other.Pieces) {
    P.Begin += Text.size();
    Pieces.push_back(P);
  }
  Text += Other.Text;
  if (!Start)
    Start = Other.Start;
}

void Value::append(StringRef Added, const Value &From, size_t Offset, size_t Length) {
  for (const Piece &P : From.Pieces)
    if (Offset >= P.Begin && Offset < P.Begin + P.Length) {
      bool Plain = P.Length == P.Spelled;
      Pieces.push_back({Text.size(), Added.size(), P.From,
                        Plain ? P.Offset + (Offset - P.Begin) : P.Offset,
                        Plain ? Length : P.Spelled});
      break;
    }
  Text += Added;
  if (!Start)
    Start = From.Start;
}

bool Value::open() const { return StringRef(Text).contains("${"); }

void Environment::set(StringRef Name, Value V) {
  auto [It, New] = Index.try_emplace(Name.str(), Entries.size());
  if (New)
    Entries.push_back({Name.str(), std::move(V)});
  else
    Entries[It->second].second = std::move(V);
}

const Value *Environment::get(StringRef Name) const {
  auto It = Index.find(Name);
  return It == Index.end() ? nullptr : &Entries[It->second].second;
}

void Environment::add(const Environment &Other) {
  for (const auto &[Name, V] : Other.Entries)
    set(Name, V);
}

namespace {

bool inName(char C) { return isAlnum(C) || C == '_'; }

/// Where the brace at \p Open is closed; braces nest in defaults.
size_t closing(StringRef Text, size_t Open) {
  unsigned Depth = 0;
  for (size_t I = Open; I < Text.size(); ++I) {
    if (Text[I] == '{')
      ++Depth;
    else if (Text[I] == '}' && --Depth == 0)
      return I;
  }
  return StringRef::npos;
}

constexpr unsigned MostNesting = 8;

class Expander {
public:
  Expander(const Environment &E, Style S) : E(E), S(S) {}

  Value run(const Value &In, unsigned Depth) {
    StringRef Text = In.text();
    Value Out = In.substr(0, 0);
    size_t Done = 0, I = 0;
    auto Flush = [&](size_t To) {
      if (To > Done)
        Out.append(In.substr(Done, To - Done));
    };
    while ((I = Text.find('$', I)) != StringRef::npos) {
      size_t End = StringRef::npos;
      Value New;
      if (S != Style::Shell && Text.substr(I).starts_with(S == Style::Compose ? "$$" : "$$(")) {
        Flush(I);
        Out.append("$", In, I, 2);
        Done = I += 2;
        continue;
      }
      if (S == Style::Kubernetes) {
        if (Text.substr(I).starts_with("$(")) {
          size_t Close = Text.find(')', I);
          if (Close != StringRef::npos)
            End = Close + 1, New = plain(Text.slice(I + 2, Close), In, I, Close + 1 - I);
        }
      } else if (Text.substr(I).starts_with("${")) {
        size_t Close = closing(Text, I + 1);
        if (Close != StringRef::npos)
          End = Close + 1, New = braced(In, I, Close, Depth);
      } else {
        size_t Stop = I + 1;
        while (Stop < Text.size() && inName(Text[Stop]))
          ++Stop;
        if (Stop > I + 1 && !isDigit(Text[I + 1]))
          End = Stop, New = plain(Text.slice(I + 1, Stop), In, I, Stop - I);
      }
      if (End == StringRef::npos) {
        ++I;
        continue;
      }
      Flush(I);
      Out.append(New);
      Done = I = End;
    }
    Flush(Text.size());
    return Out;
  }

private:
  Value plain(StringRef Name, const Value &In, size_t Begin, size_t Length) {
    if (const Value *V = E.get(Name))
      return *V;
    Value Out;
    Out.append(("${" + Name + "}").str(), In, Begin, Length);
    return Out;
  }

  Value braced(const Value &In, size_t Begin, size_t Close, unsigned Depth) {
    StringRef Inside = StringRef(In.text()).slice(Begin + 2, Close);
    StringRef Name = Inside.take_while(inName);
    StringRef Rest = Inside.drop_front(Name.size());
    const Value *V = E.get(Name);
    bool Colon = Rest.consume_front(":");
    if (Name.empty() || Rest.empty() || Depth > MostNesting)
      return plain(Name.empty() ? Inside : Name, In, Begin, Close + 1 - Begin);
    bool Set = V && !(Colon && V->empty());
    size_t At = Begin + 2 + Name.size() + Colon + 1;
    Value Word = In.substr(At, Close - At);
    switch (Rest[0]) {
    case '-':
      return Set ? *V : run(Word, Depth + 1);
    case '+':
      return Set ? run(Word, Depth + 1) : Value();
    case '?':
      return plain(Name, In, Begin, Close + 1 - Begin);
    default:
      // ${NAME%suffix} and its like: what comes out is not known.
      return V ? named(Inside, In, Begin, Close) : plain(Name, In, Begin, Close + 1 - Begin);
    }
  }

  Value named(StringRef Inside, const Value &In, size_t Begin, size_t Close) {
    Value Out;
    Out.append(("${" + Inside + "}").str(), In, Begin, Close + 1 - Begin);
    return Out;
  }

  const Environment &E;
  Style S;
};

} // namespace

Value expand(const Value &In, const Environment &E, Style S) {
  if (!StringRef(In.text()).contains('$'))
    return In;
  return Expander(E, S).run(In, 0);
}

Environment parseEnv(Forest &F, const Source &S, const Environment &Known,
                     std::vector<unsigned> &Bad) {
  Environment Out, All = Known;
  StringRef Text = S.Text;
  for (unsigned Number = 0; Number < S.Lines.size(); ++Number) {
    size_t Begin = S.Lines[Number];
    StringRef Line = Text.substr(Begin).split('\n').first;
    StringRef Rest = Line.ltrim();
    if (Rest.rtrim().empty() || Rest.starts_with("#"))
      continue;
    Rest.consume_front("export ");
    Rest = Rest.ltrim();
    StringRef Name = Rest.take_while([](char C) { return inName(C) || C == '.' || C == '-'; });
    StringRef After = Rest.drop_front(Name.size()).ltrim();
    if (Name.empty() || (!After.empty() && After[0] != '=' && After[0] != ':')) {
      Bad.push_back(Number + 1);
      continue;
    }
    if (After.empty())
      continue; // passed on from who starts it, whatever it is
    StringRef Word = After.drop_front().ltrim(" \t");
    char Quote = !Word.empty() && (Word[0] == '"' || Word[0] == '\'') ? Word[0] : 0;
    size_t At = Word.data() - Text.data();
    std::string Decoded;
    size_t End;
    if (Quote) {
      // A quoted value may go on in the next lines.
      for (End = At + 1; End < Text.size() && Text[End] != Quote; ++End) {
        if (Quote == '"' && Text[End] == '\\' && End + 1 < Text.size()) {
          char C = Text[++End];
          Decoded += C == 'n' ? '\n' : C == 't' ? '\t' : C;
        } else {
          Decoded += Text[End];
        }
      }
      while (Number + 1 < S.Lines.size() && S.Lines[Number + 1] <= End)
        ++Number;
    } else {
      StringRef Bare = Word;
      if (size_t Comment = Bare.find(" #"); Comment != StringRef::npos)
        Bare = Bare.take_front(Comment);
      Decoded = Bare.rtrim().str();
      End = At + Decoded.size();
    }
    Node &N = F.make(Node::Scalar, S, At, std::min(End + (Quote ? 1 : 0), Text.size()));
    N.Text = Decoded;
    Value V(N);
    if (Quote != '\'')
      V = expand(V, All, Style::Shell);
    All.set(Name, V);
    Out.set(Name, std::move(V));
  }
  return Out;
}

std::optional<int64_t> numberOf(const Value &V) {
  int64_t N;
  if (StringRef(V.text()).trim().getAsInteger(10, N))
    return std::nullopt;
  return N;
}

} // namespace pooltidy::deploy
