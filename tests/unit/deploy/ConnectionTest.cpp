#include "tool/deploy/Connection.h"

#include "gtest/gtest.h"

namespace pooltidy::deploy {
namespace {

struct Reader {
  Forest F;
  Knowledge K;

  Reader() { K = llvm::cantFail(builtinKnowledge()); }
  Value of(std::string Text) {
    Source &S = F.add("/f", Text);
    Node &N = F.make(Node::Scalar, S, 0, Text.size());
    N.Text = std::move(Text);
    return Value(N);
  }
  std::string parse(std::string Text) {
    std::optional<Connection> C = parseConnection(of(std::move(Text)), "X", K);
    if (!C)
      return "none";
    std::string Out = C->Scheme + " " + C->User + "@" + C->address() + "/" + C->Database;
    for (const UrlParameter &P : C->Parameters)
      Out += " " + P.Key + "=" + P.Text;
    return Out;
  }
  std::string service(std::vector<std::pair<std::string, std::string>> Env) {
    Service S;
    for (auto &[Name, Text] : Env)
      S.Env.set(Name, of(Text));
    std::string Out;
    auto Known = [](llvm::StringRef, llvm::StringRef Port) { return Port == "5432"; };
    for (const Connection &C : connectionsOf(S, {}, K, Known))
      Out += C.Name + "=" + C.User + "@" + C.address() + "/" + C.Database + ";";
    return Out;
  }
};

TEST(Connection, Uris) {
  Reader R;
  EXPECT_EQ(R.parse("postgresql://u:p@h:6543/d?connect_timeout=5&pool_size=2"),
            "postgresql u@h:6543/d connect_timeout=5 pool_size=2");
  EXPECT_EQ(R.parse("postgres://h"), "postgres @h:5432/");
  EXPECT_EQ(R.parse("--uri=postgresql+asyncpg://u@h/d"), "postgresql+asyncpg u@h:5432/d");
  EXPECT_EQ(R.parse("jdbc:postgresql://h:1/d?user=u&password=p&prepareThreshold=0"),
            "jdbc:postgresql u@h:1/d user=u prepareThreshold=0");
  EXPECT_EQ(R.parse("postgresql://u%40x:p@[::1]:5432/a%20b"), "postgresql u@x@::1:5432/a b");
  EXPECT_EQ(R.parse("see postgresql://u:p@h/d, or not"), "postgresql u@h:5432/d,");
}

TEST(Connection, OthersAreNone) {
  Reader R;
  for (const char *Text : {"mysql://u:p@h/d", "sqlite:///x.db", "http://h:5432/", "redis://h",
                           "postgresql", "://", "amqp://a:b@c"})
    EXPECT_EQ(R.parse(Text), "none") << Text;
}

TEST(Connection, PasswordsWithEverything) {
  Reader R;
  EXPECT_EQ(R.parse("postgresql://u:p@ss/w:rd@h:5432/d"), "postgresql u@h:5432/d");
  EXPECT_EQ(R.parse("postgresql://u:${PASS}@${HOST}:${PORT}/${DB}"),
            "postgresql u@${HOST}:${PORT}/${DB}");
}

TEST(Connection, KeywordsAndValues) {
  Reader R;
  EXPECT_EQ(R.parse("host=h port=6432 dbname='my db' user=u password=p connect_timeout=3"),
            " u@h:6432/my db connect_timeout=3");
  EXPECT_EQ(R.parse("Host=h;Port=5433;Database=d;Username=u;Password=p;Maximum Pool Size=7"),
            " u@h:5433/d Maximum Pool Size=7");
  EXPECT_EQ(R.parse("Server=h;Database=d;User Id=u;Password=p"), "none"); // another database's
}

TEST(Connection, VariablesOneByOne) {
  Reader R;
  EXPECT_EQ(R.service({{"DB_HOST", "h"}, {"DB_PORT", "5432"}, {"DB_USER", "u"}, {"DB_NAME", "d"}}),
            "DB_HOST=u@h:5432/d;");
  EXPECT_EQ(R.service({{"DB_HOST", "h"}, {"DB_PORT", "3306"}, {"DB_USER", "u"}}), "");
  EXPECT_EQ(R.service({{"POSTGRES_HOST", "h"}, {"POSTGRES_USER", "u"}, {"POSTGRES_DB", "d"}}),
            "POSTGRES_HOST=u@h:5432/d;");
  EXPECT_EQ(R.service({{"PGHOST", "h"}}), "PGHOST=@h:5432/;");
  EXPECT_EQ(R.service({{"REDIS_HOST", "h"}, {"REDIS_USER", "u"}}), "");
  // A string that is there as well says the same, and more.
  EXPECT_EQ(R.service({{"POSTGRES_HOST", "h"},
                       {"POSTGRES_USER", "u"},
                       {"POSTGRES_DB", "d"},
                       {"URL", "postgresql://u:p@h/d"}}),
            "URL=u@h:5432/d;");
}

TEST(Connection, PlacesOfParameters) {
  Reader R;
  std::optional<Connection> C =
      parseConnection(R.of("postgresql://h/d?a=1&pool_size=20"), "X", R.K);
  ASSERT_TRUE(C);
  EXPECT_EQ(C->find({"pool_size"})->Where.Column, 32u);
  EXPECT_EQ(C->find({"pool_size"})->KeyWhere.Column, 22u);
}

} // namespace
} // namespace pooltidy::deploy
