// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' %s -- -std=c++17 -I%S/Inputs
//
// Statements of objects are prepared under fixed names and kept; queries are prepared,
// executed and freed. The stand-in header follows ODB 2.4.0; checked with the real one of 2.4.0, too.
#include <odb/connection.hxx>
#include <odb/pgsql/database.hxx>
#include <odb/transaction.hxx>

struct item {
  unsigned long id;
  int n;
};

void objects(odb::database &db, item &one) {
  odb::transaction t(db.begin());
  unsigned long id = db.persist(one); // HAZARD: pooling-prepared-statement
  item *loaded = db.load<item>(id);   // HAZARD: pooling-prepared-statement
  if (db.find<item>(id, one))         // HAZARD: pooling-prepared-statement
    db.update(*loaded);               // HAZARD: pooling-prepared-statement
  else
    db.erase<item>(id); // HAZARD: pooling-prepared-statement
  t.commit();
}

// Freed in the transaction that holds the server.
int queries(odb::database &db) {
  odb::transaction t(db.begin());
  int sum = 0;
  odb::result<item> all(db.query<item>("n > 3"));
  for (auto i = all.begin(); i != all.end(); ++i)
    sum += (*i).n;
  db.erase_query<item>("n < 0");
  t.commit();
  return sum;
}

void native(odb::database &db) {
  odb::transaction t(db.begin());
  db.execute("UPDATE item SET n = 1");
  t.commit();
}

void prepared(odb::database &db) {
  odb::transaction t(db.begin());
  {
    odb::prepared_query<item> q(db.prepare_query<item>("cheap", "n < 3"));
    odb::result<item> r(q.execute());
  }
  t.commit();
}

void prepared_and_kept(odb::connection_ptr c) {
  odb::transaction t(c->begin());
  {
    odb::prepared_query<item> q(c->prepare_query<item>("cheap", "n < 3")); // HAZARD: pooling-prepared-statement
    c->cache_query(q);
    q.execute();
  }
  t.commit();
}

// The class of PostgreSQL has overloads of its own.
void by_class(odb::pgsql::database &db, item &one) {
  odb::transaction t(db.begin());
  db.persist(one); // HAZARD: pooling-prepared-statement
  t.commit();
}
