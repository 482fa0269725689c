//===- SchemaFileTest.cpp - The schema that editors read ------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// pooltidy.schema.json says in JSON Schema what the loader accepts. A key that only one of
// them knows fails here.
//
//===----------------------------------------------------------------------===//

#include "models/Config.h"
#include "models/Schema.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

#include <set>

using namespace llvm;

namespace pooltidy::models {
namespace {

using Names = std::set<std::string>;

Names namesOf(ArrayRef<StringRef> List) {
  Names Out;
  for (StringRef Name : List)
    Out.insert(Name.str());
  return Out;
}

/// The keys of the object at \p Path.
Names keysAt(const json::Object &From, ArrayRef<StringRef> Path) {
  const json::Object *O = &From;
  for (StringRef Key : Path)
    if (!(O = O->getObject(Key))) {
      ADD_FAILURE() << Key.str();
      return {};
    }
  Names Out;
  for (const auto &Entry : *O)
    Out.insert(StringRef(Entry.first).str());
  return Out;
}

TEST(SchemaFile, KnowsTheKeysOfTheLoader) {
  auto Buffer = MemoryBuffer::getFile(SCHEMA_FILE);
  ASSERT_TRUE(bool(Buffer));
  Expected<json::Value> Root = json::parse((*Buffer)->getBuffer());
  ASSERT_TRUE(bool(Root)) << toString(Root.takeError());
  const json::Object &S = *Root->getAsObject();

  EXPECT_EQ(keysAt(S, {"properties"}), namesOf(configKeys()));
  EXPECT_EQ(keysAt(S, {"$defs", "library", "properties", "types", "properties"}),
            namesOf(roleNames().drop_front()));
  const json::Array &Forms = *S.getObject("$defs")->getObject("operation")->getArray("anyOf");
  const json::Object &Operations = *Forms[1].getAsObject()->getObject("properties");
  EXPECT_EQ(keysAt(Operations, {}), namesOf(opNames()));
  Names Bare;
  for (const json::Value &V : *Forms[0].getAsObject()->getArray("enum"))
    Bare.insert(V.getAsString()->str());
  for (StringRef Name : opNames()) {
    const OpSchema &Row = schema(static_cast<Op>(find(opNames(), Name) - opNames().begin()));
    EXPECT_EQ(keysAt(Operations, {Name, "properties"}), namesOf(keysOf(Row))) << Name.str();
    // What must be there, and so whether the name alone will do.
    Names Needed;
    for (unsigned I = 0; I < SlotCount; ++I)
      if (Row.Needed & bit(static_cast<Slot>(I)))
        Needed.insert(slotNames()[I].str());
    if (Row.Extras & StyleKey)
      Needed.insert("style");
    if (Row.Extras & WhatKey)
      Needed.insert("what");
    Names Required;
    if (const json::Array *List = Operations.getObject(Name)->getArray("required"))
      for (const json::Value &V : *List)
        Required.insert(V.getAsString()->str());
    EXPECT_EQ(Required, Needed) << Name.str();
    EXPECT_EQ(Bare.count(Name.str()), Needed.empty() ? 1u : 0u) << Name.str();
  }
}

} // namespace
} // namespace pooltidy::models
