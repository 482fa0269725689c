//===- LexerTest.cpp - Our lexer against the server's scanner -------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sql/Lexer.h"

#include "SqlTest.h"

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

#include <random>

using namespace pooltidy::sql;

namespace {

std::string ours(std::string_view Text) {
  std::string Out;
  for (const Token &T : lex(Text, 0, uint32_t(Text.size())))
    Out += std::string(Text.substr(T.Begin, T.End - T.Begin)) + "|";
  return Out;
}

/// The scanner's tokens without comments; "error" where it gives up.
std::string theirs(const std::string &Text) {
  PgQueryScanResult R = pg_query_scan(Text.c_str());
  std::string Out = "error";
  if (!R.error) {
    Out.clear();
    PgQuery__ScanResult *Scan = pg_query__scan_result__unpack(
        nullptr, R.pbuf.len, reinterpret_cast<const uint8_t *>(R.pbuf.data));
    for (size_t I = 0; I != Scan->n_tokens; ++I) {
      const PgQuery__ScanToken *T = Scan->tokens[I];
      if (T->token != PG_QUERY__TOKEN__SQL_COMMENT && T->token != PG_QUERY__TOKEN__C_COMMENT)
        Out += Text.substr(size_t(T->start), size_t(T->end - T->start)) + "|";
    }
    pg_query__scan_result__free_unpacked(Scan, nullptr);
  }
  pg_query_free_scan_result(R);
  return Out;
}

TEST(Lexer, AgreesWithTheServer) {
  for (const char *Text : {
           "SELECT a, \"B\"\"c\" FROM t",
           "'a' 'b''c' E'd\\'e' B'01' X'ff' e'x''y'",
           "$$a$$ $t$ $$ $u$ $t$ $1 $23 a$b$c",
           "1 1.5 .5 1. 1e10 1.5e-3 1..2",
           "a<=b a<>b a!=b a>=b a=>b a:=b a::b a||b a->>b a#>b a@>b a?b a?|b",
           "a+-b a*-b a=-b a@-b a|+b a -- c\n+b a-/* x */-b",
           "a[1:2], b.c, (d);",
           "/* a /* b */ c */ d -- e\r f\n g",
           "a/*b*/c--d",
           "\xc3\xa9t\xc3\xa9 = '\xe2\x82\xac'",
           "SELECT 'it''s', $a$x;y$a$; -- end",
           "x IS NOT NULL AND y ~* '^a' OR z !~~ 'b'",
           "a%b a % b a^b @ a |/ b",
           "\t\n\f a\r\nb",
           "ENDa bx'1' nx U & 'u' N 'x'",
       })
    EXPECT_EQ(ours(Text), theirs(Text)) << Text;
}

TEST(Lexer, AgreesWithTheServerOnMixtures) {
  const char *Parts[] = {
      "a", "B1", "'x'", "E'\\''", "\"q\"", "$$d$$",     "$t$e$t$", "1", "2.5",     "+", "-", "*",
      "/", "=",  "<",   ">",      "|",     "@",         "#",       "%", "^",       "&", "~", "!",
      "`", "?",  "::",  ":=",     ":",     "..",        ".",       ",", "(",       ")", "[", "]",
      ";", " ",  "\n",  "$1",     "/*c*/", "/*/*n*/*/", "B'1'",    "_", "\xc3\xa9"};
  // No line comments: libpg_query, unlike the server, ends a constant at one, even where
  // the next line continues it.
  std::mt19937 Random(7);
  int Compared = 0;
  for (int Round = 0; Round != 40000; ++Round) {
    std::string Text;
    for (int I = 0; I != 8; ++I)
      Text += Parts[Random() % std::size(Parts)];
    std::string Expected = theirs(Text);
    if (Expected == "error") // it gives up where we go on
      continue;
    ++Compared;
    ASSERT_EQ(ours(Text), Expected) << Text;
  }
  EXPECT_GT(Compared, 1000);
}

// Here the scanner's answer does not cover the whole constant, or names the parts.
TEST(Lexer, OneTokenForOneConstant) {
  test::check(ours, {
                        {"U&'u' u&\"d\" N'n' n'm'", "U&'u'|u&\"d\"|N'n'|n'm'|"},
                        {"'a'\n'b' 'c'", "'a'\n'b'|'c'|"},
                        {"'a' -- x\n 'b'", "'a' -- x\n 'b'|"},
                        {"E'a'\n'\\'' c", "E'a'\n'\\''|c|"},
                        {"'a' /* x */\n'b'", "'a'|'b'|"},
                        {"'a''b'", "'a''b'|"},
                    });
}

TEST(Lexer, GoesOnWhereTheServerGivesUp) {
  test::check(ours, {
                        {"a 'open b", "a|'open b|"},
                        {"a \"open b", "a|\"open b|"},
                        {"a $$open b", "a|$$open b|"},
                        {"a /* open b", "a|"},
                        {"a { } \\ $ $b", "a|{|}|\\|$|$|b|"},
                        {"1x", "1|x|"},
                        {"E'\\", "E'\\|"},
                        {"", ""},
                    });
  std::vector<Token> Toks = lex("'a' 'b", 0, 6);
  ASSERT_EQ(Toks.size(), 2u);
  EXPECT_TRUE(Toks[0].Closed);
  EXPECT_FALSE(Toks[1].Closed);
}

TEST(Lexer, Kinds) {
  std::string Text = "a \"b\" 'c' $$d$$ 1 $1 + ( {";
  std::vector<TokenKind> Kinds;
  for (const Token &T : lex(Text, 0, uint32_t(Text.size())))
    Kinds.push_back(T.Kind);
  EXPECT_EQ(Kinds,
            (std::vector<TokenKind>{TokenKind::Word, TokenKind::Quoted, TokenKind::String,
                                    TokenKind::Dollar, TokenKind::Number, TokenKind::Param,
                                    TokenKind::Operator, TokenKind::Punct, TokenKind::Junk}));
}

} // namespace
