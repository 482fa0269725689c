//===- ReadOperation.cpp - One operation of a model -----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads `execute: {connection: 0, sql: 1, protocol: simple}` and the like, against the
// table in Schema.cpp.
//
//===----------------------------------------------------------------------===//

#include "models/Loader.h"
#include "models/Schema.h"

#include "llvm/ADT/StringExtras.h"

#include <limits>

using namespace llvm;

namespace pooltidy::models {

namespace {

constexpr unsigned MaxArgument = 255;
constexpr StringRef OperandForms =
    "allowed: an argument's index, this, return, rest N, template N, {text: ...}, "
    "{number: ...}, {arg: N, default: ...}";

/// Slots that name a place rather than a value: a constant makes no sense there.
constexpr Slots Places = bit(Slot::Result) | bit(Slot::Object) | bit(Slot::To) |
                         bit(Slot::Connection) | bit(Slot::Pool) | bit(Slot::Callable);

std::optional<Operand> readConstant(const YAML::Node &N, StringRef Where,
                                    yaml::Problems &P) {
  constexpr int64_t Lowest = std::numeric_limits<int64_t>::min();
  constexpr int64_t Highest = std::numeric_limits<int64_t>::max();
  yaml::Map M(N, "operand '" + Where + "'", {"text", "number", "arg", "default"}, P);
  if (!M)
    return std::nullopt;
  unsigned Given = !!M.get("text") + !!M.get("number") + !!M.get("arg");
  if (Given != 1 || (M.get("default") && !M.get("arg"))) {
    P.add(N, "operand '" + Where + "' is none of the known forms, " + OperandForms);
    return std::nullopt;
  }
  Operand O;
  if (std::optional<std::string> T = M.text("text")) {
    O.K = Operand::Kind::Text;
    O.String = std::move(*T);
    return O;
  }
  if (std::optional<int64_t> I = M.integer("number", Lowest, Highest)) {
    O.K = Operand::Kind::Number;
    O.Number = *I;
    return O;
  }
  if (std::optional<int64_t> I = M.integer("arg", 0, MaxArgument)) {
    O.Index = *I;
    O.Default = M.integer("default", Lowest, Highest);
    return O;
  }
  return std::nullopt; // what was wrong has been said
}

std::optional<Operand> readOperand(const YAML::Node &N, StringRef Where,
                                   yaml::Problems &P) {
  if (N.IsMap())
    return readConstant(N, Where, P);
  Operand O;
  StringRef Word = N.IsScalar() ? StringRef(N.Scalar()) : StringRef();
  if (Word == "this") {
    O.K = Operand::Kind::This;
    return O;
  }
  if (Word == "return") {
    O.K = Operand::Kind::Return;
    return O;
  }
  if (Word.consume_front("rest "))
    O.K = Operand::Kind::Rest;
  else if (Word.consume_front("template "))
    O.K = Operand::Kind::TemplateArgument;
  if (!Word.empty() && !Word.getAsInteger(10, O.Index) && O.Index <= MaxArgument)
    return O;
  P.add(N, "operand '" + Where + "' is none of the known forms, " + OperandForms);
  return std::nullopt;
}

/// What an operand may be depends on its slot and on the function's condition.
void checkOperand(const Operand &O, Slot S, const OpSchema &Row, const Condition &When,
                  bool ReturnIsSet, const YAML::Node &N, yaml::Problems &P) {
  StringRef Name = slotNames()[static_cast<unsigned>(S)];
  bool Constant = O.K == Operand::Kind::Text || O.K == Operand::Kind::Number ||
                  O.K == Operand::Kind::TemplateArgument;
  if (Constant && (bit(S) & Places))
    P.add(N, "operand '" + Name +
                 "' cannot be a constant, allowed: an argument's index, this, return");
  if (O.K == Operand::Kind::Rest && !(S == Slot::From && Row.RestFrom))
    P.add(N, "operand '" + Name + "' of '" + Row.Name +
                 "' takes one value, allowed: an argument's index rather than rest");
  bool IsSource = S != Slot::Result && S != Slot::Object && S != Slot::To;
  if (O.K == Operand::Kind::Return && IsSource && !ReturnIsSet)
    P.add(N, "operand '" + Name +
                 "' reads 'return', but no operation before gave the call a value");
  if (O.K == Operand::Kind::Argument && !O.Default && O.Index >= When.MaxArgs)
    P.add(N, "operand '" + Name + "' is argument " + Twine(O.Index) +
                 ", but 'max-args' is " + Twine(When.MaxArgs));
}

void readExtras(yaml::Map &M, const OpSchema &Row, Operation &Out, yaml::Problems &P) {
  if (std::optional<unsigned> W = M.word("protocol", {"simple", "extended"}))
    Out.Wire = static_cast<Protocol>(*W);
  if (std::optional<unsigned> W =
          M.word("style", {"printf", "braces", "percent", "dollar"}))
    Out.Style = static_cast<FormatStyle>(*W);
  if (std::optional<unsigned> W = M.word("at-end", {"rollback", "commit", "nothing"}))
    Out.End = static_cast<AtEnd>(*W);
  if (std::optional<unsigned> W =
          M.word("answer", {"equal", "unequal", "order", "prefix", "suffix", "inside"}))
    Out.Says = static_cast<Answer>(*W);
  if (std::optional<unsigned> W = M.word("on", {"outside", "thread", "lock"}))
    Out.On = static_cast<WaitsOn>(*W);
  if (std::optional<bool> B = M.flag("bounded"))
    Out.Bounded = *B;
  if (std::optional<bool> B = M.flag("any-case"))
    Out.AnyCase = *B;
  if (std::optional<bool> B = M.flag("any-of"))
    Out.AnyOf = *B;
  if (std::optional<bool> B = M.flag("skip-empty"))
    Out.SkipEmpty = *B;
  if (std::optional<bool> B = M.flag("backwards"))
    Out.Backwards = *B;
  if (std::optional<bool> B = M.flag("outside"))
    Out.Outside = *B;
  if (std::optional<bool> B = M.flag("lazy"))
    Out.Lazy = *B;
  if (std::optional<bool> B = M.flag("cached"))
    Out.Cached = *B;
  if (std::optional<bool> B = M.flag("once"))
    Out.Once = *B;
  if (std::optional<bool> B = M.flag("plain"))
    Out.Plain = *B;
  if (std::optional<unsigned> W = M.word("syntax", {"libpq", "semicolons"}))
    Out.Semicolons = *W == 1;
  if (std::optional<bool> B = M.flag("postponed"))
    Out.Postponed = *B;
  if (std::optional<unsigned> W = M.word("unasked", {"harmless", "visible"}))
    Out.Own = static_cast<Unasked>(*W + 1);
  if (Row.Extras & StyleKey)
    M.need("style");
  if (Row.Extras & WordsKey) {
    Out.Words = M.texts("words");
    if (Out.Words.empty() != !M.get("from"))
      P.add(M.node(), "'" + Row.Name + "' takes 'words' together with 'from'");
  }
  if (Row.Extras & OursKey)
    Out.Ours = M.texts("ours");
  if (Row.Extras & SureKey)
    Out.Words = M.texts("sure-of");
  if (Row.Extras & WhatKey) {
    M.need("what");
    if (std::optional<std::string> T = M.text("what"))
      Out.What = std::move(*T);
  }
}

/// `exit`, or `{execute: {...}}`: the operation's row and the node of its keys.
const OpSchema *readName(const YAML::Node &N, YAML::Node &Body, yaml::Problems &P) {
  YAML::Node NameNode = N;
  if (N.IsMap() && N.size() == 1) {
    NameNode.reset(N.begin()->first);
    Body.reset(N.begin()->second);
  } else if (!N.IsScalar()) {
    P.add(N, "an operation is written 'name: {...}', one to a list element, or just "
             "'name' when it takes nothing");
    return nullptr;
  }
  std::optional<unsigned> W = yaml::word(NameNode, "operation", opNames(), P);
  return W ? &schema(static_cast<Op>(*W)) : nullptr;
}

} // namespace

SmallVector<StringRef> keysOf(const OpSchema &Row) {
  SmallVector<StringRef> Keys;
  for (unsigned S = 0; S < SlotCount; ++S)
    if ((Row.Needed | Row.Allowed) & bit(static_cast<Slot>(S)))
      Keys.push_back(slotNames()[S]);
  constexpr std::pair<Extra, StringRef> Extras[] = {
      {ProtocolKey, "protocol"}, {StyleKey, "style"}, {AtEndKey, "at-end"},
      {LazyKey, "lazy"}, {BoundedKey, "bounded"}, {WhatKey, "what"}, {AnswerKey, "answer"}, {OnKey, "on"}, {SureKey, "sure-of"},
      {WordsKey, "words"}, {OursKey, "ours"}, {CachedKey, "cached"}, {PlainKey, "plain"}, {OnceKey, "once"}, {SyntaxKey, "syntax"},
      {PostponedKey, "postponed"}, {UnaskedKey, "unasked"},
      {AnyCaseKey, "any-case"}, {AnyOfKey, "any-of"}, {SkipEmptyKey, "skip-empty"},
      {BackwardsKey, "backwards"}, {OutsideKey, "outside"}};
  for (const auto &[Bit, Name] : Extras)
    if (Row.Extras & Bit)
      Keys.push_back(Name);
  return Keys;
}

std::optional<Operation> readOperation(const YAML::Node &N, const Condition &When,
                                       bool &ReturnIsSet, yaml::Problems &P) {
  YAML::Node Body(YAML::NodeType::Null);
  const OpSchema *Row = readName(N, Body, P);
  if (!Row)
    return std::nullopt;
  Operation Out;
  Out.Kind = Row->Kind;
  Out.Line = yaml::line(N);
  const YAML::Node Keys = Body.IsNull() ? YAML::Node(YAML::NodeType::Map) : Body;
  yaml::Map M(Keys, "'" + Row->Name + "'", keysOf(*Row), P);
  if (!M)
    return std::nullopt;
  readExtras(M, *Row, Out, P);
  for (unsigned I = 0; I < SlotCount; ++I) {
    Slot S = static_cast<Slot>(I);
    if (!((Row->Needed | Row->Allowed) & bit(S)))
      continue; // 'what' of `wait` is words, not a slot
    StringRef Name = slotNames()[I];
    const YAML::Node *Value = M.get(Name);
    if (!Value) {
      if (Row->Needed & bit(S))
        P.add(N, "'" + Row->Name + "' needs the operand '" + Name + "'");
      continue;
    }
    std::optional<Operand> O = readOperand(*Value, Name, P);
    if (!O)
      continue;
    checkOperand(*O, S, *Row, When, ReturnIsSet, *Value, P);
    Out.Operands.push_back({S, std::move(*O)});
  }
  bool ByDefault = Row->Result == ResultDefault::Return ||
                   (Row->Result == ResultDefault::ReturnIfNoTo && !M.get("to"));
  if (ByDefault && !M.get("result")) {
    Operand O;
    O.K = Operand::Kind::Return;
    Out.Operands.push_back({Slot::Result, O});
  }
  if (!M.get("keywords") != !M.get("values") && (Row->Allowed & bit(Slot::Keywords)))
    P.add(N, "'" + Row->Name + "' needs 'keywords' and 'values' together");
  for (const auto &[S, O] : Out.Operands)
    if ((S == Slot::Result || S == Slot::To || S == Slot::Object) &&
        O.K == Operand::Kind::Return)
      ReturnIsSet = true;
  // How a statement went is what the call tells, as long as nothing else is said.
  if (Out.Kind == Op::Execute || Out.Kind == Op::ExecutePrepared)
    ReturnIsSet = true;
  // A call that changes a text or a container hands that on: s.append(a).append(b).
  if (Out.operand(Slot::To) && !Out.operand(Slot::Result))
    ReturnIsSet = true;
  return Out;
}

} // namespace pooltidy::models
