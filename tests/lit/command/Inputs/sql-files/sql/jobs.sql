CREATE TABLE t (i int);
LISTEN jobs;
