//===- ComposeParts.cpp - The parts of Compose files ----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Environments and commands may be written in two ways each; others write them so, too.
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Compose.h"
#include "tool/deploy/Words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace pooltidy::deploy {

std::string joinPath(StringRef Directory, StringRef Path) {
  SmallString<256> Out(sys::path::is_absolute(Path) ? StringRef() : Directory);
  sys::path::append(Out, Path);
  sys::path::remove_dots(Out, /*remove_dot_dot=*/true);
  return std::string(Out);
}

bool isCompose(const Node &Root) {
  const Node *Services = Root.get("services");
  if (!Services || !Services->is(Node::Map))
    return false;
  return all_of(Services->Entries, [](const auto &E) { return !E.second->is(Node::Scalar); });
}

Environment environmentOf(const Node *N) {
  Environment Out;
  if (!N)
    return Out;
  for (const auto &[Key, V] : N->all())
    if (V->is(Node::Scalar))
      Out.set(Key->Text, Value(*V));
  for (const Node *One : N->Items) {
    size_t Sign = One->Text.find('=');
    if (Sign != std::string::npos)
      Out.set(StringRef(One->Text).take_front(Sign), Value(*One).substr(Sign + 1));
  }
  return Out;
}

std::vector<Value> wordsOf(const Node *N) {
  std::vector<Value> Out;
  if (!N)
    return Out;
  for (const Node *One : N->Items)
    if (One->is(Node::Scalar))
      Out.push_back(Value(*One));
  if (N->is(Node::Scalar))
    for (Simple &S : splitLine(Value(*N)))
      append_range(Out, S.Words);
  return Out;
}

} // namespace pooltidy::deploy
