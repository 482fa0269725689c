//===- ScanTest.cpp - What can be told of a file without parsing it -------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Scan.h"

#include "llvm/ADT/STLExtras.h"

#include <gtest/gtest.h>

using namespace llvm;
using namespace pooltidy::tool;

namespace {

bool has(const std::vector<WordId> &List, StringRef Word) {
  return is_contained(List, wordId(Word));
}

TEST(Scan, DeclarationsAndBodies) {
  FileScan S = scanFile(R"(
    namespace db {
    int declared(int parameter = given());
    class Guard : public Base {
      Guard() : member_(initial()) { called(); }
      int method() const noexcept override { return inner(); }
      int value = chosen();
    };
    template <class T> struct alignas(8) Odd { int either; };
    extern "C" { void plain(void); }
    struct Row *make(int n) { return local(n); }
    int table[] = {element(), other};
    })");
  for (StringRef W :
       {"declared", "Guard", "Base", "method", "value", "either", "plain", "make", "table"})
    EXPECT_TRUE(has(S.Outside, W)) << W.str();
  for (StringRef W : {"called", "inner", "local"})
    EXPECT_FALSE(has(S.Outside, W)) << W.str();
  for (StringRef W : {"given", "initial", "called", "inner", "chosen", "local", "element", "other"})
    EXPECT_TRUE(has(S.Inside, W)) << W.str();
  for (StringRef W : {"declared", "plain", "make"})
    EXPECT_FALSE(has(S.Inside, W)) << W.str();
}

TEST(Scan, MembersDefinedOutsideTheirClass) {
  FileScan S = scanFile("int db::Catalog::find(int a) { return Other::look(a); }\n"
                        "Catalog ::~ Catalog() {}\n");
  EXPECT_TRUE(is_contained(S.Outside, memberId("Catalog", "find")));
  EXPECT_TRUE(is_contained(S.Outside, memberId("Catalog", "Catalog")));
  EXPECT_FALSE(is_contained(S.Outside, memberId("Other", "look")));
}

TEST(Scan, BranchesDoNotLoseCount) {
  FileScan S =
      scanFile("void f() {\n#if A\n  if (x) {\n#else\n  if (y) {\n#endif\n    g();\n  }\n}\n"
               "int after;\n");
  EXPECT_TRUE(has(S.Outside, "after"));
  EXPECT_FALSE(has(S.Inside, "after"));
}

TEST(Scan, WhatIsNoCodeIsNotRead) {
  FileScan S =
      scanFile("// one { two\n/* three { */ int a = 1'000'000; char c = '{', d = '\\'';\n"
               "const char *s = \"four { \\\" five\", *r = R\"x( \" six )\" )x\";\nint last;\n"
               "// spliced \\\nseven\n");
  for (StringRef W : {"two", "three", "four", "five", "six", "seven"})
    EXPECT_FALSE(S.mentions(wordId(W))) << W.str();
  EXPECT_TRUE(has(S.Outside, "last"));
}

TEST(Scan, Includes) {
  FileScan S =
      scanFile("#ifndef G\n#define G\n# include <a.h>\n#if X\n#include \"b.h\" // why\n"
               "#endif\n#include_next <c.h>\n#include HEADER\nextern \"C\" {\n#include <d.h>\n}\n"
               "#define HEADER <e.h>\n#endif\n");
  ASSERT_EQ(S.Includes.size(), 5u);
  EXPECT_TRUE(S.Includes[0].Angled && S.Includes[0].Always);
  EXPECT_TRUE(!S.Includes[1].Angled && !S.Includes[1].Always);
  EXPECT_EQ(S.Includes[1].Name, "b.h");
  EXPECT_TRUE(S.Includes[2].Next);
  EXPECT_TRUE(S.Includes[3].Computed);
  EXPECT_EQ(S.Includes[3].Name, "HEADER");
  EXPECT_FALSE(S.Includes[4].Always);
  EXPECT_TRUE(S.Guarded);
}

TEST(Scan, MacrosKeepTheirWords) {
  FileScan S = scanFile("#define RUN(q) \\\n  db_execute(conn, q)\n#undef OTHER\n");
  ASSERT_EQ(S.Macros.size(), 2u);
  EXPECT_EQ(S.Macros[0].Name, wordId("RUN"));
  EXPECT_TRUE(has(S.Macros[0].Body, "db_execute"));
  EXPECT_TRUE(S.Macros[1].Body.empty());
  EXPECT_FALSE(S.Code);
}

TEST(Scan, WhatMayBeWritten) {
  FileScan S =
      scanFile("void f() { a = 1; if (b == 2) c += b; ++d; g(&e, h); k[0] = b; in >> l; }\n"
               "C::C() : m(1) {}\n");
  for (StringRef W : {"a", "c", "d", "e", "h", "k", "l", "m"})
    EXPECT_TRUE(has(S.Written, W)) << W.str();
  EXPECT_FALSE(has(S.Written, "b"));
}

TEST(Scan, Literals) {
  for (StringRef Sql : {"SELECT 1", "  select a from b", "\\nINSERT INTO t", "set local x = 1",
                        "BEGIN", "create temp table t", "LISTEN x", "(SELECT 1)"})
    EXPECT_TRUE(looksLikeSql(Sql)) << Sql.str();
  for (StringRef Text : {"Set the value", "select one", "Show more", "begin of file", "",
                         "SELECTED", "Update failed", "close"})
    EXPECT_FALSE(looksLikeSql(Text)) << Text.str();
  EXPECT_TRUE(looksLikeConnection("host=db user=me"));
  EXPECT_TRUE(looksLikeConnection("postgresql://db/x?pool_size=9"));
  EXPECT_FALSE(looksLikeConnection("localhost"));
}

TEST(Scan, AnythingIsText) {
  std::string Bytes;
  for (unsigned I = 0; I < 4096; ++I)
    Bytes.push_back(static_cast<char>(I * 7919 >> 3));
  for (size_t Length = 0; Length < Bytes.size(); Length += 61)
    (void)scanFile(StringRef(Bytes).take_front(Length));
  for (StringRef Text :
       {"#", "#include", "#include <", "#include \"", "#define", "\"", "'", "R\"", "R\"(", "/*",
        "//", "\\", "}}}}", "{{{{", "#else\n#endif\n#endif", "#define A \"\\", "L'\\"})
    (void)scanFile(Text);
}

} // namespace
