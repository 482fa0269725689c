#include "tool/deploy/Logs.h"

#include "gtest/gtest.h"

namespace pooltidy::deploy {
namespace {

TEST(Logs, Times) {
  EXPECT_EQ(timeOf("2026-11-24 10:15:01.123 UTC [12] FATAL: x"), "2026-11-24 10:15:01.123");
  EXPECT_EQ(timeOf("web-1  | 2026-11-24T10:15:01Z error"), "2026-11-24T10:15:01");
  EXPECT_EQ(timeOf("Nov 24 10:15:01 host pgbouncer: x"), "Nov 24 10:15:01");
  EXPECT_EQ(timeOf("[10:15:01] x"), "10:15:01");
  EXPECT_EQ(timeOf("no time at all 12"), "");
  EXPECT_EQ(timeOf(""), "");
}

} // namespace
} // namespace pooltidy::deploy
