//===- Dump.cpp - Facts for people and scripts ----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Dump.h"

#include "llvm/Support/JSON.h"

using namespace llvm;

namespace pooltidy::facts {
namespace {

class Dumper {
public:
  Dumper(const Unit &U, raw_ostream &OS) : U(U), J(OS, /*IndentSize=*/1) {}

  void run() {
    J.objectBegin();
    text("file", U.File);
    text("root", U.Root);
    texts("programs", U.Programs);
    text("target", U.Target);
    texts("errors", U.Errors);
    each("types", U.Types, [&](const Type &T) { type(T); });
    each("literals", U.Literals, [&](const Literal &L) { literal(L); });
    each("callees", U.Callees, [&](const Callee &C) { callee(C); });
    each("classes", U.Classes, [&](const ClassInfo &C) { classInfo(C); });
    each("variables", U.Variables, [&](const Variable &V) { variable(V); });
    each("files", U.Files, [&](const TextFile &F) {
      J.objectBegin();
      text("name", F.Name);
      number("text", F.Text);
      J.objectEnd();
    });
    each("functions", U.Functions, [&](const Function &F) { function(F); });
    J.objectEnd();
  }

private:
  const Unit &U;
  json::OStream J;

  /// JSON is UTF-8, the bytes of a program need not be.
  static std::string clean(StringRef S) { return json::isUTF8(S) ? S.str() : json::fixUTF8(S); }
  void text(StringRef Key, StringId S) {
    if (S)
      J.attribute(Key, clean(U.Strings[S]));
  }
  void texts(StringRef Key, ArrayRef<StringId> List) {
    if (!List.empty())
      each(Key, List, [&](StringId S) { J.value(clean(U.Strings[S])); });
  }
  void flag(StringRef Key, bool On) {
    if (On)
      J.attribute(Key, true);
  }
  template <class List, class Print> void each(StringRef Key, const List &Of, Print One) {
    J.attributeArray(Key, [&] {
      for (const auto &Element : Of)
        One(Element);
    });
  }
  void number(StringRef Key, uint32_t N) { J.attribute(Key, static_cast<int64_t>(N)); }
  void numbers(StringRef Key, ArrayRef<uint32_t> List) {
    if (!List.empty())
      each(Key, List, [&](uint32_t N) { J.value(static_cast<int64_t>(N)); });
  }
  void typeOf(StringRef Key, TypeId T) {
    if (T)
      number(Key, T);
  }
  std::string place(const Location &L) const {
    return clean(U.Strings[L.File]) + ":" + std::to_string(L.Line) + ":" + std::to_string(L.Column);
  }
  void where(StringRef Key, const Location &L) {
    if (L.valid())
      J.attribute(Key, place(L));
  }

  void type(const Type &T) {
    J.object([&] {
      J.attribute("kind", name(T.Kind));
      text("name", T.Name);
      text("usr", T.Usr);
      typeOf("inner", T.Inner);
      if (T.Extent >= 0)
        J.attribute("extent", T.Extent);
      numbers("arguments", T.Arguments);
    });
  }
  void literal(const Literal &L) {
    J.object([&] {
      J.attribute("bytes", clean(L.Bytes));
      each("pieces", L.Pieces, [&](const Literal::Piece &P) {
        J.object([&] {
          number("offset", P.Offset);
          where("where", P.Where);
          flag("fixed", P.Fixed);
        });
      });
    });
  }
  void callee(const Callee &C) {
    J.object([&] {
      text("usr", C.Usr);
      text("name", C.Name);
      text("class", C.Class);
      typeOf("result", C.Result);
      numbers("parameters", C.Parameters);
      texts("parameterTypes", C.ParameterTypes);
      numbers("arguments", C.Arguments);
      if (!C.Numbers.empty())
        each("numbers", C.Numbers, [&](int64_t N) { J.value(N); });
      flag("method", C.Method);
      flag("virtual", C.Virtual);
      flag("noReturn", C.NoReturn);
      flag("variadic", C.Variadic);
      flag("constructor", C.Constructor);
      flag("trivial", C.Trivial);
    });
  }
  void classInfo(const ClassInfo &C) {
    J.object([&] {
      text("usr", C.Usr);
      text("name", C.Name);
      where("where", C.Where);
      texts("bases", C.Bases);
      texts("baseNames", C.BaseNames);
      each("fields", C.Fields, [&](const FieldInfo &F) {
        J.object([&] {
          text("name", F.Name);
          typeOf("type", F.Type);
          where("where", F.Where);
        });
      });
      text("destructor", C.Destructor);
      numbers("constructors", C.Constructors);
      flag("system", C.System);
    });
  }
  void variable(const Variable &V) {
    J.object([&] {
      text("usr", V.Usr);
      text("name", V.Name);
      typeOf("type", V.Type);
      where("where", V.Where);
      J.attribute("lives", name(V.Lives));
      text("initializer", V.Initializer);
      flag("constant", V.Constant);
      flag("system", V.System);
    });
  }
  void function(const Function &F) {
    J.object([&] {
      text("usr", F.Usr);
      text("name", F.Name);
      text("display", F.Display);
      where("where", F.Where);
      text("class", F.Class);
      typeOf("result", F.Result);
      numbers("parameters", F.Parameters);
      each("locals", F.Locals, [&](const Local &L) {
        J.object([&] {
          text("name", L.Name);
          typeOf("type", L.Type);
          where("where", L.Where);
          J.attribute("lives", name(L.Lives));
          text("usr", L.Usr);
        });
      });
      if (!F.Captures.empty())
        each("captures", F.Captures, [&](const Capture &C) {
          J.object([&] {
            if (C.Local != None)
              number("local", C.Local);
            flag("byReference", C.ByReference);
          });
        });
      texts("overrides", F.Overrides);
      flag("method", F.Method);
      flag("constructor", F.Constructor);
      flag("destructor", F.Destructor);
      flag("lambda", F.Lambda);
      flag("variadic", F.Variadic);
      flag("internal", F.Internal);
      flag("system", F.System);
      if (F.Body != None) {
        J.attributeBegin("body");
        node(F, F.Nodes[F.Body]);
        J.attributeEnd();
      }
    });
  }

  // Kids come before their parents, so this ends; what is deeper than any program is
  // would need a stack of its own, so the depth is bounded.
  void node(const Function &F, const Node &N, unsigned Depth = 0) {
    constexpr unsigned MaxDepth = 4000;
    J.object([&] {
      J.attribute("kind", name(N.Kind));
      flag("flag", N.Flag);
      typeOf("type", N.Type);
      symbol(N);
      if (N.Kind == NodeKind::Unary || N.Kind == NodeKind::Binary ||
          N.Kind == NodeKind::CompoundAssign)
        J.attribute("operator", name(static_cast<Operator>(N.Value)));
      else if (N.Value || N.Kind == NodeKind::Int)
        J.attribute("value", N.Value);
      where("where", N.Where);
      if (!N.KidCount)
        return;
      if (Depth == MaxDepth) {
        J.attribute("deeper", true);
        return;
      }
      J.attributeArray("kids", [&] {
        for (uint32_t K = 0; K < N.KidCount; ++K)
          node(F, F.Nodes[F.Kids[N.FirstKid + K]], Depth + 1);
      });
    });
  }

  void symbol(const Node &N) {
    switch (N.Kind) {
    case NodeKind::Text:
      return number("literal", N.Symbol);
    case NodeKind::Local:
    case NodeKind::Declare:
    case NodeKind::ForEach:
      return number("local", N.Symbol);
    case NodeKind::Call:
    case NodeKind::Construct:
    case NodeKind::Function:
      return number("callee", N.Symbol);
    default:
      return text("symbol", N.Symbol);
    }
  }
};

template <class Enum, size_t N> StringRef lookup(const char *const (&Names)[N], Enum Value) {
  auto I = static_cast<size_t>(Value);
  return I < N ? Names[I] : "?";
}

} // namespace

StringRef name(TypeKind K) {
  constexpr const char *Names[] = {"other",     "void",    "bool",      "integer", "float",
                                   "character", "pointer", "reference", "class",   "array"};
  static_assert(std::size(Names) == size_t(TypeKind::Array) + 1);
  return lookup(Names, K);
}

StringRef name(Storage S) {
  constexpr const char *Names[] = {"automatic", "static", "thread"};
  static_assert(std::size(Names) == size_t(Storage::ThreadLocal) + 1);
  return lookup(Names, S);
}

StringRef name(Operator O) {
  constexpr const char *Names[] = {"other", "+",  "-",  "*",      "/", "%", "==", "!=", "<",
                                   ">",     "<=", ">=", "negate", "&", "|", "<<", ">>", ","};
  static_assert(std::size(Names) == size_t(Operator::Comma) + 1);
  return lookup(Names, O);
}

StringRef name(NodeKind K) {
  constexpr const char *Names[] = {
      "unknown", "int",       "text",    "null",           "local",        "global",
      "this",    "field",     "index",   "deref",          "address",      "function",
      "unary",   "binary",    "assign",  "compoundAssign", "step",         "conditional",
      "and",     "or",        "not",     "call",           "indirectCall", "construct",
      "new",     "delete",    "list",    "lambda",         "temporary",    "vaStart",
      "vaArg",   "block",     "declare", "evaluate",       "if",           "while",
      "do",      "for",       "forEach", "switch",         "case",         "return",
      "break",   "continue",  "goto",    "label",          "try",          "handler",
      "throw",   "initField", "initBase"};
  static_assert(std::size(Names) == size_t(NodeKind::InitBase) + 1);
  return lookup(Names, K);
}

void dump(const Unit &U, raw_ostream &OS) {
  Dumper(U, OS).run();
  OS << '\n';
}

} // namespace pooltidy::facts
