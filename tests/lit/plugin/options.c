// Options are given once for all checks, or for one of them, which wins.
#include <libpq-fe.h>

void f(PGconn *c, const char *name) {
  PQexec(c, "SET TimeZone = 'UTC'");
  PQprepare(c, "by_id", "SELECT 1", 0, 0);
  PQexec(c, "LISTEN ch");
}

// The default is the current PgBouncer: it restores TimeZone and follows named statements.
// RUN: %tidy %s -- %libs | FileCheck --check-prefix=DEFAULT %s
// DEFAULT-NOT: warning:
// DEFAULT:     options.c:7:14: warning: 'LISTEN ch'
// DEFAULT-NOT: warning:

// RUN: %tidy --config='{CheckOptions: {Pooler: pgbouncer-1.18}}' %s -- %libs | FileCheck --check-prefix=OLD %s
// OLD-NOT: warning:
// OLD:     options.c:6:3: warning: 'PQprepare("by_id")'
// OLD:     options.c:7:14: warning: 'LISTEN ch'
// OLD-NOT: warning:

// RUN: %tidy --config='{CheckOptions: {Pooler: supavisor}}' %s -- %libs | FileCheck --check-prefix=SUPAVISOR %s
// SUPAVISOR: options.c:5:14: warning: 'SET timezone'
// SUPAVISOR: options.c:6:3: warning: 'PQprepare("by_id")'
// SUPAVISOR: options.c:7:14: warning: 'LISTEN ch'

// One check asks about another pooler than the rest.
// RUN: %tidy --config='{CheckOptions: {Pooler: rds-proxy, pooling-session-setting.Pooler: pgbouncer}}' %s -- %libs \
// RUN:   | FileCheck --check-prefix=BOTH %s
// BOTH-NOT: 'SET
// BOTH:     options.c:7:14: warning: 'LISTEN ch'{{.*}}keeps the server connection for this client alone
// BOTH-NOT: 'SET

// Options show in the dump, with the global value.
// RUN: %tidy --config='{CheckOptions: {Pooler: supavisor, PoolLimit: 7}}' --dump-config %s -- \
// RUN:   | FileCheck --check-prefix=DUMP %s
// DUMP: pooling-cursor.PoolLimit: {{'?7'?}}
// DUMP: pooling-cursor.Pooler: supavisor

// What is wrong is said, and nothing is found by guessing.
// RUN: %tidy --config='{CheckOptions: {Pooler: pgbuncer}}' %s -- %libs | FileCheck --check-prefix=WRONG %s
// WRONG-NOT: [pooling-
// WRONG:     warning: unknown pooler 'pgbuncer' (did you mean 'pgbouncer'?), allowed: pgbouncer-1.18, {{.*}} [clang-tidy-config]
// WRONG-NOT: [pooling-
// RUN: %tidy --config='{CheckOptions: {MinConfidence: sure}}' %s -- %libs | FileCheck --check-prefix=SURE %s
// SURE: warning: MinConfidence is 'sure'; it is possible, likely or certain [clang-tidy-config]
// RUN: %tidy --config='{CheckOptions: {PoolLimit: many}}' %s -- %libs | FileCheck --check-prefix=MANY %s
// MANY: warning: invalid configuration value 'many' for option 'PoolLimit'; expected an {{.*}} [clang-tidy-config]
// RUN: %tidy --config='{CheckOptions: {ModelFile: "%t.gone"}}' %s -- %libs | FileCheck --check-prefix=GONE %s
// GONE: warning: {{.*}}.gone: No such file or directory [clang-tidy-config]
