//===- Claims.cpp - Processes and pools of a service ----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Finds the program in a command line, then the number of its processes and the size of
// its pool. The URL is asked first, since it is the most specific, then the program's own
// options and variables, then variables that sound like a pool's size, then the driver's
// default.
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Budget.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pooltidy::deploy {
namespace {

/// A program that was found in a command line, and its arguments.
struct Found {
  const ProgramSpec *Program = nullptr;
  std::vector<Value> Arguments;
  std::vector<Number> Before; ///< what starts it several times
};

bool isNamed(const ProgramSpec &P, StringRef Word) {
  return is_contained(P.Commands, baseName(Word).str());
}

bool hasWords(const ProgramSpec &P, ArrayRef<Value> Arguments) {
  return all_of(P.Words, [&](StringRef Wanted) {
    return any_of(Arguments, [&](const Value &V) { return Wanted == V.text(); });
  });
}

Found findProgram(const Simple &Line, const Service &S, const Knowledge &K) {
  Found F;
  if (Line.Words.empty() || is_contained(K.NoPrograms, baseName(Line.Words[0].text()).str()))
    return F;
  for (size_t I = 0; I < Line.Words.size(); ++I) {
    ArrayRef<Value> Rest = ArrayRef(Line.Words).drop_front(I + 1);
    StringRef Word = Line.Words[I].text();
    for (const ProgramSpec &M : K.Multipliers)
      if (isNamed(M, Word))
        F.Before.push_back(numberIn(S, Rest, M.Processes, "processes", M.Name));
    for (const ProgramSpec &P : K.Programs)
      if (isNamed(P, Word) && hasWords(P, Rest)) {
        F.Program = &P;
        F.Arguments = Rest;
        for (StringRef Option : P.MoreOptions)
          if (std::optional<Value> V = optionOf(Rest, {Option.str()}))
            for (const Simple &More : splitLine(*V))
              append_range(F.Arguments, More.Words);
        for (StringRef Name : P.MoreEnvironment)
          if (const Value *V = S.Env.get(Name))
            for (const Simple &More : splitLine(*V))
              append_range(F.Arguments, More.Words);
        return F;
      }
  }
  F.Arguments = Line.Words;
  return F;
}

bool runsImage(const ProgramSpec &P, const Service &S) {
  StringRef Of = StringRef(S.Image).split('@').first;
  return any_of(P.Images, [&](StringRef Image) {
    size_t At = Of.find(Image), End = At + Image.size();
    return At != StringRef::npos && (At == 0 || Of[At - 1] == '/') &&
           (End == Of.size() || Of[End] == ':');
  });
}

/// What runs in \p S in the end. Of commands one after the other it is the last.
Found mainProgram(ArrayRef<Simple> Commands, const Service &S, const Knowledge &K) {
  Found Last;
  for (const Simple &Line : Commands) {
    Found F = findProgram(Line, S, K);
    if (F.Program || (!Last.Program && !F.Arguments.empty()))
      Last = std::move(F);
  }
  for (const ProgramSpec &P : K.Programs)
    if ((P.Entry || !Last.Program) && runsImage(P, S)) {
      Last.Program = &P;
      return Last;
    }
  return Last;
}

Number fromUrl(const Connection &C, const NumberSpec &Spec) {
  const UrlParameter *P = C.find(Spec.Keys);
  if (!P)
    return {};
  int64_t N;
  if (!StringRef(P->Text).getAsInteger(10, N))
    return Number::stated(N, P->Where, P->Key);
  return Number::unknown(P->Where, P->Key, "'" + P->Text + "' is no number that is known");
}

/// A variable of \p S whose name ends as one of \p Names.
Number bySuffix(const Service &S, ArrayRef<std::string> Names) {
  for (const auto &[Name, V] : S.Env.all())
    for (StringRef Ending : Names)
      if (endsWithWords(Name, Ending)) {
        if (std::optional<int64_t> N = numberOf(V))
          return Number::stated(*N, V.where(), Name);
        return Number::unknown(V.where(), Name, V.text() + " has no value that is known");
      }
  return {};
}

void processes(Claim &C, const Found &F, const Service &S, const Knowledge &K) {
  C.Processes = F.Before;
  if (!F.Program) {
    Number N = numberIn(S, F.Arguments, K.GeneralProcesses, "processes", "");
    if (!N.known() && N.Why == Nowhere) {
      N.What = "processes";
      // A command whose program is not known may do anything; one that is not even seen,
      // too. Most start one process, and it is said that this is assumed.
      N.From = Number::Assumed;
      N.Count = 1;
      N.Why = F.Arguments.empty() ? "one process, as its command is not seen"
                                  : "one process, as its command says nothing else";
    }
    C.Processes.push_back(std::move(N));
    Number T = numberIn(S, F.Arguments, K.GeneralThreads, "threads", "");
    if (T.known())
      C.Threads = std::to_string(T.Count) + " threads a process (" + T.What + ")";
    return;
  }
  const ProgramSpec &P = *F.Program;
  C.Program = P.Name;
  std::optional<Value> Instead = optionOf(F.Arguments, P.InsteadOptions);
  Number N = numberIn(S, F.Arguments, P.Processes, "processes", P.Name);
  if (Instead && is_contained(P.InsteadValues, Instead->text())) {
    C.Threads = Instead->text() + ": tasks share one process";
    N = Number::stated(1, Instead->where(), Instead->text());
  } else if (P.Processes.Options.empty() && P.Processes.Environment.empty() && !N.known()) {
    N.Why = "how many processes connect is not known for " + P.Name;
  }
  C.Processes.push_back(std::move(N));
  if (P.Threads) {
    Number T = numberIn(S, F.Arguments, *P.Threads, "threads", P.Name);
    if (T.known())
      C.Threads = std::to_string(T.Count) + " threads a process";
  }
}

const DriverSpec &driverOf(const Connection &Url, const ProgramSpec *P, const Knowledge &K) {
  if (Url.Libpq)
    return *K.driver("libpq");
  const DriverSpec *Of = nullptr;
  for (const DriverSpec &D : K.Drivers)
    if (is_contained(D.Schemes, Url.Scheme))
      Of = &D;
  if (Of && Of->Name != "unknown")
    return *Of;
  if (P && !P->Driver.empty())
    return *K.driver(P->Driver);
  for (const DriverSpec &D : K.Drivers)
    if ((Url.Scheme.empty() && !Url.Separate && D.Keywords) ||
        (!D.Marks.empty() && Url.find(D.Marks)))
      return D;
  return *K.driver("unknown");
}

void pool(Claim &C, const Found &F, const DriverSpec &D, const Service &S, const Knowledge &K) {
  const PoolSpec *Own = F.Program && F.Program->Pool ? &*F.Program->Pool : nullptr;
  const PoolSpec *Usual = D.Pool ? &*D.Pool : nullptr;
  auto Of = [&](NumberSpec PoolSpec::*Part, ArrayRef<std::string> Names, StringRef What) {
    // What a program sets by itself is not taken from its URL.
    if (Own)
      return numberIn(S, F.Arguments, Own->*Part, What, F.Program->Name);
    if (Usual)
      if (Number N = fromUrl(C.Url, Usual->*Part); !N.What.empty())
        return N;
    if (Number N = bySuffix(S, Names); !N.What.empty())
      return N;
    if (Usual)
      return numberIn(S, {}, Usual->*Part, What, D.Title);
    return Number::unknown(C.Url.Where, What.str(), Nowhere.str());
  };
  C.Pool = Of(&PoolSpec::Size, K.PoolSizeNames, "the pool size");
  C.Overflow = Of(&PoolSpec::Overflow, K.OverflowNames, "the overflow");
  if (!C.Overflow.known() && C.Overflow.Why == Nowhere)
    // Only some libraries have an overflow at all.
    C.Overflow = Number::usual(0, C.Url.Where, "the overflow", "there is none");
  if (Own) {
    C.Pools = Own->Pools;
    C.PoolsWhy = Own->PoolsWhy;
    C.Besides = Own->Besides;
    C.BesidesWhy = Own->BesidesWhy;
  }
  // SQLAlchemy takes a size of 0 and an overflow of -1 for no limit.
  if (D.Sqlalchemy && C.Pool.known() && C.Pool.Count == 0)
    C.Pool.Count = -1;
}

void timeout(Claim &C, const Found &F, const DriverSpec &D, const Service &S) {
  auto Has = [&](const NumberSpec &Spec) {
    if (const UrlParameter *P = C.Url.find(Spec.Keys)) {
      int64_t N;
      // 0 and less wait for ever.
      return StringRef(P->Text).getAsInteger(10, N) || N > 0;
    }
    for (StringRef Name : Spec.Environment)
      if (const Value *V = S.Env.get(Name))
        return numberOf(*V).value_or(1) > 0;
    return Spec.Default.has_value();
  };
  C.ConnectTimeout = Has(D.ConnectTimeout) ||
                     (F.Program && F.Program->ConnectTimeout && Has(*F.Program->ConnectTimeout));
  C.TimeoutCertain = D.Name != "unknown";
}

} // namespace

void fillClaim(Claim &C, const Service &Of, ArrayRef<Simple> Commands, const Knowledge &K) {
  C.Service = Of.Name;
  C.Kind = Of.Kind;
  C.ServiceWhere = Of.Where;
  C.Of = &Of;
  C.Replicas = Of.Replicas;
  C.Extra = Of.Extra;
  Found F = mainProgram(Commands, Of, K);
  const DriverSpec &D = driverOf(C.Url, F.Program, K);
  C.Driver = D.Name;
  processes(C, F, Of, K);
  pool(C, F, D, Of, K);
  timeout(C, F, D, Of);
  // A program that is known says itself how many pools it has.
  C.OwnPool = F.Program && F.Program->Pool;
  C.More = !C.Url.Also.empty() && !C.OwnPool;
}

} // namespace pooltidy::deploy
