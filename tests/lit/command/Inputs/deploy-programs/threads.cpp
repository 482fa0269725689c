// A connection for each of six threads.
#include <cstdlib>
#include <pqxx/pqxx>
#include <thread>
#include <vector>

static void work(const char *Url) {
  pqxx::connection Conn(Url);
  pqxx::work Tx(Conn);
  Tx.exec("SET LOCAL statement_timeout = '5s'");
  Tx.exec("SELECT 1");
  Tx.commit();
}

int main() {
  const char *Url = std::getenv("DATABASE_URL");
  std::vector<std::thread> Threads;
  for (int I = 0; I < 6; ++I)
    Threads.emplace_back(work, Url);
  for (std::thread &T : Threads)
    T.join();
}
