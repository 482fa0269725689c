//===- Grammar.cpp - The server's own parser ------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The large stack is 64 MiB of address space, of which only what is used is backed by
// memory: 16 times what 4,000 nested tokens need. Making the thread costs about as
// much as parsing the deep statements it is for.
//
// The arena is why unpacking is affordable: protobuf-c makes one allocation a node,
// and freeing them one by one costs as much as parsing.
//
//===----------------------------------------------------------------------===//

#include "sql/Grammar.h"

#include "sql/Effects.h"

#include <pg_query.h>
#include <pthread.h>

#include <cstddef>
#include <functional>
#include <vector>

namespace pooltidy::sql {

struct Tree::Arena {
  ProtobufCAllocator Allocator{allocate, release, this};
  std::vector<std::unique_ptr<std::byte[]>> Blocks;
  std::byte *Next = nullptr;
  size_t Left = 0;

  static void *allocate(void *Data, size_t Size) {
    auto &A = *static_cast<Arena *>(Data);
    constexpr size_t Align = alignof(std::max_align_t), Block = 16 * 1024;
    Size = (Size + Align - 1) / Align * Align;
    if (Size > A.Left) {
      A.Left = Size > Block ? Size : Block;
      A.Blocks.emplace_back(new std::byte[A.Left]);
      A.Next = A.Blocks.back().get();
    }
    void *Result = A.Next;
    A.Next += Size;
    A.Left -= Size;
    return Result;
  }
  static void release(void *, void *) {}
};

Tree::Tree() = default;
Tree::Tree(Tree &&) noexcept = default;
Tree &Tree::operator=(Tree &&) noexcept = default;
Tree::~Tree() = default;

namespace {

/// The grammar counts an error's place in characters, from 1.
uint32_t byteOffset(std::string_view Text, int Cursor) {
  if (Cursor <= 0)
    return uint32_t(Text.size());
  uint32_t At = 0;
  for (int Chars = 1; At < Text.size(); ++At)
    if ((static_cast<unsigned char>(Text[At]) & 0xc0) != 0x80 && Chars++ == Cursor)
      break;
  return At;
}

/// Runs \p Work on a thread with a large stack; false if there is no such thread.
bool onLargeStack(const std::function<void()> &Work) {
  constexpr size_t StackSize = 64u << 20;
  pthread_attr_t Attributes;
  if (pthread_attr_init(&Attributes) != 0)
    return false;
  pthread_t Thread;
  auto Start = [](void *Argument) -> void * {
    (*static_cast<const std::function<void()> *>(Argument))();
    return nullptr;
  };
  bool Started =
      pthread_attr_setstacksize(&Attributes, StackSize) == 0 &&
      pthread_create(&Thread, &Attributes, Start, const_cast<std::function<void()> *>(&Work)) == 0;
  pthread_attr_destroy(&Attributes);
  return Started && pthread_join(Thread, nullptr) == 0;
}

/// Whether the tree may be more than fifty levels deep (fifty nested subqueries need
/// 300 KiB of stack): counts the tokens that can put what stands beside them one
/// level down. AND and OR make flat lists, and so do commas.
bool mayNest(const View &V) {
  constexpr size_t Most = 50;
  if (V.size() <= Most)
    return false;
  size_t Levels = 0;
  for (TokenIndex I = 0; I != V.size() && Levels <= Most; ++I)
    Levels += V.has(I, TokenKind::Operator) || V.punct(I, '(') || V.punct(I, '[') ||
              V.text(I) == "::" ||
              V.isAny(I, {"UNION", "EXCEPT", "INTERSECT", "JOIN", "CASE", "NOT", "IS", "ISNULL",
                          "NOTNULL", "LIKE", "ILIKE", "SIMILAR", "BETWEEN", "COLLATE", "AT",
                          "EXPLAIN", "ESCAPE", "OVERLAPS"});
  return Levels > Most;
}

} // namespace

Tree Tree::parseHere(Source &Src, uint32_t Begin, uint32_t End) {
  Tree T;
  T.ErrorAt = End - Begin;
  char *Text = Src.work(Begin), Saved = Text[End - Begin];
  Text[End - Begin] = '\0'; // the parser takes a C string
  PgQueryProtobufParseResult Result = pg_query_parse_protobuf(Text);
  Text[End - Begin] = Saved;
  if (Result.error) {
    T.ErrorAt = byteOffset(Src.work(Begin, End), Result.error->cursorpos);
  } else {
    T.Memory = std::make_unique<Arena>();
    const PgQuery__ParseResult *Root =
        pg_query__parse_result__unpack(&T.Memory->Allocator, Result.parse_tree.len,
                                       reinterpret_cast<const uint8_t *>(Result.parse_tree.data));
    if (Root && Root->n_stmts == 1 && Root->stmts[0]->stmt)
      T.Root = Root->stmts[0]->stmt;
  }
  pg_query_free_protobuf_parse_result(Result);
  return T;
}

Tree parse(View &V) {
  if (!mayNest(V))
    return Tree::parseHere(V.Src, V.Out.Begin, V.Out.End);
  Tree T; // stays a refusal if no thread can be had
  onLargeStack([&] { T = Tree::parseHere(V.Src, V.Out.Begin, V.Out.End); });
  return T;
}

std::string_view grammarVersion() { return PG_VERSION; }

} // namespace pooltidy::sql
