#include "Files.h"

namespace pooltidy::deploy {
namespace {

std::string service(std::string Name, std::string Query, std::string More = "",
                    std::string Host = "aws-0-eu-central-1.pooler.supabase.com:5432") {
  return "  " + Name +
         ":\n    command: ./run\n    environment:\n      URL: postgresql+psycopg2://u.x:secret@" +
         Host + "/d?connect_timeout=5&" + Query + "\n" + More;
}

std::string findings(const Outcome &O) {
  std::string Out;
  for (const rules::Finding &F : O.Findings)
    Out += std::to_string(F.Where.Line) + " " + F.Check + ": " + F.Fix + "\n";
  return Out;
}

TEST(Budget, TheNumberThatMakesItFit) {
  Outcome O = compose("services:\n" + service("a", "pool_size=5&max_overflow=0") +
                          service("b", "pool_size=12&max_overflow=0"),
                      15);
  ASSERT_EQ(O.Result.Tables.size(), 1u);
  EXPECT_EQ(O.Result.Tables[0].Worst, 17);
  EXPECT_EQ(O.Result.Tables[0].State, Table::Exceeds);
  EXPECT_EQ(findings(O),
            "9 pooling-oversized-pool: Set pool_size of b to 10, which makes 15 of 15; "
            "or set pool_size of a to 3.\n");
}

TEST(Budget, OverflowGoesFirst) {
  Outcome O = compose("services:\n" + service("a", "pool_size=8&max_overflow=8"), 15);
  EXPECT_EQ(findings(O),
            "5 pooling-oversized-pool: Set max_overflow of a to 7, which makes 15 of 15; "
            "or set pool_size of a to 7.\n");
}

TEST(Budget, SeveralNumbersTogether) {
  Outcome O =
      compose("services:\n" + service("a", "pool_size=20&max_overflow=20", "    scale: 3\n"), 15);
  EXPECT_EQ(
      findings(O),
      "5 pooling-oversized-pool: All of these together make 15 of 15: set max_overflow of a to 0; "
      "set pool_size of a to 5.\n");
}

TEST(Budget, WhatNeverFits) {
  std::string Text = "services:\n";
  for (int I = 0; I < 4; ++I)
    Text += service("s" + std::to_string(I), "pool_size=1&max_overflow=0");
  EXPECT_EQ(findings(compose(Text, 3)),
            "2 pooling-oversized-pool: Every number is as low as it goes: move services to a "
            "transaction-mode pooler, or raise the limit.\n");
}

TEST(Budget, NoLimit) {
  Outcome O = compose("services:\n" + service("a", "pool_size=1&max_overflow=-1"), 15);
  EXPECT_TRUE(O.Result.Tables[0].Unlimited);
  EXPECT_EQ(findings(O),
            "5 pooling-oversized-pool: Set max_overflow of a to 14, which makes 15 of 15.\n");
}

TEST(Budget, RollingRestart) {
  Outcome O = compose(
      "services:\n" +
          service(
              "a", "pool_size=2&max_overflow=0",
              "    deploy: {replicas: 4, update_config: {order: start-first, parallelism: 2}}\n"),
      8);
  EXPECT_EQ(O.Result.Tables[0].Steady, 8);
  EXPECT_EQ(O.Result.Tables[0].Worst, 12);
  ASSERT_EQ(O.Findings.size(), 1u);
  EXPECT_NE(O.Findings[0].Message.find("not during a rolling restart"), std::string::npos);
}

TEST(Budget, IdentitiesAndModes) {
  Outcome O = compose(
      "services:\n" + service("a", "pool_size=1&max_overflow=0") +
      service("b", "pool_size=1&max_overflow=0", "",
              "aws-0-eu-central-1.pooler.supabase.com:6543") +
      service("c", "pool_size=1&max_overflow=0", "", "db.abcdefghijklmnopqrst.supabase.co:5432"));
  ASSERT_EQ(O.Result.Tables.size(), 3u);
  EXPECT_EQ(O.Result.Tables[0].Mode, "session");
  EXPECT_EQ(O.Result.Tables[0].Cap, 15);
  EXPECT_EQ(O.Result.Tables[1].Mode, "transaction");
  EXPECT_EQ(O.Result.Tables[2].Mode, "direct");
  EXPECT_EQ(O.Result.Tables[2].Cap, std::nullopt);
  EXPECT_EQ(O.Result.Moves[0].To, "aws-0-eu-central-1.pooler.supabase.com:6543");
  EXPECT_EQ(O.Result.Moves[1].State, Move::There);
}

TEST(Budget, PoolersAndServersOfTheStack) {
  Outcome O =
      compose("services:\n"
              "  pooler:\n    image: edoburu/pgbouncer:1.23\n    environment:\n"
              "      POOL_MODE: transaction\n      DEFAULT_POOL_SIZE: 30\n      DB_HOST: db\n"
              "  db:\n    image: postgres:16\n    command: postgres -c max_connections=40\n" +
              service("a", "pool_size=50&max_overflow=0", "", "pooler:6432") +
              service("b", "pool_size=9&max_overflow=0", "", "db"));
  ASSERT_EQ(O.Result.Tables.size(), 2u);
  EXPECT_EQ(O.Result.Tables[0].Mode, "transaction");
  EXPECT_EQ(O.Result.Tables[0].Cap, 100);
  EXPECT_EQ(O.Result.Tables[1].Cap, 37);
  EXPECT_EQ(O.Result.Tables[1].Worst, 39); // 9, and the pooler's 30
  ASSERT_EQ(O.Findings.size(), 1u);
}

TEST(Budget, WhatIsNotKnownIsSaid) {
  Outcome O = compose(
      "services:\n  a:\n    environment: {URL: 'postgresql://u@h/d?connect_timeout=5'}\n", 15);
  EXPECT_TRUE(O.Findings.empty());
  EXPECT_TRUE(O.Result.Tables[0].AtLeast);
  EXPECT_EQ(O.Result.Tables[0].State, Table::NotKnown);
}

TEST(Budget, Timeouts) {
  auto Found = [](std::string Line, std::string More = "") {
    Outcome O = compose("services:\n  a:\n    environment:\n      URL: " + Line + "\n" + More, 99);
    return O.Findings.empty()
               ? ""
               : O.Findings[0].Check + " " +
                     (O.Findings[0].Sure == rules::Confidence::Certain ? "certain" : "likely");
  };
  EXPECT_EQ(Found("postgresql+psycopg2://h/d"), "pooling-missing-timeout certain");
  EXPECT_EQ(Found("postgresql://h/d"), "pooling-missing-timeout likely");
  EXPECT_EQ(Found("postgresql://h/d?connect_timeout=0"), "pooling-missing-timeout likely");
  EXPECT_EQ(Found("postgresql://h/d?connect_timeout=4"), "");
  EXPECT_EQ(Found("postgresql://h/d", "      PGCONNECT_TIMEOUT: 5\n"), "");
  EXPECT_EQ(Found("postgresql+asyncpg://h/d"), ""); // 60 seconds by itself
}

TEST(Budget, WhatLibpqRefuses) {
  auto Found = [](std::string Command, std::string Url) {
    Outcome O = compose("services:\n  a:\n    command: " + Command +
                            "\n    environment:\n      URL: " + Url + "\n",
                        99);
    return O.Findings.empty() ? "" : O.Findings[0].Check + " " + O.Findings[0].Subject;
  };
  EXPECT_EQ(Found("mlflow server", "postgresql://h/d?connect_timeout=5&pool_size=1"),
            "pooling-oversized-pool MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW");
  EXPECT_EQ(Found("mlflow server -w 1", "postgresql://h/d?connect_timeout=5&pool_size=1"),
            "pooling-startup-parameter pool_size");
  EXPECT_EQ(Found("psql", "postgresql://h/d?connect_timeout=5&pgbouncer=true"),
            "pooling-startup-parameter pgbouncer");
  EXPECT_EQ(Found("gunicorn app", "postgresql+psycopg2://h/d?connect_timeout=5&pool_size=1&max_overflow=0"), "");
  EXPECT_EQ(Found("./app", "postgresql+asyncpg://h/d?pool_size=1&max_overflow=0"), "");
  EXPECT_EQ(Found("./app", "postgresql://h/d?connect_timeout=5&pgbouncer=true&connection_limit=1"),
            ""); // Prisma's
}

TEST(Budget, PasswordsAreNowhere) {
  Outcome O = compose("services:\n" + service("a", "pool_size=99"), 15);
  for (const rules::Finding &F : O.Findings)
    EXPECT_EQ((F.Message + F.Fix).find("secret"), std::string::npos);
  for (const Table &T : O.Result.Tables)
    EXPECT_EQ(T.Label.find("secret"), std::string::npos);
}

} // namespace
} // namespace pooltidy::deploy
