//===- Program.h - The facts of all translation units, linked ---*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Merges units into one table of functions, classes and variables, in which a
// USR means the same thing everywhere. Units are added in the order of their
// file names, so the result does not depend on who finished first.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_PROGRAM_H
#define POOLTIDY_LEASES_PROGRAM_H

#include "facts/Facts.h"
#include "models/Model.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"

#include <map>
#include <optional>

namespace pooltidy::leases {

class Program {
public:
  explicit Program(const models::ModelSet &Models) : Models(Models) {}

  /// Adds the facts of one unit. Call in a fixed order.
  void add(facts::Unit U);
  /// Call once after the last unit.
  void finish();

  const std::string &string(facts::StringId S) const { return Strings[S]; }
  const facts::Type &type(facts::TypeId T) const { return Types[T]; }
  const facts::Literal &literal(uint32_t L) const { return Literals[L]; }
  const facts::Callee &callee(uint32_t C) const { return Callees[C]; }
  uint32_t calleeCount() const { return Callees.size(); }
  /// The number of \p S; none where the program does not have that string.
  std::optional<facts::StringId> find(llvm::StringRef S) const;
  /// Which unit type \p T and callee \p C come from. What is the same in two units has two numbers.
  unsigned unitOfType(facts::TypeId T) const;
  unsigned unitOfCallee(uint32_t C) const;
  /// The main file of unit \p Unit, and how many units before it have the same.
  std::pair<facts::StringId, unsigned> unitName(unsigned Unit) const { return {Units[Unit].File, Units[Unit].Same}; }
  const std::vector<facts::Function> &functions() const { return Functions; }
  const std::vector<facts::Variable> &variables() const { return Variables; }
  const std::vector<facts::ClassInfo> &classes() const { return Classes; }

  /// Null when the program has no such function with a body.
  const facts::Function *function(facts::StringId Usr) const;
  const facts::ClassInfo *classInfo(facts::StringId Usr) const;
  /// Whether class \p Class is \p Base or derives from it.
  bool derives(facts::StringId Class, facts::StringId Base, unsigned Depth = 0) const;
  const facts::Variable *variable(facts::StringId Usr) const;
  /// The methods of the program that override \p Usr, transitively.
  llvm::ArrayRef<facts::StringId> overriders(facts::StringId Usr) const;

  /// The models of a callee, empty when it is not modelled.
  llvm::ArrayRef<const models::FunctionModel *> models(uint32_t Callee) const { return CalleeModels[Callee]; }
  /// The role of a type, taken from its bases where it has none of its own.
  models::Role role(facts::TypeId T) const;
  models::Role classRole(facts::StringId Usr) const;
  /// Some type that is class \p Usr, 0 when there is none.
  facts::TypeId classType(facts::StringId Usr) const { return ClassTypes.lookup(Usr); }
  /// \p T without references.
  facts::TypeId target(facts::TypeId T) const;
  /// Whether the values of \p T are objects with fields: classes that are not text.
  bool isObject(facts::TypeId T) const;

  /// Whether \p F runs, directly or through what it calls, an operation that touches a database.
  bool reachesDatabase(const facts::Function &F) const;
  /// Whether \p F, directly or through what it calls, has a text literal or a text operation.
  bool handlesText(const facts::Function &F) const { return Textual.contains(F.Usr); }
  /// Whether \p F, directly or through what it calls, waits for something.
  bool mayWait(const facts::Function &F) const { return Waits.contains(F.Usr); }
  /// Whether class \p Usr comes from a header outside the project.
  bool isLibrary(facts::StringId Usr) const {
    const facts::ClassInfo *C = classInfo(Usr);
    return !C || C->System;
  }
  /// Whether any function of the \p Index-th unit added does.
  bool unitReachesDatabase(unsigned Index) const;
  /// Whether some function of the program calls it by name or hands it on.
  bool hasCaller(facts::StringId Usr) const { return Called.contains(Usr); }
  /// The functions that \p Usr names, calls, or runs by making and destroying objects.
  llvm::ArrayRef<facts::StringId> leads(facts::StringId Usr) const {
    auto It = Leads.find(Usr);
    return It == Leads.end() ? llvm::ArrayRef<facts::StringId>() : llvm::ArrayRef<facts::StringId>(It->second);
  }
  /// The destructors that the end of an object of type \p T runs.
  llvm::ArrayRef<facts::StringId> destroys(facts::TypeId T) const { return lifetimeFunctions(T, false); }
  /// The body of operator() of class \p Class, or null.
  const facts::Function *callOperator(facts::StringId Class) const;
  /// The texts (literals) of the files that the program names \p Name; none where it was not found.
  llvm::ArrayRef<uint32_t> textFiles(llvm::StringRef Name) const;
  /// The conversion of class \p Class to text, or null.
  const facts::Function *textConversion(facts::StringId Class) const;
  /// All of them, by index in functions(): overloads, and the instantiations of a
  /// generic lambda, whose class is \p Class.
  llvm::ArrayRef<uint32_t> callOperators(facts::StringId Class) const;
  /// The modelled constructor of library class \p Name.
  std::optional<uint32_t> constructorOf(llvm::StringRef Name) const;
  /// Whether there is a main(), so that nothing is opened out of sight.
  bool isWhole() const { return Whole; }
  /// The modelled destructor of the library class that \p Class is or derives from.
  std::optional<uint32_t> destructorOf(facts::StringId Class, unsigned Depth = 0) const;
  /// Which member of its class \p Field is, from 0.
  std::optional<unsigned> fieldPosition(facts::StringId Field) const;
  /// Whether a call of \p Callee, whose body is not in sight, ends the program. What does not return
  /// otherwise throws.
  bool endsProgram(uint32_t Callee) const;
  /// Whether anything in the program assigns to variable \p Usr or takes its address.
  bool isAssigned(facts::StringId Usr) const { return Assigned.contains(Usr); }
  /// Whether \p Field gets another value after its object was initialised.
  bool isAltered(facts::StringId Field) const { return Altered.contains(Field); }
  /// The value that \p Field is initialised with when that is the only place that
  /// ever sets it; a null function otherwise.
  std::pair<const facts::Function *, facts::NodeId> onlyWrite(facts::StringId Field) const;
  /// The functions (callee indices) that the program puts into \p Field, in braces, by
  /// assignment or in a constructor: what a call through it may run.
  llvm::ArrayRef<uint32_t> functionsIn(facts::StringId Field) const;
  const models::ModelSet &modelSet() const { return Models; }

private:
  const models::ModelSet &Models;
  std::vector<std::string> Strings{std::string()};
  llvm::StringMap<facts::StringId> StringIds;
  std::vector<facts::Type> Types{facts::Type()};
  std::vector<facts::Literal> Literals;
  std::vector<facts::Callee> Callees;
  std::vector<llvm::SmallVector<const models::FunctionModel *, 2>> CalleeModels;
  std::vector<facts::Function> Functions;
  std::vector<facts::ClassInfo> Classes;
  std::vector<facts::Variable> Variables;
  llvm::DenseMap<facts::StringId, uint32_t> FunctionIndex, ClassIndex, VariableIndex;
  llvm::DenseMap<facts::StringId, std::vector<facts::StringId>> Overriders;
  llvm::DenseMap<facts::StringId, models::Role> ClassRoles;
  std::vector<std::vector<facts::StringId>> UnitFunctions;
  struct UnitStart {
    facts::StringId File = 0;
    unsigned Same = 0;
    uint32_t Types = 0, Callees = 0;
  };
  std::vector<UnitStart> Units;
  llvm::DenseMap<facts::StringId, unsigned> SameFile; ///< how many units have it as their main file
  llvm::DenseSet<facts::StringId> Reaches, Textual, Waits, Called, Assigned, Altered;
  bool Whole = false;
  struct Write {
    uint32_t Function = facts::None;
    facts::NodeId Value = facts::None;
    unsigned Count = 0;
  };
  llvm::DenseMap<facts::StringId, Write> Writes; ///< of fields
  llvm::DenseMap<facts::StringId, std::vector<uint32_t>> FieldFunctions;
  llvm::DenseMap<facts::StringId, llvm::SmallVector<uint32_t, 1>> CallOperators;
  llvm::StringMap<llvm::SmallVector<uint32_t, 1>> TextFiles;
  llvm::DenseMap<facts::StringId, uint32_t> TextConversions; ///< by class
  llvm::DenseMap<facts::StringId, facts::TypeId> ClassTypes;
  llvm::DenseMap<facts::StringId, unsigned> FieldPositions;
  llvm::StringMap<uint32_t> LibraryConstructors;
  llvm::DenseMap<facts::StringId, uint32_t> LibraryDestructors; ///< by USR of the class

  facts::StringId intern(llvm::StringRef S);
  bool sameBody(const facts::Function &Known, const facts::Function &F, const facts::Unit &U,
                llvm::ArrayRef<facts::StringId> Map) const;
  void separate(const facts::Unit &U, std::vector<facts::StringId> &Map);
  models::Role findRole(facts::StringId Usr, unsigned Depth) const;
  void findReach();
  const std::vector<facts::StringId> &lifetimeFunctions(facts::TypeId T, bool Construct) const;
  mutable std::map<std::pair<uint32_t, bool>, std::vector<facts::StringId>> Lifetimes;
  llvm::DenseMap<facts::StringId, std::vector<facts::StringId>> Leads;
  void findWrites();
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_PROGRAM_H
