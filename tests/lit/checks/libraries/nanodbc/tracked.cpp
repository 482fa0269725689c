// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' --pooler pgbouncer %s -- -std=c++20
//
// psqlODBC guards its DEALLOCATE by a savepoint, so a pooler that follows names loses nothing.
#include "Inputs/nanodbc.h"

void prepared_inside(nanodbc::connection &c, int id) {
  nanodbc::transaction t(c);
  {
    nanodbc::statement s(c, "DELETE FROM item WHERE id = ?");
    s.bind(0, &id);
    s.just_execute();
  }
  t.commit();
}
