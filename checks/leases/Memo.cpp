//===- Memo.cpp - What groups of entries showed the last time -------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Memo.h"

#include "leases/Packing.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

#include <map>

namespace pooltidy::leases {

using namespace facts;

namespace {

constexpr uint64_t Version = 1;

/// A question and its answer. Names are indices into Image::Names.
struct Fact {
  uint32_t Of = 0;
  Question About = Question::Function;
  uint64_t Answer = 0;
};
struct Look {
  uint32_t Function = 0, Field = 0;
  bool May = false;
};
struct Named {
  bool File = false; ///< of a text file, or of a constructor
  std::string Name;
  uint64_t Answer = 0;
};
struct Record {
  unsigned Round = 0;
  uint32_t File = 0;
  std::vector<uint32_t> Entries;
  bool BoundByEnvironment = false;
  std::vector<uint32_t> Order; ///< names, as they follow each other in the program
  std::vector<uint32_t> Facts, Looks, Named;
  std::string Shown;
};

template <class A> void visit(A &Ar, Fact &F) {
  auto &[Of, About, Answer] = F;
  support::fields(Ar, Of, About, Answer);
}
template <class A> void visit(A &Ar, Look &L) {
  auto &[Function, Field, May] = L;
  support::fields(Ar, Function, Field, May);
}
template <class A> void visit(A &Ar, Named &N) {
  auto &[File, Name, Answer] = N;
  support::fields(Ar, File, Name, Answer);
}
template <class A> void visit(A &Ar, Record &R) {
  auto &[Round, File, Entries, BoundByEnvironment, Order, Facts, Looks, Named, Shown] = R;
  support::fields(Ar, Round, File, Entries, BoundByEnvironment, Order, Facts, Looks, Named, Shown);
}

} // namespace

struct Memo::Image {
  uint64_t Written = Version;
  unsigned Pool = 0, Overflow = 0;
  bool Whole = false;
  std::vector<std::string> Names;
  std::vector<Fact> Facts;
  std::vector<Look> Looks;
  std::vector<Named> ByName;
  std::vector<Record> Records;

  // Where what stands in them stands.
  llvm::StringMap<uint32_t> NameAt;
  std::map<std::pair<uint32_t, Question>, uint32_t> FactAt;
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> LookAt;
  std::map<std::pair<bool, std::string>, uint32_t> NamedAt;
  std::map<std::tuple<unsigned, uint32_t, std::vector<uint32_t>>, uint32_t> RecordAt;

  // What the program that is analysed now says to them, as far as that was asked.
  Outlook *Program = nullptr;
  std::unique_ptr<Answers> Now;
  std::vector<std::optional<StringId>> Ids;
  std::vector<bool> IdKnown;
  std::vector<char> FactSame, LookSame, NamedSame; ///< 0: not asked, 1: no, 2: yes
  llvm::DenseMap<StringId, uint32_t> NameOf;
  llvm::DenseMap<StringId, std::vector<StringId>> Files;

  template <class A> void fields(A &Ar) {
    support::fields(Ar, Written, Pool, Overflow, Whole, Names, Facts, Looks, ByName, Records);
  }

  uint32_t add(llvm::StringRef Name) {
    auto [It, New] = NameAt.try_emplace(Name, Names.size());
    if (New)
      Names.push_back(Name.str());
    return It->second;
  }
  uint32_t name(StringId S) {
    auto [It, New] = NameOf.try_emplace(S);
    if (New)
      It->second = add(Program->P.string(S));
    return It->second;
  }
  std::optional<StringId> id(uint64_t Name) {
    if (Name >= Names.size())
      return std::nullopt;
    Ids.resize(Names.size());
    IdKnown.resize(Names.size());
    if (!IdKnown[Name])
      Ids[Name] = Program->P.find(Names[Name]);
    IdKnown[Name] = true;
    return Ids[Name];
  }

  bool valid() const {
    auto Known = [](const std::vector<uint32_t> &Is, size_t Size) {
      return llvm::all_of(Is, [&](uint32_t I) { return I < Size; });
    };
    return Written == Version &&
           llvm::all_of(Facts, [&](const Fact &F) { return F.Of < Names.size() && F.About <= Question::Declared; }) &&
           llvm::all_of(Looks, [&](const Look &L) { return L.Function < Names.size() && L.Field < Names.size(); }) &&
           llvm::all_of(Records, [&](const Record &R) {
             return R.File < Names.size() && Known(R.Entries, Names.size()) && Known(R.Order, Names.size()) &&
                    Known(R.Facts, Facts.size()) && Known(R.Looks, Looks.size()) && Known(R.Named, ByName.size());
           });
  }

  /// Whether all that \p R asked has the same answers in the same order.
  bool holds(const Record &R, Budget Limits) {
    std::optional<StringId> Last;
    for (uint32_t Name : R.Order) {
      const std::optional<StringId> Id = id(Name);
      if (!Id || (Last && *Id <= *Last))
        return false;
      Last = Id;
    }
    auto Once = [](std::vector<char> &Same, size_t Size, uint32_t I, auto Ask) {
      Same.resize(Size);
      if (!Same[I])
        Same[I] = Ask() ? 2 : 1;
      return Same[I] == 2;
    };
    return llvm::all_of(R.Facts, [&](uint32_t I) {
             return Once(FactSame, Facts.size(), I, [&] {
               const std::optional<StringId> Of = id(Facts[I].Of);
               if (Of && Facts[I].About == Question::Declared && !Program->Declared) {
                 Trace Unheard;
                 Program->Declared = Interpreter(*Program, Unheard, Limits, {}).declareAll();
               }
               return Of && Now->to(Facts[I].About, *Of) == Facts[I].Answer;
             });
           }) &&
           llvm::all_of(R.Looks, [&](uint32_t I) {
             return Once(LookSame, Looks.size(), I, [&] {
               const std::optional<StringId> F = id(Looks[I].Function), Field = id(Looks[I].Field);
               return F && Field && Now->looks(*F, *Field) == Looks[I].May;
             });
           }) &&
           llvm::all_of(R.Named, [&](uint32_t I) {
             return Once(NamedSame, ByName.size(), I, [&] {
               const Named &N = ByName[I];
               return (N.File ? Now->toTextFiles(N.Name) : Now->toConstructor(N.Name)) == N.Answer;
             });
           });
  }

  uint32_t fact(Question Q, StringId Of) {
    auto [It, New] = FactAt.try_emplace({name(Of), Q}, Facts.size());
    if (New)
      Facts.push_back({It->first.first, Q, Now->to(Q, Of)});
    return It->second;
  }
  uint32_t look(StringId F, StringId Field) {
    auto [It, New] = LookAt.try_emplace({name(F), name(Field)}, Looks.size());
    if (New)
      Looks.push_back({It->first.first, It->first.second, Now->looks(F, Field).value_or(false)});
    return It->second;
  }
  uint32_t named(bool File, const std::string &Name) {
    auto [It, New] = NamedAt.try_emplace({File, Name}, ByName.size());
    if (New)
      ByName.push_back({File, Name, File ? Now->toTextFiles(Name) : Now->toConstructor(Name)});
    return It->second;
  }
  const std::vector<StringId> &filesOf(StringId Usr) {
    auto [It, New] = Files.try_emplace(Usr);
    if (New)
      It->second = Now->filesOf(Usr);
    return It->second;
  }
};

Memo::Memo(std::string Bytes)
    : OldBytes(std::move(Bytes)), Old(std::make_unique<Image>()), New(std::make_unique<Image>()) {}
Memo::~Memo() = default;

void Memo::begin(Outlook &Whole, Budget Limits) {
  New->Pool = Limits.Pool;
  New->Overflow = Limits.Overflow;
  New->Whole = Whole.P.isWhole();
  New->Program = Old->Program = &Whole;
  New->Now = std::make_unique<Answers>(Whole);
  New->add("");
  support::Reader In(OldBytes);
  Old->fields(In);
  if (In.Bad || !In.In.empty() || !Old->valid() || Old->Pool != New->Pool || Old->Overflow != New->Overflow ||
      Old->Whole != New->Whole) {
    *Old = Image();
    Old->Program = &Whole;
  }
  Old->Now = std::make_unique<Answers>(Whole);
  for (uint32_t I = 0; I < Old->Records.size(); ++I) {
    const Record &R = Old->Records[I];
    Old->RecordAt.try_emplace({R.Round, R.File, R.Entries}, I);
  }
  for (uint32_t I = 0; I < Old->Names.size(); ++I)
    Old->NameAt.try_emplace(Old->Names[I], I);
}

std::optional<Sightings> Memo::recall(const Group &G) {
  const Program &P = Old->Program->P;
  auto Find = [&](StringId S) -> std::optional<uint32_t> {
    auto It = Old->NameAt.find(P.string(S));
    return It == Old->NameAt.end() ? std::nullopt : std::optional(It->second);
  };
  std::vector<uint32_t> Entries;
  for (const Function *F : G.Entries)
    if (auto Name = Find(F->Usr))
      Entries.push_back(*Name);
  const auto File = Find(G.File);
  if (!File || Entries.size() != G.Entries.size())
    return std::nullopt;
  auto It = Old->RecordAt.find({G.Round, *File, Entries});
  if (It == Old->RecordAt.end())
    return std::nullopt;
  const Record &R = Old->Records[It->second];
  if (R.BoundByEnvironment != G.Was.BoundByEnvironment || !Old->holds(R, Budget{Old->Pool, Old->Overflow}))
    return std::nullopt;
  std::optional<Sightings> S(std::in_place, P);
  auto Id = [&](uint64_t Name) { return Old->id(Name); };
  Unpacker In(R.Shown, Id);
  visit(In, *S);
  if (In.Bad || !In.In.empty() || !G.Was.fits(*S))
    return std::nullopt;
  ++Recalled;
  // It asked then what it would ask now.
  Trace Asked;
  for (uint32_t I : R.Facts)
    Asked.note(Old->Facts[I].About, *Old->id(Old->Facts[I].Of));
  for (uint32_t I : R.Looks)
    Asked.Looks.insert({*Old->id(Old->Looks[I].Function), *Old->id(Old->Looks[I].Field)});
  for (uint32_t I : R.Named)
    (Old->ByName[I].File ? Asked.TextFiles : Asked.Constructors).insert(Old->ByName[I].Name);
  remember(G, Asked, *S);
  return S;
}

void Memo::remember(const Group &G, const Trace &Asked, const Sightings &S) {
  if (!Asked.Lasting)
    return;
  Record R;
  R.Round = G.Round;
  R.File = New->name(G.File);
  for (const Function *F : G.Entries)
    R.Entries.push_back(New->name(F->Usr));
  R.BoundByEnvironment = G.Was.BoundByEnvironment;
  std::vector<StringId> Order;
  const Program &P = New->Program->P;
  for (size_t Q = 0; Q < QuestionCount; ++Q)
    for (unsigned Of : Asked.Asked[Q].set_bits()) {
      R.Facts.push_back(New->fact(static_cast<Question>(Q), Of));
      if (Of)
        Order.push_back(Of);
      if (const Function *F = Q == static_cast<size_t>(Question::Function) ? P.function(Of) : nullptr) {
        llvm::append_range(Order, New->filesOf(Of));
        if (F->Display)
          Order.push_back(F->Display);
      }
    }
  std::vector<std::pair<StringId, StringId>> Looks(Asked.Looks.begin(), Asked.Looks.end());
  llvm::sort(Looks);
  for (const auto &[F, Field] : Looks) {
    R.Looks.push_back(New->look(F, Field));
    if (Field)
      Order.push_back(Field);
  }
  for (const std::string &Name : Asked.Constructors)
    R.Named.push_back(New->named(false, Name));
  for (const std::string &Name : Asked.TextFiles)
    R.Named.push_back(New->named(true, Name));
  llvm::sort(Order);
  Order.erase(llvm::unique(Order), Order.end());
  for (StringId S : Order)
    R.Order.push_back(New->name(S));
  auto Name = [&](StringId S) { return New->name(S); };
  Packer Out(Name);
  visit(Out, const_cast<Sightings &>(S)); // a Packer only reads
  R.Shown = std::move(Out.Out);
  New->Records.push_back(std::move(R));
}

std::string Memo::bytes() const {
  support::Writer Out;
  New->fields(Out);
  return std::move(Out.Out);
}

} // namespace pooltidy::leases
