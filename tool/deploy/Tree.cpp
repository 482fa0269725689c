//===- Tree.cpp - Deployment files as trees with places -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Tree.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <sstream>

using namespace llvm;

namespace pooltidy::deploy {

Source::Source(std::string Name, std::string Text) : Name(std::move(Name)), Text(std::move(Text)) {
  Lines.push_back(0);
  for (size_t I = 0; I < this->Text.size(); ++I)
    if (this->Text[I] == '\n')
      Lines.push_back(I + 1);
}

size_t Source::offset(unsigned Line, unsigned Column) const {
  if (Line >= Lines.size())
    return Text.size();
  return std::min(Lines[Line] + Column, Text.size());
}

rules::Place Source::place(size_t Offset, size_t Length) const {
  auto After = upper_bound(Lines, std::min(Offset, Text.size()));
  rules::Place P;
  P.File = Name;
  P.Line = After - Lines.begin();
  P.Column = Offset - *std::prev(After) + 1;
  // A place is a stretch of one line.
  size_t Stop = std::min(Text.find('\n', Offset), Text.size());
  P.EndColumn = P.Column + std::min(Length, Stop > Offset ? Stop - Offset : 0);
  return P;
}

Source &Forest::add(std::string Name, std::string Text) {
  return Sources.emplace_back(std::move(Name), std::move(Text));
}

Node &Forest::make(Node::KindOf Kind, const Source &From, size_t Begin, size_t End) {
  Node &N = Nodes.emplace_back();
  N.Kind = Kind;
  N.From = &From;
  N.Begin = Begin;
  N.End = End;
  return N;
}

namespace {

/// Merges may be nested and, in a hostile file, go round in circles.
constexpr unsigned MergeDepth = 16;

void collect(const Node &N, std::vector<std::pair<const Node *, const Node *>> &Out,
             StringMap<size_t> &Seen, unsigned Depth) {
  if (Depth > MergeDepth)
    return;
  for (const auto &[Key, Value] : N.Entries)
    if (Key->Text != "<<")
      if (Seen.try_emplace(Key->Text, Out.size()).second)
        Out.push_back({Key, Value});
  for (const auto &[Key, Value] : N.Entries) {
    if (Key->Text != "<<")
      continue;
    if (Value->is(Node::Map))
      collect(*Value, Out, Seen, Depth + 1);
    for (const Node *One : Value->Items)
      if (One->is(Node::Map))
        collect(*One, Out, Seen, Depth + 1);
  }
}

const Node *find(const Node &N, StringRef Key, unsigned Depth) {
  if (!N.is(Node::Map) || Depth > MergeDepth)
    return nullptr;
  // Of doubled keys the last one counts, as for most readers.
  for (const auto &[K, V] : reverse(N.Entries))
    if (K->Text == Key)
      return V;
  for (const auto &[K, V] : N.Entries) {
    if (K->Text != "<<")
      continue;
    if (const Node *Found = find(*V, Key, Depth + 1))
      return Found;
    for (const Node *One : V->Items)
      if (const Node *Found = find(*One, Key, Depth + 1))
        return Found;
  }
  return nullptr;
}

} // namespace

const Node *Node::get(StringRef Key) const { return find(*this, Key, 0); }

const Node *Node::at(std::initializer_list<StringRef> Path) const {
  const Node *N = this;
  for (StringRef Key : Path)
    if (!(N = N->get(Key)))
      return nullptr;
  return N;
}

std::vector<std::pair<const Node *, const Node *>> Node::all() const {
  std::vector<std::pair<const Node *, const Node *>> Out;
  StringMap<size_t> Seen;
  collect(*this, Out, Seen, 0);
  return Out;
}

rules::Place Node::where() const {
  return is(Scalar) ? where(0, Text.size()) : From->place(Begin, 1);
}

rules::Place Node::where(size_t Offset, size_t Length) const {
  StringRef Raw = StringRef(From->Text).slice(Begin, End);
  StringRef Wanted = StringRef(Text).substr(Offset, Length);
  if (Wanted.empty())
    return From->place(Begin, 0);
  // Of several equal stretches it is the one with as many before it.
  size_t Skip = StringRef(Text).take_front(Offset + Wanted.size() - 1).count(Wanted), At = 0;
  for (At = Raw.find(Wanted); At != StringRef::npos && Skip; --Skip)
    At = Raw.find(Wanted, At + 1);
  if (At == StringRef::npos) {
    StringRef First = Raw.split('\n').first.rtrim();
    return From->place(Begin, std::max<size_t>(1, First.size()));
  }
  return From->place(Begin + At, Wanted.size());
}

namespace {

/// Builds the tree of one document after the other.
class Builder final : public YAML::EventHandler {
public:
  Builder(Forest &F, const Source &S) : F(F), S(S) {}

  std::vector<const Node *> Documents;

  void OnDocumentStart(const YAML::Mark &) override {
    Open.clear();
    Anchors.clear();
    Root = nullptr;
  }
  void OnDocumentEnd() override {
    if (Root)
      Documents.push_back(Root);
  }
  void OnNull(const YAML::Mark &M, YAML::anchor_t A) override { put(node(Node::Null, M, A)); }
  void OnAlias(const YAML::Mark &M, YAML::anchor_t A) override {
    auto It = Anchors.find(A);
    // A node that contains itself would have no end.
    bool Inside =
        It != Anchors.end() && any_of(Open, [&](const Level &L) { return L.N == It->second; });
    put(It == Anchors.end() || Inside ? node(Node::Null, M, 0) : *It->second);
  }
  void OnScalar(const YAML::Mark &M, const std::string &Tag, YAML::anchor_t A,
                const std::string &Value) override {
    Node &N = node(Node::Scalar, M, A);
    N.Text = Value;
    N.Whole = whole(Tag);
    put(N);
  }
  void OnSequenceStart(const YAML::Mark &M, const std::string &Tag, YAML::anchor_t A,
                       YAML::EmitterStyle::value) override {
    open(node(Node::List, M, A), Tag);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark &M, const std::string &Tag, YAML::anchor_t A,
                  YAML::EmitterStyle::value) override {
    open(node(Node::Map, M, A), Tag);
  }
  void OnMapEnd() override { close(); }

  /// Lets the last node end where the text does.
  void finish() {
    if (Last)
      Last->End = S.Text.size();
  }

private:
  struct Level {
    Node *N;
    Node *Key;
  };

  static bool whole(const std::string &Tag) { return Tag == "!override" || Tag == "!reset"; }

  Node &node(Node::KindOf Kind, const YAML::Mark &M, YAML::anchor_t A) {
    size_t At = M.is_null() ? (Last ? Last->Begin : 0) : S.offset(M.line, M.column);
    Node &N = F.make(Kind, S, At, At);
    if (Last)
      Last->End = std::max(Last->Begin, At);
    Last = &N;
    if (A)
      Anchors[A] = &N;
    return N;
  }

  void open(Node &N, const std::string &Tag) {
    N.Whole = whole(Tag);
    put(N);
    Open.push_back({&N, nullptr});
  }

  void close() { Open.pop_back(); }

  void put(Node &N) {
    if (Open.empty()) {
      Root = &N;
      return;
    }
    Level &L = Open.back();
    if (L.N->is(Node::List)) {
      L.N->Items.push_back(&N);
    } else if (!L.Key) {
      L.Key = &N;
    } else {
      L.N->Entries.push_back({L.Key, &N});
      L.Key = nullptr;
    }
  }

  Forest &F;
  const Source &S;
  Node *Root = nullptr, *Last = nullptr;
  std::vector<Level> Open;
  DenseMap<YAML::anchor_t, Node *> Anchors;
};

/// \p Text with blanks for the comments that JSON files of programs have, and for tabs,
/// which YAML does not allow between its tokens. Everything stays in its place.
std::string plainJson(StringRef Text) {
  std::string Out = Text.str();
  for (size_t I = 0; I < Out.size(); ++I) {
    if (Out[I] == '"') {
      for (++I; I < Out.size() && Out[I] != '"'; ++I)
        if (Out[I] == '\\')
          ++I;
    } else if (Out[I] == '\t') {
      Out[I] = ' ';
    } else if (Text.substr(I).starts_with("//")) {
      for (; I < Out.size() && Out[I] != '\n'; ++I)
        Out[I] = ' ';
    } else if (Text.substr(I).starts_with("/*")) {
      size_t End = std::min(Text.find("*/", I + 2), Text.size());
      for (; I < std::min(End + 2, Out.size()); ++I)
        if (Out[I] != '\n')
          Out[I] = ' ';
      --I;
    }
  }
  return Out;
}

} // namespace

Expected<std::vector<const Node *>> parseYaml(Forest &F, const Source &S) {
  Builder B(F, S);
  try {
    StringRef Start = StringRef(S.Text).ltrim();
    bool Json = Start.starts_with("{") || Start.starts_with("[") || Start.starts_with("//") ||
                Start.starts_with("/*");
    std::istringstream Stream(Json ? plainJson(S.Text) : S.Text);
    YAML::Parser Parser(Stream);
    // A stream such as "," gives the same empty document for ever.
    constexpr unsigned MostDocuments = 10000;
    for (unsigned N = 0; N < MostDocuments && Parser.HandleNextDocument(B); ++N)
      ;
    B.finish();
  } catch (const YAML::Exception &E) {
    unsigned Line = E.mark.is_null() ? 1 : E.mark.line + 1;
    unsigned Column = E.mark.is_null() ? 1 : E.mark.column + 1;
    return createStringError(
        inconvertibleErrorCode(),
        (Twine("not YAML: ") + Twine(Line) + ":" + Twine(Column) + ": " + E.msg).str());
  }
  return std::move(B.Documents);
}

} // namespace pooltidy::deploy
