// A library of the program's own, from a model file.
// RUN: %tidy %s -- | count 0
// RUN: %tidy --config='{CheckOptions: {ModelFile: "%S/Inputs/house.yaml"}}' %s -- | FileCheck %s
typedef struct house_db house_db;
void house_run(house_db *db, const char *sql);

void f(house_db *db) {
  // CHECK: models.c:[[@LINE+1]]:18: warning: 'LISTEN ch'
  house_run(db, "LISTEN ch");
}
