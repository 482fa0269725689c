// Brings the schema of the database up to the version of the program.
#ifndef ORDERS_MIGRATE_H
#define ORDERS_MIGRATE_H

#include "session.h"

#include <string>

namespace orders {

struct Migration {
  int Version;
  const char *Sql;
  bool NeedsTransaction;
};

/// Runs what is missing and returns the version the database had before.
int migrate(const std::string &Conninfo);

/// Prints what migrate() would run.
void dryRun();

} // namespace orders

#endif // ORDERS_MIGRATE_H
