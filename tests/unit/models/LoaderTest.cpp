//===- LoaderTest.cpp - What a model file may say -------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "models/Model.h"

#include "gtest/gtest.h"

using namespace pooltidy::models;
using namespace llvm;

namespace {

Library parse(StringRef Text) {
  Expected<Library> L = parseLibrary(Text, "m.yaml");
  if (!L) {
    ADD_FAILURE() << toString(L.takeError());
    return {};
  }
  return std::move(*L);
}

/// The only operation of a library with one function that does \p Do.
Operation parseOne(StringRef Do) {
  Library L = parse(("library: l\nfunctions:\n  - name: f\n    do:\n      - " + Do + "\n").str());
  if (L.Functions.size() != 1 || L.Functions[0].Operations.size() != 1) {
    ADD_FAILURE() << "not one operation";
    return {};
  }
  return L.Functions[0].Operations[0];
}

TEST(Loader, ReadsAWholeLibrary) {
  Library L = parse(R"(library: libx
title: X, a library
headers: ["x.h", "x/*"]
types:
  connection: [XConn, x_conn]
  pool: x::pool
functions:
  - name: x_exec
    do:
      - execute: {connection: 0, sql: 1, protocol: extended}
    note: one round trip
    source: manual 3
  - names: [x_open, x_open_more]
    when: {min-args: 1, max-args: 3, param-types: {1: "x::params"}, arg-values: {2: -5}}
    do: []
)");
  EXPECT_EQ(L.Name, "libx");
  EXPECT_EQ(L.Title, "X, a library");
  EXPECT_EQ(L.File, "m.yaml");
  EXPECT_TRUE(L.Database);
  EXPECT_EQ(L.Headers, (std::vector<std::string>{"x.h", "x/*"}));
  ASSERT_EQ(L.Types.size(), 3u);
  EXPECT_EQ(L.Types[1].Name, "x_conn");
  EXPECT_EQ(L.Types[1].R, Role::Connection);
  EXPECT_EQ(L.Types[2].R, Role::Pool);
  ASSERT_EQ(L.Functions.size(), 2u);

  const FunctionModel &Exec = L.Functions[0];
  EXPECT_EQ(Exec.Names, std::vector<std::string>{"x_exec"});
  EXPECT_EQ(Exec.Note, "one round trip");
  EXPECT_EQ(Exec.Source, "manual 3");
  EXPECT_EQ(Exec.Line, 8u);
  ASSERT_EQ(Exec.Operations.size(), 1u);
  EXPECT_EQ(Exec.Operations[0].Kind, Op::Execute);
  EXPECT_EQ(Exec.Operations[0].Wire, Protocol::Extended);
  EXPECT_EQ(Exec.Operations[0].Line, 10u);
  ASSERT_NE(Exec.Operations[0].operand(Slot::Sql), nullptr);
  EXPECT_EQ(Exec.Operations[0].operand(Slot::Sql)->Index, 1u);
  EXPECT_EQ(Exec.Operations[0].operand(Slot::Name), nullptr);

  const FunctionModel &Open = L.Functions[1];
  EXPECT_TRUE(Open.Operations.empty());
  EXPECT_EQ(Open.Names.size(), 2u);
  EXPECT_EQ(Open.When.MinArgs, 1u);
  EXPECT_EQ(Open.When.MaxArgs, 3u);
  ASSERT_EQ(Open.When.ParamTypes.size(), 1u);
  EXPECT_EQ(Open.When.ParamTypes[0].second, "x::params");
  ASSERT_EQ(Open.When.ArgValues.size(), 1u);
  EXPECT_EQ(Open.When.ArgValues[0], (std::pair<unsigned, int64_t>(2, -5)));
}

TEST(Loader, EveryFormOfOperand) {
  EXPECT_EQ(parseOne("text.view: {from: this}").operand(Slot::From)->K, Operand::Kind::This);

  Operation Concat = parseOne("text.concat: {from: rest 2}");
  EXPECT_EQ(Concat.operand(Slot::From)->K, Operand::Kind::Rest);
  EXPECT_EQ(Concat.operand(Slot::From)->Index, 2u);

  Operation Get = parseOne("at: {from: 0, key: template 1}");
  EXPECT_EQ(Get.operand(Slot::Key)->K, Operand::Kind::TemplateArgument);
  EXPECT_EQ(Get.operand(Slot::Key)->Index, 1u);

  Operation Set = parseOne("set: {connection: 0, name: {text: client_encoding}, value: {number: -3}}");
  EXPECT_EQ(Set.operand(Slot::Name)->K, Operand::Kind::Text);
  EXPECT_EQ(Set.operand(Slot::Name)->String, "client_encoding");
  EXPECT_EQ(Set.operand(Slot::Value)->K, Operand::Kind::Number);
  EXPECT_EQ(Set.operand(Slot::Value)->Number, -3);

  Operation Pool = parseOne("pool: {size: {arg: 3, default: 32}, overflow: {arg: 4}}");
  EXPECT_EQ(Pool.operand(Slot::Size)->K, Operand::Kind::Argument);
  EXPECT_EQ(Pool.operand(Slot::Size)->Index, 3u);
  EXPECT_EQ(Pool.operand(Slot::Size)->Default, 32);
  EXPECT_EQ(Pool.operand(Slot::Overflow)->Default, std::nullopt);

  Operation Limit = parseOne("pool-limit: {pool: this, size: 0}");
  EXPECT_EQ(Limit.operand(Slot::Pool)->K, Operand::Kind::This);
  EXPECT_EQ(Limit.operand(Slot::Result), nullptr);
  EXPECT_EQ(parseOne("pool-start: {pool: 0, size: {number: 20}}").operand(Slot::Size)->Number, 20);
  EXPECT_EQ(parseOne("text.parameter: {from: 0, key: {text: size}}").operand(Slot::Result)->K, Operand::Kind::Return);
  EXPECT_EQ(parseOne("text.parameter: {from: 0, key: 1, what: {text: none}}").operand(Slot::What)->String, "none");

  Operation Parameter = parseOne("parameter: {connection: this, name: {text: host}, value: 0}");
  EXPECT_EQ(Parameter.Kind, Op::Parameter);
  EXPECT_EQ(Parameter.operand(Slot::Name)->String, "host");
  EXPECT_TRUE(parseOne("parameter: {connection: 0, value: 1, syntax: semicolons}").Semicolons);
  EXPECT_EQ(parseOne("registered: {name: 1, from: 0}").operand(Slot::From)->Index, 0u);
  EXPECT_EQ(parseOne("call: {callable: 1, what: {number: 0}, from: 0}").operand(Slot::What)->Number, 0);
}

TEST(Loader, ConditionsOnAPartOfAText) {
  Expected<Library> L = parseLibrary("library: x\ntitle: x\nheaders: [x.h]\nfunctions:\n  - name: f\n"
                                     "    when: {arg-has: {1: \"@@identity\"}}\n    do: []\n",
                                     "m.yaml");
  ASSERT_TRUE(!!L) << toString(L.takeError());
  ASSERT_EQ(L->Functions[0].When.ArgHas.size(), 1u);
  EXPECT_EQ(L->Functions[0].When.ArgHas[0].first, 1u);
  EXPECT_EQ(L->Functions[0].When.ArgHas[0].second, "@@identity");
}

TEST(Loader, ResultIsTheValueOfTheCallUnlessSaid) {
  EXPECT_EQ(parseOne("connect: {conninfo: 0}").operand(Slot::Result)->K, Operand::Kind::Return);
  EXPECT_EQ(parseOne("connect: {result: this}").operand(Slot::Result)->K, Operand::Kind::This);
  EXPECT_EQ(parseOne("text.size: {from: 0}").operand(Slot::Result)->K, Operand::Kind::Return);
  // Formatting into a buffer has no text as its value.
  EXPECT_EQ(parseOne("text.format: {to: 0, format: 1, style: printf}").operand(Slot::Result),
            nullptr);
  EXPECT_NE(parseOne("text.format: {format: 1, style: printf}").operand(Slot::Result), nullptr);
  EXPECT_EQ(parseOne("text.append: {to: 0, from: 1}").operand(Slot::Result), nullptr);
}

TEST(Loader, ExtraKeys) {
  EXPECT_EQ(parseOne("execute: {connection: 0, sql: 1}").Wire, Protocol::Simple);
  EXPECT_EQ(parseOne("begin: {connection: 0, at-end: commit}").End, AtEnd::Commit);
  EXPECT_TRUE(parseOne("begin: {connection: 0, lazy: true}").Lazy);
  EXPECT_TRUE(parseOne("prepare: {connection: 0, sql: 1, lazy: true}").Lazy);
  EXPECT_TRUE(parseOne("prepare: {connection: 0, object: 1, cached: true}").Cached);
  EXPECT_TRUE(parseOne("prepare: {connection: 0, object: 1, plain: true}").Plain);
  EXPECT_TRUE(parseOne("prepare: {connection: 0, once: true}").Once);
  EXPECT_TRUE(parseOne("execute-prepared: {connection: 0, object: 1, once: true}").Once);
  EXPECT_FALSE(parseOne("connect: {conninfo: 0, syntax: libpq}").Semicolons);
  EXPECT_TRUE(parseOne("connect: {conninfo: 0, syntax: semicolons}").Semicolons);
  EXPECT_TRUE(parseOne("pool: {conninfo: 0, size: 1, bounded: true}").Bounded);
  EXPECT_TRUE(parseOne("deallocate-sql: {connection: 0, object: 1, postponed: true}").Postponed);
  EXPECT_EQ(parseOne("set: {connection: 0, name: 1}").Own, Unasked::No);
  EXPECT_EQ(parseOne("set: {connection: 0, name: 1, unasked: harmless}").Own, Unasked::Harmless);
  EXPECT_EQ(parseOne("set: {connection: 0, name: 1, unasked: visible}").Own, Unasked::Visible);
  EXPECT_EQ(parseOne("text.format: {format: 0, style: dollar}").Style, FormatStyle::Dollar);
  EXPECT_EQ(parseOne("text.compare: {from: 0, what: 1, answer: order}").Says, Answer::Order);
  EXPECT_EQ(parseOne("wait: {what: a timer}").What, "a timer");
  EXPECT_EQ(parseOne("exit").Kind, Op::Exit);
  EXPECT_EQ(parseOne("exit: {}").Kind, Op::Exit);
  EXPECT_EQ(parseOne("cores").operand(Slot::Result)->K, Operand::Kind::Return);
}

TEST(Loader, AnEarlierResultMayBeUsed) {
  Library L = parse(R"(library: l
functions:
  - name: append
    do:
      - text.slice: {from: 0, count: 1}
      - text.append: {to: this, from: return}
)");
  ASSERT_EQ(L.Functions[0].Operations.size(), 2u);
  EXPECT_EQ(L.Functions[0].Operations[1].operand(Slot::From)->K, Operand::Kind::Return);
}

TEST(Loader, OneNameWithSeveralConditions) {
  Library L = parse(R"(library: l
functions:
  - name: prepare
    when: {min-args: 2}
    do:
      - prepare: {connection: this, name: 0, sql: 1}
  - name: prepare
    do:
      - prepare: {connection: this, sql: 0}
)");
  EXPECT_EQ(L.Functions.size(), 2u);
}

TEST(Loader, EveryOperationAndRoleHasAName) {
  for (unsigned I = 0; I <= static_cast<unsigned>(Op::TextParameter); ++I)
    EXPECT_FALSE(name(static_cast<Op>(I)).empty()) << I;
  for (unsigned I = 0; I <= static_cast<unsigned>(Role::Thread); ++I)
    EXPECT_FALSE(name(static_cast<Role>(I)).empty()) << I;
  EXPECT_EQ(name(Op::TextAppend), "text.append");
  EXPECT_EQ(name(Op::PointerRelease), "pointer.release");
  EXPECT_EQ(name(Op::ConnectionOf), "connection-of");
  EXPECT_EQ(name(Role::Connection), "connection");
}

} // namespace
