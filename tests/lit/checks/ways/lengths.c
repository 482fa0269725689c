// RUN: %pooltidy-verify %s -- %libs
// Texts with a length beside them that only the run knows: how they begin is known.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char *s;
    int len;
} str;

static int submit(PGconn *conn, const str *query)
{
    char *copy = malloc(query->len + 1);
    PGresult *r;
    memcpy(copy, query->s, query->len);
    copy[query->len] = '\0';
    r = PQexec(conn, copy);
    free(copy);
    PQclear(r);
    return 0;
}

static int columns(char *to, int room, const char **names, int count)
{
    int i, off = 0;
    for (i = 0; i < count; i++)
        off += snprintf(to + off, room - off, "%s%s", i ? "," : "", names[i]);
    return off;
}

static char buffer[4096];

int keep(PGconn *conn, const char **names, int count)
{
    str sql;
    int off = snprintf(buffer, sizeof buffer, "CREATE TEMP TABLE kept AS SELECT "); // HAZARD: pooling-temp-table
    off += columns(buffer + off, sizeof buffer - off, names, count);
    off += snprintf(buffer + off, sizeof buffer - off, " FROM goods");
    sql.s = buffer;
    sql.len = off;
    return submit(conn, &sql);
}

int look(PGconn *conn, const char **names, int count)
{
    str sql;
    int off = snprintf(buffer, sizeof buffer, "SELECT ");
    off += columns(buffer + off, sizeof buffer - off, names, count);
    off += snprintf(buffer + off, sizeof buffer - off, " FROM goods");
    sql.s = buffer;
    sql.len = off;
    return submit(conn, &sql);
}

int cut(PGconn *conn, int room)
{
    char copy[256];
    memcpy(copy, "CREATE TEMP TABLE cut AS SELECT 1", room); // HAZARD: pooling-temp-table
    PQclear(PQexec(conn, copy));
    return 0;
}
