//===- SplitterTest.cpp - Where one statement ends ------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sql/Splitter.h"

#include "SqlTest.h"

using namespace pooltidy::sql;

namespace {

std::string pieces(std::string_view Text) {
  std::vector<Token> Toks = lex(Text, 0, uint32_t(Text.size()));
  std::string Out;
  for (TokenRange R : split(Text, Toks)) {
    uint32_t Begin = Toks[R.First].Begin;
    Out.append(Out.empty() ? "" : "|").append(Text.substr(Begin, Toks[R.Last - 1].End - Begin));
  }
  return Out;
}

TEST(Splitter, Semicolons) {
  test::check(pieces, {
                          {"", ""},
                          {";;", ""},
                          {" -- x;\n /* ; */ ", ""},
                          {"a", "a"},
                          {"a; b;", "a|b"},
                          {"; a ;; b", "a|b"},
                          {"a /* x */ ; -- y\n b", "a|b"},
                          {"a ';' b; c", "a ';' b|c"},
                          {"a E'\\';' b; c", "a E'\\';' b|c"},
                          {"a $$;$$ b; c", "a $$;$$ b|c"},
                          {"a $x$ $$;$$ ; $x$ b; c", "a $x$ $$;$$ ; $x$ b|c"},
                          {"a \";\" b; c", "a \";\" b|c"},
                          {"a (b; c); d", "a (b; c)|d"},
                          {"a); b", "a)|b"},
                          {"a 'open; b", "a 'open; b"},
                          {"a $$open; b", "a $$open; b"},
                      });
}

TEST(Splitter, FunctionBodies) {
  test::check(
      pieces,
      {
          {"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; b",
           "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END|b"},
          {"CREATE OR REPLACE PROCEDURE f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; END; b",
           "CREATE OR REPLACE PROCEDURE f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; END|b"},
          {"BEGIN; a; END; b", "BEGIN|a|END|b"},
          {"CREATE FUNCTION f() AS 'x'; BEGIN; a; END", "CREATE FUNCTION f() AS 'x'|BEGIN|a|END"},
          {"CREATE TABLE function; BEGIN ATOMIC; a", "CREATE TABLE function|BEGIN ATOMIC|a"},
      });
}

} // namespace
