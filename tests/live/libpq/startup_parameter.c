// pooling-startup-parameter: what is sent while connecting.
#include "../harness/live_libpq.h"
#include <stdlib.h>

/* Connects, says whether that worked and what a setting is. */
#define NOTE_OPENED(conninfo, setting)                                                             \
  do {                                                                                             \
    PGconn *c = PQconnectdb(conninfo);                                                             \
    note_connection(c);                                                                            \
    note(PQexec(c, "SHOW " setting));                                                              \
    PQfinish(c);                                                                                   \
  } while (0)

CASE(options_search_path, "refused", "startup-parameter") {
  NOTE_OPENED("connect_timeout=5 options='-c search_path=s1'", "search_path");
}

CASE(options_without_space, "refused", "startup-parameter") {
  NOTE_OPENED("connect_timeout=5 options=-csearch_path=s1", "search_path");
}

CASE(options_long_form, "refused", "startup-parameter") {
  NOTE_OPENED("connect_timeout=5 options='--work_mem=9MB'", "work_mem");
}

CASE(options_timeout, "refused", "startup-parameter") {
  NOTE_OPENED("connect_timeout=5 options='-c statement_timeout=5s'", "statement_timeout");
}

CASE(options_tracked, "1.20: same; refused", "startup-parameter") {
  NOTE_OPENED("connect_timeout=5 options='-c timezone=Asia/Tokyo'", "timezone");
}

CASE(options_tracked_and_other, "refused", "startup-parameter") {
  NOTE_OPENED("connect_timeout=5 options='-c timezone=Asia/Tokyo -c work_mem=9MB'", "timezone");
}

CASE(options_of_uri, "refused", "startup-parameter") {
  NOTE_OPENED("postgresql:///?connect_timeout=5&options=-csearch_path%3Ds1", "search_path");
}

CASE(options_empty, "same", "") { NOTE_OPENED("connect_timeout=5 options=''", "search_path"); }

CASE(options_by_keywords, "refused", "startup-parameter") {
  const char *keywords[] = {"connect_timeout", "options", NULL};
  const char *values[] = {"5", "-c search_path=s1", NULL};
  PGconn *c = PQconnectdbParams(keywords, values, 0);
  note_connection(c);
  note(PQexec(c, "SHOW search_path"));
  PQfinish(c);
}

CASE(options_of_environment, "refused", "startup-parameter") {
  setenv("PGOPTIONS", "-c work_mem=9MB", 1);
  NOTE_OPENED("connect_timeout=5", "work_mem");
}

CASE(geqo_of_environment, "refused", "startup-parameter") {
  setenv("PGGEQO", "off", 1);
  NOTE_OPENED("connect_timeout=5", "geqo");
}

CASE(time_zone_of_environment, "same", "") {
  setenv("PGTZ", "Asia/Tokyo", 1);
  NOTE_OPENED("connect_timeout=5", "timezone");
}

CASE(date_style_of_environment, "same", "") {
  setenv("PGDATESTYLE", "SQL, DMY", 1);
  NOTE_OPENED("connect_timeout=5", "datestyle");
}

CASE(application_name, "same", "") {
  NOTE_OPENED("connect_timeout=5 application_name=shop", "application_name");
}

CASE(fallback_application_name, "same", "") {
  NOTE_OPENED("connect_timeout=5 fallback_application_name=shop", "application_name");
}

CASE(client_encoding, "same", "") {
  NOTE_OPENED("connect_timeout=5 client_encoding=LATIN1", "client_encoding");
}

CASE(replication_database, "1.23: same; refused", "startup-parameter") {
  PGconn *c = PQconnectdb("connect_timeout=5 replication=database");
  note_connection(c);
  PQfinish(c);
}

CASE(keepalives, "same", "") {
  NOTE_OPENED("connect_timeout=5 keepalives=1 keepalives_idle=30 tcp_user_timeout=3000",
              "work_mem");
}

CASE(session_attributes, "same", "") {
  NOTE_OPENED("connect_timeout=5 target_session_attrs=read-write sslmode=prefer gssencmode=prefer",
              "work_mem");
}

CASE_IN(options_ignored, "differs", "startup-parameter", "ignore") {
  NOTE_OPENED("connect_timeout=5 options='-c search_path=s1'", "search_path");
}
