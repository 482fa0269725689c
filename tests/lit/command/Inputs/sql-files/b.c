// The same with the C library.
#include <libpq-fe.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static void run(PGconn *c, const char *s) { PQclear(PQexec(c, s)); }
static char *slurp(const char *name) { FILE *f = fopen(name, "rb"); if (!f) return NULL; fseek(f, 0, SEEK_END); long n = ftell(f); rewind(f); char *b = malloc(n + 1); size_t r = fread(b, 1, n, f); b[r] = 0; fclose(f); return b; }
void whole(PGconn *c) { char *s = slurp("sql/session.sql"); run(c, s); free(s); }
void harmless(PGconn *c) { char *s = slurp("sql/plain.sql"); if (s) run(c, s); free(s); }
void by_line(PGconn *c) { char line[256]; FILE *f = fopen("sql/jobs.sql", "r"); while (fgets(line, sizeof line, f)) run(c, line); fclose(f); }
void by_getline(PGconn *c) { char *line = NULL; size_t n = 0; FILE *f = fopen("lock.sql", "r"); while (getline(&line, &n, f) != -1) run(c, line); fclose(f); }
void by_descriptor(PGconn *c) { char buf[4096]; int fd = open("lock.sql", O_RDONLY); ssize_t n = read(fd, buf, sizeof buf - 1); buf[n] = 0; run(c, buf); close(fd); }
void nameless(PGconn *c, const char *name) { char *s = slurp(name); run(c, s); }
