//===- TestFiles.h - A directory that goes with the test --------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For tests that need real files. Everything made in it is removed again.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_UNITTESTS_TOOL_TESTFILES_H
#define POOLTIDY_UNITTESTS_TOOL_TESTFILES_H

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

#include <string>

namespace pooltidy::tool {

class TestFiles {
public:
  TestFiles() {
    llvm::SmallString<128> Made, Real;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("pooltidy-test", Made));
    EXPECT_FALSE(llvm::sys::fs::real_path(Made, Real));
    Root = std::string(Real);
  }
  ~TestFiles() { llvm::sys::fs::remove_directories(Root); }

  /// The absolute path of \p Name.
  std::string path(const llvm::Twine &Name) const { return (Root + "/" + Name).str(); }

  /// Writes \p Name and the directories above it; returns its path.
  std::string write(const llvm::Twine &Name, llvm::StringRef Text) const {
    std::string Path = path(Name);
    EXPECT_FALSE(llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path)));
    std::error_code EC;
    llvm::raw_fd_ostream OS(Path, EC);
    EXPECT_FALSE(EC);
    OS << Text;
    return Path;
  }

  std::string Root;
};

} // namespace pooltidy::tool

#endif // POOLTIDY_UNITTESTS_TOOL_TESTFILES_H
