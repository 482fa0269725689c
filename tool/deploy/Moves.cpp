//===- Moves.cpp - Who can go to a transaction-mode pooler ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Moves.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <map>

using namespace llvm;

namespace pooltidy::deploy {
namespace {

/// What the code of \p P says. Waiting for notifications needs a session of its own
/// whatever is changed; everything else has another way of doing it.
void judgeCode(const CodeProgram &P, const Code &Seen, Move &M) {
  std::map<std::string, unsigned> Counts;
  unsigned Listens = 0;
  for (const rules::Finding &F : Seen.Findings) {
    if (!P.has(F) || F.Level < rules::Severity::Error)
      continue;
    ++Counts[F.Check];
    Listens += F.Check == "pooling-listen";
  }
  ListSeparator Comma;
  for (const auto &[Check, N] : Counts)
    M.Why += StringRef(Comma).str() + std::to_string(N) + " of " + Check;
  if (Listens) {
    M.State = Move::Stays;
    M.Why += ": what listens needs a session or direct connection; the rest can move once it is "
             "apart";
  } else if (!Counts.empty()) {
    M.State = Move::AfterFixes;
  } else if (Seen.Complete) {
    M.State = Move::AsItIs;
    M.Why = "nothing in its code stands against it";
  } else {
    M.Why = "nothing was found in its code, but not all of it was seen";
  }
}

/// What is known of a program or a driver; the cure may be there already.
bool judgeKnown(const TransactionSpec &T, const Claim &C, Move &M) {
  if (T.State.empty())
    return false;
  M.Why = T.Why;
  bool Cured = !T.Cures.empty() && all_of(T.Cures, [&](StringRef Key) {
    const Value *V = C.Of ? C.Of->Env.get(Key) : nullptr;
    const UrlParameter *P = C.Url.find({Key.str()});
    StringRef Text = V ? StringRef(V->text()) : P ? StringRef(P->Text) : StringRef();
    return (V || P) && (T.CureValue.empty() || Text.trim() == T.CureValue);
  });
  M.State = T.State == "ready" || Cured ? Move::AsItIs
            : T.State == "stays"        ? Move::Stays
                                        : Move::AfterFixes;
  if (Cured)
    M.Why = join(T.Cures, ", ") + " sees to it";
  return true;
}

} // namespace

void makeMoves(ArrayRef<Budget> Budgets, const Knowledge &K, const Request &R, Deployment &D) {
  for (const Budget &B : Budgets)
    for (const Claim &C : B.Claims) {
      if (C.Kind == "pooler")
        continue;
      Move M;
      M.Service = C.Service;
      M.Where = C.Url.Where;
      const CodeProgram *P = C.Of ? programOf(*C.Of, R.Seen) : nullptr;
      if (P) {
        judgeCode(*P, *R.Seen, M);
      } else {
        const ProgramSpec *Program = nullptr;
        for (const ProgramSpec &One : K.Programs)
          if (One.Name == C.Program)
            Program = &One;
        const DriverSpec *Driver = K.driver(C.Driver);
        if (!(Program && judgeKnown(Program->Transaction, C, M)) &&
            !(Driver && judgeKnown(Driver->Transaction, C, M)))
          M.Why = "its code was not looked at";
        // What a driver does is not all that a program does.
        if (M.State == Move::AsItIs && !(Program && !Program->Transaction.State.empty())) {
          M.State = Move::NotSeen;
          M.Why += "; its code was not looked at";
        }
      }
      if (B.At.M == Mode::Transaction) {
        // It is there; what is wrong with it matters all the more.
        if (M.State == Move::AsItIs || M.State == Move::NotSeen)
          M.State = Move::There;
        M.To = B.At.Address;
      } else if (B.At.MovesTo) {
        M.To = (StringRef(B.At.Address).rsplit(':').first + ":" + Twine(*B.At.MovesTo)).str();
      }
      D.Moves.push_back(std::move(M));
    }
}

} // namespace pooltidy::deploy
