//===- FactsFiles.h - What `extract` wrote, as `link` reads it --*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A hundred thousand facts files are several gigabytes, most of which have nothing to do
// with a database. So each is read once for the words in it, and again only when those
// say that it can matter (speed/Wanted.h). The units stand in an order of their own, by
// file and content, each once: what the command line says, in which order, and how the
// files were merged before makes no difference.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_FACTSFILES_H
#define POOLTIDY_TOOL_FACTSFILES_H

#include "facts/Facts.h"
#include "tool/reports/Report.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <string>
#include <vector>

namespace pooltidy::tool {

class FactsFiles {
public:
  /// Looks into the files \p Paths with \p Jobs threads. "-" is standard input, "@FILE"
  /// stands for the paths in FILE, one a line. What cannot be opened becomes one of
  /// \p Problems; what holds no facts is an error. Relocatable facts are taken to be
  /// about the project in \p Root.
  static llvm::Expected<FactsFiles> open(llvm::ArrayRef<std::string> Paths,
                                         llvm::StringRef WorkingDir, unsigned Jobs,
                                         std::vector<TuProblem> &Problems);

  struct Entry {
    std::string File;                  ///< the main file, absolute
    std::string Root;                  ///< the project's directory; may be empty
    std::vector<uint32_t> Words;       ///< hashes of the words in the texts, sorted
    bool Literals = false;             ///< some look like SQL or a connection string
    std::vector<std::string> Errors;   ///< of the compiler
    std::vector<std::string> Programs; ///< or the target where none is known
    uint64_t Bytes = 0;

  private:
    friend class FactsFiles;
    size_t Path = 0;            ///< in Paths
    uint64_t Offset = 0;        ///< of the facts in the file
    uint64_t High = 0, Low = 0; ///< the hash of the facts
  };
  const std::vector<Entry> &units() const { return Units; }
  /// Reads all of a unit.
  llvm::Expected<facts::Unit> load(size_t Number) const;
  /// The bytes of a unit, as they were extracted.
  llvm::Expected<std::string> bytes(size_t Number) const;

private:
  std::vector<std::string> Paths; ///< absolute
  std::vector<Entry> Units;
  std::string Standard; ///< what came through standard input
  std::string WorkingDir;

  llvm::Error look(size_t Path, llvm::StringRef Bytes, std::vector<Entry> &Out) const;
};

/// Takes the project's directory out of all texts of \p U, so that the facts are the same
/// wherever it lies.
void makeRelocatable(facts::Unit &U, llvm::StringRef Root);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_FACTSFILES_H
