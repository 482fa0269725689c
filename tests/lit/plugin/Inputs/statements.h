#pragma once
#include <libpq-fe.h>
namespace statements {
inline constexpr const char *Lock = "SELECT pg_advisory_lock(1)";
}
inline void plain(PGconn *C) { PQexec(C, "SET jit = off"); }
