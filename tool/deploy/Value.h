//===- Value.h - Texts that know where they come from -----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A command line is put together from a Compose file, an .env file and defaults in
// ${braces}. The number in it that must change stands in one of them, so a Value
// remembers for each stretch of its text which scalar it was taken from.
//
// What has no value stays in the text as ${NAME}: two services with the same ${DB_HOST}
// have the same host, whatever it is, and a number that is ${WORKERS} is not known.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_VALUE_H
#define POOLTIDY_TOOL_DEPLOY_VALUE_H

#include "tool/deploy/Tree.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <map>
#include <optional>

namespace pooltidy::deploy {

class Value {
public:
  Value() = default;
  /// The text of the scalar \p N.
  explicit Value(const Node &N);

  const std::string &text() const { return Text; }
  bool empty() const { return Text.empty(); }
  /// Where the bytes stand; of an empty stretch, where the value would.
  rules::Place where(size_t Offset, size_t Length) const;
  rules::Place where() const { return where(0, Text.size()); }
  Value substr(size_t Offset, size_t Length = std::string::npos) const;
  void append(const Value &Other);
  /// Appends \p Text, which stands at the \p Length bytes at \p Offset of \p From.
  void append(llvm::StringRef Text, const Value &From, size_t Offset, size_t Length);
  /// Whether a name without a value is left in the text.
  bool open() const;

private:
  struct Piece {
    size_t Begin;  ///< in Text
    size_t Length; ///< in Text
    const Node *From;
    size_t Offset;  ///< in the text of From
    size_t Spelled; ///< its length there
  };
  std::string Text;
  std::vector<Piece> Pieces;
  const Node *Start = nullptr; ///< where an empty one stands
};

/// Names and their values; later ones of the same name win.
class Environment {
public:
  void set(llvm::StringRef Name, Value V);
  const Value *get(llvm::StringRef Name) const;
  /// In the order in which the names came first.
  const std::vector<std::pair<std::string, Value>> &all() const { return Entries; }
  void add(const Environment &Other);

private:
  std::vector<std::pair<std::string, Value>> Entries;
  std::map<std::string, size_t, std::less<>> Index;
};

enum class Style : uint8_t {
  Compose,    ///< ${NAME:-default}, $NAME; $$ is $
  Shell,      ///< the same, and $$ is nothing that is known
  Kubernetes, ///< $(NAME); $$( is $(
};

/// \p In with the names that \p E has. Names without value and default stay as ${NAME}.
Value expand(const Value &In, const Environment &E, Style S);

/// Reads an .env file: NAME=value lines, comments, quotes, `export`. Names that it gave
/// already, and those of \p Known, may be used in it. Lines that are none are in \p Bad.
Environment parseEnv(Forest &F, const Source &S, const Environment &Known,
                     std::vector<unsigned> &Bad);

/// A whole number that is all of \p V.
std::optional<int64_t> numberOf(const Value &V);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_VALUE_H
