//===- Programs.h - Several programs that share code ------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A build makes several programs, and what they share stands in libraries. Each program
// is linked and run by itself, so that functions of the same name, overriders and
// variables of one are not taken for those of another. What a library offers is judged
// by the programs that call it: a program that links it and does not call a function
// does not make that function an entry.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_PROGRAMS_H
#define POOLTIDY_LEASES_PROGRAMS_H

#include "leases/Program.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"

#include <string>
#include <vector>

namespace pooltidy::leases {

/// The units that make up one program.
struct Assembly {
  std::string Name;            ///< empty where the build does not name it
  std::vector<unsigned> Units; ///< ascending
};

/// The programs that \p Units make up, at least one when there are units. Units of which
/// the build says nothing are one program, but two main functions that stand in different
/// targets are two, which share the targets without one.
std::vector<Assembly> assemble(llvm::ArrayRef<facts::Unit> Units);

/// What assemble() looks at, for units that are not all in memory.
struct Membership {
  std::vector<std::string> Programs;
  std::string Target;
  bool Main = false; ///< it has a main()

  explicit Membership(const facts::Unit &U);
};
std::vector<Assembly> assemble(llvm::ArrayRef<Membership> Units);

/// Which functions are run from outside when several programs share them. Programs are
/// numbered in the order in which they are analysed.
class Sharing {
public:
  /// To be told of every program before the first is analysed.
  void add(const Program &P, unsigned Number);
  /// Whether \p F is to be run as an entry of program \p Number. \p Early: because nothing in
  /// that program calls it. Otherwise because nothing led to it; then the last program that
  /// has it runs it, if no other one came to it by a call.
  bool enters(const Program &P, const facts::Function &F, unsigned Number, bool Early) const;
  /// \p F was run to its end in some program.
  void finished(const Program &P, const facts::Function &F);

private:
  struct Info {
    unsigned Last = 0; ///< the last program that has it
    bool Called = false;
    bool Finished = false;
  };
  llvm::StringMap<Info> Functions;
  static std::string key(const Program &P, const facts::Function &F);
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_PROGRAMS_H
