#pragma once
struct pg_conn;
void save(pg_conn *c, const char *what);
