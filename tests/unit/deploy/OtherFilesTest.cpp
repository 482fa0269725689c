#include "Files.h"

namespace pooltidy::deploy {
namespace {

std::string rows(const Outcome &O) {
  std::string Out;
  for (const Table &T : O.Result.Tables)
    for (const Row &R : T.Rows)
      Out += T.Address + " " + R.Service + ": " + R.Formula + "\n";
  for (const Problem &P : O.Problems)
    Out += P.File + ": " + P.Why + "\n";
  return Out;
}

TEST(OtherFiles, Procfile) {
  Files F;
  F.add("/p/Procfile", "# what runs\nweb: gunicorn -w $WEB app\nrelease: migrate\nworker: celery "
                       "-A a worker -c 3\n");
  F.add("/p/.env",
        "WEB=4\nURL=postgresql+psycopg2://u@h/d?connect_timeout=5&pool_size=1&max_overflow=0\n");
  Outcome O = F.run();
  EXPECT_EQ(rows(O), "h:5432 web: ? x 4 x (1 + 0)\nh:5432 worker: ? x 3 x (1 + 0)\n");
  EXPECT_TRUE(O.Result.Tables[0].AtLeast);
}

TEST(OtherFiles, SystemdUnits) {
  Files F;
  F.add("/u/app.service", "[Unit]\nDescription=x\n[Service]\nEnvironment=\"URL=postgresql+psycopg2:"
                          "//u@h/d?connect_timeout=5\" POOL_SIZE=2\n"
                          "EnvironmentFile=/etc/app.env\nEnvironmentFile=-/etc/"
                          "none.env\nExecStart=-/usr/bin/gunicorn \\\n  --workers 3 app\n");
  F.beside("/etc/app.env", "MAX_OVERFLOW=1\n");
  F.add("/u/job@.service",
        "[Service]\nEnvironment=URL=postgresql+psycopg2://u@h/"
        "d?connect_timeout=5&pool_size=1&max_overflow=0\nExecStart=/bin/job %i\n");
  EXPECT_EQ(rows(F.run()),
            "h:5432 app.service: 1 x 3 x (2 + 1)\nh:5432 job@.service: ? x 1 x (1 + 0)\n");
}

TEST(OtherFiles, PgbouncerSaysItself) {
  Files F;
  F.add("/p/pgbouncer.ini",
        "[databases]\n* = host=db port=5432\n[pgbouncer]\nlisten_port = 6432\npool_mode = session\n"
        "default_pool_size = 3\n");
  F.add("/p/compose.yml",
        "services:\n  pooler:\n    image: bitnami/pgbouncer\n    volumes: "
        "['./pgbouncer.ini:/etc/pgbouncer.ini']\n"
        "  a:\n    environment: {URL: "
        "'postgresql+psycopg2://u@pooler:6432/d?connect_timeout=5&pool_size=4&max_overflow=0'}\n");
  Outcome O = F.run();
  ASSERT_GE(O.Result.Tables.size(), 1u);
  EXPECT_EQ(O.Result.Tables[0].Mode, "session");
  EXPECT_EQ(O.Result.Tables[0].Cap, 3);
  ASSERT_EQ(O.Findings.size(), 1u);
  EXPECT_NE(O.Findings[0].Message.find("whoever comes last waits"), std::string::npos);
}

TEST(OtherFiles, OdysseyAndPgcat) {
  Files F;
  F.add("/p/odyssey.conf",
        "listen {\n  port 6433\n}\nstorage \"pg\" {\n  type \"remote\"\n  host \"db\"\n}\n"
        "database default {\n  user default {\n    pool \"transaction\"\n    pool_size 7\n    "
        "client_max 50\n  }\n}\n");
  F.add("/p/compose.yml", "services:\n  a:\n    environment: {URL: "
                          "'postgresql+psycopg2://u@pooler.example:6433/d?connect_timeout=5'}\n");
  Outcome O = F.run();
  EXPECT_EQ(O.Result.Tables.at(0).Mode, "transaction");
  EXPECT_EQ(O.Result.Tables[0].Cap, 50);

  Files G;
  G.add("/p/pgcat.toml", "[general]\nport = 6434\n[pools.shop]\npool_mode = \"session\" # "
                         "so\n[pools.shop.users.0]\nusername = \"u\"\npool_size = 9\n");
  G.add("/p/compose.yml", "services:\n  a:\n    environment: {URL: "
                          "'postgresql+psycopg2://u@pooler.example:6434/d?connect_timeout=5'}\n");
  O = G.run();
  EXPECT_EQ(O.Result.Tables.at(0).Mode, "session");
  EXPECT_EQ(O.Result.Tables[0].Cap, 9);
}

TEST(OtherFiles, DrogonAndUserver) {
  Files F;
  F.add("/p/config.json", "{\n  // the database\n  \"db_clients\": [{\"name\": \"main\", "
                          "\"rdbms\": \"postgresql\", \"host\": \"h\", \"port\": 5432,\n"
                          "   \"dbname\": \"d\", \"user\": \"u\", \"passwd\": \"x\", \"is_fast\": "
                          "true, \"number_of_connections\": 2}],\n"
                          "  \"app\": {\"number_of_threads\": 3}\n}\n");
  F.add("/q/static_config.yaml", "components_manager:\n  components:\n    orders-db:\n      "
                                 "dbconnection: postgresql://u:p@h/d\n"
                                 "      max_pool_size: 8\n    other: {}\n");
  Outcome O = F.run();
  EXPECT_EQ(rows(O), "h:5432 main: ? x (6 + 0)\nh:5432 orders-db: ? x (8 + 0)\n");
  ASSERT_EQ(O.Findings.size(), 1u); // Drogon's client has no connect timeout
  EXPECT_EQ(O.Findings[0].Check, "pooling-missing-timeout");
}

TEST(OtherFiles, UnitAndPhp) {
  Files F;
  F.add("/p/unit.json",
        "{\"applications\": {\"shop\": {\"type\": \"python\", \"processes\": {\"max\": 6, "
        "\"spare\": 1},\n"
        "  \"environment\": {\"URL\": "
        "\"postgresql+psycopg2://u@h/d?connect_timeout=5&pool_size=1&max_overflow=0\"}}}}\n");
  EXPECT_EQ(rows(F.run()), "h:5432 shop: 6 x 1 x (1 + 0)\n");
  Files G;
  G.add("/p/www.conf", "[www]\npm = static\npm.max_children = 12\n");
  G.add("/p/compose.yml", "services:\n  a:\n    command: php-fpm\n    environment: {URL: "
                          "'postgresql://u@h/d?connect_timeout=5', POOL_SIZE: 1}\n");
  EXPECT_EQ(rows(G.run()), "h:5432 a: 1 x 12 x (1 + 0)\n");
}

TEST(OtherFiles, WhatTheirPoolersSay) {
  std::map<std::string, std::string> Texts{
      {"/p/pgbouncer.ini",
       "[pgbouncer]\nignore_startup_parameters = extra_float_digits, "
       "options\nmax_prepared_statements = 0\n"
       "track_extra_parameters = IntervalStyle, search_path\nserver_reset_query_always = 1\n"}};
  auto P =
      readPoolers({"/p/pgbouncer.ini"}, [&](llvm::StringRef Path) -> llvm::Expected<std::string> {
        return Texts[Path.str()];
      });
  ASSERT_TRUE(bool(P));
  ASSERT_EQ(P->size(), 1u);
  EXPECT_EQ((*P)[0].Ignored, (std::vector<std::string>{"extra_float_digits", "options"}));
  EXPECT_EQ((*P)[0].Prepared, 0);
  EXPECT_EQ((*P)[0].Tracked.size(), 2u);
  EXPECT_TRUE((*P)[0].ResetAlways);
}

} // namespace
} // namespace pooltidy::deploy
