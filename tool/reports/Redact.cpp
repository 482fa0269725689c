//===- Redact.cpp - Where passwords are in a text -------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Redact.h"

#include "tool/reports/Report.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <optional>

using namespace llvm;

namespace pooltidy::tool {
namespace {

using Range = std::pair<size_t, size_t>;

bool isQuote(char C) { return C == '"' || C == '\''; }

/// The bytes from \p At up to the quote that closes it; '' and \' do not close.
Range quoted(StringRef Text, size_t At) {
  char Quote = Text[At++];
  size_t Begin = At;
  while (At < Text.size()) {
    if (Text[At] == '\\' && At + 1 < Text.size())
      At += 2;
    else if (Text[At] == Quote && Quote == '\'' && Text.substr(At + 1).starts_with("'"))
      At += 2;
    else if (Text[At] == Quote)
      break;
    else
      ++At;
  }
  return {Begin, At};
}

/// The bytes of an unquoted value at \p At. In the query of a URI & ends it too.
Range bare(StringRef Text, size_t At, bool InUri) {
  size_t Begin = At;
  while (At < Text.size() && !isSpace(Text[At]) && !isQuote(Text[At]) &&
         !(InUri && Text[At] == '&')) {
    if (Text[At] == '\\' && At + 1 < Text.size() && !isQuote(Text[At + 1]))
      ++At;
    ++At;
  }
  return {Begin, std::min(At, Text.size())};
}

size_t skipSpace(StringRef Text, size_t At) {
  while (At < Text.size() && isSpace(Text[At]))
    ++At;
  return At;
}

/// The value after a key that ends at \p At: `=secret`, `='secret'`, `", "secret"`
/// (arrays of keywords and values), `' 'secret'` (SQL), `=" "secret"` (two literals).
std::optional<Range> valueAfter(StringRef Text, size_t At, bool InUri) {
  size_t KeyEnd = At;
  if (At < Text.size() && isQuote(Text[At])) // the key's own literal ends
    ++At;
  At = skipSpace(Text, At);
  bool Equals = false, Separator = false;
  while (At < Text.size() && StringRef("=:,>").contains(Text[At])) {
    Equals |= Text[At] == '=';
    Separator = true;
    At = skipSpace(Text, At + 1);
  }
  if (At >= Text.size())
    return std::nullopt;
  if (isQuote(Text[At])) {
    if (!Separator && At == KeyEnd)
      return std::nullopt; // "password" alone
    // `"... password=" "secret"`: the quote closes a literal and the next one opens.
    size_t Next = skipSpace(Text, At + 1);
    if (Equals && Text[At] == '"' && Next > At + 1 && Next < Text.size() && Text[Next] == '"')
      return bare(Text, Next + 1, InUri);
    // `"... password=" + variable`: nothing to hide.
    if (Equals && Text[At] == '"' && Text[At - 1] == '=' &&
        (Next >= Text.size() || StringRef("+,;)<.").contains(Text[Next])))
      return std::nullopt;
    return quoted(Text, At);
  }
  if (Equals)
    return bare(Text, At, InUri);
  return std::nullopt;
}

void findKeys(StringRef Text, StringRef Key, std::vector<Range> &Out) {
  for (size_t At = Text.find_insensitive(Key); At != StringRef::npos;
       At = Text.find_insensitive(Key, At + Key.size())) {
    size_t Word = At;
    while (Word > 0 && (isAlnum(Text[Word - 1]) || Text[Word - 1] == '_'))
      --Word;
    bool InUri = Word > 0 && (Text[Word - 1] == '?' || Text[Word - 1] == '&');
    if (std::optional<Range> R = valueAfter(Text, At + Key.size(), InUri))
      if (R->first < R->second)
        Out.push_back(*R);
  }
}

/// scheme://user:secret@host
void findUris(StringRef Text, std::vector<Range> &Out) {
  for (size_t At = Text.find("://"); At != StringRef::npos; At = Text.find("://", At + 3)) {
    size_t Begin = At + 3;
    StringRef Rest = Text.substr(Begin);
    size_t End = std::min(Rest.find_first_of("/\"' \t\r\n"), Rest.size());
    size_t Sign = Rest.take_front(End).rfind('@');
    if (Sign == StringRef::npos)
      continue;
    size_t Colon = Rest.take_front(Sign).find(':');
    if (Colon != StringRef::npos && Colon + 1 < Sign)
      Out.emplace_back(Begin + Colon + 1, Begin + Sign);
  }
}

} // namespace

std::vector<Range> findSecrets(StringRef Text) {
  std::vector<Range> Found, Out;
  for (StringRef Key : {"password", "passwd", "pwd"})
    findKeys(Text, Key, Found);
  findUris(Text, Found);
  std::sort(Found.begin(), Found.end());
  for (const Range &R : Found)
    if (!Out.empty() && R.first < Out.back().second)
      Out.back().second = std::max(Out.back().second, R.second);
    else
      Out.push_back(R);
  return Out;
}

std::string redact(StringRef Text) {
  std::string Out;
  size_t At = 0;
  for (const Range &R : findSecrets(Text)) {
    Out += Text.slice(At, R.first);
    Out += SecretMark;
    At = R.second;
  }
  Out += Text.substr(At);
  return Out;
}

} // namespace pooltidy::tool
