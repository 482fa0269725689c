#include "Files.h"

#include "tool/deploy/Knowledge.h"

namespace pooltidy::deploy {
namespace {

TEST(Knowledge, WhatIsBuiltInIsWellFormed) {
  auto K = builtinKnowledge();
  ASSERT_TRUE(bool(K)) << llvm::toString(K.takeError());
  EXPECT_GT(K->Programs.size(), 20u);
}

TEST(Knowledge, MistakesAreAllTold) {
  auto K = parseKnowledge(
      {{"p.yaml", "programs:\n  - name: x\n    comands: [x]\n    processes: {defualt: 1}\n"}});
  ASSERT_FALSE(bool(K));
  std::string Why = llvm::toString(K.takeError());
  EXPECT_NE(Why.find("p.yaml:3:5: unknown key of a program 'comands' (did you mean 'commands'?)"),
            std::string::npos);
  EXPECT_NE(Why.find("p.yaml:4:17: unknown key of a number 'defualt'"), std::string::npos);
  EXPECT_NE(Why.find("needs the key 'source'"), std::string::npos);
}

/// The formula of a service with command \p Command.
std::string counted(std::string Command, std::string More = "") {
  Outcome O =
      compose("services:\n  s:\n    command: " + Command +
              "\n    environment:\n      DATABASE_URL: postgresql+psycopg2://h/d?connect_timeout=1"
              "&pool_size=1&max_overflow=0\n" +
              More);
  if (O.Result.Tables.size() != 1)
    return "nothing";
  return O.Result.Tables[0].Rows[0].Program + ": " + O.Result.Tables[0].Rows[0].Formula;
}

TEST(Knowledge, ProcessesOfCommands) {
  EXPECT_EQ(counted("gunicorn app:app"), "gunicorn: 1 x 1 x (1 + 0)");
  EXPECT_EQ(counted("gunicorn -k uvicorn.workers.UvicornWorker -w 4 app:app"),
            "gunicorn: 1 x 4 x (1 + 0)");
  EXPECT_EQ(counted("gunicorn app:app", "      GUNICORN_CMD_ARGS: --workers=5 --bind :80\n"),
            "gunicorn: 1 x 5 x (1 + 0)");
  EXPECT_EQ(counted("gunicorn app:app", "      WEB_CONCURRENCY: 6\n"), "gunicorn: 1 x 6 x (1 + 0)");
  EXPECT_EQ(counted("gunicorn -c conf.py app:app"), "gunicorn: 1 x ? x (1 + 0)");
  EXPECT_EQ(counted("python -m uvicorn app:app --workers 3"), "uvicorn: 1 x 3 x (1 + 0)");
  EXPECT_EQ(counted("hypercorn -w 2 app"), "hypercorn: 1 x 2 x (1 + 0)");
  EXPECT_EQ(counted("celery -A app worker -c 8"), "celery worker: 1 x 8 x (1 + 0)");
  EXPECT_EQ(counted("celery -A app worker"), "celery worker: 1 x ? x (1 + 0)");
  EXPECT_EQ(counted("celery -A app worker -P gevent -c 100"), "celery worker: 1 x 1 x (1 + 0)");
  EXPECT_EQ(counted("celery -A app beat"), "celery beat: 1 x 1 x (1 + 0)");
  EXPECT_EQ(counted("dramatiq app -p 2 -t 4"), "dramatiq: 1 x 2 x (1 + 0)");
  EXPECT_EQ(counted("mpirun -n 16 ./solver"), ": 1 x 16 x 1 x (1 + 0)");
  EXPECT_EQ(counted("php-fpm"), "php-fpm: 1 x 5 x (1 + 0)");
  EXPECT_EQ(counted("./server --processes=3"), ": 1 x 3 x (1 + 0)");
  EXPECT_EQ(counted("sh -c 'pip install gunicorn && exec ./wait -- uvicorn a --workers $$N'",
                    "      N: 7\n"),
            "uvicorn: 1 x 7 x (1 + 0)");
  EXPECT_EQ(counted("mlflow server --gunicorn-opts '--workers 2 --timeout 9'",
                    "      MLFLOW_SQLALCHEMYSTORE_POOL_SIZE: 1\n"),
            "mlflow server: 1 x 2 x 2 x (1 + 10)");
  EXPECT_EQ(counted("prefect server start", "      PREFECT_SQLALCHEMY_POOL_SIZE: 3\n"),
            "prefect server: 1 x 1 x (3 + 10)");
}

} // namespace
} // namespace pooltidy::deploy
