// A stand-in for the parts of postgres_fe.h, pqexpbuffer.h and fe_utils/string_utils.h that the test uses, as
// PostgreSQL 15 declares them: port.h renames the printf family by macros.
#pragma once
#include <stddef.h>
#include <stdio.h>
typedef struct PQExpBufferData {
  char *data;
  size_t len;
  size_t maxlen;
} PQExpBufferData;
typedef PQExpBufferData *PQExpBuffer;
PQExpBuffer createPQExpBuffer(void);
void initPQExpBuffer(PQExpBuffer str);
void resetPQExpBuffer(PQExpBuffer str);
void termPQExpBuffer(PQExpBuffer str);
void destroyPQExpBuffer(PQExpBuffer str);
void printfPQExpBuffer(PQExpBuffer str, const char *fmt, ...);
void appendPQExpBuffer(PQExpBuffer str, const char *fmt, ...);
void appendPQExpBufferStr(PQExpBuffer str, const char *data);
void appendPQExpBufferChar(PQExpBuffer str, char ch);
const char *fmtId(const char *identifier);
int pg_snprintf(char *str, size_t count, const char *fmt, ...);
char *psprintf(const char *fmt, ...);
char *pg_strdup(const char *in);
void *pg_malloc0(size_t size);
void pg_free(void *ptr);
void pg_usleep(long microsec);
#define snprintf pg_snprintf
