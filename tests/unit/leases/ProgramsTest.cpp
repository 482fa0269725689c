//===- ProgramsTest.cpp - Several programs that share code ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Programs.h"
#include "../facts/SampleUnit.h"

#include "gtest/gtest.h"

using namespace pooltidy;
using namespace pooltidy::leases;
using facts::Unit;
using facts::test::FunctionBuilder;
using facts::test::UnitBuilder;

namespace {

/// A unit that is linked into \p Programs, or lies in \p Target.
Unit unit(llvm::StringRef File, std::vector<const char *> Programs, llvm::StringRef Target = "",
          bool Main = false) {
  UnitBuilder B(File);
  for (const char *Name : Programs)
    B.U.Programs.push_back(B.string(Name));
  B.U.Target = B.string(Target);
  if (Main)
    FunctionBuilder(B, "main", 1).finish({});
  return std::move(B.U);
}

std::string print(std::vector<Unit> Units) {
  std::string Out;
  for (const Assembly &A : assemble(Units)) {
    Out += A.Name + ":";
    for (unsigned I : A.Units)
      Out += " " + std::to_string(I);
    Out += "\n";
  }
  return Out;
}

TEST(Assemble, WhereTheBuildTells) {
  EXPECT_EQ(
      print({unit("a.c", {"client"}), unit("b.c", {"client", "server"}), unit("c.c", {"server"})}),
      "client: 0 1\nserver: 1 2\n");
  // What is linked nowhere is not lost, and the same files are one program.
  EXPECT_EQ(print({unit("a.c", {"x", "y"}), unit("b.c", {})}), ": 1\nx: 0\n");
}

TEST(Assemble, WhereOnlyFoldersTell) {
  EXPECT_EQ(print({unit("a.c", {}, "client", true), unit("b.c", {}, "lib"),
                   unit("c.c", {}, "server", true), unit("d.c", {}, "server"), unit("e.c", {})}),
            "client: 0 1 4\nserver: 1 2 3 4\n");
  EXPECT_EQ(print({unit("a.c", {}, "client", true), unit("b.c", {}, "lib")}), ": 0 1\n");
}

TEST(Assemble, WhereNothingTells) {
  EXPECT_EQ(print({}), "");
  EXPECT_EQ(print({unit("a.c", {}, "", true), unit("b.c", {}, "", true)}), ": 0 1\n");
}

} // namespace
