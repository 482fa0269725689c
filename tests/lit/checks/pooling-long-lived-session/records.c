// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
//
// A record with room for a connection holds one only where somebody puts it there.
#include <libpq-fe.h>
#include <stddef.h>

struct node {
  int id;
  PGconn *conn;
};

static struct node only_data;
static struct node cleared;
static struct node filled; // HAZARD: pooling-long-lived-session
static struct node filled_by_another; // HAZARD: pooling-long-lived-session
static struct node member_handed_out; // HAZARD: pooling-long-lived-session
static struct { PGconn **all; int many; } group; // HAZARD: pooling-long-lived-session
static PGconn *plain; // HAZARD: pooling-long-lived-session

static void open_node(struct node *n) { n->conn = PQconnectdb("host=db connect_timeout=5"); }
static void open_it(int id, struct node *n) {
  n->id = id;
  open_node(n);
}
static void open_into(PGconn **c) { *c = PQconnectdb("host=db connect_timeout=5"); }
static void read_node(struct node *n) { n->id = 7; }

void start(void) {
  read_node(&only_data);
  read_node(&cleared);
  cleared.conn = NULL;
  filled.conn = PQconnectdb("host=db connect_timeout=5");
  open_it(2, &filled_by_another);
  group.all[group.many++] = PQconnectdb("host=db connect_timeout=5");
  open_into(&member_handed_out.conn);
  plain = PQconnectdb("host=db connect_timeout=5");

  struct node here = {0, NULL};
  open_node(&here);
  PQclear(PQexec(here.conn, "SELECT 1"));
  PQfinish(here.conn);
}
