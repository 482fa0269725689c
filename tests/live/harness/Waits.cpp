//===- Waits.cpp - Waiting for something else than the database -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The functions defined here stand before those of the C library.
//
//===----------------------------------------------------------------------===//

#include "Waits.h"
#include "Cases.h"

#include <cstdio>
#include <ctime>
#include <unistd.h>

static live::Pool *&watched() {
  static live::Pool *Now = nullptr;
  return Now;
}

void live::watchWaits(Pool &P) { watched() = &P; }

static void waits() {
  if (watched() && watched()->look(/*Ask=*/false).Blocked)
    live::seen().Blocked = true;
}

extern "C" {

unsigned sleep(unsigned) {
  waits();
  return 0;
}

int usleep(useconds_t) {
  waits();
  return 0;
}

int nanosleep(const timespec *, timespec *) {
  waits();
  return 0;
}

int clock_nanosleep(clockid_t, int, const timespec *, timespec *) {
  waits();
  return 0;
}

int getchar(void) {
  waits();
  return 'y';
}

int system(const char *) {
  waits();
  return 0;
}

char *fgets(char *Line, int Size, FILE *From) {
  if (From != stdin)
    return fgets_unlocked(Line, Size, From);
  waits();
  std::snprintf(Line, Size, "yes\n");
  return Line;
}
}
