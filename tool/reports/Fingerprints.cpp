//===- Fingerprints.cpp - Names for findings that survive edits -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Fingerprints.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// Characters that are taken from before and from after the place of a finding.
constexpr size_t MostBefore = 64, MostAfter = 96;

/// Whether formatting leaves \p C alone. It splits long literals, hence no quotes.
bool counts(char C) { return !isSpace(C) && C != '"'; }

bool ends(char C) { return C == ';' || C == '{' || C == '}'; }

std::string statementAround(StringRef Text, size_t At) {
  std::string Before, After;
  for (size_t I = At; I-- > 0 && Before.size() < MostBefore && !ends(Text[I]);)
    if (counts(Text[I]))
      Before += Text[I];
  std::reverse(Before.begin(), Before.end());
  for (size_t I = At; I < Text.size() && After.size() < MostAfter && !ends(Text[I]); ++I)
    if (counts(Text[I]))
      After += Text[I];
  // The place itself counts: a statement may have several findings.
  return Before + '\n' + After;
}

/// The end of the quoted text that begins at \p At.
size_t pastQuoted(StringRef Text, size_t At) {
  char Quote = Text[At];
  bool Raw = Quote == '"' && At && Text[At - 1] == 'R';
  if (Raw) {
    size_t Open = Text.find('(', At);
    if (Open == StringRef::npos || Open - At > 17)
      return At + 1;
    std::string Close = (")" + Text.slice(At + 1, Open) + "\"").str();
    size_t End = Text.find(Close, Open);
    return End == StringRef::npos ? Text.size() : End + Close.size();
  }
  for (size_t I = At + 1; I < Text.size() && Text[I] != '\n'; ++I)
    if (Text[I] == '\\')
      ++I;
    else if (Text[I] == Quote)
      return I + 1;
  return At + 1;
}

} // namespace

void blankComments(std::string &Text) {
  StringRef All = Text;
  for (size_t I = 0; I < Text.size();) {
    bool Separator = Text[I] == '\'' && I && isHexDigit(Text[I - 1]);
    if (Text[I] == '"' || (Text[I] == '\'' && !Separator)) {
      I = pastQuoted(All, I);
    } else if (All.substr(I).starts_with("//") || All.substr(I).starts_with("/*")) {
      bool Line = Text[I + 1] == '/';
      size_t End = Line ? All.find('\n', I) : All.find("*/", I + 2);
      End = End == StringRef::npos ? Text.size() : Line ? End : End + 2;
      for (; I < End; ++I)
        if (Text[I] != '\n')
          Text[I] = ' ';
    } else {
      ++I;
    }
  }
}

StringRef Fingerprints::code(StringRef File) {
  auto [It, New] = Codes.try_emplace(File);
  if (New)
    if (std::optional<StringRef> Text = Sources.text(File)) {
      It->second = Text->str();
      if (!File.ends_with_insensitive(".sql"))
        blankComments(It->second);
    }
  return It->second;
}

/// Configuration has no statements: there a line is what belongs together.
static bool isByLine(StringRef File) {
  StringRef Name = sys::path::filename(File);
  return Name.starts_with(".env") || Name.starts_with("Procfile") ||
         is_contained({".yml", ".yaml", ".json", ".toml", ".ini", ".conf", ".service", ".env", ".log"},
                      sys::path::extension(Name));
}

std::string Fingerprints::of(const rules::Finding &F) {
  std::string Key = F.Check + '\n';
  if (isByLine(F.Where.File)) {
    Key += F.Subject + '\n' + Sources.line(F.Where.File, F.Where.Line).trim().str();
    std::string Hash = utohexstr(xxh3_64bits(Key), /*LowerCase=*/true, /*Width=*/16);
    return Hash + ":" + std::to_string(++Seen[Hash]);
  }
  StringRef Code = code(F.Where.File);
  if (std::optional<size_t> Line = Sources.start(F.Where.File, F.Where.Line))
    Key += statementAround(Code, std::min(*Line + std::max(F.Where.Column, 1u) - 1, Code.size()));
  else // a file that cannot be read any more still needs names that differ
    Key += F.Message;
  std::string Hash = utohexstr(xxh3_64bits(Key), /*LowerCase=*/true, /*Width=*/16);
  return Hash + ":" + std::to_string(++Seen[Hash]);
}

} // namespace pooltidy::tool
