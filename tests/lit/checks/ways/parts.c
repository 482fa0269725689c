// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Statements taken apart, cut, compared and tabled with the C library.
#define _GNU_SOURCE
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <stdarg.h>
#include <ctype.h>
static void run(PGconn *c, const char *s) { PQclear(PQexec(c, s)); }
void tok(PGconn *c) { char b[] = "SELECT 1;LISTEN a"; for (char *p = strtok(b, ";"); p; p = strtok(NULL, ";")) run(c, p); } // HAZARD: pooling-listen
void tok_safe(PGconn *c) { char b[] = "SELECT 1;NOTIFY a"; for (char *p = strtok(b, ";"); p; p = strtok(NULL, ";")) run(c, p); }
void tok_r(PGconn *c) { char *save; char b[] = "LISTEN a\nSELECT 1"; char *p = strtok_r(b, "\n", &save); while (p) { run(c, p); p = strtok_r(NULL, "\n", &save); } } // HAZARD: pooling-listen
void sep(PGconn *c) { char b[] = "SELECT 1;SET ROLE a"; char *s = b, *p; while ((p = strsep(&s, ";"))) run(c, p); } // HAZARD: pooling-session-setting
void icase(PGconn *c) { const char *m = "RO"; if (strcasecmp(m, "ro") == 0) run(c, "SELECT 1"); else run(c, "LISTEN a"); }
void icase2(PGconn *c) { const char *m = "RW"; if (!strcasecmp(m, "ro")) run(c, "SELECT 1"); else run(c, "LISTEN a"); } // HAZARD: pooling-listen
void incase(PGconn *c) { const char *m = "ROx"; if (strncasecmp(m, "ro", 2) == 0) run(c, "SELECT 1"); else run(c, "LISTEN a"); }
void mcmp(PGconn *c) { const char *m = "ROx"; if (memcmp(m, "RO", 2) == 0) run(c, "SELECT 1"); else run(c, "LISTEN a"); }
void chars(PGconn *c) { char b[16]; b[0] = 'L'; b[1] = 'I'; b[2] = 'S'; b[3] = 'T'; b[4] = 'E'; b[5] = 'N'; b[6] = ' '; b[7] = 'a'; b[8] = 0; run(c, b); } // HAZARD: pooling-listen
void rchr(PGconn *c) { char b[] = "SET ROLE a,b"; *strrchr(b, ',') = 0; run(c, b); } // HAZARD: pooling-session-setting
void chr(PGconn *c) { char b[] = "SELECT 1;LISTEN a"; *strchr(b, ';') = '\0'; run(c, b); }
void chr2(PGconn *c) { char b[] = "SELECT 1;LISTEN a"; char *p = strchr(b, ';'); if (p) run(c, p + 1); } // HAZARD: pooling-listen
void cut(PGconn *c) { char b[64]; strcpy(b, "LISTEN a,"); b[strlen(b) - 1] = 0; run(c, b); } // HAZARD: pooling-listen
void snp(PGconn *c, int n) { char b[64]; int k = snprintf(b, sizeof b, "SELECT pg_advisory_lock("); k += snprintf(b + k, sizeof b - k, "%d", n); snprintf(b + k, sizeof b - k, ")"); run(c, b); } // HAZARD: pooling-advisory-lock
void spr(PGconn *c, const char *n) { char *p, b[64]; p = b; p += sprintf(p, "SET "); p += sprintf(p, "ROLE %s", n); run(c, b); } // HAZARD: pooling-session-setting
void asp(PGconn *c, const char *n) { char *s = NULL; if (asprintf(&s, "LISTEN %s", n) < 0) return; run(c, s); free(s); } // HAZARD: pooling-listen
void fmtstar(PGconn *c) { char b[64]; sprintf(b, "%.*s", 8, "LISTEN a; SELECT"); run(c, b); } // HAZARD: pooling-listen
void fmtpos(PGconn *c) { char b[64]; sprintf(b, "%2$s %1$s", "a", "LISTEN"); run(c, b); } // HAZARD: pooling-listen
void fmtpct(PGconn *c) { char b[64]; sprintf(b, "SELECT '%%' , %s(1)", "pg_advisory_lock"); run(c, b); } // HAZARD: pooling-advisory-lock
void fmtchar(PGconn *c) { char b[64]; sprintf(b, "%cISTEN %5.2s", 'L', "ab"); run(c, b); } // HAZARD: pooling-listen
void memst(PGconn *c) { char *s; size_t n; FILE *f = open_memstream(&s, &n); fprintf(f, "SET ROLE %s", "x"); fclose(f); run(c, s); free(s); } // HAZARD: pooling-session-setting
void memst2(PGconn *c) { char *s; size_t n; FILE *f = open_memstream(&s, &n); fputs("LISTEN ", f); fputc('x', f); fclose(f); run(c, s); free(s); } // HAZARD: pooling-listen
void fwr(PGconn *c) { char *s; size_t n; FILE *f = open_memstream(&s, &n); fwrite("LISTEN x", 1, 8, f); fclose(f); run(c, s); free(s); } // HAZARD: pooling-listen
void mcp(PGconn *c) { char b[32]; memcpy(b, "LISTEN a", 9); run(c, b); } // HAZARD: pooling-listen
void mcp2(PGconn *c) { char b[32]; size_t n = strlen("LISTEN "); memcpy(b, "LISTEN ", n); memcpy(b + n, "abc", 4); run(c, b); } // HAZARD: pooling-listen
void lcat(PGconn *c) { char b[64] = ""; strcat(b, "SET"); strncat(b, " ROLE xyz", 6); run(c, b); } // HAZARD: pooling-session-setting
void lcat_loop(PGconn *c, int n) { char b[256] = "CREATE TEMP TABLE t ("; for (int i = 0; i < n; i++) { if (i) strcat(b, ","); strcat(b, "c int"); } strcat(b, ")"); run(c, b); } // HAZARD: pooling-temp-table
void upc(PGconn *c) { char b[] = "listen a"; for (char *p = b; *p; ++p) *p = toupper((unsigned char)*p); run(c, b); } // HAZARD: pooling-listen
void xs(PGconn *c) { static const char *const T[] = {"SELECT 1", "LISTEN a", NULL}; for (const char *const *p = T; *p; ++p) run(c, *p); } // HAZARD: pooling-listen
void xs_safe(PGconn *c) { static const char *const T[] = {"SELECT 1", "NOTIFY a", NULL}; for (int i = 0; T[i]; ++i) run(c, T[i]); }
struct stmt { int id; const char *sql; };
static const struct stmt S[] = {{1, "SELECT 1"}, {2, "SET ROLE a"}, {0, NULL}}; // HAZARD: pooling-session-setting #s
static const char *find(int id) { for (const struct stmt *s = S; s->sql; ++s) if (s->id == id) return s->sql; return NULL; }
void by_id(PGconn *c) { run(c, find(1)); run(c, find(2)); } // ALT: pooling-session-setting #s
enum q { Q_A, Q_B, Q_N };
static const char *const QS[Q_N] = {[Q_A] = "SELECT 1", [Q_B] = "SELECT pg_advisory_lock(1)"}; // HAZARD: pooling-advisory-lock #t
void by_q(PGconn *c, enum q k) { run(c, QS[k]); } // ALT: pooling-advisory-lock #t
static const struct { const char *a, *b; } PAIR = {.b = "LISTEN z", .a = "SELECT 1"}; // HAZARD: pooling-listen #p
void pair(PGconn *c) { run(c, PAIR.a); run(c, PAIR.b); } // ALT: pooling-listen #p
#define STR(x) #x
#define SQL(...) STR(__VA_ARGS__)
void mac(PGconn *c) { run(c, SQL(SET ROLE a)); } // HAZARD: pooling-session-setting
#define CAT(a, b) a ## b
static const char listen_sql[] = "LISTEN k"; // HAZARD: pooling-listen #k
void mac2(PGconn *c) { run(c, CAT(listen, _sql)); } // ALT: pooling-listen #k
#define LIST(X) X(one, "SELECT 1") X(two, "LISTEN m") // HAZARD: pooling-listen #m
enum ids {
#define X(n, s) ID_##n,
LIST(X)
#undef X
};
static const char *const all[] = {
#define X(n, s) s,
LIST(X) // ALT: pooling-listen #m
#undef X
};
void xm(PGconn *c) { run(c, all[ID_one]); run(c, all[ID_two]); } // ALT: pooling-listen #m
static void vrun(PGconn *c, const char *f, va_list ap) { char b[256]; vsnprintf(b, sizeof b, f, ap); run(c, b); }
static void frun(PGconn *c, const char *f, ...) { va_list ap; va_start(ap, f); vrun(c, f, ap); va_end(ap); }
void var(PGconn *c, const char *n) { frun(c, "SELECT %s", "1"); frun(c, "LISTEN %s", n); } // HAZARD: pooling-listen
static void many(PGconn *c, ...) { va_list ap; va_start(ap, c); const char *s; while ((s = va_arg(ap, const char *))) run(c, s); va_end(ap); }
void mny(PGconn *c) { many(c, "SELECT 1", "LISTEN a", NULL); } // HAZARD: pooling-listen
void mny_s(PGconn *c) { many(c, "SELECT 1", "NOTIFY a", NULL); }
struct buf { char *d; size_t n, cap; };
static void bput(struct buf *b, const char *s) { size_t l = strlen(s); if (b->n + l + 1 > b->cap) { b->cap = (b->n + l + 1) * 2; b->d = realloc(b->d, b->cap); } memcpy(b->d + b->n, s, l + 1); b->n += l; }
void own(PGconn *c) { struct buf b = {0}; bput(&b, "SET "); bput(&b, "ROLE x"); run(c, b.d); free(b.d); } // HAZARD: pooling-session-setting
void own_s(PGconn *c) { struct buf b = {0}; bput(&b, "SELECT 'SET "); bput(&b, "ROLE x'"); run(c, b.d); free(b.d); }
void goto_pick(PGconn *c, int n) { const char *s; if (n) goto a; s = "SELECT 1"; goto e; a: s = "LISTEN a"; e: run(c, s); } // HAZARD: pooling-listen
void comp(PGconn *c) { run(c, (const char *[]){"SELECT 1", "LISTEN a"}[1]); } // HAZARD: pooling-listen
void comp_s(PGconn *c) { run(c, (const char *[]){"SELECT 1", "LISTEN a"}[0]); }
void tern(PGconn *c, int n) { run(c, n > 1 ? "SELECT 1" : n ? "SELECT 2" : "LISTEN a"); } // HAZARD: pooling-listen
void off(PGconn *c) { run(c, "xLISTEN a" + 1); } // HAZARD: pooling-listen
void idx(PGconn *c) { run(c, &"xxLISTEN a"[2]); } // HAZARD: pooling-listen
void gen(PGconn *c, int n) { run(c, _Generic(n, int: "LISTEN a", default: "SELECT 1")); } // HAZARD: pooling-listen
void stex(PGconn *c) { run(c, ({ const char *s = "LISTEN a"; s; })); } // HAZARD: pooling-listen
void esc(PGconn *c, const char *n) { char *q = PQescapeIdentifier(c, n, strlen(n)); char b[99]; snprintf(b, sizeof b, "LISTEN %s", q); run(c, b); PQfreemem(q); } // HAZARD: pooling-listen
void esc2(PGconn *c, const char *n) { char q[40], b[99]; PQescapeStringConn(c, q, n, 10, NULL); snprintf(b, sizeof b, "SELECT set_config('a.b','%s',false)", q); run(c, b); } // HAZARD: pooling-session-setting
void esc2_s(PGconn *c, const char *n) { char q[40], b[99]; PQescapeStringConn(c, q, n, 10, NULL); snprintf(b, sizeof b, "SELECT '%s'", q); run(c, b); }
typedef const char *(*mk)(void);
static const char *mk_a(void) { return "SELECT 1"; }
static const char *mk_b(void) { return "LISTEN a"; } // HAZARD: pooling-listen #b
static const mk MK[] = {mk_a, mk_b};
void fptab(PGconn *c) { for (unsigned i = 0; i < sizeof MK / sizeof *MK; ++i) run(c, MK[i]()); } // ALT: pooling-listen #b
void fptab1(PGconn *c) { run(c, MK[0]()); }
union u { const char *s; long n; };
void un(PGconn *c) { union u x; x.s = "LISTEN a"; run(c, x.s); } // HAZARD: pooling-listen
static char gbuf[256];
static const char *mk_sql(const char *t) { snprintf(gbuf, sizeof gbuf, "LOCK TABLE %s", t); return gbuf; }
void glob(PGconn *c, const char *t) { run(c, "BEGIN"); run(c, mk_sql(t)); run(c, "COMMIT"); }
static void out(char **o, const char *n) { *o = malloc(99); sprintf(*o, "LISTEN %s", n); }
void outp(PGconn *c, const char *n) { char *s; out(&s, n); run(c, s); free(s); } // HAZARD: pooling-listen
void num(PGconn *c, const char *arg) { char b[64]; long v = strtol(arg, NULL, 10); sprintf(b, "SELECT pg_try_advisory_lock(%ld)", v); run(c, b); } // HAZARD: pooling-advisory-lock
void wrapl(PGconn *c) { run(c, "SELECT 1" /* LISTEN */ " -- LISTEN a"); }
void u8(PGconn *c) { run(c, (const char *)u8"LISTEN a"); } // HAZARD: pooling-listen
