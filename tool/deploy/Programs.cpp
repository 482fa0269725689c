//===- Programs.cpp - Pools in the configurations of programs -------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// C++ frameworks and application servers whose configuration says what pools there are.
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Files.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pooltidy::deploy {
namespace {

std::string text(const Node *N) { return N && N->is(Node::Scalar) ? N->Text : std::string(); }

Number numberAt(const Node &N, StringRef What) {
  if (std::optional<int64_t> Count = numberOf(Value(N)))
    return Number::stated(*Count, N.where(), What.str());
  return Number::unknown(N.where(), What.str(), "'" + N.Text + "' is no number that is known");
}

} // namespace

bool readDrogon(const Node &Root, const Source &From, Stack &S) {
  const Node *Clients = Root.get("db_clients");
  if (!Clients || !Clients->is(Node::List))
    return false;
  for (const Node *C : Clients->Items) {
    if (!StringRef(text(C->get("rdbms"))).starts_with_insensitive("postgres"))
      continue;
    ConfiguredPool P;
    P.Name = text(C->get("name"));
    if (P.Name.empty())
      P.Name = "default";
    P.File = From.Name;
    P.Where = C->where();
    P.Host = text(C->get("host"));
    P.Port = text(C->get("port"));
    P.User = text(C->get("user"));
    P.Database = text(C->get("dbname"));
    if (const Node *Url = C->get("connection_info"))
      P.Url = Value(*Url);
    const Node *Size = C->get("number_of_connections");
    if (!Size)
      Size = C->get("connection_number");
    P.Size = Size ? numberAt(*Size, "number_of_connections")
                  : Number::usual(1, C->where(), "number_of_connections", "the default of Drogon");
    // Fast clients have that many in each thread.
    if (text(C->get("is_fast")) == "true") {
      const Node *Threads = Root.at({"app", "number_of_threads"});
      Number T =
          Threads ? numberAt(*Threads, "number_of_threads") : Number::usual(1, C->where(), "", "");
      if (!T.known() || T.Count <= 0)
        P.Size = Number::unknown(C->get("is_fast")->where(), "is_fast",
                                 "so many in each thread, and one thread for each processor");
      else if (P.Size.known())
        P.Size.Count *= T.Count;
    }
    if (const Node *Options = C->get("connect_options"))
      P.ConnectTimeout = Options->get("connect_timeout") != nullptr;
    S.Pools.push_back(std::move(P));
  }
  return true;
}

bool readUserver(const Node &Root, const Source &From, Stack &S) {
  const Node *Components = Root.at({"components_manager", "components"});
  if (!Components || !Components->is(Node::Map))
    return false;
  for (const auto &[Key, C] : Components->all()) {
    const Node *Url = C->get("dbconnection");
    if (!Url && !C->get("dbalias"))
      continue;
    ConfiguredPool P;
    P.Name = Key->Text;
    P.File = From.Name;
    P.Where = Key->where();
    if (Url && Url->is(Node::Scalar)) {
      P.Url = Value(*Url);
      P.Where = Url->where();
    }
    const Node *Size = C->get("max_pool_size");
    P.Size = Size ? numberAt(*Size, "max_pool_size")
                  : Number::usual(15, Key->where(), "max_pool_size", "the default of userver");
    // Its driver ends an attempt by itself.
    P.ConnectTimeout = true;
    S.Pools.push_back(std::move(P));
  }
  return true;
}

bool readUnit(const Node &Root, const Source &From, Stack &S) {
  const Node *Applications = Root.get("applications");
  if (!Applications || !Applications->is(Node::Map))
    return false;
  for (const auto &[Key, A] : Applications->all()) {
    Service One;
    One.Name = Key->Text;
    One.Kind = "application of NGINX Unit";
    One.Where = Key->where();
    One.Env = environmentOf(A->get("environment"));
    const Node *N = A->get("processes");
    if (N && N->is(Node::Map))
      N = N->get("max");
    One.Replicas = N ? numberAt(*N, "processes")
                     : Number::usual(1, Key->where(), "processes", "one, as nothing is said");
    One.Extra = Number::usual(0, Key->where(), "", "");
    S.Services.push_back(std::move(One));
  }
  return true;
}

} // namespace pooltidy::deploy
