// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// The cursor classes of libpqxx.
#include <pqxx/pqxx>

#include <functional>

using Cursor = pqxx::stateless_cursor<pqxx::cursor_base::read_only, pqxx::cursor_base::owned>;

static constexpr bool Keep = true;

pqxx::result held(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  Cursor cur(n, "SELECT * FROM t", "held", true); // HAZARD: pooling-cursor
  return cur.retrieve(0, 10);
}

pqxx::result heldByConstant(pqxx::connection &c) {
  pqxx::work tx(c);
  Cursor cur(tx, "SELECT * FROM t", "kept", Keep); // HAZARD: pooling-cursor
  auto r = cur.retrieve(0, 10);
  tx.commit();
  return r;
}

pqxx::result notHeld(pqxx::connection &c) {
  pqxx::work tx(c);
  Cursor cur(tx, "SELECT * FROM t", "plain", false);
  auto r = cur.retrieve(0, 10);
  tx.commit();
  return r;
}

void streamed(pqxx::connection &c, const std::function<void(const pqxx::result &)> &each) {
  pqxx::work tx(c);
  pqxx::icursorstream in(tx, "SELECT * FROM t", "stream", 100);
  for (pqxx::result r; in >> r;)
    each(r);
  tx.commit();
}

void iterated(pqxx::connection &c, const std::function<void(const pqxx::result &)> &each) {
  pqxx::work tx(c);
  pqxx::icursorstream in(tx, "SELECT * FROM t", "iterate", 100);
  for (pqxx::icursor_iterator i(in), end; i != end; ++i)
    each(*i);
  tx.commit();
}
