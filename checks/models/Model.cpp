//===- Model.cpp - What the functions of a library do ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The set of libraries in force. A later library takes over a name as a whole: mixing
// the user's models of a function with ours would give calls that neither meant.
//
//===----------------------------------------------------------------------===//

#include "models/Model.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pooltidy::models {

const Operand *Operation::operand(Slot S) const {
  for (const auto &[Where, What] : Operands)
    if (Where == S)
      return &What;
  return nullptr;
}

namespace {

/// An operator may have a star in its name, which then means itself.
bool isPattern(StringRef Name) { return Name.contains('*') && !Name.contains("operator"); }

/// A star stands for any characters.
bool matches(StringRef Pattern, StringRef Name) {
  auto [First, Rest] = Pattern.split('*');
  if (First.size() == Pattern.size())
    return Name == Pattern;
  if (!Name.consume_front(First))
    return false;
  for (size_t Skip = 0; Skip <= Name.size(); ++Skip)
    if (matches(Rest, Name.drop_front(Skip)))
      return true;
  return false;
}

} // namespace

bool Library::hasForeign() const {
  return any_of(Functions, [](const FunctionModel &F) {
    return any_of(F.Operations, [](const Operation &O) { return O.Kind == Op::Foreign; });
  });
}

void ModelSet::add(Library L) {
  Libraries.push_back(std::make_unique<Library>(std::move(L)));
  const Library &Owner = *Libraries.back();
  for (const TypeModel &T : Owner.Types)
    Types[T.Name] = T.R;
  for (const auto &[Name, Text] : Owner.Constants)
    Constants[Name] = Text;
  for (const FunctionModel &F : Owner.Functions) {
    for (const std::string &Name : F.Names) {
      if (isPattern(Name)) {
        // Entries of one name stand together, as they do for a plain one.
        auto Same = find_if(Patterns, [&](const auto &P) { return P.first == Name && P.second.Owner == &Owner; });
        if (Same == Patterns.end())
          Patterns.push_back({Name, {&Owner, {&F}}});
        else
          Same->second.Models.push_back(&F);
        continue;
      }
      Entry &E = Functions[Name];
      if (E.Owner != &Owner) {
        E.Owner = &Owner;
        E.Models.clear();
      }
      E.Models.push_back(&F);
    }
  }
}

ArrayRef<const FunctionModel *> ModelSet::functions(StringRef QualifiedName) const {
  auto It = Functions.find(QualifiedName);
  if (It != Functions.end())
    return It->second.Models;
  for (const auto &[Pattern, E] : Patterns)
    if (matches(Pattern, QualifiedName))
      return E.Models;
  return {};
}

Role ModelSet::role(StringRef QualifiedName) const {
  auto It = Types.find(QualifiedName);
  return It == Types.end() ? Role::None : It->second;
}

const std::string *ModelSet::constant(StringRef QualifiedName) const {
  auto It = Constants.find(QualifiedName);
  return It == Constants.end() ? nullptr : &It->second;
}

const Library *ModelSet::libraryOf(StringRef QualifiedName) const {
  if (auto It = Functions.find(QualifiedName); It != Functions.end())
    return It->second.Owner;
  for (const auto &[Pattern, E] : Patterns)
    if (matches(Pattern, QualifiedName))
      return E.Owner;
  return nullptr;
}

} // namespace pooltidy::models
