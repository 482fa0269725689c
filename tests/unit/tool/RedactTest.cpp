//===- RedactTest.cpp - Passwords leave no trace --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Report.h"

#include <gtest/gtest.h>

using namespace pooltidy::tool;

namespace {

TEST(Redact, ConninfoStrings) {
  EXPECT_EQ(redact("host=a password=s3cret user=b"), "host=a password=*** user=b");
  EXPECT_EQ(redact("host=a password = s3cret"), "host=a password = ***");
  EXPECT_EQ(redact("password='it\\'s a secret' port=1"), "password='***' port=1");
  EXPECT_EQ(redact("PASSWORD=x"), "PASSWORD=***");
  EXPECT_EQ(redact("sslpassword=x dbname=y"), "sslpassword=*** dbname=y");
  EXPECT_EQ(redact("PWD=x;y"), "PWD=***");
}

TEST(Redact, Uris) {
  EXPECT_EQ(redact("postgresql://me:s3cret@host:5432/db"), "postgresql://me:***@host:5432/db");
  EXPECT_EQ(redact("postgres://h/db?password=x&sslmode=require"),
            "postgres://h/db?password=***&sslmode=require");
  EXPECT_EQ(redact("postgresql://me:a@b:c@host/db"), "postgresql://me:***@host/db");
  EXPECT_EQ(redact("postgresql://me@host:5432/db"), "postgresql://me@host:5432/db");
}

TEST(Redact, SourceCode) {
  EXPECT_EQ(redact(R"(PQconnectdb("host=a password=s3cret");)"),
            R"(PQconnectdb("host=a password=***");)");
  EXPECT_EQ(redact(R"("host=a password=" "s3cret")"), R"("host=a password=" "***")");
  EXPECT_EQ(redact(R"("host=a password=" + password() + " port=1")"),
            R"("host=a password=" + password() + " port=1")");
  EXPECT_EQ(redact(R"({"password", "s3cret"},)"), R"({"password", "***"},)");
  EXPECT_EQ(redact(R"(setenv("PGPASSWORD", "s3cret", 1);)"), R"(setenv("PGPASSWORD", "***", 1);)");
}

TEST(Redact, Sql) {
  EXPECT_EQ(redact("ALTER ROLE a PASSWORD 's3cret';"), "ALTER ROLE a PASSWORD '***';");
}

TEST(Redact, LeavesTheRestAlone) {
  for (const char *Text : {"", "SET search_path TO x", "the password is wrong", "password",
                           "password=", "https://host/path", "a://", "://@"})
    EXPECT_EQ(redact(Text), Text);
}

TEST(Redact, AnyBytes) {
  std::string Text;
  for (int I = 0; I < 256; ++I)
    Text += static_cast<char>(I);
  EXPECT_EQ(redact(Text), Text);
  EXPECT_EQ(redact("password='\\"), "password='***");
  EXPECT_EQ(redact("password=\\"), "password=***");
}

} // namespace
