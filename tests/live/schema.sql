-- What live cases find in the database. live_reset() brings it back before each run.
CREATE ROLE lowpriv;
CREATE SCHEMA s1;
CREATE TABLE cfg (v text);
CREATE TABLE s1.cfg (v text);
CREATE TABLE orders (id serial PRIMARY KEY, v text);
CREATE TABLE items (order_id bigint, v text);
CREATE TABLE stage (v text);
CREATE TABLE secret (v text);
CREATE TABLE deferred (id int UNIQUE DEFERRABLE INITIALLY IMMEDIATE);
CREATE SEQUENCE numbers;
GRANT ALL ON orders, items, stage TO lowpriv;

-- Rows of a tenant, by a setting of the session.
CREATE TABLE invoices (tenant text, v text);
GRANT SELECT ON invoices TO lowpriv;

CREATE FUNCTION read_rows(c refcursor) RETURNS refcursor LANGUAGE plpgsql AS $$
BEGIN
  OPEN c FOR SELECT generate_series(1, 3);
  RETURN c;
END $$;
CREATE FUNCTION with_setting() RETURNS text LANGUAGE sql SET work_mem = '77MB'
  AS $$ SELECT current_setting('work_mem') $$;
CREATE FUNCTION with_scratch() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN
  CREATE TEMP TABLE scratch ON COMMIT DROP AS SELECT generate_series(1, 3) x;
  SELECT count(*) INTO n FROM scratch;
  RETURN n;
END $$;

CREATE FUNCTION live_reset() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  SET LOCAL client_min_messages = warning;
  DELETE FROM cfg; DELETE FROM s1.cfg; DELETE FROM orders; DELETE FROM items;
  DELETE FROM invoices; DELETE FROM secret; DELETE FROM deferred;
  CREATE TABLE IF NOT EXISTS stage (v text);
  DELETE FROM stage;
  INSERT INTO cfg VALUES ('public'); INSERT INTO s1.cfg VALUES ('s1');
  INSERT INTO secret VALUES ('secret');
  INSERT INTO invoices VALUES ('1', 'of one'), ('2', 'of two');
  INSERT INTO orders (id, v) VALUES (1000, 'first');
  INSERT INTO deferred VALUES (1), (2);
  ALTER SEQUENCE numbers RESTART;
  ALTER SEQUENCE orders_id_seq RESTART;
END $$;
