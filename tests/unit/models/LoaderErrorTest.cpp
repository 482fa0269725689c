//===- LoaderErrorTest.cpp - Mistakes in a model file ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A mistake must be told with its place and with what is allowed: nobody who writes a
// model by hand should have to guess.
//
//===----------------------------------------------------------------------===//

#include "models/Model.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace pooltidy::models;
using namespace llvm;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

std::string errorOf(StringRef Text) {
  Expected<Library> L = parseLibrary(Text, "m.yaml");
  if (L)
    return "(no error)";
  return toString(L.takeError());
}

/// The error of a library whose only function does \p Do; the operation stands in
/// line 5 from column 9 on.
std::string errorOfOp(StringRef Do) {
  return errorOf(("library: l\nfunctions:\n  - name: f\n    do:\n      - " + Do + "\n").str());
}

/// The error of a function with the lines \p Rest after its name.
std::string errorOfFunction(StringRef Rest) {
  return errorOf(("library: l\nfunctions:\n  - name: f\n" + Rest).str());
}

TEST(LoaderError, NotYaml) {
  EXPECT_THAT(errorOf("library: l\nfunctions: [\n"), StartsWith("m.yaml:3:1: not YAML: "));
  EXPECT_THAT(errorOf("library: l\n\ttitle: t\n"), HasSubstr("not YAML"));
  EXPECT_THAT(errorOf(""), StartsWith("m.yaml:1:1: a library must be a mapping, not nothing"));
  EXPECT_THAT(errorOf("- a\n- b\n"), HasSubstr("a library must be a mapping, not a list"));
  EXPECT_THAT(errorOf("library: l\n---\nlibrary: m\n"),
              StartsWith("m.yaml:2:1: something follows the document"));
  EXPECT_THAT(errorOf("library: l\n...\nlibrary: m\n"), HasSubstr("something follows"));
  EXPECT_THAT(errorOf("{library: l}\nlibrary: m\n"), HasSubstr("m.yaml:2:1: "));
  EXPECT_THAT(errorOf("--- # the only one\nlibrary: l\n"), HasSubstr("(no error)"));
  EXPECT_THAT(errorOf("library: l\n...\n"), HasSubstr("(no error)"));
  // The parser stands still at this one when it is asked for all documents.
  EXPECT_THAT(errorOf(","), HasSubstr("m.yaml:1:1: "));
  // As deep as a hand can nest, and far deeper than the parser wants to go.
  EXPECT_THAT(errorOf("library: " + std::string(20000, '[')), HasSubstr("m.yaml:"));
  EXPECT_THAT(errorOf("a: &x [*x]\n"), HasSubstr("m.yaml:1:"));
}

TEST(LoaderError, KeysOfALibrary) {
  EXPECT_EQ(errorOf("library: l\nheader: [x.h]\n"),
            "m.yaml:2:1: unknown key of a library 'header' (did you mean 'headers'?), "
            "allowed: library, title, database, headers, types, constants, functions");
  EXPECT_EQ(errorOf("title: t\n"), "m.yaml:1:1: a library needs the key 'library'");
  EXPECT_THAT(errorOf("library: l\nlibrary: m\n"),
              StartsWith("m.yaml:2:1: key 'library' of a library is written twice"));
  EXPECT_EQ(errorOf("library: l\ndatabase: maybe\n"),
            "m.yaml:2:11: 'database' is not a truth value, allowed: true, false");
  EXPECT_THAT(errorOf("library: l\nheaders: {a: b}\n"),
              StartsWith("m.yaml:2:10: 'headers' must be text or a list of texts"));
  EXPECT_THAT(errorOf("library: [l]\n"), StartsWith("m.yaml:1:10: 'library' must be text"));
  EXPECT_THAT(errorOf("library: l\nfunctions: {}\n"), HasSubstr("'functions' must be a list"));
}

TEST(LoaderError, Types) {
  EXPECT_EQ(errorOf("library: l\ntypes:\n  conection: [C]\n"),
            "m.yaml:3:3: unknown key of 'types' 'conection' (did you mean 'connection'?), "
            "allowed: connection, transaction, autocommit, pool, text, pointer, box, sequence, "
            "map, callable, thread, file, iterator");
  EXPECT_THAT(errorOf("library: l\ntypes:\n  pool: [P]\n  text: [P]\n"),
              StartsWith("m.yaml:4:9: type 'P' already has the role 'pool'"));
  EXPECT_THAT(errorOf("library: l\ntypes:\n  pool: [\"P<int>\"]\n"),
              HasSubstr("'P<int>' is not the qualified name of a type"));
}

TEST(LoaderError, KeysOfAFunction) {
  EXPECT_EQ(errorOf("library: l\nfunctions:\n  - nmae: f\n    name: f\n    do: []\n"),
            "m.yaml:3:5: unknown key of a function 'nmae' (did you mean 'name'?), allowed: "
            "name, names, when, do, note, source");
  EXPECT_EQ(errorOf("library: l\nfunctions:\n  - do: []\n"),
            "m.yaml:3:5: a function needs either 'name' or 'names'");
  EXPECT_EQ(errorOf("library: l\nfunctions:\n  - name: f\n    names: [g]\n    do: []\n"),
            "m.yaml:3:5: a function needs either 'name' or 'names'");
  EXPECT_EQ(errorOf("library: l\nfunctions:\n  - names: []\n    do: []\n"),
            "m.yaml:3:12: 'names' is empty");
  EXPECT_EQ(errorOf("library: l\nfunctions:\n  - name: f\n"),
            "m.yaml:3:5: a function needs the key 'do'");
  EXPECT_THAT(errorOf("library: l\nfunctions:\n  - name: f\n    do:\n"),
              HasSubstr("'do' must be a list of operations, [] for a function"));
  EXPECT_THAT(errorOf("library: l\nfunctions:\n  - just text\n"),
              StartsWith("m.yaml:3:5: a function must be a mapping, not a single value"));
  EXPECT_THAT(errorOf("library: l\nfunctions:\n  - name: \"f(int)\"\n    do: []\n"),
              HasSubstr("'f(int)' is not the qualified name of a function"));
  EXPECT_THAT(errorOf("library: l\nfunctions:\n  - name: \"::f\"\n    do: []\n"),
              HasSubstr("without template arguments"));
}

TEST(LoaderError, Conditions) {
  EXPECT_EQ(errorOfFunction("    when: {min-arg: 2}\n    do: []\n"),
            "m.yaml:4:12: unknown key of 'when' 'min-arg' (did you mean 'min-args'?), allowed: "
            "min-args, max-args, param-types, arg-values, arg-texts, arg-has\n"
            "m.yaml:4:11: 'when' says nothing, allowed: min-args, max-args, param-types, "
            "arg-values, arg-texts, arg-has");
  EXPECT_EQ(errorOfFunction("    when: {min-args: 3, max-args: 2}\n    do: []\n"),
            "m.yaml:4:11: 'min-args' is above 'max-args': no call has both");
  EXPECT_EQ(errorOfFunction("    when: {min-args: two}\n    do: []\n").substr(0, 65),
            "m.yaml:4:22: 'min-args' is not a whole number, allowed: 0 to 255\n");
  EXPECT_THAT(errorOfFunction("    when: {param-types: [a]}\n    do: []\n"),
              StartsWith("m.yaml:4:25: 'param-types' must be a mapping"));
  EXPECT_THAT(errorOfFunction("    when: {param-types: {x: a}}\n    do: []\n"),
              StartsWith("m.yaml:4:26: a key of 'param-types' is not a whole number"));
  EXPECT_THAT(errorOfFunction("    when: {arg-values: {1: x}}\n    do: []\n"),
              StartsWith("m.yaml:4:28: an argument's value is not a whole number"));
  EXPECT_THAT(errorOfFunction("    when: {arg-values: {1: 2, 1: 3}}\n    do: []\n"),
              HasSubstr("parameter 1 is written twice"));
  EXPECT_EQ(errorOfFunction("    when: {max-args: 1}\n    do:\n"
                            "      - execute: {connection: 0, sql: 1}\n"),
            "m.yaml:6:39: operand 'sql' is argument 1, but 'max-args' is 1");
}

TEST(LoaderError, Operations) {
  EXPECT_THAT(errorOfOp("exceute: {connection: 0, sql: 1}"),
              StartsWith("m.yaml:5:9: unknown operation 'exceute' (did you mean 'execute'?), "
                         "allowed: connect, disconnect, "));
  EXPECT_THAT(errorOfOp("text.apend: {to: 0, from: 1}"), HasSubstr("'text.append'?"));
  EXPECT_THAT(errorOfOp("frobnicate"), Not(HasSubstr("did you mean")));
  EXPECT_THAT(errorOfOp("[execute]"), StartsWith("m.yaml:5:9: an operation is written"));
  EXPECT_THAT(errorOfOp("{exit: {}, cores: {}}"), StartsWith("m.yaml:5:9: an operation is written"));
  EXPECT_THAT(errorOfOp("execute: 3"), HasSubstr("'execute' must be a mapping"));
  EXPECT_EQ(errorOfOp("execute: {connection: 0}"),
            "m.yaml:5:9: 'execute' needs the operand 'sql'");
  EXPECT_EQ(errorOfOp("execute: {connection: 0, sql: 1, name: 2}"),
            "m.yaml:5:42: unknown key of 'execute' 'name', allowed: connection, sql, protocol");
  EXPECT_EQ(errorOfOp("execute: {connection: 0, sql: 1, protocol: simpel}"),
            "m.yaml:5:52: unknown protocol 'simpel' (did you mean 'simple'?), allowed: simple, "
            "extended");
  EXPECT_EQ(errorOfOp("text.format: {format: 0}"),
            "m.yaml:5:22: 'text.format' needs the key 'style'");
  EXPECT_EQ(errorOfOp("wait: {}"), "m.yaml:5:15: 'wait' needs the key 'what'");
  EXPECT_THAT(errorOfOp("begin: {connection: 0, at-end: undo}"),
              HasSubstr("unknown at-end 'undo', allowed: rollback, commit, nothing"));
  EXPECT_THAT(errorOfOp("begin: {connection: 0, lazy: 1}"),
              HasSubstr("'lazy' is not a truth value"));
  EXPECT_THAT(errorOfOp("set: {connection: 0, name: 1, unasked: maybe}"), HasSubstr("harmless, visible"));
  EXPECT_THAT(errorOfOp("execute: {connection: 0, sql: 1, postponed: true}"), HasSubstr("postponed"));
  EXPECT_EQ(errorOfOp("connect: {keywords: 0}"),
            "m.yaml:5:9: 'connect' needs 'keywords' and 'values' together");
  EXPECT_EQ(errorOfOp("pool: {values: 0}"), "m.yaml:5:9: 'pool' needs 'keywords' and 'values' together");
}

TEST(LoaderError, Operands) {
  StringRef Forms = "is none of the known forms, allowed: an argument's index, this, return, "
                    "rest N, template N, {text: ...}, {number: ...}, {arg: N, default: ...}";
  for (StringRef Bad : {"that", "-1", "256", "rest", "rest x", "template", "1.5", "[0]", "\"\"",
                        "{}", "{default: 3}", "{text: a, number: 1}", "{text: a, default: 1}"})
    EXPECT_THAT(errorOfOp(("text.size: {from: " + Bad + "}").str()), HasSubstr(Forms.str()))
        << Bad.str();
  EXPECT_EQ(errorOfOp("text.size: {from: {number: x}}").substr(0, 61),
            "m.yaml:5:36: 'number' is not a whole number, allowed: -922337");
  EXPECT_EQ(errorOfOp("text.size: {from: {txt: x}}").substr(0, 68),
            "m.yaml:5:28: unknown key of operand 'from' 'txt' (did you mean 'text");
  EXPECT_EQ(errorOfOp("text.size: {from: rest 1}"),
            "m.yaml:5:27: operand 'from' of 'text.size' takes one value, allowed: an argument's "
            "index rather than rest");
  EXPECT_EQ(errorOfOp("disconnect: {connection: {text: a}}"),
            "m.yaml:5:34: operand 'connection' cannot be a constant, allowed: an argument's "
            "index, this, return");
  EXPECT_EQ(errorOfOp("text.size: {from: return}"),
            "m.yaml:5:27: operand 'from' reads 'return', but no operation before gave the call "
            "a value");
}

TEST(LoaderError, Duplicates) {
  EXPECT_EQ(errorOf("library: l\nfunctions:\n"
                    "  - name: f\n    do: []\n"
                    "  - names: [g, f]\n    do: []\n"),
            "m.yaml:5:5: function 'f' is already modelled in line 3, allowed: entries that "
            "differ in 'when', the one without 'when' last");
  EXPECT_THAT(errorOf("library: l\nfunctions:\n"
                      "  - name: f\n    do: []\n"
                      "  - name: f\n    when: {min-args: 2}\n    do: []\n"),
              StartsWith("m.yaml:5:5: function 'f' is already modelled in line 3 for every call"));
  EXPECT_THAT(errorOf("library: l\nfunctions:\n"
                      "  - name: f\n    when: {min-args: 2}\n    do: []\n"
                      "  - name: f\n    when: {min-args: 2}\n    do: []\n"),
              StartsWith("m.yaml:6:5: function 'f' is already modelled in line 3,"));
  EXPECT_THAT(errorOf("library: l\nfunctions:\n  - names: [f, f]\n    do: []\n"),
              HasSubstr("function 'f' is already modelled in line 3"));
}

TEST(LoaderError, EveryMistakeIsTold) {
  std::string All = errorOf("library: l\nx: 1\nfunctions:\n  - name: f\n    do:\n"
                            "      - commit\n      - rolback: {connection: 0}\n");
  EXPECT_THAT(All, HasSubstr("m.yaml:2:1: unknown key"));
  EXPECT_THAT(All, HasSubstr("m.yaml:6:9: 'commit' needs the operand 'connection'"));
  EXPECT_THAT(All, HasSubstr("m.yaml:7:9: unknown operation 'rolback'"));
}

} // namespace
