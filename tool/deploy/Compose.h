//===- Compose.h - Docker Compose files -------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads Compose files as `docker compose -f A -f B` does. A service is kept as its
// layers: the services that it extends, then each file that mentions it. Whatever is
// asked for is taken from the topmost layer that has it, and environments are put
// together from all of them, so that no merged copy with places of its own is needed.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_COMPOSE_H
#define POOLTIDY_TOOL_DEPLOY_COMPOSE_H

#include "tool/deploy/Stack.h"

namespace pooltidy::deploy {

/// Gives the text of a file by its absolute path.
using ReadFile = llvm::function_ref<llvm::Expected<std::string>(llvm::StringRef Path)>;

/// A Compose file that was parsed.
struct ComposeFile {
  std::string Path;
  const Node *Root;
};

/// Whether \p Root is a Compose file: a mapping with services that are mappings.
bool isCompose(const Node &Root);

/// Adds to \p S the services of \p Files, which belong together, the later ones overriding
/// the earlier. \p Given are variables from .env files that were named; an .env file
/// beside the first one is read as well.
void readCompose(Forest &F, llvm::ArrayRef<ComposeFile> Files, const Environment &Given,
                 ReadFile Read, Stack &S);

/// The environment of \p N, a mapping or a list of NAME=value.
Environment environmentOf(const Node *N);

/// \p N as the words of a command: a list, or a line that is split.
std::vector<Value> wordsOf(const Node *N);

/// \p Path against \p Directory, without . and .. in it.
std::string joinPath(llvm::StringRef Directory, llvm::StringRef Path);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_COMPOSE_H
