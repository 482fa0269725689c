//===- Outlook.h - What a run of an entry can ask of the program - C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What an entry shows is decided by the facts that it looks at. An Outlook has all
// answers that it can be given about one linked program; a View hands them out and
// writes down in a Trace what was asked. Where all of that has the same answers in
// another program, or in the same one after an edit, the entry shows the same there
// (Memo.h). So the interpreter must not look at the program but through its View:
// whoever adds a question here adds its answer to Answers.cpp.
//
// Types, literals and callees need no note: their numbers are only met in what was
// asked for, and count as part of it.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_OUTLOOK_H
#define POOLTIDY_LEASES_OUTLOOK_H

#include "leases/FieldValues.h"
#include "leases/Formatters.h"
#include "leases/Program.h"
#include "leases/Reads.h"
#include "leases/SideEffects.h"
#include "leases/State.h"
#include "sql/Effects.h"

#include "llvm/ADT/BitVector.h"

#include <array>
#include <map>
#include <set>

namespace pooltidy::leases {

/// The kinds of questions about something that has a name: a USR or "Class::field".
enum class Question : uint8_t {
  Function,    ///< its body and all that stands in it
  Class,       ///< its declaration, its role, and a type that is it
  Variable,    ///< its declaration, and whether it is assigned
  Overriders,  ///< of a function
  Reach,       ///< of a function: whether it reaches a database, handles text, may wait
  Field,       ///< its position, whether it is altered, its only write, the functions in it
  Callable,    ///< of a class: operator(), conversion to text, modelled destructor
  Initializes, ///< of a function: the variables whose initial value it is
  Effects,     ///< of a function: SideEffects
  Looks,       ///< of a function: the variables it may look at, whether it opens connections
  Local,       ///< of a variable: whether it is a static one of a function
  Formatter,   ///< of a function: Formatters
  Kept,        ///< of a field: FieldValues
  Declared,    ///< of a field or a variable: the statements that the program declares in it
};
inline constexpr size_t QuestionCount = static_cast<size_t>(Question::Declared) + 1;

/// What was asked.
struct Trace {
  std::array<llvm::BitVector, QuestionCount> Asked; ///< by StringId
  llvm::DenseSet<std::pair<facts::StringId, facts::StringId>> Looks; ///< functions and fields
  std::set<std::string> Constructors, TextFiles; ///< by name
  bool Lasting = true; ///< false: it looked at something whose answers cannot be compared

  /// Numbers of elements, and of what libraries know by a name of their own, are no strings:
  /// the program knows nothing of them.
  static bool isName(facts::StringId Of) { return Of < elementKey(0); }

  void note(Question Q, facts::StringId Of) {
    if (!isName(Of))
      return;
    llvm::BitVector &Bits = Asked[static_cast<size_t>(Q)];
    if (Of >= Bits.size())
      Bits.resize(Of + Of / 2 + 64);
    Bits.set(Of);
  }
};

/// The answers, for as long as the program is there. All that follows from the program as a
/// whole is found at once, in an order that nobody's questions change.
class Outlook {
public:
  explicit Outlook(const Program &P);
  Outlook(const Outlook &) = delete;

  const Program &P;
  SideEffects Effects;
  Reads Names;
  Formatters Formats;
  FieldValues Kept;

  /// The number of some callee with \p Usr.
  std::optional<uint32_t> calleeOf(facts::StringId Usr) const;
  /// The variables whose initial value is the body of function \p Usr.
  llvm::ArrayRef<facts::StringId> initializedBy(facts::StringId Usr) const;

  /// What the program puts into its maps of statements: keys and texts, by member or variable.
  using Registry = llvm::DenseMap<facts::StringId, std::vector<std::pair<Text, Value>>>;
  /// Filled by the interpreter when somebody asks for it first.
  std::optional<Registry> Declared;
  /// What texts say, as the SQL parser read them; see Interpreter::understand().
  std::map<std::string, std::vector<sql::Statement>> Understood;

private:
  llvm::DenseMap<facts::StringId, uint32_t> Callees;
  llvm::DenseMap<facts::StringId, std::vector<facts::StringId>> Initialized;
};

/// Program, as an entry sees it. Its functions are those of Program.
class View {
public:
  View(Outlook &All, Trace &T) : All(All), T(T), P(All.P) {}

  const std::string &string(facts::StringId S) const { return P.string(S); }
  const facts::Type &type(facts::TypeId Id) const { return P.type(Id); }
  const facts::Literal &literal(uint32_t L) const { return P.literal(L); }
  const facts::Callee &callee(uint32_t C) const { return P.callee(C); }
  llvm::ArrayRef<const models::FunctionModel *> models(uint32_t C) const { return P.models(C); }
  facts::TypeId target(facts::TypeId Id) const { return P.target(Id); }
  bool endsProgram(uint32_t C) const { return P.endsProgram(C); }
  bool isWhole() const { return P.isWhole(); }
  const models::ModelSet &modelSet() const { return P.modelSet(); }

  const facts::Function *function(facts::StringId Usr) const { return seen(P.function(Usr), Usr); }
  const facts::ClassInfo *classInfo(facts::StringId Usr) const { return note(Question::Class, Usr), P.classInfo(Usr); }
  const facts::Variable *variable(facts::StringId Usr) const { return note(Question::Variable, Usr), P.variable(Usr); }
  bool isAssigned(facts::StringId Usr) const { return note(Question::Variable, Usr), P.isAssigned(Usr); }
  bool isLibrary(facts::StringId Usr) const { return note(Question::Class, Usr), P.isLibrary(Usr); }
  bool derives(facts::StringId Class, facts::StringId Base) const { return bases(Class), P.derives(Class, Base); }
  llvm::ArrayRef<facts::StringId> overriders(facts::StringId Usr) const {
    return note(Question::Overriders, Usr), P.overriders(Usr);
  }
  models::Role role(facts::TypeId Id) const { return noteType(Id), P.role(Id); }
  bool isObject(facts::TypeId Id) const { return noteType(Id), P.isObject(Id); }
  facts::TypeId classType(facts::StringId Usr) const { return note(Question::Class, Usr), P.classType(Usr); }
  bool reachesDatabase(const facts::Function &F) const { return note(Question::Reach, F.Usr), P.reachesDatabase(F); }
  bool handlesText(const facts::Function &F) const { return note(Question::Reach, F.Usr), P.handlesText(F); }
  bool mayWait(const facts::Function &F) const { return note(Question::Reach, F.Usr), P.mayWait(F); }
  llvm::ArrayRef<facts::StringId> destroys(facts::TypeId Id) const;
  const facts::Function *callOperator(facts::StringId Class) const { return found(Class, P.callOperator(Class)); }
  const facts::Function *textConversion(facts::StringId Class) const { return found(Class, P.textConversion(Class)); }
  std::vector<const facts::Function *> callOperators(facts::StringId Class) const;
  std::optional<uint32_t> destructorOf(facts::StringId Class) const {
    return bases(Class), note(Question::Callable, Class), P.destructorOf(Class);
  }
  std::optional<uint32_t> constructorOf(llvm::StringRef Name) const {
    return T.Constructors.insert(Name.str()), P.constructorOf(Name);
  }
  llvm::ArrayRef<uint32_t> textFiles(llvm::StringRef Name) const {
    return T.TextFiles.insert(Name.str()), P.textFiles(Name);
  }
  std::optional<unsigned> fieldPosition(facts::StringId Field) const {
    return note(Question::Field, Field), P.fieldPosition(Field);
  }
  bool isAltered(facts::StringId Field) const { return note(Question::Field, Field), P.isAltered(Field); }
  std::pair<const facts::Function *, facts::NodeId> onlyWrite(facts::StringId Field) const {
    note(Question::Field, Field);
    auto [F, Node] = P.onlyWrite(Field);
    return {found(F), Node};
  }
  llvm::ArrayRef<uint32_t> functionsIn(facts::StringId Field) const {
    return note(Question::Field, Field), P.functionsIn(Field);
  }
  llvm::ArrayRef<facts::StringId> initializedBy(facts::StringId Usr) const {
    return note(Question::Initializes, Usr), All.initializedBy(Usr);
  }

  /// What the program declares in its map \p Owner, null when nothing. \p Find finds it in all of
  /// them, for the first who asks.
  using Entries = std::vector<std::pair<Text, Value>>;
  const Entries *declared(facts::StringId Owner, llvm::function_ref<Outlook::Registry(Outlook &)> Find) const;

  Outlook &all() const { return All; }
  Trace &trace() const { return T; }
  void note(Question Q, facts::StringId Of) const { T.note(Q, Of); }
  /// \p F is looked at.
  const facts::Function *found(const facts::Function *F) const { return F ? seen(F, F->Usr) : nullptr; }

private:
  Outlook &All;
  Trace &T;
  const Program &P;

  const facts::Function *seen(const facts::Function *F, facts::StringId Usr) const {
    return note(Question::Function, Usr), F;
  }
  const facts::Function *found(facts::StringId Class, const facts::Function *F) const {
    return note(Question::Callable, Class), found(F);
  }
  void noteType(facts::TypeId Id) const {
    if (const facts::Type &Type = P.type(P.target(Id)); Type.Kind == facts::TypeKind::Class)
      note(Question::Class, Type.Usr);
  }
  void bases(facts::StringId Class, unsigned Depth = 0) const;
};

/// The analyses of the whole program, as an entry sees them.
class SeenEffects {
public:
  explicit SeenEffects(const View &V) : V(V) {}
  const SideEffects::Changes *only(const facts::Callee &Target, const facts::Function &F) {
    // Whether the callee can change what it is given hangs on the classes of its parameters.
    for (facts::TypeId Id : Target.Parameters)
      V.role(Id), V.role(V.type(Id).Inner), V.classInfo(V.type(V.type(Id).Inner).Usr);
    V.reachesDatabase(F);
    return of(F).only(Target, F);
  }
  const SideEffects::Changes &changes(const facts::Function &F) { return of(F).changes(F); }
  bool runs(const facts::Function &F) { return of(F).runs(F); }
  bool alwaysEnds(const facts::Function &F) { return of(F).alwaysEnds(F); }
  bool mayEnd(const facts::Function &F) { return of(F).mayEnd(F); }

private:
  const View &V;
  SideEffects &of(const facts::Function &F) { return V.note(Question::Effects, F.Usr), V.all().Effects; }
};

class SeenReads {
public:
  explicit SeenReads(const View &V) : V(V) {}
  const std::vector<facts::StringId> &variables(const facts::Function &F) {
    return V.note(Question::Looks, F.Usr), V.all().Names.variables(F);
  }
  bool opens(const facts::Function &F) { return V.note(Question::Looks, F.Usr), V.all().Names.opens(F); }
  bool isLocal(facts::StringId Usr) const { return V.note(Question::Local, Usr), V.all().Names.isLocal(Usr); }
  bool field(const facts::Function &F, facts::StringId Field) {
    if (Trace::isName(Field))
      V.trace().Looks.insert({F.Usr, Field});
    return V.all().Names.field(F, Field);
  }

private:
  const View &V;
};

class SeenFormatters {
public:
  explicit SeenFormatters(const View &V) : V(V) {}
  const Formatters::Formatter *of(const facts::Callee &Target, const facts::Function *F) {
    V.note(Question::Formatter, Target.Usr);
    return V.all().Formats.of(Target, F);
  }

private:
  const View &V;
};

class SeenFieldValues {
public:
  explicit SeenFieldValues(const View &V) : V(V) {}
  std::pair<const facts::Function *, facts::NodeId> only(facts::StringId Field) {
    V.note(Question::Kept, Field);
    auto [F, Node] = V.all().Kept.only(Field);
    return {V.found(F), Node};
  }
  bool marksTransaction(facts::StringId Field) {
    return V.note(Question::Kept, Field), V.all().Kept.marksTransaction(Field);
  }
  bool changesLater(facts::StringId Field) {
    return V.note(Question::Kept, Field), V.all().Kept.changesLater(Field);
  }

private:
  const View &V;
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_OUTLOOK_H
