//===- Reader.cpp - YAML documents with line-accurate errors --------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// See Reader.h. yaml-cpp reads the first document of a stream and drops the rest, keeps
// doubled keys and guesses at types; each of these is made an error here. LoadAll is not
// used: on a stream such as "," it never ends.
//
//===----------------------------------------------------------------------===//

#include "models/yaml/Reader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <yaml-cpp/eventhandler.h>

#include <sstream>

using namespace llvm;

namespace pooltidy::yaml {

namespace {

StringRef kind(const YAML::Node &N) {
  switch (N.Type()) {
  case YAML::NodeType::Undefined:
  case YAML::NodeType::Null:
    return "nothing";
  case YAML::NodeType::Scalar:
    return "a single value";
  case YAML::NodeType::Sequence:
    return "a list";
  case YAML::NodeType::Map:
    return "a mapping";
  }
  return "nothing";
}

void wrongKind(const YAML::Node &N, const Twine &What, StringRef Wanted, Problems &P) {
  P.add(N, What + " must be " + Wanted + ", not " + kind(N));
}

/// Reads documents for their places only.
class Places final : public YAML::EventHandler {
public:
  YAML::Mark Start;

  void OnDocumentStart(const YAML::Mark &M) override { Start = M; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark &, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark &, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark &, const std::string &, YAML::anchor_t,
                const std::string &) override {}
  void OnSequenceStart(const YAML::Mark &, const std::string &, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark &, const std::string &, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

/// Where something follows the document \p Root of \p Text, if anything does.
std::optional<YAML::Mark> afterDocument(StringRef Text, const YAML::Node &Root) {
  // A mapping in block style goes on to the end of the text or to a marker, so the
  // usual file need not be read twice.
  bool Marked = Text.contains("\n---") || Text.contains("\n...");
  if (Root.IsMap() && Root.Style() == YAML::EmitterStyle::Block && !Marked)
    return std::nullopt;
  std::istringstream Stream(Text.str());
  YAML::Parser Parser(Stream);
  Places First, Second;
  if (Parser.HandleNextDocument(First) && Parser.HandleNextDocument(Second))
    return Second.Start;
  return std::nullopt;
}

} // namespace

void Problems::add(YAML::Mark Where, const Twine &Text) {
  // A node that the parser made up (an empty value) has no place of its own.
  unsigned Line = Where.is_null() ? 1 : Where.line + 1;
  unsigned Column = Where.is_null() ? 1 : Where.column + 1;
  Lines.push_back(
      (Twine(File) + ":" + Twine(Line) + ":" + Twine(Column) + ": " + Text).str());
}

Error Problems::take() {
  if (Lines.empty())
    return Error::success();
  std::string All = join(Lines, "\n");
  Lines.clear();
  return make_error<StringError>(All, inconvertibleErrorCode());
}

Error read(StringRef Text, StringRef File,
           function_ref<void(const YAML::Node &, Problems &)> Use) {
  Problems P(File);
  try {
    YAML::Node Root = YAML::Load(Text.str());
    if (std::optional<YAML::Mark> More = afterDocument(Text, Root))
      P.add(*More, "something follows the document, allowed: one document a file");
    else
      Use(Root, P);
  } catch (const YAML::Exception &E) {
    P.add(E.mark, Twine("not YAML: ") + E.msg);
  }
  return P.take();
}

unsigned line(const YAML::Node &N) {
  YAML::Mark M = N.Mark();
  return M.is_null() ? 0 : M.line + 1;
}

StringRef nearest(StringRef Word, ArrayRef<StringRef> Known) {
  // A third of the word may be wrong, two letters being swapped counting as two: enough
  // for a slip, too little to guess wildly.
  unsigned Best = (Word.size() < 4 ? 1 : std::max<unsigned>(2, Word.size() / 3)) + 1;
  StringRef Found;
  for (StringRef K : Known) {
    unsigned Distance = Word.edit_distance(K, true, Best);
    if (Distance < Best) {
      Best = Distance;
      Found = K;
    }
  }
  return Found;
}

std::string unknown(const Twine &What, StringRef Word, ArrayRef<StringRef> Known) {
  std::string Out = ("unknown " + What + " '" + Word + "'").str();
  StringRef Near = nearest(Word, Known);
  if (!Near.empty())
    Out += (" (did you mean '" + Near + "'?)").str();
  return Out + ", allowed: " + join(Known, ", ");
}

std::optional<std::string> text(const YAML::Node &N, const Twine &What, Problems &P) {
  if (N.IsScalar())
    return N.Scalar();
  wrongKind(N, What, "text", P);
  return std::nullopt;
}

std::optional<bool> flag(const YAML::Node &N, const Twine &What, Problems &P) {
  if (N.IsScalar() && N.Scalar() == "true")
    return true;
  if (N.IsScalar() && N.Scalar() == "false")
    return false;
  P.add(N, What + " is not a truth value, allowed: true, false");
  return std::nullopt;
}

std::optional<int64_t> integer(const YAML::Node &N, const Twine &What, int64_t Min,
                               int64_t Max, Problems &P) {
  int64_t Value = 0;
  if (N.IsScalar() && !StringRef(N.Scalar()).getAsInteger(10, Value) && Value >= Min &&
      Value <= Max)
    return Value;
  P.add(N, What + " is not a whole number, allowed: " + Twine(Min) + " to " + Twine(Max));
  return std::nullopt;
}

std::vector<std::string> texts(const YAML::Node &N, const Twine &What, Problems &P) {
  std::vector<std::string> Out;
  if (N.IsScalar()) {
    Out.push_back(N.Scalar());
  } else if (N.IsSequence()) {
    std::string Element = ("an element of " + What).str();
    for (const YAML::Node &E : N)
      if (std::optional<std::string> T = text(E, Element, P))
        Out.push_back(std::move(*T));
  } else {
    wrongKind(N, What, "text or a list of texts", P);
  }
  return Out;
}

std::optional<unsigned> word(const YAML::Node &N, const Twine &What,
                             ArrayRef<StringRef> Known, Problems &P) {
  std::string Name = What.str();
  std::optional<std::string> W = text(N, Name, P);
  if (!W)
    return std::nullopt;
  const auto *It = llvm::find(Known, StringRef(*W));
  if (It != Known.end())
    return It - Known.begin();
  P.add(N, unknown(Name, *W, Known));
  return std::nullopt;
}

Map::Map(const YAML::Node &N, const Twine &What, ArrayRef<StringRef> Allowed, Problems &P)
    : Root(N), What(What.str()), P(P) {
  if (!N.IsMap()) {
    wrongKind(N, this->What, "a mapping", P);
    return;
  }
  Valid = true;
  for (const auto &KeyAndValue : N) {
    const YAML::Node &K = KeyAndValue.first;
    if (!K.IsScalar()) {
      P.add(K, "a key of " + this->What + " must be a word, not " + kind(K));
      continue;
    }
    if (!is_contained(Allowed, StringRef(K.Scalar()))) {
      P.add(K, unknown("key of " + this->What, K.Scalar(), Allowed));
      continue;
    }
    if (get(K.Scalar())) {
      P.add(K, "key '" + K.Scalar() + "' of " + this->What + " is written twice");
      continue;
    }
    Entries.push_back({K.Scalar(), K, KeyAndValue.second});
  }
}

const YAML::Node *Map::get(StringRef Key) const {
  for (const Entry &E : Entries)
    if (E.Key == Key)
      return &E.Value;
  return nullptr;
}

const YAML::Node *Map::key(StringRef Key) const {
  for (const Entry &E : Entries)
    if (E.Key == Key)
      return &E.KeyNode;
  return nullptr;
}

const YAML::Node *Map::need(StringRef Key) {
  const YAML::Node *N = get(Key);
  if (!N && Valid)
    P.add(Root, What + " needs the key '" + Key + "'");
  return N;
}

std::optional<std::string> Map::text(StringRef Key) {
  const YAML::Node *N = get(Key);
  return N ? yaml::text(*N, "'" + Key + "'", P) : std::nullopt;
}

std::optional<bool> Map::flag(StringRef Key) {
  const YAML::Node *N = get(Key);
  return N ? yaml::flag(*N, "'" + Key + "'", P) : std::nullopt;
}

std::optional<int64_t> Map::integer(StringRef Key, int64_t Min, int64_t Max) {
  const YAML::Node *N = get(Key);
  return N ? yaml::integer(*N, "'" + Key + "'", Min, Max, P) : std::nullopt;
}

std::vector<std::string> Map::texts(StringRef Key) {
  const YAML::Node *N = get(Key);
  return N ? yaml::texts(*N, "'" + Key + "'", P) : std::vector<std::string>();
}

std::optional<unsigned> Map::word(StringRef Key, ArrayRef<StringRef> Known) {
  const YAML::Node *N = get(Key);
  return N ? yaml::word(*N, Key, Known, P) : std::nullopt;
}

std::vector<YAML::Node> list(const YAML::Node &N, const Twine &What, Problems &P) {
  if (N.IsSequence())
    return {N.begin(), N.end()};
  wrongKind(N, What, "a list", P);
  return {};
}

} // namespace pooltidy::yaml
