#include "session.h"

#include <stdexcept>
#include <vector>

namespace orders {

static void check(PGconn *Conn, const Result &R, std::string_view Sql) {
  switch (PQresultStatus(R.get())) {
  case PGRES_COMMAND_OK:
  case PGRES_TUPLES_OK:
  case PGRES_COPY_IN:
  case PGRES_COPY_OUT:
    return;
  default:
    throw std::runtime_error(fmt::format("{}\nstatement was: {}", PQerrorMessage(Conn), Sql));
  }
}

Session::Session(const std::string &Conninfo) : Conn(PQconnectdb(Conninfo.c_str())) {
  if (PQstatus(Conn.get()) != CONNECTION_OK)
    throw std::runtime_error(PQerrorMessage(Conn.get()));
}

Result Session::exec(std::string_view Sql) {
  Result R(PQexec(Conn.get(), std::string(Sql).c_str()));
  check(Conn.get(), R, Sql);
  return R;
}

Result Session::query(const char *Sql, std::initializer_list<std::string> Params) {
  std::vector<const char *> Values;
  for (const std::string &P : Params)
    Values.push_back(P.c_str());
  Result R(PQexecParams(Conn.get(), Sql, static_cast<int>(Values.size()), nullptr,
                        Values.data(), nullptr, nullptr, 0));
  check(Conn.get(), R, Sql);
  return R;
}

std::string Session::value(const Result &R) {
  return PQntuples(R.get()) > 0 ? PQgetvalue(R.get(), 0, 0) : "";
}

Transaction::Transaction(Session &S) : S(S) { S.exec("BEGIN"); }

Transaction::~Transaction() {
  if (Open)
    PQclear(PQexec(S.raw(), "ROLLBACK"));
}

void Transaction::commit() {
  S.exec("COMMIT");
  Open = false;
}

} // namespace orders
