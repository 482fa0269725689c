// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' --pooler pgbouncer-1.25 %s -- -std=c++17 -I%S/Inputs
//
// A pooler that follows Parse messages does not know the names in SQL DEALLOCATE, which ODB
// sends inside the transaction: that aborts it, and commit() does not tell. The stand-in
// header follows ODB 2.4.0; checked with the real one of 2.4.0, too.
#include <odb/connection.hxx>
#include <odb/pgsql/database.hxx>
#include <odb/transaction.hxx>

struct item {
  unsigned long id;
  int n;
};

void objects(odb::database &db, item &one) {
  odb::transaction t(db.begin());
  db.persist(one);
  db.update(one);
  t.commit();
}

void queries(odb::database &db, item &one) {
  odb::transaction t(db.begin());
  db.persist(one);
  db.query<item>("n > 3");      // HAZARD: pooling-prepared-statement
  db.query_one<item>("n = 3", one); // HAZARD: pooling-prepared-statement
  db.erase_query<item>("n < 0"); // HAZARD: pooling-prepared-statement
  t.commit();
}

void rolled_back(odb::database &db) {
  odb::transaction t(db.begin());
  db.query<item>("n > 3");
  t.rollback();
}

void prepared(odb::database &db) {
  odb::transaction t(db.begin());
  {
    odb::prepared_query<item> q(db.prepare_query<item>("cheap", "n < 3")); // HAZARD: pooling-prepared-statement
    q.execute();
  }
  t.commit();
}

void outlives(odb::connection_ptr c) {
  odb::transaction t(c->begin());
  odb::prepared_query<item> q(c->prepare_query<item>("cheap", "n < 3"));
  q.execute();
  t.commit();
}

void kept(odb::connection_ptr c) {
  odb::transaction t(c->begin());
  {
    odb::prepared_query<item> q(c->prepare_query<item>("cheap", "n < 3"));
    c->cache_query(q);
    q.execute();
  }
  t.commit();
}
