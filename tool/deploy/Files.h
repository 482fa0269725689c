//===- Files.h - The other kinds of deployment files ------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One function a kind, for Deploy.cpp's table alone. Each adds to a Stack what it finds.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_FILES_H
#define POOLTIDY_TOOL_DEPLOY_FILES_H

#include "tool/deploy/Compose.h"

namespace pooltidy::deploy {

/// A `key = value` line, or the words after a directive.
struct IniEntry {
  std::string Section, Key;
  Value Of;
};

/// Reads sections, `key = value` lines, and comments that begin with ; or #. A backslash
/// at the end of a line goes on in the next one; quotes around a value are no part of it.
std::vector<IniEntry> parseIni(Forest &F, const Source &S);

/// Whether one of \p Documents is an object of Kubernetes.
bool isKubernetes(llvm::ArrayRef<const Node *> Documents);
/// \p Documents are those of all files, since one refers to objects of another.
void readKubernetes(Forest &F, llvm::ArrayRef<const Node *> Documents, Stack &S);

void readProcfile(Forest &F, const Source &From, const Environment &Env, Stack &S);
void readSystemd(Forest &F, const Source &From, ReadFile Read, Stack &S);

/// Whether \p S is the configuration of a pooler, and which.
bool isPgbouncer(llvm::ArrayRef<IniEntry> Entries);
void readPgbouncer(const Source &From, llvm::ArrayRef<IniEntry> Entries, Stack &S);
void readPgcat(const Source &From, llvm::ArrayRef<IniEntry> Entries, Stack &S);
bool isOdyssey(const Source &From);
void readOdyssey(Forest &F, const Source &From, Stack &S);

/// Whether \p Root configures the database clients of a C++ framework, or of an
/// application server, and adds what it says.
bool readDrogon(const Node &Root, const Source &From, Stack &S);
bool readUserver(const Node &Root, const Source &From, Stack &S);
bool readUnit(const Node &Root, const Source &From, Stack &S);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_FILES_H
