//===- LinkUnits.h - Which program an object file ends up in ----*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A compilation database lists the objects of all programs of a build, and two of them
// may each have a main() and a connect() of their own. What is linked with what stands
// in the files of the build itself: in build.ninja (CMake, Meson, GN, ...), or in the
// link.txt that CMake writes for each target of a Makefile build. A static library
// belongs to every program that links it, a shared one as well.
//
// It does not guess: where a build says nothing, no program is named, and all objects are
// taken for one program unless CMake's folders tell its targets apart.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_LINKUNITS_H
#define POOLTIDY_TOOL_LINKUNITS_H

#include "tool/Analysis.h"
#include "tool/NinjaFile.h"

#include "llvm/ADT/ArrayRef.h"

#include <map>
#include <string>
#include <vector>

namespace pooltidy::tool {

/// The programs that \p Steps link out of \p Objects: for each object the names of those
/// that it is in, in order. Outputs that another program takes in are no programs, they
/// are libraries. All paths are absolute.
std::map<std::string, std::vector<std::string>> findPrograms(llvm::ArrayRef<BuildStep> Steps,
                                                             llvm::ArrayRef<std::string> Objects);

/// The command lines of a link.txt, \p Text, as steps; \p Directory is where they run.
std::vector<BuildStep> readLinkCommands(llvm::StringRef Text, llvm::StringRef Directory);

/// The folder that keeps the objects of one target, ".../CMakeFiles/server.dir" or
/// ".../server.p"; empty when \p Object lies in none.
std::string targetFolder(llvm::StringRef Object);

/// Finds out for each of \p Commands which programs it belongs to. \p Database is the path
/// of the compilation database, \p AllObjects are those of all of its entries.
void assignPrograms(std::vector<TuCommand> &Commands, llvm::StringRef Database,
                    llvm::ArrayRef<std::string> AllObjects);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_LINKUNITS_H
