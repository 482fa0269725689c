//===- Scan.h - What can be told of a file without parsing it ---*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A parse takes a second where reading the words of the files behind it takes a
// millisecond. The words are enough to say what a file cannot do: it calls nothing
// whose name it does not contain and defines nothing that it does not name.
//
// Conditions are not evaluated and macros not expanded: what is found may be more than
// a compiler would see, never less. Which braces hold declarations and which hold code
// is guessed from the words before them, so that a header that declares a function
// counts as one that calls it only when it does so in a body.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_SCAN_H
#define POOLTIDY_TOOL_SPEED_SCAN_H

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pooltidy::tool {

/// A word, as good as unique.
using WordId = uint64_t;
WordId wordId(llvm::StringRef Word);
/// Stands for the words `Class::Member`, as a definition outside its class has them.
WordId memberId(llvm::StringRef Class, llvm::StringRef Member);

struct FileScan {
  struct Include {
    std::string Name; ///< without quotes; of a computed one the macro
    bool Angled = false;
    bool Next = false;     ///< #include_next
    bool Computed = false; ///< by a macro
    bool Always = false;   ///< under no condition but an include guard, in no braces
    size_t Offset = 0;
  };
  struct Macro {
    WordId Name = 0;
    std::string Header;       ///< where the value is a header's name, quotes included
    std::vector<WordId> Body; ///< its words
    size_t Offset = 0;
  };
  std::vector<Include> Includes;
  std::vector<Macro> Macros;      ///< an #undef is one without a value
  std::vector<WordId> Outside;    ///< words outside bodies; sorted, none twice
  std::vector<WordId> Inside;     ///< words in bodies and initial values
  std::vector<WordId> Written;    ///< words that are assigned to, or handed out to be changed
  std::vector<WordId> Conditions; ///< words of #if and the like
  bool Statement = false;         ///< has a literal that looks like SQL
  bool Connection = false;        ///< has a literal that looks like a connection string
  bool Guarded = false;           ///< an include guard or #pragma once stands around it
  bool Code = false;              ///< has anything but directives and comments

  bool mentions(WordId W) const;
};

/// Reads all of \p Text.
FileScan scanFile(llvm::StringRef Text);

/// Whether a literal of these characters begins a statement, as far as one can tell.
bool looksLikeSql(llvm::StringRef Literal);
bool looksLikeConnection(llvm::StringRef Literal);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_SCAN_H
