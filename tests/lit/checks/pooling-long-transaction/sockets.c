// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Descriptors: the connection's own, and others.
#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void begin(PGconn *c) { PQclear(PQexec(c, "BEGIN")); }
static void commit(PGconn *c) { PQclear(PQexec(c, "COMMIT")); }

void own_poll(PGconn *c) {
  begin(c);
  struct pollfd p = {PQsocket(c), POLLIN, 0};
  poll(&p, 1, 1000);
  commit(c);
}

void other_poll(PGconn *c, int peer) {
  begin(c);
  struct pollfd p = {peer, POLLIN, 0};
  poll(&p, 1, 1000); // HAZARD: pooling-long-transaction
  commit(c);
}

void own_select(PGconn *c) {
  begin(c);
  fd_set set;
  FD_ZERO(&set);
  FD_SET(PQsocket(c), &set);
  select(PQsocket(c) + 1, &set, NULL, NULL, NULL);
  int fd = PQsocket(c);
  select(fd + 1, &set, NULL, NULL, NULL);
  commit(c);
}

void other_select(PGconn *c, int peer) {
  begin(c);
  fd_set set;
  FD_ZERO(&set);
  FD_SET(peer, &set);
  select(peer + 1, &set, NULL, NULL, NULL); // HAZARD: pooling-long-transaction
  commit(c);
}

// select() with nothing to watch is a sleep.
void sleeping_select(PGconn *c) {
  begin(c);
  struct timeval t = {1, 0};
  select(0, NULL, NULL, NULL, &t); // HAZARD: pooling-long-transaction
  commit(c);
}

void own_epoll(PGconn *c) {
  int e = epoll_create1(0);
  struct epoll_event ev = {EPOLLIN, {0}};
  epoll_ctl(e, EPOLL_CTL_ADD, PQsocket(c), &ev);
  begin(c);
  epoll_wait(e, &ev, 1, -1);
  commit(c);
}

void other_epoll(PGconn *c, int peer) {
  int e = epoll_create1(0);
  struct epoll_event ev = {EPOLLIN, {0}};
  epoll_ctl(e, EPOLL_CTL_ADD, peer, &ev);
  begin(c);
  epoll_wait(e, &ev, 1, -1); // HAZARD: pooling-long-transaction
  commit(c);
}

void network(PGconn *c, int peer) {
  char b[16];
  begin(c);
  accept(peer, NULL, NULL); // HAZARD: pooling-long-transaction
  recv(peer, b, sizeof b, 0); // HAZARD: pooling-long-transaction
  commit(c);
  recv(peer, b, sizeof b, 0);
}

void file(PGconn *c, const char *path) {
  char b[16];
  int fd = open(path, O_RDONLY);
  begin(c);
  read(fd, b, sizeof b);
  commit(c);
  close(fd);
}

// Calls that look and do not wait.
void looks(PGconn *c, int fd, int child) {
  char buffer[16];
  struct pollfd p = {fd, POLLIN, 0};
  struct epoll_event e;
  int status;
  begin(c);
  if (poll(&p, 1, 0) > 0 && recv(fd, buffer, sizeof buffer, MSG_DONTWAIT) > 0)
    PQclear(PQexec(c, "UPDATE t SET seen = now()"));
  epoll_wait(child, &e, 1, 0);
  waitpid(child, &status, WNOHANG);
  commit(c);
}

// A time limit of 0, and none at all.
void looks_once(PGconn *c, int fd) {
  fd_set set;
  struct timeval none = {0, 0};
  begin(c);
  FD_ZERO(&set);
  FD_SET(fd, &set);
  if (select(fd + 1, &set, NULL, NULL, &none) > 0)
    PQclear(PQexec(c, "UPDATE t SET seen = now()"));
  commit(c);
}

void looks_for_ever(PGconn *c, int fd) {
  fd_set set;
  begin(c);
  FD_ZERO(&set);
  FD_SET(fd, &set);
  if (select(fd + 1, &set, NULL, NULL, NULL) > 0) // HAZARD: pooling-long-transaction
    PQclear(PQexec(c, "UPDATE t SET seen = now()"));
  commit(c);
}

void looks_for_a_while(PGconn *c, int fd, int seconds) {
  fd_set set;
  struct timeval some = {seconds, 0};
  begin(c);
  FD_ZERO(&set);
  FD_SET(fd, &set);
  if (select(fd + 1, &set, NULL, NULL, &some) > 0) // HAZARD: pooling-long-transaction
    PQclear(PQexec(c, "UPDATE t SET seen = now()"));
  commit(c);
}
