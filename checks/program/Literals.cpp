//===- Literals.cpp - Where each byte of a string literal stands ----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang can answer for one byte at a time, at the price of lexing the token again
// for each. Facts need all of them, so each token of the literal is read once and
// a new piece starts wherever bytes and columns stop running in step: after an
// escape, at a new line of a raw string, at the next token.
//
//===----------------------------------------------------------------------===//

#include "program/Names.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

using namespace clang;

namespace pooltidy::program {
namespace {

/// How many units of \p Width bytes hold code point \p Code.
unsigned unitsOf(unsigned Code, unsigned Width) {
  if (Width == 1)
    return Code < 0x80 ? 1 : Code < 0x800 ? 2 : Code < 0x10000 ? 3 : 4;
  return Width == 2 && Code >= 0x10000 ? 2 : 1;
}

/// How many source characters the escape at \p S (which starts with a backslash)
/// takes, and how many units of \p Width bytes it makes.
std::pair<unsigned, unsigned> escape(llvm::StringRef S, unsigned Width) {
  if (S.size() < 2)
    return {1, 1};
  auto HexRun = [&](unsigned From, unsigned Max) {
    unsigned N = 0;
    while (N < Max && From + N < S.size() && llvm::hexDigitValue(S[From + N]) != ~0u)
      ++N;
    return N;
  };
  switch (S[1]) {
  case 'x':
    return {2 + HexRun(2, ~0u), 1};
  case 'u':
  case 'U': {
    unsigned Digits = HexRun(2, S[1] == 'u' ? 4 : 8);
    unsigned Code = 0;
    S.substr(2, Digits).getAsInteger(16, Code);
    return {2 + Digits, unitsOf(Code, Width)};
  }
  case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': {
    unsigned N = 1;
    while (N < 3 && 1 + N < S.size() && S[1 + N] >= '0' && S[1 + N] <= '7')
      ++N;
    return {1 + N, 1};
  }
  case '\n': // a line splice makes nothing
    return {2, 0};
  default:
    return {2, 1};
  }
}

} // namespace

uint32_t Tables::literal(const StringLiteral &L) {
  auto [It, New] = LiteralsSeen.try_emplace(&L, U.Literals.size());
  if (!New)
    return It->second;
  facts::Literal Out;
  const unsigned Width = L.getCharByteWidth();
  if (Width == 1)
    Out.Bytes = L.getBytes().str();
  else
    // Wide text (QStringLiteral, L"..."): SQL keywords are ASCII, the rest is opaque. A
    // unit of it is one byte for us.
    for (unsigned I = 0, E = L.getLength(); I != E; ++I) {
      uint32_t Unit = L.getCodeUnit(I);
      Out.Bytes.push_back(Unit < 0x80 ? static_cast<char>(Unit) : '?');
    }
  uint32_t Made = 0; // bytes of the text accounted for
  for (unsigned T = 0; T < L.getNumConcatenated() && Made <= Out.Bytes.size(); ++T) {
    SourceLocation Loc = L.getStrTokenLoc(T);
    SourceLocation Spelling = SM.getSpellingLoc(Loc);
    SourceLocation Shown = SM.getFileLoc(Loc);
    unsigned Length = Lexer::MeasureTokenLength(Spelling, SM, Context.getLangOpts());
    bool Invalid = false;
    const char *Data = SM.getCharacterData(Spelling, &Invalid);
    if (Invalid)
      break;
    llvm::StringRef Source(Data, Length);
    size_t Quote = Source.find('"');
    if (Quote == llvm::StringRef::npos) {
      Out.Pieces.push_back({Made, location(Loc), true});
      break;
    }
    bool Raw = Source.take_front(Quote).contains('R');
    bool Macro = Loc.isMacroID() && Shown != Spelling;
    facts::Location Start = location(Loc);
    size_t From = Quote + 1, To = Source.rfind('"');
    if (Raw) {
      size_t Open = Source.find('(', Quote);
      size_t Delimiter = Open == llvm::StringRef::npos ? 0 : Open - Quote - 1;
      From = Open == llvm::StringRef::npos ? From : Open + 1;
      To = To >= From + 1 + Delimiter ? To - 1 - Delimiter : From;
    }
    if (To < From)
      To = From;
    llvm::StringRef Body = Source.slice(From, To);
    facts::Location At = Start;
    At.Column += From;
    if (Raw && !Macro) // the delimiter cannot hold a line break, so columns still count
      At.Column = Start.Column + From;
    auto Begin = [&] { Out.Pieces.push_back({Made, Macro ? Start : At, Macro}); };
    Begin();
    for (size_t I = 0; I < Body.size();) {
      if (Body[I] == '\n') {
        Made += Raw;
        ++I;
        ++At.Line;
        At.Column = 1;
        if (!Macro)
          Begin();
      } else if (!Raw && Body[I] == '\\') {
        auto [Taken, Bytes] = escape(Body.substr(I), Width);
        Made += Bytes;
        I += Taken;
        At.Column += Taken;
        if (Body.substr(I - Taken, Taken).contains('\n')) {
          ++At.Line;
          At.Column = 1;
        }
        if (!Macro)
          Begin();
      } else if (Width > 1 && static_cast<unsigned char>(Body[I]) >= 0x80) {
        // Several bytes of the source, which is UTF-8, make one unit or two.
        unsigned Bytes = std::max(1u, llvm::getNumBytesForUTF8(Body[I]));
        Bytes = std::min<unsigned>(Bytes, Body.size() - I);
        Made += unitsOf(Bytes == 4 ? 0x10000 : 0x80, Width);
        I += Bytes;
        At.Column += Bytes;
        if (!Macro)
          Begin();
      } else {
        if (!(Raw && Body[I] == '\r'))
          ++Made;
        ++I;
        ++At.Column;
      }
    }
  }
  U.Literals.push_back(std::move(Out));
  return It->second;
}

} // namespace pooltidy::program
