//===- State.h - What is known at one point of one path ---------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Memory is a set of cells. A variable, a field, an element of a container is a
// cell; an object is a cell with kids. A pointer or a reference is a value that
// names a cell. The lease of a connection hangs on the connection's cell.
//
// A State belongs to one path. Branches clone it; joins drop states that say the
// same (signature()) and merge what they cannot keep apart.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_STATE_H
#define POOLTIDY_LEASES_STATE_H

#include "leases/Lease.h"
#include "leases/Text.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/SmallVector.h"

#include <memory>
#include <vector>

namespace pooltidy::leases {

using CellId = uint32_t;
inline constexpr CellId NoCell = 0;

struct Value {
  enum Kind : uint8_t {
    Unknown,
    Int,      ///< Number; a null pointer is 0
    Words,    ///< Known: text
    Ref,      ///< Cell: an object or what a pointer points to; Number: the offset in a character
              ///< buffer, negative when it is not known
    Closure,  ///< Symbol: USR of a lambda's function; Cell: its captures
    Function, ///< Symbol: callee index
    Pack,     ///< Items: the variable arguments of a call
  };
  Kind K = Unknown;
  bool Cores = false;    ///< Unknown: a number of processors
  bool Nonzero = false;  ///< Unknown, or a Ref to an object from outside: but not 0, not null
  bool Usual = false;    ///< Unknown: a number that is Number unless another is configured
  uint32_t Symbol = 0;   ///< Unknown: equal and not 0 for values that are surely the same
  CellId Cell = NoCell;
  int64_t Number = 0;
  facts::Location Where; ///< where a number or an unknown came from
  std::shared_ptr<const Text> Known;
  std::shared_ptr<const std::vector<Value>> Items;

  static Value unknown(facts::Location W = {}) { Value V; V.Where = W; return V; }
  static Value integer(int64_t N, facts::Location W = {}) { Value V; V.K = Int; V.Number = N; V.Where = W; return V; }
  static Value ref(CellId C) { Value V; V.K = Ref; V.Cell = C; return V; }
  static Value words(Text T) { T.mark(); Value V; V.K = Words; V.Known = std::make_shared<const Text>(std::move(T)); return V; }

  bool known() const { return K != Unknown; }
  /// Whether it is a number, or unknown, that is certainly not 0.
  bool notZero() const { return K == Int ? Number != 0 : K != Pack && Nonzero; }
  /// What is left of a number of which it is known whether it is 0.
  static Value neverZero(facts::Location W) { Value V = unknown(W); V.Nonzero = true; return V; }
  bool same(const Value &O) const;
  /// What is left of it where it may as well be \p O: of two texts what they have in common, of two numbers
  /// whether they are 0. Neither is an object.
  Value orElse(const Value &O) const;
};

/// Whoever adds a member here adds it to Footprint, and to State::signature()
/// where paths on which it differs must stay apart.
struct CellData : llvm::RefCountedBase<CellData> {
  Value V;
  facts::TypeId Type = 0;
  std::vector<std::pair<uint32_t, CellId>> Kids; ///< by field name or element key
  int64_t Count = -1;       ///< of elements of a sequence; -1 unknown
  CellId Parent = NoCell;   ///< the array it is an element of
  int64_t Position = 0;     ///< and which one
  CellId Link = NoCell;     ///< the connection this object works on
  facts::StringId Class = 0; ///< of an object from outside: the class it is taken for on this path
  bool Zeroed = false;      ///< members nobody set are 0
  bool Symbolic = false;    ///< came from outside the analysed code
  bool KeepsTransaction = false; ///< a live transaction object
  bool KeepsSavepoint = false; ///< a live object for a part of a transaction
  bool Owner = false;       ///< a pointer that owns what it points to together with others
  bool Shared = false;      ///< more than one pointer may own it
  uint8_t AtEnd = 0;        ///< models::AtEnd
  bool Foreign = false;     ///< a pool of, or parameters for, another database than PostgreSQL
  enum Statement : uint8_t { NoStatement, Unsent, Sent, Plain } Holds = NoStatement; ///< V is its text
  bool SqlLevel = false;    ///< the statement it holds is one of SQL PREPARE
  bool Cached = false;      ///< the connection keeps that statement when the object is gone
  bool Limited = false;     ///< a pool whose size has been said
  facts::Location Prepared; ///< where: the statement's name to us
  bool Dead = false;
  bool File = false;        ///< an open file of this machine
  uint32_t Serial = 0;      ///< connections: order of creation
  facts::Location Made;     ///< connections: where it was opened
  facts::Location Asked;    ///< connections: where the program asked for it, outside of what only hands it out
  CellId Lender = NoCell;   ///< connections: the container it was last seen in
  CellId Taken = NoCell;    ///< connections: the container that it was taken out of and is not back in
  uint32_t Holder = 0;      ///< connections: the thread that took it
  uint64_t MadeIn = 0;      ///< connections: hash of the call stack
};

/// Key of element \p I of a sequence, apart from every string id.
inline uint32_t elementKey(int64_t I) { return 0x80000000u | static_cast<uint32_t>(I & 0x3fffffff); }
inline constexpr uint32_t AnyElement = 0xffffffffu;
/// Of an owning pointer: what it calls instead of destroying what it points to.
inline constexpr uint32_t DeleterKey = 0xfffffffeu;

/// Keys in State::Globals of connections that libraries know by a name begin here, apart
/// from every USR.
inline constexpr uint32_t FirstRegistered = 0xc0000000u;

struct FrameData : llvm::RefCountedBase<FrameData> {
  std::vector<CellId> Locals;  ///< NoCell where not declared yet
  std::vector<CellId> Owned;   ///< objects that die with their block, oldest first
  CellId This = NoCell;        ///< the object of a method, which nothing else may name
};

class State {
public:
  State() : Known(std::make_shared<decltype(Known)::element_type>()) {}

  std::unique_ptr<State> clone() const { return std::unique_ptr<State>(new State(*this)); }

  /// Becomes \p Other, which is a clone of this that went on.
  void adopt(State &&Other) { *this = std::move(Other); }

  CellId create(facts::TypeId Type, Value V = {});
  /// What makes an object from outside the same on every path: what leads to it.
  enum class Met : uint8_t { Local, Global, Field, Element, Pointee, Result, Remembered };
  /// A cell for what is met on several paths that go on as one. \p From and \p Which say what
  /// it is (the member of a certain object): it has the same number on each path on which it
  /// is met for the first time.
  CellId meet(facts::TypeId Type, Met How, uint64_t From, uint64_t Which = 0);
  const CellData &cell(CellId C) const;
  CellData &edit(CellId C);
  void put(CellId C, const CellData &D) { Memory[C] = llvm::makeIntrusiveRefCnt<CellData>(D); }
  void putLease(CellId C, const Lease &L) { Leases[C] = llvm::makeIntrusiveRefCnt<Lease>(L); }
  /// The connections that have a lease, in order of their cells.
  std::vector<CellId> connections() const;
  /// The objects that work on \p Connection, oldest first.
  std::vector<CellId> workingOn(CellId Connection) const;
  CellId findKid(CellId C, uint32_t Key) const;
  void setKid(CellId C, uint32_t Key, CellId Kid);

  Lease &lease(CellId Connection);
  const Lease *findLease(CellId Connection) const;

  FrameData &frame();
  const FrameData &frame() const { return *Frames.back(); }

  /// Equal numbers for states in which nothing that matters differs.
  uint64_t signature(const Value *Result) const;
  /// The part of it that rules depend on: leases.
  uint64_t leaseSignature(bool Outline = false) const;
  /// Whether another owning pointer than \p Holder that can still be reached has \p Object.
  bool heldElsewhere(CellId Object, CellId Holder) const;
  /// The cells of this that \p Before, which it is a later state of, has not or has otherwise.
  std::vector<CellId> changedSince(const State &Before) const;
  bool has(CellId C) const { return Memory.count(C); }
  llvm::IntrusiveRefCntPtr<Lease> shareLease(CellId C) const { return Leases.lookup(C); }
  void putShared(CellId C, llvm::IntrusiveRefCntPtr<CellData> D) { Memory[C] = std::move(D); }
  llvm::IntrusiveRefCntPtr<CellData> shareCell(CellId C) const { return Memory.lookup(C); }
  /// Forgets what \p Other contradicts. Cells keep their identity across clones.
  void merge(const State &Other);
  /// Drops cells that nothing refers to any more.
  void collect(llvm::ArrayRef<const Value *> Roots);

  std::vector<llvm::IntrusiveRefCntPtr<FrameData>> Frames;
  std::vector<CellId> Temporaries; ///< of the full expression that is being evaluated
  llvm::DenseMap<uint32_t, CellId> Globals; ///< by USR
  bool Lost = false;    ///< a connection was closed in a transaction that had failed
  bool Inside = false;  ///< a flag of the program says that callers have a transaction open
  /// Libraries (bits, in the order of the models) of which the program has found on this path
  /// that it uses them for another database than PostgreSQL.
  uint64_t UsedElsewhere = 0;
  bool Guessed = false; ///< reached by an exception that might never be thrown

private:
  State(const State &) = default;
  State &operator=(State &&) = default;

  llvm::DenseMap<CellId, llvm::IntrusiveRefCntPtr<CellData>> Memory;
  llvm::DenseMap<CellId, llvm::IntrusiveRefCntPtr<Lease>> Leases;
  /// What meet() gave for each description, of all states that descend from one.
  std::shared_ptr<llvm::DenseMap<uint64_t, llvm::SmallVector<CellId, 1>>> Known;

  template <class Visit> void walk(const Value *Result, Visit V) const;
};

using StatePtr = std::unique_ptr<State>;

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_STATE_H
