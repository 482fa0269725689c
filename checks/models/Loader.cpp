//===- Loader.cpp - Libraries, types and functions of a model file --------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads one library document. The format is described in FORMAT.md.
//
//===----------------------------------------------------------------------===//

#include "models/Loader.h"
#include "models/Schema.h"

#include "llvm/ADT/StringExtras.h"

#include <limits>

using namespace llvm;

namespace pooltidy::models {

namespace {

bool unconditional(const Condition &C) {
  return C.MinArgs == 0 && C.MaxArgs == ~0u && C.ParamTypes.empty() && C.ArgValues.empty() &&
         C.ArgTexts.empty() && C.ArgHas.empty();
}

bool same(const Condition &A, const Condition &B) {
  return A.MinArgs == B.MinArgs && A.MaxArgs == B.MaxArgs && A.ParamTypes == B.ParamTypes &&
         A.ArgValues == B.ArgValues && A.ArgTexts == B.ArgTexts &&
         A.ArgHas == B.ArgHas;
}

/// The entries of `param-types:`, `arg-values:`, `arg-texts:` or `arg-has:`, keyed by parameter index.
void readIndexed(const YAML::Node &N, StringRef What, yaml::Problems &P,
                 function_ref<void(unsigned, const YAML::Node &)> Use) {
  if (!N.IsMap()) {
    P.add(N, "'" + What + "' must be a mapping from a parameter's index");
    return;
  }
  SmallVector<int64_t, 4> Seen;
  for (const auto &KeyAndValue : N) {
    std::optional<int64_t> Index =
        yaml::integer(KeyAndValue.first, "a key of '" + What + "'", 0, 255, P);
    if (!Index)
      continue;
    if (is_contained(Seen, *Index))
      P.add(KeyAndValue.first, "parameter " + Twine(*Index) + " is written twice");
    Seen.push_back(*Index);
    Use(*Index, KeyAndValue.second);
  }
}

Condition readCondition(const YAML::Node &N, yaml::Problems &P) {
  Condition C;
  yaml::Map M(N, "'when'", {"min-args", "max-args", "param-types", "arg-values", "arg-texts", "arg-has"}, P);
  if (!M)
    return C;
  if (std::optional<int64_t> I = M.integer("min-args", 0, 255))
    C.MinArgs = *I;
  if (std::optional<int64_t> I = M.integer("max-args", 0, 255))
    C.MaxArgs = *I;
  if (C.MinArgs > C.MaxArgs)
    P.add(N, "'min-args' is above 'max-args': no call has both");
  if (const YAML::Node *Types = M.get("param-types"))
    readIndexed(*Types, "param-types", P, [&](unsigned Index, const YAML::Node &V) {
      if (std::optional<std::string> T = yaml::text(V, "a parameter's type", P))
        C.ParamTypes.push_back({Index, std::move(*T)});
    });
  if (const YAML::Node *Values = M.get("arg-values"))
    readIndexed(*Values, "arg-values", P, [&](unsigned Index, const YAML::Node &V) {
      if (std::optional<int64_t> I = yaml::integer(
              V, "an argument's value", std::numeric_limits<int64_t>::min(),
              std::numeric_limits<int64_t>::max(), P))
        C.ArgValues.push_back({Index, *I});
    });
  if (const YAML::Node *Texts = M.get("arg-texts"))
    readIndexed(*Texts, "arg-texts", P, [&](unsigned Index, const YAML::Node &V) {
      if (std::optional<std::string> T = yaml::text(V, "an argument's text", P))
        C.ArgTexts.push_back({Index, std::move(*T)});
    });
  if (const YAML::Node *Texts = M.get("arg-has"))
    readIndexed(*Texts, "arg-has", P, [&](unsigned Index, const YAML::Node &V) {
      if (std::optional<std::string> T = yaml::text(V, "a part of an argument's text", P))
        C.ArgHas.push_back({Index, std::move(*T)});
    });
  if (unconditional(C))
    P.add(N, "'when' says nothing, allowed: min-args, max-args, param-types, arg-values, arg-texts, "
             "arg-has");
  return C;
}

/// Names are matched as a whole, so what cannot match anything is refused.
void checkName(StringRef Name, StringRef What, const YAML::Node &N, yaml::Problems &P) {
  bool Operator = Name.contains("operator");
  if (Name.empty() || Name != Name.trim() || Name.starts_with("::") ||
      (!Operator && Name.find_first_of("<>()& ") != StringRef::npos) ||
      (!Operator && Name.contains('*') && What != "function"))
    P.add(N, "'" + Name + "' is not the qualified name of a " + What +
                 ", allowed: names such as pqxx::transaction_base::exec, without template "
                 "arguments, parameters or a leading '::'");
}

FunctionModel readFunction(const YAML::Node &N, yaml::Problems &P) {
  FunctionModel F;
  F.Line = yaml::line(N);
  yaml::Map M(N, "a function", {"name", "names", "when", "do", "note", "source"}, P);
  if (!M)
    return F;
  if (!M.get("name") == !M.get("names"))
    P.add(N, "a function needs either 'name' or 'names'");
  else if (const YAML::Node *Name = M.get("name")) {
    if (std::optional<std::string> T = yaml::text(*Name, "'name'", P))
      F.Names.push_back(std::move(*T));
  } else {
    F.Names = M.texts("names");
    if (F.Names.empty())
      P.add(*M.get("names"), "'names' is empty");
  }
  for (const std::string &Name : F.Names)
    checkName(Name, "function", N, P);
  if (const YAML::Node *When = M.get("when"))
    F.When = readCondition(*When, P);
  if (const YAML::Node *Do = M.need("do")) {
    bool ReturnIsSet = false;
    if (!Do->IsSequence())
      P.add(*Do, "'do' must be a list of operations, [] for a function that does nothing "
                 "of interest");
    else
      for (const YAML::Node &O : *Do)
        if (std::optional<Operation> Read = readOperation(O, F.When, ReturnIsSet, P))
          F.Operations.push_back(std::move(*Read));
  }
  F.Note = M.text("note").value_or("");
  F.Source = M.text("source").value_or("");
  return F;
}

void readTypes(const YAML::Node &N, Library &L, yaml::Problems &P) {
  yaml::Map M(N, "'types'", roleNames().drop_front(), P);
  StringMap<StringRef> Seen;
  for (const yaml::Map::Entry &E : M.entries()) {
    auto R = static_cast<Role>(llvm::find(roleNames(), StringRef(E.Key)) -
                               roleNames().begin());
    for (std::string &Name : yaml::texts(E.Value, "types of role '" + E.Key + "'", P)) {
      checkName(Name, "type", E.Value, P);
      if (!Seen.try_emplace(Name, name(R)).second)
        P.add(E.Value, "type '" + Name + "' already has the role '" + Seen[Name] + "'");
      L.Types.push_back({std::move(Name), R});
    }
  }
}

/// A name may have several models with different conditions; a model after one that
/// takes every call, or with a condition that was there before, is a mistake.
void checkDuplicates(const Library &L, ArrayRef<YAML::Node> Nodes, yaml::Problems &P) {
  StringMap<SmallVector<const FunctionModel *, 2>> Seen;
  for (size_t I = 0; I < L.Functions.size(); ++I) {
    const FunctionModel &F = L.Functions[I];
    for (const std::string &Name : F.Names) {
      for (const FunctionModel *Before : Seen[Name]) {
        if (!same(Before->When, F.When) && !unconditional(Before->When))
          continue;
        P.add(Nodes[I], "function '" + Name + "' is already modelled in line " +
                            Twine(Before->Line) +
                            (same(Before->When, F.When) ? "" : " for every call") +
                            ", allowed: entries that differ in 'when', the one without "
                            "'when' last");
        break;
      }
      Seen[Name].push_back(&F);
    }
  }
}

} // namespace

Library readLibrary(const YAML::Node &N, yaml::Problems &P) {
  Library L;
  L.File = P.file();
  yaml::Map M(N, "a library",
              {"library", "title", "database", "headers", "types", "constants", "functions"}, P);
  if (!M)
    return L;
  M.need("library");
  L.Name = M.text("library").value_or("");
  L.Title = M.text("title").value_or(L.Name);
  L.Database = M.flag("database").value_or(true);
  L.Headers = M.texts("headers");
  if (const YAML::Node *Types = M.get("types"))
    readTypes(*Types, L, P);
  if (const YAML::Node *Constants = M.get("constants")) {
    if (!Constants->IsMap())
      P.add(*Constants, "'constants' must be a mapping from a variable's qualified name to its text");
    else
      for (const auto &NameAndText : *Constants) {
        std::optional<std::string> Name = yaml::text(NameAndText.first, "a variable's name", P);
        std::optional<std::string> Text = yaml::text(NameAndText.second, "a variable's text", P);
        if (!Name || !Text)
          continue;
        checkName(*Name, "variable", NameAndText.first, P);
        L.Constants.push_back({std::move(*Name), std::move(*Text)});
      }
  }
  if (const YAML::Node *Functions = M.get("functions")) {
    std::vector<YAML::Node> Nodes = yaml::list(*Functions, "'functions'", P);
    L.Functions.reserve(Nodes.size());
    for (const YAML::Node &F : Nodes)
      L.Functions.push_back(readFunction(F, P));
    checkDuplicates(L, Nodes, P);
  }
  return L;
}

Expected<Library> parseLibrary(StringRef Text, StringRef File) {
  Library L;
  if (Error E = yaml::read(Text, File, [&](const YAML::Node &N, yaml::Problems &P) {
        L = readLibrary(N, P);
      }))
    return E;
  return L;
}

} // namespace pooltidy::models
