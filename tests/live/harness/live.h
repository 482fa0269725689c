//===- live.h - What a live case sees of the harness ---------- -*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a live case sees of the harness.
//
// A case is one small function that is used twice. The harness calls it on a direct
// connection and through a pooler whose server connections take turns, so that each lease
// lands on another one, and compares what the case noted. The checker reads the same file
// and must report exactly the cases that differ. Cases therefore use the client library as
// any program would; `note` is the only thing they ask of the harness.
//
//   CASE(lock_then_unlock, "differs 01000", "advisory-lock") {
//     note(PQexec(a, "SELECT pg_advisory_lock(1)"));
//     note(PQexec(a, "SELECT pg_advisory_unlock(1)"));
//   }
//
// The second argument says what happens, and the harness demands that it does:
//
//   same       the case notes the same on both connections, and leaves nothing behind
//   differs    it notes something else behind the pooler, or leaves state on a server
//              connection for other clients; a SQLSTATE after it must be seen there and
//              only there
//   refused    the pooler refuses to connect
//   blocks     other clients wait for a server connection while the case waits for
//              something else, or when it has returned
//   deadlocks  the case waits for a server connection that it holds itself
//   outside    the same with and without a pooler, and wrong on both: inside a transaction
//              the case notes something else
//   hangs      the case does not come back from a server that says nothing
//   limited    it does
//
// `1.24: same; differs 26000` says that it became the same with release 1.24 of the pooler.
// The third argument names the checks, without their prefix, that report the case for
// releases with which it is not the same.
//
// CASE_IN takes a fourth: the surroundings.
//
//   one      a pool with a single server connection
//   session  pool_mode=session and a single server connection
//   cap      the pooler accepts one client
//   ignore   ignore_startup_parameters=options
//   victims  another client has left state of each kind on every server connection, and the
//            case differs when it takes some of that away
//   deaf     a server that accepts and never answers
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_LIVE_H
#define POOLTIDY_TESTS_LIVE_H

#ifdef __cplusplus
extern "C" {
#endif

typedef void (*LiveFunction)(void *connection);

/// Enters a case in the table. Called before main.
void live_register(const char *name, const char *says, const char *checks, const char *where,
                   const char *file, int line, LiveFunction function);

/// Writes down what the case saw.
void note_text(const char *text);
void note_number(long number);

#ifdef __cplusplus
}
#endif

#define LIVE_REGISTER(name, says, checks, where, function)                                         \
  __attribute__((constructor)) static void enter_##name(void) {                                    \
    live_register(#name, says, checks, where, __FILE__, __LINE__, (LiveFunction)function);         \
  }

#endif
