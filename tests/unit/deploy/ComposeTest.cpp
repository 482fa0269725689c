#include "Files.h"

namespace pooltidy::deploy {
namespace {

/// "service: formula" of all rows, and the problems.
std::string rows(const Outcome &O) {
  std::string Out;
  for (const Table &T : O.Result.Tables)
    for (const Row &R : T.Rows)
      Out += R.Service + ": " + R.Formula + "\n";
  for (const Problem &P : O.Problems)
    Out += P.File + ": " + P.Why + "\n";
  return Out;
}

constexpr llvm::StringLiteral Url = "postgresql+psycopg2://u:p@h/d?connect_timeout=5";

TEST(Compose, ReplicasScaleAndExtends) {
  EXPECT_EQ(rows(compose(("services:\n"
                          "  base:\n"
                          "    environment: {URL: '" +
                          Url +
                          "'}\n"
                          "    command: gunicorn -w 3 app\n"
                          "    deploy: {replicas: 2}\n"
                          "  more:\n"
                          "    extends: base\n"
                          "    environment: [POOL_SIZE=1, MAX_OVERFLOW=0]\n"
                          "  scaled:\n"
                          "    extends: {service: base}\n"
                          "    command: [gunicorn, --workers, '1']\n"
                          "    deploy: !reset {}\n"
                          "    scale: 4\n")
                             .str())),
            "base: 2 x 3 x (5 + 10)\nmore: 2 x 3 x (1 + 0)\nscaled: 2 x 1 x (5 + 10)\n");
}

TEST(Compose, LaterFilesOverride) {
  Files F;
  F.add("/p/a.yml", ("services:\n  s:\n    environment:\n      URL: " + Url +
                     "\n      POOL_SIZE: 5\n    command: uvicorn a --workers 2\n")
                        .str());
  F.add("/p/b.yml", "services:\n  s:\n    environment: [POOL_SIZE=2, MAX_OVERFLOW=1]\n"
                    "    deploy: {replicas: 3}\n");
  EXPECT_EQ(rows(F.run()), "s: 3 x 2 x (2 + 1)\n");
}

TEST(Compose, TheOverrideBesideIsRead) {
  Files F;
  F.add("/p/compose.yaml", ("services:\n  s: {environment: {URL: '" + Url + "'}}\n").str());
  F.beside("/p/compose.override.yaml", "services:\n  s: {scale: 2}\n");
  Outcome O = F.run();
  EXPECT_EQ(rows(O), "s: 2 x 1 x (5 + 10)\n");
  EXPECT_EQ(O.Result.Read.size(), 2u);
}

TEST(Compose, VariablesFromDotEnv) {
  Files F;
  F.add("/p/compose.yml", ("services:\n  s:\n    environment: {URL: '" + Url +
                           "'}\n"
                           "    command: gunicorn -w ${WORKERS:-9} a\n    scale: ${N}\n")
                              .str());
  F.beside("/p/.env", "WORKERS=4\n");
  Outcome O = F.run();
  EXPECT_EQ(rows(O), "s: ? x 4 x (5 + 10)\n");
  ASSERT_EQ(O.Result.Notes.size(), 1u);
  EXPECT_EQ(O.Result.Notes[0].Text, "no value is known for N: the .env file does not set it");
}

TEST(Compose, EnvFiles) {
  Files F;
  F.add("/p/compose.yml",
        "services:\n  s:\n    env_file: [db.env, {path: none.env, required: false}]\n"
        "    environment: {MAX_OVERFLOW: 0}\n"
        "  t:\n    env_file: gone.env\n");
  F.beside("/p/db.env", ("URL=" + Url + "\nPOOL_SIZE=2\nMAX_OVERFLOW=7\n").str());
  EXPECT_EQ(rows(F.run()), "s: 1 x 1 x (2 + 0)\n/p/gone.env: No such file or directory; it is an "
                           "env_file, and what it sets is not known\n");
}

TEST(Compose, CyclesOfExtends) {
  Outcome O = compose("services:\n  a: {extends: b}\n  b: {extends: {service: a}}\n"
                      "  c: {extends: nobody}\n");
  ASSERT_EQ(O.Problems.size(), 2u);
  EXPECT_EQ(O.Problems[0].Why, "service 'a' extends itself, through 2 steps");
  EXPECT_EQ(O.Problems[1].Why, "service 'c' extends 'nobody', which /p/compose.yml does not have");
}

TEST(Compose, Profiles) {
  std::string Text =
      ("services:\n  s: {profiles: [debug], environment: {URL: '" + Url + "'}}\n").str();
  Outcome O = compose(Text);
  EXPECT_EQ(rows(O), "");
  EXPECT_EQ(O.Result.Notes.size(), 1u);
  Files F;
  F.add("/p/compose.yml", Text).add("/p/.env", "COMPOSE_PROFILES=other,debug\n");
  EXPECT_EQ(rows(F.run()), "s: 1 x 1 x (5 + 10)\n");
}

TEST(Compose, WhatIsOverBefore) {
  Outcome O = compose(("services:\n  migrate: {environment: {URL: '" + Url +
                       "'}}\n"
                       "  none: {environment: {URL: '" +
                       Url +
                       "'}, deploy: {replicas: 0}}\n"
                       "  s:\n    environment: {URL: '" +
                       Url +
                       "'}\n"
                       "    depends_on: {migrate: {condition: service_completed_successfully}}\n")
                          .str());
  EXPECT_EQ(rows(O), "s: 1 x 1 x (5 + 10)\n");
  EXPECT_EQ(O.Result.Notes.size(), 2u);
}

TEST(Compose, WhoMayConnectAsWell) {
  Outcome O =
      compose("services:\n  db: {image: postgres}\n"
              "  a: {environment: {URL: 'postgresql+psycopg2://u@db/d?connect_timeout=5'}}\n"
              "  b: {depends_on: [db]}\n  c: {environment: {DATABASE_URL: '${NOT_SET}'}}\n");
  EXPECT_EQ(O.Result.Tables.at(0).State, Table::NotKnown);
  ASSERT_EQ(O.Result.Notes.size(), 3u);
  EXPECT_EQ(O.Result.Notes[1].Text,
            "DATABASE_URL of c is ${NOT_SET}, which has no value: where it leads is not known");
  EXPECT_EQ(O.Result.Notes[2].Text, "b depends on db, and how it connects is not seen");
}

TEST(Compose, TwoStringsToTheSame) {
  Outcome O = compose(
      ("services:\n  s: {environment: {READ_URL: '" + Url + "', WRITE_URL: '" + Url + "'}}\n")
          .str(),
      50);
  EXPECT_EQ(rows(O), "s: 1 x 1 x (5 + 10)\n");
  EXPECT_EQ(O.Result.Tables.at(0).State, Table::NotKnown);
}

TEST(Compose, BrokenFilesAndTheRest) {
  Files F;
  F.add("/p/a.yml", "services: [\n")
      .add("/p/b.yml", std::string("a\0b", 3))
      .add("/p/c.txt", "hello");
  F.add("/q/compose.yml", ("services:\n  s: {environment: {URL: '" + Url + "'}}\n").str());
  F.R.Files.push_back("/p/none.yml");
  Outcome O = F.run();
  ASSERT_EQ(O.Problems.size(), 4u);
  EXPECT_NE(O.Problems[0].Why.find("not YAML: "), std::string::npos);
  EXPECT_EQ(O.Problems[1].Why, "a binary file, not a deployment file");
  EXPECT_EQ(O.Problems[2].Why, "none of the kinds of files that are understood");
  EXPECT_EQ(O.Problems[3].Why, "No such file or directory");
  EXPECT_EQ(O.Result.Tables.size(), 1u);
}

} // namespace
} // namespace pooltidy::deploy
