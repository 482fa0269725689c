//===- Tree.h - Deployment files as trees with places -----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every reader of deployment files makes the same tree, so that whatever is found in one
// can say which line and column it comes from: a finding about a number must stand at
// that number, and the number may be the third word of a folded block scalar.
//
// YAML is read through yaml-cpp's events and not into its nodes, since those forget
// where aliases and merges come from and since a stream may have several documents.
// Aliases share their node, so what is small in the file stays small here.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_TREE_H
#define POOLTIDY_TOOL_DEPLOY_TREE_H

#include "rules/Finding.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace pooltidy::deploy {

/// A file that was read.
struct Source {
  std::string Name; ///< absolute path
  std::string Text;
  std::vector<size_t> Lines; ///< where each line begins

  Source(std::string Name, std::string Text);
  size_t offset(unsigned Line, unsigned Column) const;
  /// The place of \p Length bytes at \p Offset.
  rules::Place place(size_t Offset, size_t Length) const;
};

struct Node {
  enum KindOf : uint8_t { Null, Scalar, List, Map };

  KindOf Kind = Null;
  bool Whole = false; ///< `!override`, `!reset`: takes the place of what it would be merged with
  const Source *From = nullptr;
  size_t Begin = 0, End = 0; ///< in the text of the file; End where the next node begins
  std::string Text;          ///< of a scalar, decoded
  std::vector<const Node *> Items;
  std::vector<std::pair<const Node *, const Node *>> Entries;

  bool is(KindOf K) const { return Kind == K; }
  /// The value of \p Key, through `<<` merges as well; null when there is none.
  const Node *get(llvm::StringRef Key) const;
  /// get(), one key after the other.
  const Node *at(std::initializer_list<llvm::StringRef> Path) const;
  /// All entries with merges carried out: what is written wins over what is merged in.
  std::vector<std::pair<const Node *, const Node *>> all() const;
  /// The place of the node; of a scalar the place of its text.
  rules::Place where() const;
  /// The place of the \p Length bytes at \p Offset of a scalar's text. Where the file
  /// spells them in another way, the place of the scalar.
  rules::Place where(size_t Offset, size_t Length) const;
};

/// Owns the files and nodes of a deployment; nothing moves while it lives.
class Forest {
public:
  Source &add(std::string Name, std::string Text);
  Node &make(Node::KindOf Kind, const Source &From, size_t Begin, size_t End);

private:
  std::deque<Source> Sources;
  std::deque<Node> Nodes;
};

/// The documents of \p S, which is YAML or JSON. JSON may have comments.
llvm::Expected<std::vector<const Node *>> parseYaml(Forest &F, const Source &S);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_TREE_H
