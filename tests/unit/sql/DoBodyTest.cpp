//===- DoBodyTest.cpp - The statements inside DO --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SqlTest.h"

using namespace pooltidy::sql::test;

namespace {

/// The effects of a PL/pgSQL body, without the flag that all of them have.
std::string body(std::string_view Body) {
  std::string Out = effects("DO $$ " + std::string(Body) + " $$");
  for (size_t At; (At = Out.find(" +body")) != std::string::npos;)
    Out.erase(At, 6);
  return Out;
}

TEST(DoBody, MarksEffects) {
  check(effects, {
                     {"DO $$ BEGIN SET x = 1; END $$", "set:x @SET +body"},
                     {"DO $a$ BEGIN SET x = 1; END $a$ LANGUAGE plpgsql", "set:x @SET +body"},
                     {"DO LANGUAGE plpgsql $$ BEGIN SET x = 1; END $$", "set:x @SET +body"},
                     {"DO LANGUAGE 'plpgsql' 'BEGIN SET x = 1; END'", "set:x @SET +body"},
                     {"DO 'BEGIN SET x = ''y''; END'", "set:x @SET +body"},
                     {"DO E'BEGIN\\n SET x = \\'y\\';\\n END'", "set:x @SET +body"},
                     {"DO $$ BEGIN SET x = 1; END $$; SET y = 1", "set:x @SET +body; set:y @SET"},
                     {"DO $$ SET x = 1; SELECT 1 $$ LANGUAGE sql", "set:x @SET +body"},
                     {"DO $$ print('SET x = 1') $$ LANGUAGE plpython3u", ""},
                     {"DO ''", ""},
                     {"DO $$ BEGIN SET x = 1;", "set:x @SET +uncertain +body"}, // never closed
                 });
}

TEST(DoBody, Statements) {
  check(
      body,
      {
          {"BEGIN PERFORM pg_advisory_lock(1); END", "lock:1 @pg_advisory_lock"},
          {"BEGIN PERFORM set_config('a.b', 'c', false); END", "set:a.b @set_config"},
          {"BEGIN PERFORM 1 FROM t WHERE pg_sleep(1) IS NULL; END", "sleep:pg_sleep @pg_sleep"},
          {"BEGIN SET LOCAL x = 1; RESET y; END", "set-local:x @SET; reset:y @RESET"},
          {"BEGIN CREATE TEMP TABLE s (a int) ON COMMIT DROP; DROP TABLE s; END",
           "create-temp:s @TEMP +drop; drop-relation:s @s"},
          {"BEGIN LISTEN x; NOTIFY y; LOCK TABLE t; END",
           "listen:x @LISTEN; notify:y @NOTIFY; lock-table:t @LOCK"},
          {"BEGIN COMMIT; ROLLBACK; END", "commit @COMMIT; rollback @ROLLBACK"},
          {"BEGIN x := nextval('s'); y = lastval(); END",
           "sequence-advance:s @nextval; sequence-read:lastval @lastval"},
          {"DECLARE x int := nextval('s'); y CONSTANT int DEFAULT lastval(); BEGIN END",
           "sequence-advance:s @nextval; sequence-read:lastval @lastval"},
          {"BEGIN SELECT pg_advisory_lock(1) INTO STRICT a, b.c FROM t; END",
           "lock:1 @pg_advisory_lock"},
          {"BEGIN INSERT INTO t VALUES (1) RETURNING id INTO x; END", "sequence-advance:? @INSERT"},
          {"BEGIN CALL p(pg_backend_pid()); END", "backend-pid @pg_backend_pid"},
          {"BEGIN RAISE NOTICE 'SET x = 1 %', pg_backend_pid(); END",
           "backend-pid @pg_backend_pid"},
          {"BEGIN RETURN; END", ""},
          {"BEGIN SELECT a INTO temp FROM t; END", ""},
      });
}

TEST(DoBody, Control) {
  check(body,
        {
            {"BEGIN IF pg_try_advisory_lock(1) THEN SET x = 1; ELSIF a THEN SET y = 1; "
             "ELSE SET z = 1; END IF; END",
             "lock:1 @pg_try_advisory_lock +try; set:x @SET; set:y @SET; set:z @SET"},
            {"BEGIN IF CASE WHEN a THEN b ELSE c END THEN SET x = 1; END IF; END", "set:x @SET"},
            {"BEGIN WHILE a LOOP SET x = 1; END LOOP; LOOP EXIT; END LOOP; END", "set:x @SET"},
            {"BEGIN FOR i IN 1..10 LOOP SET x = 1; END LOOP; END", "set:x @SET"},
            {"BEGIN FOR r IN SELECT pg_sleep(1) FROM t LOOP SET x = 1; END LOOP; END",
             "sleep:pg_sleep @pg_sleep; set:x @SET"},
            {"BEGIN FOR r IN EXECUTE 'SELECT nextval(''s'')' LOOP NULL; END LOOP; END",
             "sequence-advance:s @nextval"},
            {"<<top>> BEGIN CASE a WHEN 1 THEN SET x = 1; ELSE SET y = 1; END CASE; END top",
             "set:x @SET; set:y @SET"},
            {"BEGIN BEGIN SET x = 1; EXCEPTION WHEN others THEN SET y = 1; END; END",
             "set:x @SET; set:y @SET"},
            {"DECLARE a int; BEGIN DECLARE b int; BEGIN SET x = 1; END; END", "set:x @SET"},
            {"DECLARE commit boolean; \"set\" int; BEGIN END", ""},
        });
}

TEST(DoBody, OwnStatementsAreNoEffects) {
  check(
      body,
      {
          {"DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c; FETCH c INTO x; MOVE c; CLOSE c; END", ""},
          {"DECLARE c refcursor; BEGIN OPEN c FOR SELECT nextval('s'); FETCH NEXT FROM c INTO x; "
           "END",
           "sequence-advance:s @nextval"},
          {"BEGIN END", ""},
          {"BEGIN EXECUTE q; EXECUTE q USING 1; EXECUTE f(x); END", ""},
          {"BEGIN NULL; GET DIAGNOSTICS x = ROW_COUNT; END", ""},
          {"BEGIN x := 'SET y = 1'; -- SET z = 1\n END", ""},
      });
}

TEST(DoBody, DynamicSql) {
  check(
      body,
      {
          {"BEGIN EXECUTE 'SET x = 1'; END", "set:x @SET"},
          {"BEGIN EXECUTE 'SET x = 1' INTO y; END", "set:x @SET"},
          {"BEGIN EXECUTE 'SELECT pg_advisory_lock($1)' USING a; END",
           "lock:$1? @pg_advisory_lock"},
          {"BEGIN EXECUTE $q$SET x = 'y'$q$; END", "set:x @SET"},
          {"BEGIN EXECUTE 'SET search_path TO ' || quote_ident(s); END", "set:search_path @SET"},
          {"BEGIN EXECUTE 'LISTEN ' || 'x'; END", "listen:x @LISTEN"},
          {"BEGIN EXECUTE 'LISTEN ' || a || 'b'; END", "listen:¤b? @LISTEN"},
          {"BEGIN EXECUTE a || ' SET x = 1'; END", "set:x @SET +uncertain"},
          {"BEGIN EXECUTE format('CREATE TEMP TABLE %I (a int)', n); END", "create-temp:%I? @TEMP"},
          {"BEGIN EXECUTE format('SET LOCAL x = %L', v); END", "set-local:x @SET"},
          {"BEGIN EXECUTE format(f, v); END", ""},
          {"BEGIN EXECUTE 'SET x = ' || nextval('s'); END",
           "set:x @SET; sequence-advance:s @nextval"},
          {"BEGIN EXECUTE 'DO $x$ BEGIN SET x = 1; END $x$'; END", "set:x @SET"},
      });
}

TEST(DoBody, NestedQuotes) {
  check(effects, {
                     {"DO 'BEGIN PERFORM set_config(''a.b'', ''it''''s'', false); END'",
                      "set:a.b @set_config +body"},
                     {"DO 'BEGIN EXECUTE ''SET x = ''''y''''''; SET z = 1; END'",
                      "set:x @SET +body; set:z @SET +body"},
                     {"DO 'BEGIN /* don''t */ SET x = ''y''; END'", "set:x @SET +body"},
                     {"DO 'BEGIN '\n'SET x = 1; END'", "set:x @SET +body"},
                 });
}

TEST(DoBody, Holes) {
  check(body, {
                  {"BEGIN SET ¤ = ¤; PERFORM pg_advisory_lock(¤); END",
                   "set:¤? @SET; lock:¤? @pg_advisory_lock"},
                  {"BEGIN ¤; SET x = 1; END", "set:x @SET"},
                  {"¤", ""},
              });
}

TEST(DoBody, Relations) {
  check(relations,
        {
            {"DO $$ BEGIN SELECT a INTO x FROM t; FOR r IN SELECT 1 FROM u LOOP END LOOP; END $$",
             "t u"},
            {"DO $$ BEGIN EXECUTE 'INSERT INTO t SELECT * FROM u'; END $$", "t u"},
        });
}

} // namespace
