//===- BuiltinTest.cpp - The models that travel in the program ------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every file loads, and the facts that findings hang on are what they should be.
//
//===----------------------------------------------------------------------===//

#include "models/Model.h"

#include "llvm/ADT/StringSet.h"
#include "gtest/gtest.h"

using namespace pooltidy::models;
using namespace llvm;

namespace {

class Builtin : public testing::Test {
protected:
  static void SetUpTestSuite() {
    Expected<ModelSet> S = builtinModels();
    if (!S)
      GTEST_FAIL() << toString(S.takeError());
    Set = std::make_unique<ModelSet>(std::move(*S));
  }
  static void TearDownTestSuite() { Set.reset(); }
  void SetUp() override { ASSERT_NE(Set, nullptr); }

  /// The first operation of the last (unconditional) model of \p Name.
  static Operation last(StringRef Name, unsigned Index = 0) {
    ArrayRef<const FunctionModel *> F = Set->functions(Name);
    if (F.empty() || F.back()->Operations.size() <= Index) {
      ADD_FAILURE() << Name.str() << " has no operation " << Index;
      return {};
    }
    return F.back()->Operations[Index];
  }
  static unsigned argument(const Operation &O, Slot S) {
    const Operand *W = O.operand(S);
    return W && W->K == Operand::Kind::Argument ? W->Index : ~0u;
  }

  static std::unique_ptr<ModelSet> Set;
};
std::unique_ptr<ModelSet> Builtin::Set;

TEST_F(Builtin, AllFilesLoadAndSayWhatTheyAre) {
  StringSet<> Names;
  unsigned Functions = 0;
  for (const std::unique_ptr<Library> &L : Set->libraries()) {
    EXPECT_TRUE(Names.insert(L->Name).second) << L->Name;
    EXPECT_FALSE(L->Title.empty()) << L->Name;
    EXPECT_FALSE(L->Headers.empty()) << L->Name;
    EXPECT_FALSE(L->Functions.empty()) << L->Name;
    EXPECT_EQ(L->File, L->Name + ".yaml");
    Functions += L->Functions.size();
  }
  for (StringRef Name : {"libpq", "libpqxx", "soci", "qt-sql", "odbc", "poco", "libzdb", "cppdb", "odb", "drogon", "userver", "taopq", "sqlpp11", "nanodbc", "pgfe", "ozo", "std-text", "std", "std-calls", "c", "fmt", "boost", "absl",
                         "qt-strings", "glib", "postgres-client", "waits"})
    EXPECT_TRUE(Names.contains(Name)) << Name.str();
  EXPECT_GT(Functions, 500u);
}

TEST_F(Builtin, OnlyClientLibrariesReachADatabase) {
  const StringRef Clients[] = {"libpq", "libpqxx", "soci", "qt-sql", "odbc", "poco", "libzdb", "cppdb", "odb", "drogon", "userver", "taopq", "sqlpp11",
                               "nanodbc", "pgfe", "ozo"};
  for (const std::unique_ptr<Library> &L : Set->libraries())
    EXPECT_EQ(L->Database, is_contained(Clients, StringRef(L->Name))) << L->Name;
}

// Libraries that speak to several databases say which words name another one.
TEST_F(Builtin, MixedLibraries) {
  for (const std::unique_ptr<Library> &L : Set->libraries()) {
    bool Mixed = is_contained({"soci", "qt-sql", "odbc", "poco", "libzdb", "cppdb", "odb", "drogon", "sqlpp11", "nanodbc"}, L->Name);
    EXPECT_EQ(L->hasForeign(), Mixed) << L->Name;
  }
  ASSERT_NE(Set->constant("QSqlDatabase::defaultConnection"), nullptr);
  EXPECT_EQ(*Set->constant("QSqlDatabase::defaultConnection"), "qt_sql_default_connection");
  EXPECT_EQ(Set->constant("QSqlDatabase::database"), nullptr);
  EXPECT_EQ(last("QSqlQuery::~QSqlQuery").Kind, Op::DeallocateSql);
  EXPECT_EQ(last("soci::details::once_temp_type::~once_temp_type").Kind, Op::Execute);
  EXPECT_EQ(last("SQLExecute").Kind, Op::ExecutePrepared);
}

TEST_F(Builtin, NoTwoFilesModelTheSameFunction) {
  StringMap<StringRef> Owner;
  for (const std::unique_ptr<Library> &L : Set->libraries())
    for (const FunctionModel &F : L->Functions)
      for (const std::string &Name : F.Names) {
        auto [It, New] = Owner.try_emplace(Name, L->Name);
        EXPECT_TRUE(New || It->second == L->Name)
            << Name << " in " << It->second.str() << " and " << L->Name;
      }
}

TEST_F(Builtin, Libpq) {
  EXPECT_EQ(Set->role("pg_conn"), Role::Connection);
  Operation Exec = last("PQexec");
  EXPECT_EQ(Exec.Kind, Op::Execute);
  EXPECT_EQ(Exec.Wire, Protocol::Simple);
  EXPECT_EQ(argument(Exec, Slot::Sql), 1u);
  EXPECT_EQ(last("PQexecParams").Wire, Protocol::Extended);
  EXPECT_EQ(argument(last("PQsetdbLogin"), Slot::Options), 2u);
  EXPECT_EQ(argument(last("PQsetdbLogin"), Slot::Database), 4u);
  EXPECT_EQ(argument(last("PQconnectdbParams"), Slot::Values), 1u);
  EXPECT_EQ(argument(last("PQprepare"), Slot::Name), 1u);
  EXPECT_EQ(argument(last("PQprepare"), Slot::Sql), 2u);
  EXPECT_EQ(last("PQsendQueryPrepared").Kind, Op::ExecutePrepared);
  EXPECT_EQ(last("PQclosePrepared").Kind, Op::ClosePrepared);
  EXPECT_EQ(last("PQnotifies").Kind, Op::NotifyWait);
  EXPECT_EQ(last("PQpipelineSync").Kind, Op::PipelineSync);
  EXPECT_EQ(last("lo_import").Kind, Op::LargeObject);
  EXPECT_EQ(last("PQsetClientEncoding").operand(Slot::Name)->String, "client_encoding");
  EXPECT_EQ(argument(last("PQescapeStringConn"), Slot::Result), 1u);
  Operation Status = last("PQresultStatus");
  EXPECT_EQ(Status.Kind, Op::ResultStatus);
  EXPECT_EQ(Status.operand(Slot::Rows)->Number, 2) << "PGRES_TUPLES_OK";
  EXPECT_EQ(Status.operand(Slot::Failed)->Number, 7) << "PGRES_FATAL_ERROR";
  for (StringRef Known : {"PQclear", "PQresStatus", "PQgetvalue", "lo_creat", "PQcancel"}) {
    ASSERT_EQ(Set->functions(Known).size(), 1u) << Known.str();
    EXPECT_TRUE(Set->functions(Known)[0]->Operations.empty()) << Known.str();
  }
  EXPECT_TRUE(Set->functions("PQfn").empty());
}

TEST_F(Builtin, LibpqxxTransactions) {
  EXPECT_EQ(Set->role("pqxx::transaction"), Role::Transaction);
  EXPECT_EQ(Set->role("pqxx::nontransaction"), Role::Autocommit);
  Operation Begin = last("pqxx::transaction::transaction");
  EXPECT_EQ(Begin.Kind, Op::Begin);
  EXPECT_EQ(Begin.End, AtEnd::Rollback);
  EXPECT_FALSE(Begin.Lazy) << "BEGIN goes out in the constructor";
  EXPECT_EQ(Begin.operand(Slot::Object)->K, Operand::Kind::This);
  EXPECT_EQ(last("pqxx::nontransaction::nontransaction").Kind, Op::Autocommit);
  EXPECT_EQ(last("pqxx::subtransaction::subtransaction").Kind, Op::Savepoint);
  EXPECT_EQ(last("pqxx::transaction_base::conn").Kind, Op::ConnectionOf);
}

TEST_F(Builtin, LibpqxxStatements) {
  ArrayRef<const FunctionModel *> Exec = Set->functions("pqxx::transaction_base::exec");
  ASSERT_EQ(Exec.size(), 3u);
  EXPECT_EQ(Exec[0]->Operations[0].Kind, Op::ExecutePrepared);
  EXPECT_EQ(Exec[1]->Operations[0].Wire, Protocol::Extended);
  EXPECT_EQ(Exec[2]->Operations[0].Wire, Protocol::Simple);
  EXPECT_EQ(argument(last("pqxx::transaction_base::exec_params_n"), Slot::Sql), 1u);
  // 6 sends the Parse with the first execution, 7 at once.
  EXPECT_TRUE(Set->functions("pqxx::connection_base::prepare")[0]->Operations[0].Lazy);
  EXPECT_FALSE(Set->functions("pqxx::connection::prepare")[0]->Operations[0].Lazy);
  EXPECT_EQ(last("pqxx::connection::prepare").operand(Slot::Name), nullptr) << "unnamed";
  EXPECT_EQ(last("pqxx::connection_base::unprepare").Kind, Op::DeallocateSql);
  EXPECT_EQ(last("pqxx::transaction_base::set_variable").Kind, Op::Set);
  const FunctionModel *Cursor = Set->functions("pqxx::stateless_cursor::stateless_cursor")[0];
  EXPECT_EQ(argument(Cursor->Operations[1], Slot::Hold), 3u);
  EXPECT_EQ(last("pqxx::icursorstream::icursorstream", 1).operand(Slot::Hold), nullptr);
  EXPECT_EQ(last("pqxx::notification_receiver::notification_receiver", 1).Kind, Op::Listen);
}

TEST_F(Builtin, Text) {
  EXPECT_EQ(Set->role("std::basic_string"), Role::Text);
  EXPECT_EQ(last("std::basic_string::operator+=").Kind, Op::TextAppend);
  EXPECT_EQ(last("std::operator<<").Kind, Op::TextAppend);
  EXPECT_EQ(last("std::basic_ostream::operator<<").Kind, Op::TextAppend);
  EXPECT_EQ(last("strcmp").Says, Answer::Order);
  EXPECT_EQ(last("snprintf").Style, FormatStyle::Printf);
  EXPECT_EQ(argument(last("snprintf"), Slot::To), 0u);
  EXPECT_EQ(last("snprintf").operand(Slot::From)->Index, 3u);
  EXPECT_EQ(last("fmt::format").Style, FormatStyle::Braces);
  EXPECT_EQ(last("absl::Substitute").Style, FormatStyle::Dollar);
  EXPECT_EQ(last("boost::basic_format::operator%").Style, FormatStyle::Percent);
  EXPECT_EQ(last("QString::arg").Kind, Op::TextArg);
  EXPECT_EQ(last("g_string_append_printf", 1).Kind, Op::TextAppend);
  EXPECT_EQ(last("getenv").Kind, Op::TextQuote);
}

TEST_F(Builtin, Values) {
  EXPECT_EQ(last("std::make_unique").Kind, Op::Make);
  EXPECT_EQ(last("std::__shared_ptr_access::operator->").Kind, Op::PointerGet);
  EXPECT_EQ(last("std::vector::emplace_back").Kind, Op::Emplace);
  EXPECT_EQ(last("std::get").operand(Slot::Key)->K, Operand::Kind::TemplateArgument);
  EXPECT_EQ(last("std::function::operator()").Kind, Op::Call);
  EXPECT_EQ(last("std::thread::thread").Kind, Op::CallLater);
  EXPECT_EQ(last("std::thread::hardware_concurrency").Kind, Op::Cores);
  EXPECT_EQ(last("std::this_thread::sleep_for").What, "a timer");
  EXPECT_EQ(last("setenv").Kind, Op::SetEnvironment);
  EXPECT_EQ(last("exit").Kind, Op::Exit);
  EXPECT_EQ(last("curl_easy_perform").Kind, Op::Wait);
}

} // namespace
