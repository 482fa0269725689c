//===- ParseWalk.cpp - What the parse tree alone can tell -----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two modes: Run for statements that evaluate what they contain, and Mention for
// those that only name relations (CREATE VIEW, PREPARE, ALTER TABLE, EXPLAIN).
//
// A relation's name counts once a statement. Names of CTEs are not relations; a CTE
// is taken to be visible in the whole statement, which is wrong only for a CTE
// named like the table that it reads.
//
//===----------------------------------------------------------------------===//

#include "sql/ParseWalk.h"

#include "sql/Calls.h"
#include "sql/Commands.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace pooltidy::sql {

namespace {

using K = EffectKind;

class Walker {
public:
  Walker(View &V) : V(V) {}

  void run(const PgQuery__Node *Root, bool Executes) {
    Run = Executes;
    push(statement(Root));
    while (!Stack.empty()) {
      const ProtobufCMessage *M = Stack.back();
      Stack.pop_back();
      visit(M);
    }
    finish();
  }

private:
  template <class T> void push(const T *Message) {
    if (Message)
      Stack.push_back(reinterpret_cast<const ProtobufCMessage *>(Message));
  }

  /// The message inside a Node; all kinds of nodes are messages.
  static const ProtobufCMessage *open(const PgQuery__Node *N) {
    if (!N || N->node_case == PG_QUERY__NODE__NODE__NOT_SET)
      return nullptr;
    return reinterpret_cast<const ProtobufCMessage *>(N->select_stmt);
  }

  /// Chooses the mode from the top-level statement and returns where to start.
  const ProtobufCMessage *statement(const PgQuery__Node *N) {
    while (N && N->node_case == PG_QUERY__NODE__NODE_EXPLAIN_STMT)
      N = N->explain_stmt->query;
    if (!N)
      return nullptr;
    switch (N->node_case) {
    case PG_QUERY__NODE__NODE_SELECT_STMT:
      Locks = Run;
      break;
    case PG_QUERY__NODE__NODE_INSERT_STMT:
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
    case PG_QUERY__NODE__NODE_DELETE_STMT:
    case PG_QUERY__NODE__NODE_MERGE_STMT:
    case PG_QUERY__NODE__NODE_CALL_STMT:
    case PG_QUERY__NODE__NODE_EXECUTE_STMT:
    case PG_QUERY__NODE__NODE_DECLARE_CURSOR_STMT:
    case PG_QUERY__NODE__NODE_COPY_STMT:
      break;
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
      Run &= N->create_table_as_stmt->into && !N->create_table_as_stmt->into->skip_data;
      break;
    case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT: // its body runs when it is called
    case PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT:  // the "relation" is the new type
    case PG_QUERY__NODE__NODE_DO_STMT:              // DoBody reads it
      return nullptr;
    default:
      Run = false;
    }
    return open(N);
  }

  void visit(const ProtobufCMessage *M) {
    const ProtobufCMessageDescriptor *D = M->descriptor;
    if (D == &pg_query__range_var__descriptor)
      return relation(reinterpret_cast<const PgQuery__RangeVar *>(M));
    if (D == &pg_query__column_ref__descriptor || D == &pg_query__type_name__descriptor ||
        D == &pg_query__a__const__descriptor || D == &pg_query__string__descriptor ||
        D == &pg_query__alias__descriptor)
      return; // leaves, and most of any tree
    if (D == &pg_query__func_call__descriptor) {
      if (Run)
        call(reinterpret_cast<const PgQuery__FuncCall *>(M)->location);
    } else if (D == &pg_query__select_stmt__descriptor) {
      const auto *S = reinterpret_cast<const PgQuery__SelectStmt *>(M);
      AnyLocking |= S->n_locking_clause != 0;
      if (S->into_clause && S->into_clause->rel && Run)
        readSelectInto(V, at(S->into_clause->rel->location));
    } else if (D == &pg_query__locking_clause__descriptor) {
      return; // names only what FROM has already named
    } else if (D == &pg_query__into_clause__descriptor) {
      return;
    } else if (D == &pg_query__insert_stmt__descriptor) {
      insert(reinterpret_cast<const PgQuery__InsertStmt *>(M)->relation);
    } else if (D == &pg_query__update_stmt__descriptor) {
      update(reinterpret_cast<const PgQuery__UpdateStmt *>(M)->relation);
    } else if (D == &pg_query__delete_stmt__descriptor) {
      AnyWrite = true;
    } else if (D == &pg_query__merge_stmt__descriptor) {
      merge(reinterpret_cast<const PgQuery__MergeStmt *>(M));
    } else if (D == &pg_query__current_of_expr__descriptor) {
      AnyCurrentOf = true;
    } else if (D == &pg_query__common_table_expr__descriptor) {
      Ctes.insert(reinterpret_cast<const PgQuery__CommonTableExpr *>(M)->ctename);
    } else if (D == &pg_query__create_stmt__descriptor) {
      return create(reinterpret_cast<const PgQuery__CreateStmt *>(M));
    } else if (D == &pg_query__view_stmt__descriptor) {
      return push(open(reinterpret_cast<const PgQuery__ViewStmt *>(M)->query));
    } else if (D == &pg_query__create_seq_stmt__descriptor) {
      return;
    } else if (D == &pg_query__copy_stmt__descriptor) {
      const auto *S = reinterpret_cast<const PgQuery__CopyStmt *>(M);
      if (S->is_from && S->relation && Run)
        copyFrom(at(S->relation->location));
    }
    children(M);
  }

  void children(const ProtobufCMessage *M) {
    const ProtobufCMessageDescriptor *D = M->descriptor;
    const char *Bytes = reinterpret_cast<const char *>(M);
    for (unsigned I = 0; I != D->n_fields; ++I) {
      const ProtobufCFieldDescriptor &F = D->fields[I];
      if (F.type != PROTOBUF_C_TYPE_MESSAGE)
        continue;
      const auto *Value = reinterpret_cast<ProtobufCMessage *const *>(Bytes + F.offset);
      if (F.label != PROTOBUF_C_LABEL_REPEATED) {
        child(*Value);
        continue;
      }
      size_t Count = *reinterpret_cast<const size_t *>(Bytes + F.quantifier_offset);
      const auto *List = *reinterpret_cast<ProtobufCMessage *const *const *>(Value);
      for (size_t J = 0; J != Count; ++J)
        child(List[J]);
    }
  }

  void child(const ProtobufCMessage *M) {
    if (M && M->descriptor == &pg_query__node__descriptor)
      M = open(reinterpret_cast<const PgQuery__Node *>(M));
    push(M);
  }

  TokenIndex at(int32_t Location) const {
    return Location < 0 ? V.size() : V.at(V.Out.Begin + uint32_t(Location));
  }

  void call(int32_t Location) {
    TokenIndex I = at(Location);
    while (V.punct(I + 1, '.'))
      I += 2;
    if (V.isName(I))
      readCall(V, I);
  }

  void relation(const PgQuery__RangeVar *R) {
    if (TokenIndex I = at(R->location); I < V.size())
      Relations.push_back({I, !*R->schemaname ? std::string_view(R->relname) : ""});
  }

  void insert(const PgQuery__RangeVar *R) {
    AnyWrite = true;
    if (!R || !Run)
      return;
    TokenIndex I = at(R->location);
    if (I >= 2)
      readInsert(V, I - 2, I); // INSERT INTO name
  }

  void update(const PgQuery__RangeVar *R) {
    AnyWrite = true;
    if (!R || !Run)
      return;
    TokenIndex I = at(R->location);
    Name N = V.nameAt(I);
    if (N.Text == "pg_settings" || N.Text == "pg_catalog.pg_settings")
      readUpdateSettings(V, N.Last - 1);
  }

  void merge(const PgQuery__MergeStmt *S) {
    AnyWrite = true;
    if (!S->relation || !Run)
      return;
    TokenIndex Relation = at(S->relation->location);
    for (TokenIndex I = Relation; I < V.size(); ++I)
      if (V.is(I, "THEN") && V.is(I + 1, "INSERT"))
        return readInsert(V, I + 1, Relation);
  }

  void copyFrom(TokenIndex Relation) {
    V.add(K::SequenceAdvance, 0, 1, Name{"", false}, "COPY " + shown(V.nameAt(Relation).Text));
  }

  void create(const PgQuery__CreateStmt *S) {
    for (size_t I = 0; I != S->n_table_elts; ++I)
      push(open(S->table_elts[I]));
    for (size_t I = 0; I != S->n_inh_relations; ++I)
      push(open(S->inh_relations[I]));
  }

  void finish() {
    if (Run && AnyCurrentOf)
      readCurrentOf(V, 0, V.size());
    // Locks that a subquery of an UPDATE takes are for that UPDATE.
    if (Locks && AnyLocking && !AnyWrite)
      readRowLocks(V, 0, V.size());
    std::unordered_set<std::string> Seen;
    std::sort(Relations.begin(), Relations.end(),
              [](const Use &A, const Use &B) { return A.At < B.At; });
    for (const Use &U : Relations) {
      if (!U.Plain.empty() && Ctes.count(U.Plain))
        continue;
      Name N = V.nameAt(U.At);
      if (N && Seen.insert(N.Text).second)
        V.add(K::UseRelation, N.First, N.Last, N, shown(N.Text));
    }
  }

  struct Use {
    TokenIndex At;
    std::string_view Plain; ///< the name, if it has no schema
  };

  View &V;
  std::vector<const ProtobufCMessage *> Stack;
  std::vector<Use> Relations;
  std::unordered_set<std::string_view> Ctes;
  bool Run = true;
  bool Locks = false;
  bool AnyLocking = false;
  bool AnyWrite = false;
  bool AnyCurrentOf = false;
};

} // namespace

void walkTree(View &V, const Tree &T, bool Executes) { Walker(V).run(T.statement(), Executes); }

} // namespace pooltidy::sql
