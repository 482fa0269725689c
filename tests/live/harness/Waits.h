//===- Waits.h - Waiting for something else than the database - -*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Functions that wait for something else than the database, as cases call them.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_LIVE_WAITS_H
#define POOLTIDY_TESTS_LIVE_WAITS_H

#include "Pool.h"

namespace live {

/// From now on, whoever sleeps or reads from a person does not: it is looked instead
/// whether other clients can have all server connections of the pool meanwhile.
void watchWaits(Pool &P);

} // namespace live

#endif
