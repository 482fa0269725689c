// PoolLimit, OverflowLimit and MinConfidence.
// RUN: %tidy %s -- %libs -std=c++20 | FileCheck --check-prefixes=BOTH,LIKELY %s
// RUN: %tidy --config='{CheckOptions: {PoolLimit: 8}}' %s -- %libs -std=c++20 | FileCheck --check-prefix=ENOUGH %s
// RUN: %tidy --config='{CheckOptions: {PoolLimit: 7}}' %s -- %libs -std=c++20 | FileCheck --check-prefix=SEVEN %s
// RUN: %tidy --config='{CheckOptions: {MinConfidence: certain}}' %s -- %libs -std=c++20 | FileCheck --check-prefixes=BOTH,CERTAIN %s
// RUN: %tidy --config='{CheckOptions: {pooling-session-setting.MinConfidence: certain}}' %s -- %libs -std=c++20 \
// RUN:   | FileCheck --check-prefixes=BOTH,CERTAIN %s
#include <libpq-fe.h>

#include <string>

static const char *Url = "postgresql://db/app?pool_size=8";
void open(const char *);
void pool() { open(Url); }

void named(PGconn *C, const std::string &Name) { PQexec(C, ("SET " + Name + " = 1").c_str()); }

// BOTH:       limits.cpp:12:47: warning: 8 connections in one process, above the limit of 1 {{.*}} [pooling-oversized-pool]
// LIKELY:     [pooling-session-setting]
// CERTAIN-NOT: [pooling-session-setting]
// ENOUGH-NOT: pooling-oversized-pool
// ENOUGH:     [pooling-session-setting]
// SEVEN:      above the limit of 7
