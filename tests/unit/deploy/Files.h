//===- Files.h - Deployment files in memory ---------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_UNIT_DEPLOY_FILES_H
#define POOLTIDY_TESTS_UNIT_DEPLOY_FILES_H

#include "tool/deploy/Deploy.h"

#include "gtest/gtest.h"

#include <map>

namespace pooltidy::deploy {

/// Files by their paths, and what becomes of them.
struct Files {
  std::map<std::string, std::string> Texts;
  Request R;

  Files &add(const std::string &Path, std::string Text) {
    Texts[Path] = std::move(Text);
    R.Files.push_back(Path);
    return *this;
  }
  /// A file that is there and was not named.
  Files &beside(const std::string &Path, std::string Text) {
    Texts[Path] = std::move(Text);
    return *this;
  }
  Outcome run() {
    llvm::Expected<Outcome> Out =
        deploy(R, [&](llvm::StringRef Path) -> llvm::Expected<std::string> {
          auto It = Texts.find(Path.str());
          if (It == Texts.end())
            return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                           "No such file or directory");
          return It->second;
        });
    EXPECT_TRUE(bool(Out)) << llvm::toString(Out.takeError());
    return std::move(*Out);
  }
};

inline Outcome compose(std::string Text, std::optional<int64_t> Cap = std::nullopt) {
  Files F;
  F.R.Cap.Plain = Cap;
  return F.add("/p/compose.yml", std::move(Text)).run();
}

} // namespace pooltidy::deploy

#endif // POOLTIDY_TESTS_UNIT_DEPLOY_FILES_H
