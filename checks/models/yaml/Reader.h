//===- Reader.h - YAML documents with line-accurate errors ------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What model files, pooler profiles and .pooltidy.yaml have in common: a document is
// checked against what its reader asks for, and everything wrong with it is told at
// once, each as "FILE:LINE:COLUMN: what is wrong, allowed: ...". A key that no reader
// asks for is an error, so a misspelt option is never silently without effect.
//
// This is the only place that knows yaml-cpp's exceptions; they stay inside read().
// It knows nothing of models or poolers.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_MODELS_YAML_READER_H
#define POOLTIDY_MODELS_YAML_READER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pooltidy::yaml {

/// Everything that is wrong with one file, in the order it was found.
class Problems {
public:
  explicit Problems(llvm::StringRef File) : File(File) {}

  void add(YAML::Mark Where, const llvm::Twine &Text);
  void add(const YAML::Node &Where, const llvm::Twine &Text) { add(Where.Mark(), Text); }
  bool any() const { return !Lines.empty(); }
  const std::string &file() const { return File; }

  /// One error with a line per problem; success when there were none.
  llvm::Error take();

private:
  std::string File;
  std::vector<std::string> Lines;
};

/// Parses the one document of \p Text and hands its root to \p Use. Returns what
/// \p Use found wrong, or the syntax error. An empty document is a null node.
llvm::Error read(llvm::StringRef Text, llvm::StringRef File,
                 llvm::function_ref<void(const YAML::Node &, Problems &)> Use);

/// The line of \p N, counted from 1.
unsigned line(const YAML::Node &N);

/// The name in \p Known that \p Word most likely means, or "" when none is close.
llvm::StringRef nearest(llvm::StringRef Word, llvm::ArrayRef<llvm::StringRef> Known);

/// "unknown WHAT 'WORD' (did you mean 'X'?), allowed: a, b, c"
std::string unknown(const llvm::Twine &What, llvm::StringRef Word,
                    llvm::ArrayRef<llvm::StringRef> Known);

/// A scalar as text, a truth value or a whole number; anything else is a problem
/// that names \p What and yields nothing.
std::optional<std::string> text(const YAML::Node &N, const llvm::Twine &What, Problems &P);
std::optional<bool> flag(const YAML::Node &N, const llvm::Twine &What, Problems &P);
std::optional<int64_t> integer(const YAML::Node &N, const llvm::Twine &What, int64_t Min,
                               int64_t Max, Problems &P);
/// One scalar or a list of them.
std::vector<std::string> texts(const YAML::Node &N, const llvm::Twine &What, Problems &P);
/// The index in \p Known of the word \p N.
std::optional<unsigned> word(const YAML::Node &N, const llvm::Twine &What,
                             llvm::ArrayRef<llvm::StringRef> Known, Problems &P);

/// The entries of a mapping. Creating one reports keys that are not allowed, written
/// twice, or not words.
class Map {
public:
  /// \p What names the mapping in messages: "a function".
  Map(const YAML::Node &N, const llvm::Twine &What, llvm::ArrayRef<llvm::StringRef> Allowed,
      Problems &P);

  /// Whether the node was a mapping at all.
  explicit operator bool() const { return Valid; }
  /// The value of \p Key, or null when it is absent.
  const YAML::Node *get(llvm::StringRef Key) const;
  /// The same, and a problem when it is absent.
  const YAML::Node *need(llvm::StringRef Key);
  const YAML::Node *key(llvm::StringRef Key) const;

  std::optional<std::string> text(llvm::StringRef Key);
  std::optional<bool> flag(llvm::StringRef Key);
  std::optional<int64_t> integer(llvm::StringRef Key, int64_t Min, int64_t Max);
  std::vector<std::string> texts(llvm::StringRef Key);
  std::optional<unsigned> word(llvm::StringRef Key, llvm::ArrayRef<llvm::StringRef> Known);

  struct Entry {
    std::string Key;
    YAML::Node KeyNode, Value;
  };
  const std::vector<Entry> &entries() const { return Entries; }
  const YAML::Node &node() const { return Root; }

private:
  YAML::Node Root;
  std::string What;
  Problems &P;
  bool Valid = false;
  std::vector<Entry> Entries;
};

/// The elements of a list; anything else is a problem and gives none.
std::vector<YAML::Node> list(const YAML::Node &N, const llvm::Twine &What, Problems &P);

} // namespace pooltidy::yaml

#endif // POOLTIDY_MODELS_YAML_READER_H
