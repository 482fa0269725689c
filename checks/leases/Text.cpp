//===- Text.cpp - Text that is known in part ------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Text.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>

namespace pooltidy::leases {

Text Text::constant(llvm::StringRef Bytes, facts::Location Where) {
  Text T;
  T.Sql.Text = Bytes.str();
  if (!Bytes.empty())
    T.Origins.push_back({0, Where, true});
  return T;
}

Text Text::literal(const facts::Literal &L) {
  Text T;
  T.Sql.Text = L.Bytes;
  for (const auto &P : L.Pieces)
    T.Origins.push_back({P.Offset, P.Where, P.Fixed});
  return T;
}

Text Text::hole(sql::HoleKind Kind, llvm::StringRef Why, facts::Location Where, uint64_t Same) {
  Text T;
  T.Sql.Text.assign(sql::HoleLength, 'x');
  T.Sql.Holes.push_back({0, sql::HoleLength, Kind});
  T.Whys.push_back(Why.str());
  T.Sames.push_back(Same);
  T.Origins.push_back({0, Where, true});
  return T;
}

void Text::mark() {
  if (!Mark && llvm::is_contained(Sames, uint64_t(0)))
    Mark = std::make_shared<const char>();
}

void Text::append(const Text &Other) {
  Hash = 0;
  if (empty()) {
    *this = Other;
    return;
  }
  if (Other.empty())
    return;
  Mark.reset();
  if (&Other == this)
    return append(Text(Other));
  uint32_t Shift = Sql.Text.size();
  Sql.Text += Other.Sql.Text;
  for (sql::Hole H : Other.Sql.Holes) {
    H.Offset += Shift;
    Sql.Holes.push_back(H);
  }
  for (Origin O : Other.Origins) {
    O.Offset += Shift;
    Origins.push_back(O);
  }
  Whys.insert(Whys.end(), Other.Whys.begin(), Other.Whys.end());
  Sames.insert(Sames.end(), Other.Sames.begin(), Other.Sames.end());
}

Text Text::slice(size_t From, size_t Count) const {
  Text T;
  From = std::min(From, Sql.Text.size());
  size_t To = From + std::min(Count, Sql.Text.size() - From);
  T.Sql.Text = Sql.Text.substr(From, To - From);
  for (size_t I = 0; I < Sql.Holes.size(); ++I) {
    const sql::Hole &H = Sql.Holes[I];
    size_t B = std::max<size_t>(H.Offset, From), E = std::min<size_t>(H.Offset + H.Length, To);
    if (B < E) {
      T.Sql.Holes.push_back({static_cast<uint32_t>(B - From), static_cast<uint32_t>(E - B), H.Kind});
      T.Whys.push_back(Whys[I]);
      T.Sames.push_back(E - B == H.Length ? Sames[I] : 0);
    }
  }
  for (size_t I = 0; I < Origins.size(); ++I) {
    size_t End = I + 1 < Origins.size() ? Origins[I + 1].Offset : Sql.Text.size();
    Origin O = Origins[I];
    if (End <= From || O.Offset >= To)
      continue;
    if (O.Offset < From) {
      if (!O.Fixed)
        O.Where.Column += From - O.Offset;
      O.Offset = From;
    }
    O.Offset -= From;
    T.Origins.push_back(O);
  }
  return T;
}

namespace {

/// Walks over two texts side by side, holes as wholes.
class SideBySide {
public:
  SideBySide(const sql::SqlText &A, const sql::SqlText &B) : A(A), B(B) {}

  /// How many bytes are the same from the start.
  size_t start() const {
    size_t N = 0, Most = std::min(A.Text.size(), B.Text.size());
    while (N < Most) {
      const sql::Hole *In = at(A, N), *There = at(B, N);
      if (!In != !There || (In && (In->Offset != There->Offset || In->Length != There->Length)))
        break;
      if (!In && A.Text[N] != B.Text[N])
        break;
      N += In ? In->Length : 1;
    }
    while (N && !at(A, N - 1) && isWord(A.Text[N - 1]) && (goesOn(A, N) || goesOn(B, N)))
      --N;
    return N;
  }

  /// How many bytes are the same up to the end, of at most \p Most.
  size_t end(size_t Most) const {
    size_t N = 0;
    while (N < Most) {
      size_t InA = A.Text.size() - N - 1, InB = B.Text.size() - N - 1;
      const sql::Hole *In = at(A, InA), *There = at(B, InB);
      if (!In != !There || (In && (In->Length != There->Length || N + In->Length > Most)))
        break;
      if (!In && A.Text[InA] != B.Text[InB])
        break;
      N += In ? In->Length : 1;
    }
    while (N && !at(A, A.Text.size() - N) && isWord(A.Text[A.Text.size() - N]) && (before(A, N) || before(B, N)))
      --N;
    return N;
  }

  static const sql::Hole *at(const sql::SqlText &T, size_t Offset) {
    for (const sql::Hole &H : T.Holes)
      if (Offset >= H.Offset && Offset < H.Offset + H.Length)
        return &H;
    return nullptr;
  }

private:
  static bool isWord(char C) { return llvm::isAlnum(C) || C == '_' || static_cast<unsigned char>(C) >= 0x80; }
  static bool goesOn(const sql::SqlText &T, size_t N) { return N < T.Text.size() && isWord(T.Text[N]); }
  static bool before(const sql::SqlText &T, size_t N) {
    return N < T.Text.size() && isWord(T.Text[T.Text.size() - N - 1]);
  }
  const sql::SqlText &A, &B;
};

} // namespace

Text Text::common(const Text &A, const Text &B) {
  if (!(A.place(0) == B.place(0)))
    return {};
  SideBySide Both(A.Sql, B.Sql);
  const size_t Start = Both.start();
  const sql::Hole *First = SideBySide::at(A.Sql, 0);
  if (!Start || (First && First->Length == Start))
    return {};
  const size_t End = Both.end(std::min(A.size(), B.size()) - Start);
  Text T = A.slice(0, Start);
  Text Rest = A.slice(A.size() - End, End);
  // Next to a hole no other is needed, so that a text that grows in a loop comes to rest.
  bool Beside = (Start && SideBySide::at(T.Sql, Start - 1)) || (End && SideBySide::at(Rest.Sql, 0));
  if (!Beside)
    T.append(hole(sql::HoleKind::Unknown, "one of several texts", A.place(Start < A.size() ? Start : 0)));
  T.append(Rest);
  // The holes that are left need not hold the same in both.
  const size_t Tail = B.Sames.size() - Rest.Sames.size();
  for (size_t I = 0; I < T.Sames.size(); ++I) {
    const bool Front = T.Sql.Holes[I].Offset < Start;
    const size_t There = Front ? I : Tail + (I - (T.Sames.size() - Rest.Sames.size()));
    if (There >= B.Sames.size() || B.Sames[There] != T.Sames[I])
      T.Sames[I] = 0;
  }
  return T;
}

Text Text::lowered() const {
  Text T = *this;
  T.Hash = 0;
  T.Mark.reset();
  for (char &C : T.Sql.Text)
    C = llvm::toLower(C);
  return T;
}

size_t Text::findByte(size_t From, llvm::function_ref<bool(char)> Fits, bool &Doubt) const {
  Doubt = false;
  size_t Hole = 0;
  for (size_t I = From; I < Sql.Text.size(); ++I) {
    while (Hole < Sql.Holes.size() && Sql.Holes[Hole].Offset + Sql.Holes[Hole].Length <= I)
      ++Hole;
    if (Hole < Sql.Holes.size() && Sql.Holes[Hole].Offset <= I)
      Doubt = true;
    else if (Fits(Sql.Text[I]))
      return I;
  }
  return llvm::StringRef::npos;
}

uint64_t Text::identity(size_t From, size_t To) const {
  uint64_t All = 0;
  for (size_t I = 0; I < Sql.Holes.size(); ++I) {
    if (Sql.Holes[I].Offset < From || Sql.Holes[I].Offset >= To)
      continue;
    if (!Sames[I])
      return 0;
    All = (All * 31 + Sames[I]) | 1;
  }
  return All;
}

facts::Location Text::place(size_t Offset) const {
  auto It = std::upper_bound(Origins.begin(), Origins.end(), Offset,
                             [](size_t At, const Origin &O) { return At < O.Offset; });
  if (It == Origins.begin())
    return {};
  --It;
  facts::Location W = It->Where;
  if (!It->Fixed && W.valid())
    W.Column += Offset - It->Offset;
  return W;
}

bool Text::verbatim(size_t Offset, size_t Length) const {
  if (Length == 0 || Offset + Length > size() || run(Offset, Length) != Length)
    return false;
  for (const sql::Hole &H : Sql.Holes)
    if (H.Offset < Offset + Length && H.Offset + H.Length > Offset)
      return false;
  auto It = std::upper_bound(Origins.begin(), Origins.end(), Offset,
                             [](size_t At, const Origin &O) { return At < O.Offset; });
  return It != Origins.begin() && !std::prev(It)->Fixed && std::prev(It)->Where.valid();
}

size_t Text::run(size_t Offset, size_t Length) const {
  size_t N = std::min<size_t>(Length, 1);
  facts::Location First = place(Offset);
  while (N < Length) {
    facts::Location Next = place(Offset + N);
    if (Next.File != First.File || Next.Line != First.Line || Next.Column != First.Column + N)
      break;
    ++N;
  }
  return N;
}

std::vector<facts::Location> Text::pieces(size_t From, size_t To) const {
  std::vector<facts::Location> Found;
  const facts::Location First = place(From);
  facts::Location Last = First;
  for (const Origin &O : Origins) {
    if (O.Offset <= From || O.Offset >= To || !O.Where.valid())
      continue;
    if (llvm::any_of(Sql.Holes, [&](const sql::Hole &H) { return H.Offset == O.Offset; }))
      continue; // not text but a value
    // A literal over several lines, or literals one below the other, are one piece.
    bool Near =
        O.Where.File == Last.File && O.Where.Line >= Last.Line && O.Where.Line <= Last.Line + 1;
    // After a value that was filled in the format goes on.
    Near |= O.Where.File == First.File && O.Where.Line == First.Line;
    if (!Near)
      Found.push_back(O.Where);
    Last = O.Where;
  }
  return Found;
}

std::string Text::shown() const {
  std::string Out;
  size_t At = 0;
  for (const sql::Hole &H : Sql.Holes) {
    Out += Sql.Text.substr(At, H.Offset - At);
    Out += "…";
    At = H.Offset + H.Length;
  }
  return Out + Sql.Text.substr(std::min(At, Sql.Text.size()));
}

uint64_t Text::hash() const {
  if (!Hash) {
    facts::Location W = place(0);
    Hash = llvm::xxh3_64bits(bytes()) ^ (static_cast<uint64_t>(W.Line) << 32 | W.Column) * 0x9e3779b97f4a7c15u;
    for (const sql::Hole &H : Sql.Holes)
      Hash = Hash * 31 + H.Offset;
    Hash |= 1;
  }
  return Hash;
}

uint64_t Text::originHash() const {
  uint64_t H = hash();
  for (const Origin &O : Origins)
    H = (H ^ O.Offset ^ static_cast<uint64_t>(O.Where.File) << 48 ^ static_cast<uint64_t>(O.Where.Line) << 20 ^
         O.Where.Column) * 0x9e3779b97f4a7c15u;
  for (const std::string &Why : Whys)
    H = (H ^ llvm::xxh3_64bits(Why)) * 0x9e3779b97f4a7c15u;
  return H;
}

bool Text::operator==(const Text &Other) const {
  if (Sql.Text != Other.Sql.Text || Sql.Holes.size() != Other.Sql.Holes.size())
    return false;
  for (size_t I = 0; I < Sql.Holes.size(); ++I)
    if (Sql.Holes[I].Offset != Other.Sql.Holes[I].Offset)
      return false;
  // Equal words from different places are different: a finding points at them.
  return place(0) == Other.place(0);
}

//===----------------------------------------------------------------------===//
// Formatting
//===----------------------------------------------------------------------===//

namespace {

/// Walks a format text and never looks into its holes.
class FormatReader {
public:
  explicit FormatReader(const Text &Format) : Format(Format), Bytes(Format.bytes()) {}

  /// Copies everything up to the next \p Mark outside a hole. False at the end.
  bool next(char Mark) {
    size_t From = At;
    while (At < Bytes.size()) {
      while (Hole < Format.sql().Holes.size() &&
             Format.sql().Holes[Hole].Offset + Format.sql().Holes[Hole].Length <= At)
        ++Hole;
      if (Hole < Format.sql().Holes.size() && At >= Format.sql().Holes[Hole].Offset) {
        At = Format.sql().Holes[Hole].Offset + Format.sql().Holes[Hole].Length;
        continue;
      }
      if (Bytes[At] == Mark) {
        Out.append(Format.slice(From, At - From));
        return true;
      }
      ++At;
    }
    Out.append(Format.slice(From, At - From));
    return false;
  }
  bool ahead(llvm::StringRef S) const { return Bytes.substr(At).starts_with(S); }
  /// Whether byte \p Offset, which is not before the last mark, is not known.
  bool unknown(size_t Offset) const {
    for (size_t H = Hole; H < Format.sql().Holes.size() && Format.sql().Holes[H].Offset <= Offset; ++H)
      if (Offset < Format.sql().Holes[H].Offset + Format.sql().Holes[H].Length)
        return true;
    return false;
  }
  void literal(size_t Count) { Out.append(Format.slice(At, Count)); }

  const Text &Format;
  llvm::StringRef Bytes;
  size_t At = 0;
  size_t Hole = 0;
  Text Out;
};

Text argument(llvm::ArrayRef<Text> Arguments, size_t I) {
  return I < Arguments.size() ? Arguments[I]
                              : Text::hole(sql::HoleKind::Unknown, "an argument that is not visible here");
}

size_t digits(llvm::StringRef S, size_t From) {
  size_t N = From;
  while (N < S.size() && llvm::isDigit(S[N]))
    ++N;
  return N;
}

} // namespace

Text formatPrintf(const Text &Format, llvm::ArrayRef<Text> Arguments, bool ArgumentsKnown) {
  FormatReader R(Format);
  size_t NextArgument = 0;
  while (R.next('%')) {
    if (R.ahead("%%")) {
      R.literal(1);
      R.At += 2;
      continue;
    }
    size_t I = R.At + 1, Index = NextArgument;
    bool Positional = false;
    if (size_t End = digits(R.Bytes, I); End > I && End < R.Bytes.size() && R.Bytes[End] == '$') {
      R.Bytes.slice(I, End).getAsInteger(10, Index);
      Index = Index ? Index - 1 : 0;
      Positional = true;
      I = End + 1;
    }
    // Of %.*s and %.5s as many bytes are left.
    size_t Most = ~size_t(0);
    for (bool Point = false;
         I < R.Bytes.size() && llvm::StringRef("-+ #0'123456789.*").contains(R.Bytes[I]); ++I) {
      if (R.Bytes[I] == '*' && !Positional) {
        if (Point && ArgumentsKnown && Index < Arguments.size() &&
            (!Arguments[Index].complete() || Arguments[Index].bytes().getAsInteger(10, Most)))
          Most = ~size_t(0);
        Index = ++NextArgument;
      }
      Point |= R.Bytes[I] == '.';
      if (size_t End = digits(R.Bytes, I); R.Bytes[I] == '.' && End == I + 1)
        if (size_t Last = digits(R.Bytes, I + 1); Last > I + 1)
          R.Bytes.slice(I + 1, Last).getAsInteger(10, Most);
    }
    while (I < R.Bytes.size() && llvm::StringRef("hlLqjzt").contains(R.Bytes[I]))
      ++I;
    char Conversion = I < R.Bytes.size() && !R.unknown(I) ? R.Bytes[I] : '\0';
    facts::Location Where = Format.place(R.At);
    if (!Conversion || !llvm::StringRef("diouxXeEfFgGaAcspm").contains(Conversion)) {
      R.literal(1); // not a conversion: a lone % of a LIKE pattern
      ++R.At;
      continue;
    }
    if (Conversion == 'm') { // takes no argument
      R.Out.append(Text::hole(sql::HoleKind::Unknown, "the text of errno", Where));
      R.At = I + 1;
      continue;
    }
    bool Number = llvm::StringRef("diouxXeEfFgGaA").contains(Conversion);
    Text Argument = ArgumentsKnown && Index < Arguments.size()
                        ? Arguments[Index]
                        : Text::hole(Number ? sql::HoleKind::Number : sql::HoleKind::Unknown,
                                     "an argument that is not visible here", Where);
    if (Number && !Argument.complete())
      Argument = Text::hole(sql::HoleKind::Number, Argument.why(), Where);
    unsigned Code = 0; // a character constant of C is a number
    if (Conversion == 'c' && Argument.size() > 1 && Argument.complete() &&
        !Argument.bytes().getAsInteger(10, Code) && Code < 128)
      Argument = Text::constant(std::string(1, static_cast<char>(Code)), Argument.place(0));
    if (Conversion == 's' && Most < Argument.size() && Argument.complete())
      Argument = Argument.slice(0, Most);
    R.Out.append(Argument);
    R.At = I + 1;
    if (!Positional)
      NextArgument = Index + 1;
  }
  return std::move(R.Out);
}

Text formatBraces(const Text &Format, llvm::ArrayRef<Text> Arguments,
                  llvm::ArrayRef<std::string> Names) {
  FormatReader R(Format);
  size_t NextArgument = 0;
  // '}}' needs care too, so stop at either brace.
  while (true) {
    size_t Open = R.Bytes.find('{', R.At), Close = R.Bytes.find('}', R.At);
    if (Open == llvm::StringRef::npos && Close == llvm::StringRef::npos) {
      R.next('\0');
      break;
    }
    if (!R.next(Close < Open ? '}' : '{'))
      break;
    if (R.ahead("{{") || R.ahead("}}")) {
      R.literal(1);
      R.At += 2;
      continue;
    }
    if (R.Bytes[R.At] == '}') {
      R.literal(1);
      ++R.At;
      continue;
    }
    // The width may be a field of its own: {:{}}.
    size_t End = R.At, Depth = 0, Inner = 0;
    for (; End < R.Bytes.size(); ++End) {
      if (R.Bytes[End] == '{')
        Inner += ++Depth > 1 && R.Bytes.substr(End + 1).starts_with("}");
      else if (R.Bytes[End] == '}' && --Depth == 0)
        break;
    }
    if (End == R.Bytes.size()) {
      R.literal(R.Bytes.size() - R.At);
      break;
    }
    llvm::StringRef Field = R.Bytes.slice(R.At + 1, End).split(':').first;
    size_t Index = NextArgument;
    NextArgument += Inner;
    if (Field.empty())
      ++NextArgument;
    else if (Field.getAsInteger(10, Index))
      Index = llvm::is_contained(Names, Field.str())
                  ? llvm::find(Names, Field.str()) - Names.begin()
                  : ~size_t(0); // a named argument
    R.Out.append(argument(Arguments, Index));
    R.At = End + 1;
  }
  return std::move(R.Out);
}

Text formatPercent(const Text &Format, llvm::ArrayRef<Text> Arguments) {
  // boost::format is fed one value at a time: each fills the lowest place that is
  // still open, %1% or the printf form, and leaves the others for the next.
  Text Whole = Format;
  for (const Text &Argument : Arguments) {
    llvm::StringRef B = Whole.bytes();
    size_t Lowest = ~size_t(0);
    auto Place = [&](size_t At, size_t &End) {
      End = digits(B, At + 1);
      size_t N = 0;
      if (End == At + 1 || End >= B.size() || (B[End] != '%' && B[End] != '$') ||
          B.slice(At + 1, End).getAsInteger(10, N))
        return ~size_t(0);
      if (B[End] == '$') // %1$s
        while (End + 1 < B.size() && llvm::StringRef("-+ #0123456789.hlLqjzt").contains(B[++End]))
          ;
      End = std::min(End + 1, B.size());
      return N;
    };
    for (size_t I = 0, End = 0; I < B.size(); ++I)
      if (B[I] == '%')
        Lowest = std::min(Lowest, Place(I, End));
    FormatReader R(Whole);
    bool Filled = false;
    while (R.next('%')) {
      size_t End = 0;
      if (Lowest != ~size_t(0) && Place(R.At, End) == Lowest) {
        R.Out.append(Argument);
        R.At = End;
      } else if (Lowest == ~size_t(0) && !Filled && !R.ahead("%%")) {
        End = R.At + 1;
        while (End < B.size() && llvm::StringRef("-+ #0123456789.*hlLqjzt").contains(B[End]))
          ++End;
        R.Out.append(Argument);
        R.At = std::min(End + 1, B.size());
        Filled = true;
      } else {
        size_t Length = R.ahead("%%") ? 2 : 1;
        R.literal(Length);
        R.At += Length;
      }
    }
    Whole = std::move(R.Out);
  }
  return Whole;
}

Text formatDollar(const Text &Format, llvm::ArrayRef<Text> Arguments) {
  FormatReader R(Format);
  while (R.next('$')) {
    if (R.At + 1 < R.Bytes.size() && llvm::isDigit(R.Bytes[R.At + 1])) {
      R.Out.append(argument(Arguments, R.Bytes[R.At + 1] - '0'));
      R.At += 2;
    } else {
      R.literal(1);
      R.At += R.ahead("$$") ? 2 : 1;
    }
  }
  return std::move(R.Out);
}

Text formatArg(const Text &Format, const Text &Argument) {
  unsigned Lowest = 100;
  llvm::StringRef B = Format.bytes();
  auto Number = [&](size_t At, size_t &End) -> unsigned {
    size_t From = At + 1;
    if (From < B.size() && B[From] == 'L')
      ++From;
    End = std::min(digits(B, From), From + 2);
    unsigned N = 0;
    return End > From && !B.slice(From, End).getAsInteger(10, N) ? N : 100;
  };
  for (size_t I = 0, End = 0; I < B.size(); ++I)
    if (B[I] == '%')
      Lowest = std::min(Lowest, Number(I, End));
  if (Lowest == 100)
    return Format;
  FormatReader R(Format);
  while (R.next('%')) {
    size_t End = 0;
    if (Number(R.At, End) == Lowest) {
      R.Out.append(Argument);
      R.At = End;
    } else {
      R.literal(1);
      ++R.At;
    }
  }
  return std::move(R.Out);
}

bool beginsLikeStatement(llvm::StringRef Bytes) {
  const llvm::StringRef Word = Bytes.ltrim().take_while([](char C) { return llvm::isAlpha(C); });
  static constexpr llvm::StringLiteral Verbs[] = {
      "select", "insert", "update", "delete", "with", "set", "create", "begin", "listen", "call", "copy",
      "declare", "prepare", "execute", "lock", "alter", "drop", "truncate", "deallocate", "reset"};
  return llvm::any_of(Verbs, [&](llvm::StringRef Verb) { return Word.equals_insensitive(Verb); });
}

} // namespace pooltidy::leases
