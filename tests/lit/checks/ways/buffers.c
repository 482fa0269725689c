// RUN: %pooltidy-verify %s -- -std=gnu17 -D_GNU_SOURCE %libs
// Statements put together in C: buffers, formats, tables, generated arrays, open_memstream.
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define QUOTE(...) #__VA_ARGS__
static void run(PGconn *c, const char *s) { PQclear(PQexec(c, s)); }
void copies(PGconn *c) { char b[64]; strcpy(b, "SET ROLE a"); run(c, b); } // HAZARD: pooling-session-setting
void chain(PGconn *c) { char b[64]; strcat(strcat(strcpy(b, "SET "), "ROLE"), " a"); run(c, b); } // HAZARD: pooling-session-setting
void counted(PGconn *c) { char b[64]; strncpy(b, "LISTEN axx", 8); b[8] = 0; run(c, b); } // HAZARD: pooling-listen
void counted_cat(PGconn *c) { char b[64] = "LISTEN "; strncat(b, "abc", 1); run(c, b); } // HAZARD: pooling-listen
void stp(PGconn *c) { char b[64]; char *p = stpcpy(b, "SET "); p = stpcpy(p, "ROLE "); stpcpy(p, "a"); run(c, b); } // HAZARD: pooling-session-setting
void memcpied(PGconn *c) { char b[64]; memcpy(b, "LISTEN a", 9); run(c, b); } // HAZARD: pooling-listen
void memcpied_at(PGconn *c) { char b[64]; memcpy(b, "LISTEN ", 7); memcpy(b + 7, "a", 2); run(c, b); } // HAZARD: pooling-listen
void memcpied_len(PGconn *c, const char *n) { char b[64]; size_t k = strlen("LISTEN "); memcpy(b, "LISTEN ", k); strcpy(b + k, n); run(c, b); } // HAZARD: pooling-listen
void mempcpied(PGconn *c) { char b[64], *p = b; p = mempcpy(p, "LISTEN ", 7); p = mempcpy(p, "b", 2); run(c, b); } // HAZARD: pooling-listen
void one_by_one(PGconn *c) { char b[16]; b[0] = 'L'; b[1] = 'I'; b[2] = 'S'; strcpy(b + 3, "TEN a"); run(c, b); } // HAZARD: pooling-listen
void patched(PGconn *c) { char b[] = "SELECT 'x"; b[7] = '1'; b[8] = 0; run(c, b); }
void printed(PGconn *c, const char *n) { char b[64]; snprintf(b, sizeof b, "LISTEN %s", n); run(c, b); } // HAZARD: pooling-listen
void printed_n(PGconn *c, int n) { char b[64]; sprintf(b, "SELECT %s(%d)", "pg_advisory_lock", n); run(c, b); } // HAZARD: pooling-advisory-lock
void printed_len(PGconn *c) { char b[64]; snprintf(b, sizeof b, "%.*s", 8, "LISTEN abc"); run(c, b); } // HAZARD: pooling-listen
void printed_percent(PGconn *c) { char b[64]; snprintf(b, sizeof b, "SELECT 1 WHERE a LIKE '%%SET%%'"); run(c, b); }
void printed_more(PGconn *c, int n) { char b[128]; int at = 0; at += sprintf(b + at, "CREATE TEMP TABLE t ("); for (int i = 0; i < n; i++) at += sprintf(b + at, "c%d int,", i); sprintf(b + at - 1, ")"); run(c, b); } // HAZARD: pooling-temp-table
void printed_position(PGconn *c) { char b[64]; sprintf(b, "%2$s %1$s", "ROLE a", "SET"); run(c, b); } // HAZARD: pooling-session-setting
void printed_end(PGconn *c) { char b[64] = "SET "; sprintf(b + strlen(b), "ROLE %s", "a"); run(c, b); } // HAZARD: pooling-session-setting
void allocated(PGconn *c, const char *n) { char *s = NULL; if (asprintf(&s, "LISTEN %s", n) > 0) { run(c, s); free(s); } } // HAZARD: pooling-listen
void measured(PGconn *c, const char *n) { int k = snprintf(NULL, 0, "LISTEN %s", n); char *s = malloc(k + 1); snprintf(s, k + 1, "LISTEN %s", n); run(c, s); free(s); } // HAZARD: pooling-listen
void heap(PGconn *c, const char *n) { char *s = malloc(strlen(n) + 20); strcpy(s, "LISTEN "); strcat(s, n); run(c, s); free(s); } // HAZARD: pooling-listen
void grown(PGconn *c, const char *n) { char *s = strdup("LISTEN "); s = realloc(s, strlen(s) + strlen(n) + 1); strcat(s, n); run(c, s); free(s); } // HAZARD: pooling-listen
void grown_other(PGconn *c) { char *s = strdup("LISTEN a"); char *t = realloc(s, 100); strcat(t, ", b"); run(c, t); } // HAZARD: pooling-listen
static int execf(PGconn *c, const char *f, ...) { char b[256]; va_list ap; va_start(ap, f); vsnprintf(b, sizeof b, f, ap); va_end(ap); PGresult *r = PQexec(c, b); PQclear(r); return r != 0; }
void own_format(PGconn *c, const char *n) { execf(c, "LISTEN %s", n); execf(c, "SELECT '%s'", "SET ROLE a"); execf(c, "%s %s", "SET ROLE", n); } // HAZARD: pooling-listen, pooling-session-setting
static char *strf(const char *f, ...) { va_list ap, aq; va_start(ap, f); va_copy(aq, ap); int n = vsnprintf(NULL, 0, f, ap); va_end(ap); char *s = malloc(n + 1); vsnprintf(s, n + 1, f, aq); va_end(aq); return s; }
void own_alloc(PGconn *c) { char *s = strf("LISTEN %s", "a"); run(c, s); free(s); } // HAZARD: pooling-listen
static char *vstrf(const char *f, va_list ap) { char *s; if (vasprintf(&s, f, ap) < 0) return NULL; return s; }
static void execvf(PGconn *c, const char *f, va_list ap) { char *s = vstrf(f, ap); run(c, s); free(s); }
static void execf2(PGconn *c, const char *f, ...) { va_list ap; va_start(ap, f); execvf(c, f, ap); va_end(ap); }
void own_va(PGconn *c) { execf2(c, "LISTEN %s", "a"); } // HAZARD: pooling-listen
static char *concat(const char *first, ...) { char *out = calloc(1, 256); va_list ap; va_start(ap, first); for (const char *s = first; s; s = va_arg(ap, const char *)) strcat(out, s); va_end(ap); return out; }
void own_concat(PGconn *c) { char *s = concat("SET ", "ROLE ", "a", NULL); run(c, s); free(s); } // HAZARD: pooling-session-setting
struct buf { char *data; size_t len, cap; };
static void buf_add(struct buf *b, const char *s) { size_t n = strlen(s); if (b->len + n + 1 > b->cap) { b->cap = (b->len + n + 1) * 2; b->data = realloc(b->data, b->cap); } memcpy(b->data + b->len, s, n + 1); b->len += n; }
void own_buffer(PGconn *c) { struct buf b = {0}; buf_add(&b, "SET "); buf_add(&b, "ROLE a"); run(c, b.data); free(b.data); } // HAZARD: pooling-session-setting
struct sb { char data[512]; int len; };
static void sb_addf(struct sb *b, const char *f, ...) { va_list ap; va_start(ap, f); b->len += vsnprintf(b->data + b->len, sizeof b->data - b->len, f, ap); va_end(ap); }
void own_printf_buffer(PGconn *c, int n) { struct sb b = {.len = 0}; sb_addf(&b, "SELECT pg_advisory_%s", "lock"); sb_addf(&b, "(%d)", n); run(c, b.data); } // HAZARD: pooling-advisory-lock
void memstream(PGconn *c, const char *n) { char *s; size_t k; FILE *f = open_memstream(&s, &k); fprintf(f, "LISTEN %s", n); fputs(", b", f); fclose(f); run(c, s); free(s); } // HAZARD: pooling-listen
void fmem(PGconn *c) { char b[64]; FILE *f = fmemopen(b, sizeof b, "w"); fputs("SET ROLE a", f); fclose(f); run(c, b); } // HAZARD: pooling-session-setting
static const char *const stmts[] = {[1] = "LISTEN a", [0] = "SELECT 1"}; // HAZARD: pooling-listen
void designated(PGconn *c) { run(c, stmts[1]); run(c, stmts[0]); }
enum { ENTER, WORK, COUNT };
static const char *sql_of(int k) { switch (k) { case ENTER: return "SET ROLE a"; case WORK: return "SELECT 1"; } return NULL; } // HAZARD: pooling-session-setting
void by_enum(PGconn *c) { run(c, sql_of(ENTER)); run(c, sql_of(WORK)); }
static const char *null_ended[] = {"LISTEN a", "SELECT 1", NULL}; // HAZARD: pooling-listen
void walk(PGconn *c) { for (const char **p = null_ended; *p; p++) run(c, *p); }
void walk_i(PGconn *c) { for (int i = 0; null_ended[i]; ++i) run(c, null_ended[i]); }
struct step { const char *name, *up, *down; };
static const struct step steps[] = {{"a", "LISTEN a", "LISTEN no"}, {.name = "b", .up = "SELECT 1", .down = "SET no = 1"}, {0}}; // HAZARD: pooling-listen
void up(PGconn *c) { for (const struct step *s = steps; s->name; s++) run(c, s->up); }
const char *literal(void) { return QUOTE(SET ROLE a); } // HAZARD: pooling-session-setting
void stringised(PGconn *c) { run(c, literal()); run(c, QUOTE(SELECT 'SET ROLE a')); }
void lines(PGconn *c) { run(c, "SELECT \
  pg_advisory_lock(1)"); } // HAZARD: pooling-advisory-lock
void skip(PGconn *c) { const char *s = "  LISTEN a"; run(c, s + 2); run(c, &s[2]); while (*s == ' ') s++; run(c, s); } // HAZARD: pooling-listen
void upper(PGconn *c) { char b[] = "set role a"; for (char *p = b; *p; p++) *p -= 32 * (*p >= 'a'); run(c, b); } // HAZARD: pooling-session-setting
static unsigned char schema[] = {
  0x53, 0x45, 0x54, 0x20, 0x52, 0x4f, 0x4c, 0x45, 0x20, 0x61, 0x00}; // HAZARD: pooling-session-setting
static const unsigned int schema_len = 11;
void bytes(PGconn *c) { run(c, (const char *)schema); }
void bytes_copy(PGconn *c) { char *s = malloc(schema_len + 1); memcpy(s, schema, schema_len); s[schema_len] = 0; run(c, s); free(s); }
static const char lines_of[][32] = {"LISTEN a", "SELECT 1"}; // HAZARD: pooling-listen
void two_dim(PGconn *c) { for (int i = 0; i < 2; i++) run(c, lines_of[i]); }
typedef struct { char sql[128]; } q_t;
static void q_init(q_t *q, const char *t) { snprintf(q->sql, sizeof q->sql, "CREATE TEMP TABLE %s (i int)", t); } // HAZARD: pooling-temp-table
void in_struct(PGconn *c) { q_t q; q_init(&q, "t"); run(c, q.sql); q_t *h = calloc(1, sizeof *h); q_init(h, "u"); run(c, h->sql); }
static q_t copy(q_t q) { return q; }
void by_value(PGconn *c) { q_t q; q_init(&q, "t"); q_t r = copy(q); run(c, r.sql); }
static __thread char tls[64];
static const char *fmt_tls(const char *n) { snprintf(tls, sizeof tls, "LISTEN %s", n); return tls; } // HAZARD: pooling-listen
void from_tls(PGconn *c) { run(c, fmt_tls("a")); }
static const char *fmt_static(const char *n) { static char b[64]; sprintf(b, "LISTEN %s", n); return b; } // HAZARD: pooling-listen
void from_static(PGconn *c) { run(c, fmt_static("a")); }
static char g_buf[64];
void from_global(PGconn *c, const char *n) { strcpy(g_buf, "LISTEN "); strcat(g_buf, n); run(c, g_buf); } // HAZARD: pooling-listen
void compared(PGconn *c, const char *m) { const char *s = "SELECT 1"; if (strcmp(m, "x") == 0) s = "LISTEN a"; run(c, s); } // HAZARD: pooling-listen
void not_equal(PGconn *c) { const char *s = "LISTEN a"; if (strcmp(s, "SELECT 1") == 0) run(c, s); if (strncmp(s, "SELECT", 6) == 0) run(c, s); if (strstr(s, "SELECT")) run(c, s); }
