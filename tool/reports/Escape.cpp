//===- Escape.cpp - Text that comes from the analysed tree ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Escape.h"

#include "tool/reports/Report.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// How many bytes at the front of \p S, which is valid UTF-8, are one character that is
/// obeyed and not seen; 0 when it is a character like any other.
size_t hidden(StringRef S) {
  auto At = [&](size_t I) { return static_cast<unsigned char>(S[I]); };
  if (At(0) < 0x20 || At(0) == 0x7f)
    return 1;
  // U+0080 to U+009F: terminals take them for the escape sequences they abbreviate.
  if (S.size() >= 2 && At(0) == 0xc2 && At(1) < 0xa0)
    return 2;
  if (S.size() < 3)
    return 0;
  // Line and paragraph separators, and what turns the direction of text around:
  // U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069, U+061C is below.
  if (At(0) == 0xe2 && At(1) == 0x80 &&
      (At(2) == 0x8e || At(2) == 0x8f || (At(2) >= 0xa8 && At(2) <= 0xae)))
    return 3;
  if (At(0) == 0xe2 && At(1) == 0x81 && At(2) >= 0xa6 && At(2) <= 0xa9)
    return 3;
  // U+FFFE and U+FFFF are no characters, and XML refuses them.
  if (At(0) == 0xef && At(1) == 0xbf && At(2) >= 0xbe)
    return 3;
  return 0;
}

std::string percent(StringRef Text, StringRef Which) {
  std::string Out;
  for (char C : Text)
    if (Which.contains(C))
      Out += "%" + utohexstr(static_cast<unsigned char>(C), /*LowerCase=*/false, /*Width=*/2);
    else
      Out += C;
  return Out;
}

} // namespace

std::string cleanText(StringRef Text) {
  std::string Redacted = redact(Text);
  return json::isUTF8(Redacted) ? Redacted : json::fixUTF8(Redacted);
}

std::string visible(StringRef Text) {
  std::string Valid = json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text);
  std::string Out;
  for (StringRef Rest = Valid; !Rest.empty();) {
    size_t N = hidden(Rest);
    bool Blank = N == 1 && isSpace(Rest[0]);
    // U+061C, the one direction mark of two bytes.
    if (!N && Rest.starts_with("\xd8\x9c"))
      N = 2;
    if (N)
      Out += Blank ? ' ' : '?';
    else
      Out += Rest[0];
    Rest = Rest.drop_front(N ? N : 1);
  }
  return Out;
}

std::string cleanLine(StringRef Text) { return visible(cleanText(Text.trim())); }

std::string markup(StringRef Text) {
  std::string Out;
  for (char C : Text)
    switch (C) {
    case '&':
      Out += "&amp;";
      break;
    case '<':
      Out += "&lt;";
      break;
    case '>':
      Out += "&gt;";
      break;
    case '"':
      Out += "&quot;";
      break;
    case '\'':
      Out += "&#39;";
      break;
    default:
      Out += C;
    }
  return Out;
}

std::string markdown(StringRef Text) {
  std::string Out, Line = cleanLine(Text);
  for (size_t I = 0; I < Line.size(); ++I) {
    char C = Line[I];
    // As a character reference a character is never a mark: no emphasis, link, mention,
    // formula or tag. Some are marks in some places alone, and text stays readable.
    StringRef Before = StringRef(Line).take_front(I), After = StringRef(Line).drop_front(I + 1);
    bool Inside = !Before.empty() && isAlnum(Before.back()) && !After.empty() && isAlnum(After[0]);
    bool Mark = StringRef("&<>`*[]#|~@\\!$^").contains(C) || (C == '_' && !Inside) ||
                (C == ':' && After.starts_with("//")) ||
                (C == '.' && Before.ends_with_insensitive("www")) ||
                (I == 0 && StringRef("-+=0123456789").contains(C));
    if (Mark)
      Out += "&#" + std::to_string(static_cast<unsigned char>(C)) + ";";
    else
      Out += C;
  }
  return Out;
}

std::string markdownCode(StringRef Text) {
  std::string Line = cleanLine(Text);
  size_t Run = 0, Longest = 0;
  for (char C : Line) {
    Run = C == '`' ? Run + 1 : 0;
    Longest = std::max(Longest, Run);
  }
  std::string Fence(Longest + 1, '`');
  bool Pad = StringRef(Line).starts_with("`") || StringRef(Line).ends_with("`") || Line.empty();
  return Fence + (Pad ? " " : "") + Line + (Pad ? " " : "") + Fence;
}

std::string uriPath(StringRef Path) {
  std::string Out;
  for (char C : sys::path::convert_to_slash(Path))
    if (isAlnum(C) || StringRef("/-._~").contains(C))
      Out += C;
    else
      Out += "%" + utohexstr(static_cast<unsigned char>(C), /*LowerCase=*/false, /*Width=*/2);
  return Out;
}

std::string workflowMessage(StringRef Text) { return percent(Text, "%\r\n"); }
std::string workflowProperty(StringRef Text) { return percent(Text, "%\r\n:,"); }

} // namespace pooltidy::tool
