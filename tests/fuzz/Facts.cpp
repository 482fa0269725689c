//===- Facts.cpp - Facts files, and the analysis of what they say -------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The input is the inside of a facts file, to which the right checksum is added; what the
// reader accepts must survive being written again, being linked to a unit that is sound, and
// being run. Besides bytes whole records are changed: swapped nodes, other symbols, other
// numbers.
//
//===----------------------------------------------------------------------===//

#include "../unit/facts/SampleUnit.h"
#include "../unit/leases/BusyUnit.h"
#include "Fuzz.h"
#include "facts/Bundle.h"
#include "leases/Analyse.h"

#include "llvm/Support/thread.h"

using namespace pooltidy;
using fuzz::require;

extern "C" size_t LLVMFuzzerMutate(uint8_t *Data, size_t Size, size_t MaxSize);

namespace {

/// Of the interpreter, which recurses with the program's calls. The command has 1 GB.
constexpr unsigned StackSize = 256u << 20;

std::string bodyOf(const facts::Unit &U) {
  std::string Bytes = serialize(U);
  return Bytes.substr(facts::test::bodyOffset(Bytes));
}

/// Changes one thing of \p U such that most of it still makes sense.
void change(facts::Unit &U, std::mt19937 &Random) {
  auto Below = [&](size_t N) { return N ? Random() % N : 0; };
  if (U.Functions.empty())
    return;
  facts::Function &F = U.Functions[Below(U.Functions.size())];
  if (F.Nodes.empty())
    return;
  facts::Node &N = F.Nodes[Below(F.Nodes.size())];
  switch (Below(8)) {
  case 0:
    N.Kind =
        static_cast<facts::NodeKind>(Below(static_cast<size_t>(facts::NodeKind::InitBase) + 1));
    break;
  case 1:
    N.Symbol = Below(8);
    break;
  case 2:
    N.Value = Below(2) ? Below(4) : int64_t(uint64_t(Random()) << 32 | Random());
    break;
  case 3:
    N.Type = Below(U.Types.size());
    break;
  case 4:
    std::swap(N, F.Nodes[Below(F.Nodes.size())]);
    break;
  case 5:
    if (!F.Kids.empty())
      std::swap(F.Kids[Below(F.Kids.size())], F.Kids[Below(F.Kids.size())]);
    break;
  case 6:
    if (!F.Kids.empty())
      F.Kids[Below(F.Kids.size())] = Below(F.Nodes.size());
    break;
  default: {
    facts::Type &T = U.Types[Below(U.Types.size())];
    T.Kind = static_cast<facts::TypeKind>(Below(static_cast<size_t>(facts::TypeKind::Array) + 1));
    T.Inner = Below(U.Types.size());
    break;
  }
  }
}

} // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *Data, size_t Size, size_t MaxSize,
                                          unsigned Seed) {
  std::mt19937 Random(Seed);
  std::string Out;
  if (Size < 16) {
    Out = bodyOf(Random() % 2 ? facts::test::fullUnit() : leases::test::busyUnit());
  } else {
    std::string Whole = facts::test::seal(std::string(reinterpret_cast<char *>(Data), Size));
    auto U = facts::deserialize(Whole, "x");
    if (!U || Random() % 4 == 0) {
      llvm::consumeError(U.takeError());
      return LLVMFuzzerMutate(Data, Size, MaxSize);
    }
    for (unsigned Changes = 1 + Random() % 4; Changes; --Changes)
      change(*U, Random);
    Out = bodyOf(*U);
  }
  if (Out.size() > MaxSize)
    return LLVMFuzzerMutate(Data, Size, MaxSize);
  std::copy(Out.begin(), Out.end(), Data);
  return Out.size();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  static const auto Models = llvm::cantFail(models::builtinModels());
  llvm::StringRef Raw = fuzz::Bytes(Data, Size).rest();
  if (auto Files = fuzz::valueOf(facts::unbundle(Raw, "x")))
    for (llvm::StringRef File : *Files)
      fuzz::valueOf(facts::deserialize(File, "x"));
  std::string Whole = facts::test::seal(Raw.str());
  auto Head = fuzz::valueOf(facts::readHead(Whole, "x"));
  auto U = fuzz::valueOf(facts::deserialize(Whole, "x"));
  require(!U || Head, "what can be read has a head");
  if (!U)
    return 0;
  std::string Again = serialize(*U);
  require(serialize(llvm::cantFail(facts::deserialize(Again, "x"))) == Again,
          "what was read can be written and read again");
  std::string Both = facts::bundle({Whole, Again});
  require(fuzz::valueOf(facts::unbundle(Both, "x")).has_value(), "a bundle can be taken apart");
  llvm::thread Deep(std::optional<unsigned>(StackSize), [&] {
    leases::Program P(Models);
    P.add(leases::test::busyUnit()); // and beside it one that is sound
    P.add(std::move(*U));
    P.finish();
    leases::analyse(P, leases::Budget());
  });
  Deep.join();
  return 0;
}
