// RUN: %pooltidy-verify %s -- -std=c++20
//
// Queries are literals of template arguments and parameters; tokens are coroutines or callbacks.
#include "Inputs/ozo.h"

#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace ozo::literals;
using Pool = ozo::connection_pool<ozo::connection_info>;

void settings(Pool &pool, ozo::io_context &io, const std::string &tenant, ozo::yield_context yield) {
  ozo::execute(pool[io], "SET search_path TO shop"_SQL, yield);                              // HAZARD: pooling-session-setting
  ozo::execute(pool[io], "SELECT set_config('app.t', "_SQL + tenant + ", false)"_SQL, yield); // HAZARD: pooling-session-setting
  std::vector<int> out;
  ozo::request(pool[io], "SELECT n FROM item WHERE id = "_SQL + 3, ozo::into(out), yield);
  ozo::execute(pool[io], "SELECT 1 FROM item FOR UPDATE"_SQL, yield); // HAZARD: pooling-outside-transaction
}

void in_a_transaction(Pool &pool, ozo::io_context &io, ozo::yield_context yield) {
  auto tr = ozo::begin(pool[io], yield);
  ozo::execute(tr, "SET LOCAL work_mem = '1MB'"_SQL, yield);
  ozo::execute(tr, "SELECT 1 FROM item FOR UPDATE"_SQL, yield);
  ozo::execute(tr, "CREATE TEMP TABLE t (i int)"_SQL, yield); // HAZARD: pooling-temp-table
  sleep(3); // HAZARD: pooling-long-transaction
  ozo::commit(std::move(tr), yield);
  sleep(3);
}

void rolled_back(Pool &pool, ozo::io_context &io, ozo::yield_context yield) {
  auto tr = ozo::begin(pool[io], yield);
  ozo::execute(tr, "SET work_mem = '1MB'"_SQL, yield);
  ozo::rollback(std::move(tr), yield);
}

using Transaction = ozo::transaction<ozo::pg_connection>;

void callbacks(Pool &pool, ozo::io_context &io) {
  ozo::begin(pool[io], [](ozo::error_code ec, Transaction &tr) {
    if (ec)
      return;
    ozo::execute(tr, "LOCK TABLE item"_SQL, [](ozo::error_code ec, Transaction &tr) {
      if (ec)
        return;
      ozo::execute(tr, "SET work_mem = '1MB'"_SQL, [](ozo::error_code, Transaction &tr) { // HAZARD: pooling-session-setting
        ozo::commit(std::move(tr), ozo::yield_context());
      });
    });
  });
}

void options(ozo::io_context &io, ozo::yield_context yield) {
  ozo::connection_info info("host=db options=-cwork_mem=1MB"); // HAZARD: pooling-startup-parameter
  ozo::execute(info[io], "LISTEN ch"_SQL, yield);               // HAZARD: pooling-listen
}
