//===- Config.h - What a .pooltidy.yaml says --------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The user's own file: which pooler, which checks, which limits, and models of the
// functions that the analysis cannot see into. It is read here because the models in
// it have the format of our own. Whether a pooler or a check of that name exists is
// for those who know them to say; finding the file is the command's business.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_MODELS_CONFIG_H
#define POOLTIDY_MODELS_CONFIG_H

#include "models/Model.h"

#include "llvm/ADT/ArrayRef.h"

#include <map>
#include <string>

namespace pooltidy::models {

/// A .pooltidy.yaml. What the file does not mention is absent here.
struct Config {
  std::optional<std::string> Pooler; ///< pooler: as --pooler
  std::optional<std::string> Checks; ///< checks: as --checks, in clang-tidy's syntax
  std::optional<std::string> FailOn; ///< fail-on: note, warning or error
  std::optional<unsigned> PoolLimit;     ///< pool-limit: connections a pool may have
  std::optional<unsigned> OverflowLimit; ///< overflow-limit: and how many beyond
  std::vector<Library> Models;           ///< models: in the order they are written
  std::map<std::string, unsigned, std::less<>> Lines; ///< where each key stands
};

/// The keys of a .pooltidy.yaml.
llvm::ArrayRef<llvm::StringRef> configKeys();

/// Reads a whole .pooltidy.yaml. Errors as parseLibrary's; an unknown key is one.
llvm::Expected<Config> parseConfig(llvm::StringRef Text, llvm::StringRef File);

/// Reads just the models of a file that is either one library document or a mapping
/// with the key `models:`, a list of them. The settings of a .pooltidy.yaml beside
/// `models:` are left alone.
llvm::Expected<std::vector<Library>> parseLibraries(llvm::StringRef Text,
                                                    llvm::StringRef File);

} // namespace pooltidy::models

#endif // POOLTIDY_MODELS_CONFIG_H
