//===- Join.cpp - Services and the programs they run ----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A service runs `/opt/bin/orders --port 80`, and the build links a program `orders`:
// that is the same one. Where no name fits, nothing is joined, and the pool stays unknown
// rather than being somebody else's.
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Checklist.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pooltidy::deploy {
namespace {

/// The connections of all of \p Made as one number.
Number totalOf(ArrayRef<MadeConnection> Made) {
  Number N;
  N.From = Number::Code;
  N.What = "in its code";
  int64_t Pools = 0, Single = 0;
  for (const MadeConnection &M : Made) {
    if (!N.Where.Line)
      N.Where = M.Where;
    if (!M.Size || !M.Overflow)
      return Number::unknown(M.Where, "in its code",
                             M.Words.empty() ? "its code does not say how large its pool is"
                                             : M.Words);
    if (*M.Size < 0 || N.Count < 0)
      N.Count = -1;
    else
      N.Count += *M.Size + *M.Overflow;
    if (M.Pool)
      ++Pools;
    else
      Single += *M.Size;
  }
  if (Pools)
    N.Why = std::to_string(Pools) + (Pools == 1 ? " pool" : " pools");
  if (Single)
    N.Why += (Pools ? " and " : "") + std::to_string(Single) +
             (Single == 1 ? " connection" : " connections");
  N.Why += " in its code";
  return N;
}

} // namespace

bool CodeProgram::has(const rules::Finding &F) const { return is_contained(Found, F.Where); }

/// The copies of itself that \p P makes, for the processes of its service.
static Number copiesOf(const CodeProgram &P) {
  Number N;
  for (const MadeConnection &M : P.Forks) {
    // Several places are for several kinds of processes, or the same: who knows.
    if (!M.Size || P.Forks.size() > 1)
      return Number::unknown(M.Where, "in its code", "its code makes copies of its process");
    N = {Number::Code,
         *M.Size,
         0,
         M.Where,
         "in its code",
         std::to_string(*M.Size) + " copies of its process in its code"};
  }
  return N;
}

const CodeProgram *programOf(const Service &S, const Code *Seen) {
  if (!Seen)
    return nullptr;
  const CodeProgram *Found = nullptr;
  auto Try = [&](StringRef Word) {
    for (const CodeProgram &P : Seen->Programs)
      if (!P.Name.empty() && baseName(Word) == P.Name)
        Found = &P;
  };
  for (const Simple &Line : commandsOf(S))
    for (const Value &Word : Line.Words)
      if (!Found)
        Try(Word.text());
  if (Found || !S.Command.empty())
    return Found;
  // Without a command it is the image that says it, usually by its name.
  StringRef Image = baseName(StringRef(S.Image).split('@').first).split(':').first;
  Try(Image);
  if (!Found && S.Image.empty())
    Try(S.Name);
  return Found;
}

void joinCode(std::vector<Budget> &Budgets, const Code *Seen, const Knowledge &K) {
  for (Budget &B : Budgets)
    for (Claim &C : B.Claims) {
      const CodeProgram *P = C.Of ? programOf(*C.Of, Seen) : nullptr;
      if (!P || C.Kind == "configuration file")
        continue;
      C.Program = P->Name;
      if (C.Driver == "unknown") {
        C.Driver = "libpq";
        C.TimeoutCertain = true;
      }
      if (!P->Forks.empty() && !C.Processes.empty() && C.Processes.back().From == Number::Assumed)
        C.Processes.back() = copiesOf(*P);
      if (!P->Made.empty()) {
        Number N = totalOf(P->Made);
        // A size that the code takes from outside is known there.
        if (N.known() || C.Pool.From != Number::Stated)
          C.Pool = N;
      } else if (C.Pool.From != Number::Stated) {
        C.Pool.Why = "no place was seen where " + P->Name + " connects";
      }
    }
}

} // namespace pooltidy::deploy
