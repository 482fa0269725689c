//===- Scan.cpp - What can be told of a file without parsing it -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Scan.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>

using namespace llvm;

namespace pooltidy::tool {
namespace {

bool isWordStart(char C) { return isAlpha(C) || C == '_' || C == '$' || (C & 0x80); }
bool isWordPart(char C) { return isWordStart(C) || isDigit(C); }

class Scanner {
public:
  explicit Scanner(StringRef Text) : Text(Text) {}

  FileScan run() {
    while (At < Text.size())
      step();
    for (std::vector<WordId> *Words : {&Out.Outside, &Out.Inside, &Out.Written}) {
      llvm::sort(*Words);
      Words->erase(std::unique(Words->begin(), Words->end()), Words->end());
    }
    return std::move(Out);
  }

private:
  /// What the words since the last ; { or } make of the brace that follows.
  struct Head {
    bool Namespace = false, Class = false, Linkage = false, Extern = false;
    bool Parens = false, Value = false; ///< a list of parameters was closed; a value follows
    bool CloseLast = false;             ///< the last token was ) or a word that follows one
    unsigned Depth = 0;
  };
  enum class Holds : uint8_t { Declarations, Code, Either };
  using Braces = SmallVector<Holds, 16>;

  StringRef Text;
  size_t At = 0;
  bool LineStart = true;
  FileScan Out;
  Head H;
  Braces Open;
  SmallVector<Braces, 8> Conditions;
  bool GuardPossible = true; ///< nothing but comments was seen
  unsigned GuardDepth = 0;   ///< conditions that are the include guard

  char peek(size_t Ahead = 0) const { return At + Ahead < Text.size() ? Text[At + Ahead] : '\0'; }
  bool inBody() const { return !Open.empty() && Open.back() == Holds::Code; }
  bool unclear() const { return !Open.empty() && Open.back() == Holds::Either; }

  void code() {
    LineStart = false;
    GuardPossible = false;
    Out.Code = true;
  }

  void word(StringRef W) {
    WordId Id = wordId(W);
    bool Body = inBody();
    if (writes(W))
      Out.Written.push_back(Id);
    if (!Body)
      Out.Outside.push_back(Id);
    // What follows the parameters are initial values of members, or nothing of interest.
    if (Body || unclear() || H.Value || H.Parens)
      Out.Inside.push_back(Id);
    if (Body)
      return;
    // Catalog::find outside its class, or Catalog::~Catalog.
    if (StringRef Class = qualifier(W); !Class.empty())
      Out.Outside.push_back(memberId(Class, W));
    bool Follows = false;
    if (W == "namespace")
      H.Namespace = true;
    else if (W == "class" || W == "struct" || W == "union" || W == "enum")
      H.Class |= !H.Depth && !H.Value;
    else if (W == "extern")
      H.Extern = true;
    else
      Follows = W == "const" || W == "noexcept" || W == "override" || W == "final" || W == "try" ||
                W == "volatile" || W == "mutable";
    H.CloseLast = H.CloseLast && Follows;
  }

  /// Whether what stands around \p W may change it. In C++ a plain argument may be a
  /// reference, which C does not know, but a header does not tell which it is.
  bool writes(StringRef W) const {
    StringRef After = Text.substr(W.end() - Text.begin(), 64).ltrim();
    StringRef Before = Text.take_front(W.begin() - Text.begin()).take_back(64).rtrim();
    char Next = After.empty() ? '\0' : After[0];
    if (Next == '[' || After.starts_with("++") || After.starts_with("--") ||
        (Next == '=' && !After.starts_with("==")))
      return true;
    if (After.size() > 1 && StringRef("+-*/%&|^").contains(Next) && After[1] == '=')
      return true;
    if (After.starts_with("<<=") || After.starts_with(">>="))
      return true;
    if (Before.ends_with("++") || Before.ends_with("--") || Before.ends_with(">>") ||
        (Before.ends_with("&") && !Before.ends_with("&&")))
      return true;
    if (H.Parens && !H.Depth && (Next == '(' || Next == '{'))
      return true; // C() : W(1)
    return (Before.ends_with("(") || Before.ends_with(",")) && (Next == ')' || Next == ',');
  }

  /// The word before the :: that stands before \p W, or nothing.
  StringRef qualifier(StringRef W) const {
    StringRef Before = Text.take_front(W.begin() - Text.begin()).rtrim();
    Before.consume_back("~");
    Before = Before.rtrim();
    if (!Before.consume_back("::"))
      return StringRef();
    Before = Before.rtrim();
    size_t Begin = Before.size();
    while (Begin && isWordPart(Before[Begin - 1]))
      --Begin;
    return Before.drop_front(Begin);
  }

  void open() {
    Holds What = Holds::Code;
    if (!inBody()) {
      if (H.Namespace || (H.Linkage && !H.Parens))
        What = Holds::Declarations;
      else if (H.Class && !H.Value && !H.Parens)
        What = Holds::Declarations;
      else if (H.Class && !H.Value && !H.CloseLast)
        What = Holds::Either; // struct alignas(8) S {, or T f() requires C<T> {
      if (What != Holds::Code && unclear())
        What = Holds::Either;
    }
    Open.push_back(What);
    H = Head();
  }

  void close() {
    if (!Open.empty())
      Open.pop_back();
    H = Head();
  }

  void step() {
    char C = peek();
    switch (C) {
    case '\n':
      LineStart = true;
      ++At;
      return;
    case ' ':
    case '\t':
    case '\r':
    case '\v':
    case '\f':
      ++At;
      return;
    case '\\':
      ++At;
      if (peek() == '\n')
        ++At;
      return;
    case '/':
      if (comment())
        return;
      break;
    case '#':
      if (LineStart) {
        directive();
        return;
      }
      break;
    case '"':
      code();
      string(/*Raw=*/false);
      return;
    case '\'':
      code();
      character();
      return;
    default:
      break;
    }
    code();
    if (isWordStart(C)) {
      size_t Begin = At;
      while (isWordPart(peek()))
        ++At;
      StringRef W = Text.slice(Begin, At);
      if (peek() == '"' && (W == "R" || W == "u8R" || W == "uR" || W == "UR" || W == "LR"))
        string(/*Raw=*/true);
      else
        word(W);
      return;
    }
    if (isDigit(C)) { // 1'000'000 has no characters in it
      while (isAlnum(peek()) || peek() == '.' || peek() == '_' ||
             (peek() == '\'' && isAlnum(peek(1))))
        ++At;
      return;
    }
    ++At;
    bool Body = inBody();
    switch (C) {
    case '{':
      open();
      return;
    case '}':
      close();
      return;
    case ';':
      if (!H.Depth)
        H = Head();
      return;
    case '(':
      ++H.Depth;
      break;
    case ')':
      if (H.Depth && !--H.Depth && !Body)
        H.Parens = true;
      H.CloseLast = true;
      return;
    case '=':
      H.Value = true;
      break;
    default:
      break;
    }
    H.CloseLast = false;
  }

  bool comment() {
    if (peek(1) == '/') {
      while (At < Text.size() && peek() != '\n')
        At += peek() == '\\' && peek(1) == '\n' ? 2 : 1;
      At = std::min(At, Text.size());
      return true;
    }
    if (peek(1) != '*')
      return false;
    size_t End = Text.find("*/", At + 2);
    At = End == StringRef::npos ? Text.size() : End + 2;
    return true;
  }

  void string(bool Raw) {
    size_t Begin = ++At, End;
    if (Raw) {
      size_t Paren = Text.find('(', At);
      std::string Close = ")" + Text.slice(At, std::min(Paren, At + 20)).str() + "\"";
      Begin = Paren == StringRef::npos ? At : Paren + 1;
      End = Text.find(Close, Begin);
      End = End == StringRef::npos ? Text.size() : End;
      At = std::min(Text.size(), End + Close.size());
    } else {
      while (At < Text.size() && peek() != '"' && peek() != '\n')
        At += peek() == '\\' ? 2 : 1;
      At = End = std::min(At, Text.size());
      if (peek() == '"')
        ++At;
    }
    StringRef Literal = Text.slice(Begin, End);
    Out.Statement |= looksLikeSql(Literal);
    Out.Connection |= looksLikeConnection(Literal);
    if (H.Extern && !inBody())
      H.Linkage = true;
    H.CloseLast = false;
  }

  void character() {
    ++At;
    while (At < Text.size() && peek() != '\'' && peek() != '\n')
      At += peek() == '\\' ? 2 : 1;
    At = std::min(At + (peek() == '\'' ? 1 : 0), Text.size());
    H.CloseLast = false;
  }

  /// The rest of a directive, lines that end in \ joined; leaves At at its end.
  StringRef restOfLine() {
    size_t Begin = At;
    while (At < Text.size() && peek() != '\n') {
      if (peek() == '\\' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n')))
        At += peek(1) == '\n' ? 2 : 3;
      else if (peek() == '/' && peek(1) == '*')
        comment();
      else if (peek() == '/' && peek(1) == '/') {
        StringRef Line = Text.slice(Begin, At);
        comment();
        return Line;
      } else
        ++At;
    }
    return Text.slice(Begin, At);
  }

  void directive() {
    size_t Begin = At++;
    while (peek() == ' ' || peek() == '\t')
      ++At;
    size_t NameBegin = At;
    while (isWordPart(peek()))
      ++At;
    StringRef Name = Text.slice(NameBegin, At);
    StringRef Rest = restOfLine().trim();
    bool First = std::exchange(GuardPossible, false);
    if (Name == "include" || Name == "include_next" || Name == "import") {
      include(Rest, Name == "include_next", Begin);
    } else if (Name == "define" || Name == "undef") {
      macro(Rest, Name == "define", Begin);
    } else if (Name.starts_with("if")) {
      condition(Rest);
      if (First && (Name == "ifndef" || Rest.starts_with("!"))) {
        Out.Guarded = true;
        GuardDepth = 1;
      }
      Conditions.push_back(Open);
    } else if (Name == "else" || Name.starts_with("elif")) {
      condition(Rest);
      if (!Conditions.empty())
        Open = Conditions.back();
    } else if (Name == "endif") {
      if (!Conditions.empty())
        Conditions.pop_back();
    } else if (Name == "pragma") {
      Out.Guarded |= Rest == "once";
      GuardPossible = First; // a guard may follow
    }
  }

  void condition(StringRef Rest) {
    while (!Rest.empty()) {
      Rest = Rest.drop_until(isWordStart);
      StringRef W = Rest.take_while(isWordPart);
      if (!W.empty())
        Out.Conditions.push_back(wordId(W));
      Rest = Rest.drop_front(W.size());
    }
  }

  void include(StringRef Rest, bool Next, size_t Begin) {
    FileScan::Include I;
    I.Next = Next;
    I.Offset = Begin;
    I.Always = Conditions.size() <= GuardDepth && Open.empty();
    char Quote = Rest.empty() ? '\0' : Rest[0];
    if (Quote == '"' || Quote == '<') {
      I.Angled = Quote == '<';
      I.Name = Rest.drop_front().take_until([&](char C) { return C == (I.Angled ? '>' : '"'); });
    } else {
      I.Computed = true;
      I.Name = Rest.take_while(isWordPart);
    }
    Out.Includes.push_back(std::move(I));
  }

  void macro(StringRef Rest, bool Defined, size_t Begin) {
    FileScan::Macro M;
    StringRef Name = Rest.take_while(isWordPart);
    M.Name = wordId(Name);
    M.Offset = Begin;
    StringRef Body = Defined ? Rest.drop_front(Name.size()) : StringRef();
    if (StringRef Value = Body.trim(); Value.starts_with("\"") || Value.starts_with("<"))
      M.Header = Value.str();
    // Words in literals count as well: they are few, and so nothing has to be told apart.
    for (size_t I = 0; I < Body.size();) {
      if (!isWordStart(Body[I])) {
        if (Body[I] == '"') {
          size_t End = I + 1;
          while (End < Body.size() && Body[End] != '"')
            End += Body[End] == '\\' ? 2 : 1;
          End = std::min(End, Body.size());
          Out.Statement |= looksLikeSql(Body.slice(I + 1, End));
          Out.Connection |= looksLikeConnection(Body.slice(I + 1, End));
          I = End + 1;
          continue;
        }
        ++I;
        continue;
      }
      StringRef W = Body.drop_front(I).take_while(isWordPart);
      M.Body.push_back(wordId(W));
      I += W.size();
    }
    Out.Macros.push_back(std::move(M));
  }
};

} // namespace

WordId wordId(StringRef Word) { return xxh3_64bits(Word); }

WordId memberId(StringRef Class, StringRef Member) { return wordId((Class + "::" + Member).str()); }

bool FileScan::mentions(WordId W) const {
  return std::binary_search(Outside.begin(), Outside.end(), W) ||
         std::binary_search(Inside.begin(), Inside.end(), W);
}

FileScan scanFile(StringRef Text) { return Scanner(Text).run(); }

bool looksLikeSql(StringRef Literal) {
  Literal = Literal.ltrim(" \t\r\n(");
  while (Literal.consume_front("\\n") || Literal.consume_front("\\t"))
    Literal = Literal.ltrim();
  StringRef First = Literal.take_while([](char C) { return isAlpha(C); });
  if (First.size() < 2 || First.size() > 10)
    return false;
  std::string Word = First.lower();
  static constexpr StringRef Verbs[] = {
      "abort",   "alter",   "analyze", "begin",    "call",      "checkpoint", "close",
      "cluster", "comment", "commit",  "copy",     "create",    "deallocate", "declare",
      "delete",  "discard", "do",      "drop",     "end",       "execute",    "explain",
      "fetch",   "grant",   "import",  "insert",   "listen",    "load",       "lock",
      "merge",   "move",    "notify",  "prepare",  "reassign",  "refresh",    "reindex",
      "release", "reset",   "revoke",  "rollback", "savepoint", "security",   "select",
      "set",     "show",    "start",   "table",    "truncate",  "unlisten",   "update",
      "vacuum",  "values",  "with"};
  if (!is_contained(Verbs, Word))
    return false;
  if (First.upper() == First)
    return true;
  // In small letters most of them are English, too.
  StringRef Rest = Literal.drop_front(First.size());
  std::string Tail = Rest.lower();
  auto Has = [&](StringRef Part) { return StringRef(Tail).contains(Part); };
  bool Alone = Rest.empty() || Has(";") || Has(" all") || Has(" work") || Has(" transaction");
  bool Object = false;
  for (StringRef Kind :
       {"table", "index", "view", "function", "schema", "database", "role", "type"})
    Object |= Has(Kind);
  return StringSwitch<bool>(Word)
      .Case("insert", Has(" into "))
      .Case("merge", Has(" into "))
      .Case("delete", Has(" from "))
      .Case("copy", Has(" from ") || Has(" to "))
      .Case("fetch", Has(" from "))
      .Case("select", Has(" from ") || Has("("))
      .Case("with", Has(" as "))
      .Case("update", Has(" set "))
      .Case("set", Has("session") || Has("local") || Has("=") || Has(" to "))
      .Case("create", Object)
      .Case("drop", Object)
      .Case("alter", Object)
      .Case("begin", Alone)
      .Case("commit", Alone)
      .Case("rollback", Alone)
      .Case("end", Alone)
      .Case("reset", Alone || Has("role"))
      .Case("discard", Alone)
      .Case("unlisten", true)
      .Case("listen", true)
      .Case("deallocate", true)
      .Case("savepoint", true)
      .Case("truncate", true)
      .Case("declare", true)
      .Default(false);
}

bool looksLikeConnection(StringRef Literal) {
  return Literal.contains("postgres://") || Literal.contains("postgresql") ||
         Literal.contains("dbname=") ||
         (Literal.contains("host=") && (Literal.contains("user=") || Literal.contains("port=")));
}

} // namespace pooltidy::tool
