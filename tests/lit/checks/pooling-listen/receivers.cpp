// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// notification_receiver and its kin; classes of the same shape that are no receivers.
#include <pqxx/pqxx>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

class Receiver final : public pqxx::notification_receiver { // ALT: pooling-listen #one
public:
  Receiver(pqxx::connection &c, const std::string &channel)
      : pqxx::notification_receiver(c, channel) {} // ALT: pooling-listen #one
  void operator()(const std::string &payload, int) override { last = payload; }
  std::string last;
};

struct Ticker : pqxx::notification_receiver { // ALT: pooling-listen #two
  using pqxx::notification_receiver::notification_receiver;
  void operator()(const std::string &, int) override { ++ticks; }
  int ticks = 0;
};

std::string local(pqxx::connection &c) {
  Receiver r(c, "prices"); // HAZARD: pooling-listen #one
  c.await_notification(1, 0); // NEUTRAL: pooling-listen
  return r.last;
}

std::unique_ptr<Ticker> heap(pqxx::connection &c) {
  return std::make_unique<Ticker>(c, "stock"); // HAZARD: pooling-listen #two
}

// Nothing here makes a receiver, but it waits for notifications all the same.
int poll(pqxx::connection &c) {
  return c.get_notifs(); // HAZARD: pooling-listen
}

class BusReceiver {
public:
  virtual ~BusReceiver() = default;
  virtual void operator()(const std::string &payload, int from) = 0;
};

class Printer final : public BusReceiver {
public:
  explicit Printer(std::string channel) : channel_(std::move(channel)) {}
  void operator()(const std::string &payload, int) override { channel_ += payload; }
  std::size_t await_notification() const { return channel_.size(); }
  void listen(const std::string &channel) { channel_ = channel; }

private:
  std::string channel_;
};

std::size_t bus(Printer &p) {
  p.listen("prices");
  return p.await_notification();
}

void announce(pqxx::connection &c, const std::string &payload) {
  pqxx::work tx(c);
  tx.exec_params("SELECT pg_notify('prices', $1)", payload);
  tx.commit();
}
