// SOCI: what a session sends, and statements that free themselves.
#include "../harness/live_soci.h"

#include <unistd.h>

CASE(soci_set, "differs", "session-setting") {
  std::string value;
  a << "SET work_mem = '77MB'";
  a << "SHOW work_mem", soci::into(value);
  note_text(value.c_str());
}

CASE(soci_set_local, "same", "") {
  std::string value;
  soci::transaction tx(a);
  a << "SET LOCAL work_mem = '77MB'";
  a << "SHOW work_mem", soci::into(value);
  note_text(value.c_str());
  tx.commit();
}

CASE(soci_set_rolled_back, "same", "") {
  soci::transaction tx(a);
  a << "SET work_mem = '77MB'";
}

CASE(soci_lock, "differs", "advisory-lock") { a << "SELECT pg_advisory_lock(1)"; }

CASE(soci_xact_lock, "same", "") {
  soci::transaction tx(a);
  a << "SELECT pg_advisory_xact_lock(1)";
  a << "UPDATE orders SET v = 'x'";
  tx.commit();
}

CASE(soci_temp, "differs 42P01", "temp-table") {
  a << "CREATE TEMP TABLE tt (v text)";
  a << "INSERT INTO tt VALUES ('x')";
}

CASE(soci_temp_in_transaction, "same", "") {
  soci::transaction tx(a);
  a << "CREATE TEMP TABLE tt (v text) ON COMMIT DROP";
  a << "INSERT INTO tt VALUES ('x')";
  tx.commit();
}

CASE(soci_listen, "differs", "listen") { a << "LISTEN ch"; }

CASE(soci_lastval, "differs 55000", "session-function") {
  int id = 0;
  a << "INSERT INTO orders (v) VALUES ('x')";
  a << "SELECT lastval()", soci::into(id);
  note_number(id);
}

CASE(soci_returning, "same", "") {
  int id = 0;
  a << "INSERT INTO orders (v) VALUES ('x') RETURNING id", soci::into(id);
  note_number(id);
}

CASE(soci_one_shot, "same", "") {
  int in = 7, out = 0;
  a << "SELECT :v::int + 1", soci::use(in), soci::into(out);
  note_number(out);
}

CASE(soci_sleep_in_transaction, "blocks", "long-transaction") {
  soci::transaction tx(a);
  a << "UPDATE orders SET v = 'x'";
  sleep(3);
  tx.commit();
}

CASE(soci_sleep_after_transaction, "same", "") {
  {
    soci::transaction tx(a);
    a << "UPDATE orders SET v = 'x'";
    tx.commit();
  }
  sleep(3);
}

CASE(soci_statement_kept, "1.24: same; differs 26000", "prepared-statement") {
  int in = 7, out = 0;
  soci::statement st = (a.prepare << "SELECT :v::int + 1", soci::use(in), soci::into(out));
  st.execute(true);
  note_number(out);
  st.execute(true);
  note_number(out);
}

CASE(soci_statement_in_transaction, "1.24: differs; same", "prepared-statement") {
  int in = 7;
  long rows = 0;
  {
    soci::transaction tx(a);
    {
      soci::statement st = (a.prepare << "INSERT INTO items VALUES (:v, 'x')", soci::use(in));
      st.execute(true);
    }
    tx.commit();
  }
  a << "SELECT count(*) FROM items", soci::into(rows);
  note_number(rows);
}
