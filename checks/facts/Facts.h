//===- Facts.h - A translation unit as plain data ---------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the analysis needs to know of a translation unit, and nothing else: its
// functions as small trees of expressions and statements, its classes, its
// variables, its string literals with the source position of every byte.
//
// Clang is left behind here. Facts can be printed, compared, cached, sent to
// another machine and merged; the analysis that runs over them (leases/) resolves
// wrappers, callbacks and SQL text over the whole program with one mechanism and
// needs no AST. The trees keep control flow structured (if, loop, try, goto with
// labels) instead of a graph: a tree is half the size, and destructors, early
// returns and exceptions fall out of walking it.
//
// Facts refuse to judge: no library, no SQL, no pooler is known here.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_FACTS_FACTS_H
#define POOLTIDY_FACTS_FACTS_H

#include <cstdint>
#include <string>
#include <vector>

namespace pooltidy::facts {

/// Index into a string table; 0 is the empty string.
using StringId = uint32_t;
/// Index into a type table; 0 is "some type of no interest".
using TypeId = uint32_t;
/// Index of a node in its function; kids always have smaller indices than their parent.
using NodeId = uint32_t;

inline constexpr uint32_t None = ~0u;

/// A position in a file; Line and Column count from 1, Column in bytes.
struct Location {
  StringId File = 0;
  uint32_t Line = 0;
  uint32_t Column = 0;

  bool valid() const { return Line != 0; }
  auto operator<=>(const Location &) const = default;
};

enum class TypeKind : uint8_t { Other, Void, Bool, Integer, Float, Character, Pointer, Reference, Class, Array };

struct Type {
  TypeKind Kind = TypeKind::Other;
  StringId Name = 0;  ///< Class: qualified name without template arguments
  StringId Usr = 0;   ///< Class: its USR
  TypeId Inner = 0;   ///< Pointer, Reference, Array: what it points to or holds
  int64_t Extent = -1;///< Array: number of elements, -1 when unknown
  std::vector<TypeId> Arguments; ///< Class: its template type arguments
};

/// A string literal. Byte Offset of the text stands at Where; the bytes up to the
/// next piece follow it column by column, or all stand at Where when Fixed (text
/// out of a macro's body, which is shown where the macro is used).
struct Literal {
  struct Piece {
    uint32_t Offset = 0;
    Location Where;
    bool Fixed = false;
  };
  std::string Bytes;
  std::vector<Piece> Pieces;
};

/// A file with text that the program names and may read when it runs.
struct TextFile {
  StringId Name = 0; ///< as the program writes it
  uint32_t Text = 0; ///< literal index: what it holds
};

/// A function as a call site sees it.
struct Callee {
  StringId Usr = 0;
  StringId Name = 0;    ///< qualified, without template arguments and inline namespaces
  StringId Class = 0;   ///< USR of the class of a method
  TypeId Result = 0;
  std::vector<TypeId> Parameters;
  std::vector<StringId> ParameterTypes; ///< spelled, for the conditions of models
  std::vector<TypeId> Arguments;        ///< template type arguments
  std::vector<int64_t> Numbers;         ///< template arguments: the integral ones, INT64_MIN for others
  uint32_t Format = 0;      ///< the parameter, counted from 1, that it is declared to read as printf's format
  bool Method = false;      ///< takes an object
  bool Virtual = false;
  bool NoReturn = false;
  bool Variadic = false;
  bool Constructor = false;
  bool Trivial = false;     ///< an implicit or defaulted copy or move constructor or assignment
};

enum class NodeKind : uint8_t {
  // Expressions.
  Unknown,      ///< evaluates its kids and yields nothing known
  Int,          ///< Value
  Text,         ///< Symbol: literal index
  Null,
  Local,        ///< Symbol: local index
  Global,       ///< Symbol: USR of the variable
  This,
  Field,        ///< kid: object; Symbol: "Class::field"
  Index,        ///< kids: base, index
  Deref,        ///< kid: pointer
  AddressOf,    ///< kid: object
  Function,     ///< Symbol: callee index: the function as a value
  Unary,        ///< Value: operator; kid
  Binary,       ///< Value: operator; kids
  Assign,       ///< kids: left, right
  CompoundAssign, ///< Value: operator; kids: left, right
  Step,         ///< ++ and --: Value +1 or -1; Flag: the old value is the result
  Conditional,  ///< kids: condition, then, else
  And,
  Or,
  Not,
  Call,         ///< Symbol: callee index; kids: [object if Callee::Method], arguments;
                ///< Value: how many of them are written. Flag: not dispatched
  IndirectCall, ///< kids: what is called, arguments
  Construct,    ///< Symbol: callee index; kids: arguments; Value: how many are
                ///< written; Type: the class
  New,          ///< kid: what the new object is built by (may be missing); Type: of the object
  Delete,       ///< kid
  List,         ///< a braced list: elements of an array, fields of an aggregate; Type
  Lambda,       ///< Symbol: USR of its function; kids: captured values in order
  Temporary,    ///< kid: an object that dies at the end of the full expression
  VaStart,      ///< kid: the va_list
  VaArg,        ///< kid: the va_list
  // Statements.
  Block,        ///< kids in order; variables declared in it die at its end
  Declare,      ///< Symbol: local index; kid: initial value (may be missing)
  Evaluate,     ///< kid: a full expression
  If,           ///< kids: condition, then, [else]
  While,        ///< kids: condition, body
  Do,           ///< kids: body, condition
  For,          ///< kids: init, condition, step, body (Unknown without kids where missing)
  ForEach,      ///< Symbol: local index of the element; kids: range, body
  Switch,       ///< kids: value, body
  Case,         ///< Value; kid: the statement it labels. Flag: `default`
  Return,       ///< [kid]
  Break,
  Continue,
  Goto,         ///< Symbol: label name
  Label,        ///< Symbol: label name; kid
  Try,          ///< kids: body, handlers (Handler)
  Handler,      ///< kid: body
  Throw,        ///< [kid]; also an expression
  InitField,    ///< constructor: Symbol "Class::field"; kid
  InitBase,     ///< constructor: kid is a Construct of the base or a delegated constructor
};

/// Operators of Unary, Binary and CompoundAssign.
enum class Operator : uint8_t { Other, Add, Subtract, Multiply, Divide, Remainder, Equal, NotEqual, Less,
                                Greater, LessEqual, GreaterEqual, Minus, BitAnd, BitOr, ShiftLeft, ShiftRight, Comma };

struct Node {
  NodeKind Kind = NodeKind::Unknown;
  bool Flag = false;
  TypeId Type = 0;
  uint32_t Symbol = 0;
  int64_t Value = 0;
  Location Where;
  uint32_t FirstKid = 0; ///< in Function::Kids
  uint32_t KidCount = 0;
};

enum class Storage : uint8_t { Automatic, Static, ThreadLocal };

struct Local {
  StringId Name = 0;
  TypeId Type = 0;
  Location Where;
  Storage Lives = Storage::Automatic;
  StringId Usr = 0; ///< for static ones, which are one object for the whole program
};

struct Capture {
  uint32_t Local = None; ///< local of the lambda's function it becomes; None for `this`
  bool ByReference = false;
};

struct Function {
  StringId Usr = 0;
  StringId Name = 0;    ///< qualified name, the key of models
  StringId Display = 0; ///< how to call it in a message: "Catalog::find"
  Location Where;
  StringId Class = 0;   ///< USR of the class of a method
  TypeId Result = 0;
  std::vector<uint32_t> Parameters; ///< local indices
  std::vector<Local> Locals;
  std::vector<Capture> Captures;    ///< lambdas
  std::vector<StringId> Overrides;  ///< USRs of the virtual methods it overrides
  std::vector<Node> Nodes;
  std::vector<NodeId> Kids;
  NodeId Body = None;
  bool Method = false;      ///< has `this`
  bool Constructor = false;
  bool Destructor = false;
  bool Lambda = false;
  bool Variadic = false;
  bool Internal = false;    ///< no caller outside this translation unit is possible
  bool System = false;      ///< from a header outside the project
};

struct FieldInfo {
  StringId Name = 0; ///< "Class::field"
  TypeId Type = 0;
  Location Where;
};

struct ClassInfo {
  StringId Usr = 0;
  StringId Name = 0;
  Location Where;
  std::vector<StringId> Bases;  ///< USRs
  std::vector<StringId> BaseNames;
  std::vector<FieldInfo> Fields;
  StringId Destructor = 0;      ///< USR of a user-provided destructor
  std::vector<uint32_t> Constructors; ///< callee indices
  bool System = false;
};

/// A variable with static or thread storage, function-local ones included.
struct Variable {
  StringId Usr = 0;
  StringId Name = 0;
  TypeId Type = 0;
  Location Where;
  Storage Lives = Storage::Static;
  StringId Initializer = 0; ///< USR of the function whose body is the initial value
  bool Constant = false;    ///< const: never changed after its initialisation
  bool System = false;
};

/// The facts of one translation unit.
struct Unit {
  StringId File = 0;                 ///< the main file
  StringId Root = 0;                 ///< the directory of the project, where it is known
  std::vector<StringId> Programs;    ///< those that its object is linked into, in order
  StringId Target = 0;               ///< where no program is known: what its object is made for
  std::vector<std::string> Strings;  ///< [0] is ""
  std::vector<Type> Types;           ///< [0] is Other
  std::vector<Literal> Literals;
  std::vector<Callee> Callees;
  std::vector<Function> Functions;
  std::vector<ClassInfo> Classes;
  std::vector<Variable> Variables;
  std::vector<TextFile> Files;       ///< found beside the sources, where they are compiled or included from
  std::vector<StringId> Errors;      ///< of the compiler, when the unit did not compile cleanly

  Unit() : Strings(1), Types(1) {}
};

} // namespace pooltidy::facts

#endif // POOLTIDY_FACTS_FACTS_H
