// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Channel names and commands from elsewhere; every kind of wrapper once.
#include "Inputs/channels.h"

#include <fmt/format.h>
#include <pqxx/pqxx>

#include <cstdio>
#include <functional>
#include <iostream>
#include <sstream>
#include <string>

void constants(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  n.exec(channels::ListenJobs);
  n.exec(channels::Announce);
  n.exec(std::string(channels::Stop));
  std::puts(channels::Help);
}

void concatenated(pqxx::connection &c, const std::string &channel) {
  pqxx::nontransaction n(c);
  n.exec("LISTEN " + n.quote_name(channel)); // HAZARD: pooling-listen
  n.exec("NOTIFY " + n.quote_name(channel));
  std::string sql = "UNLISTEN "; // HAZARD: pooling-listen
  sql += n.quote_name(channel);
  n.exec(sql);
}

void formats(pqxx::connection &c, const std::string &channel) {
  pqxx::work tx(c);
  tx.exec0(fmt::format("LISTEN \"{}\"", channel)); // HAZARD: pooling-listen
  tx.exec0(fmt::format("NOTIFY \"{0}\", 'LISTEN \"{0}\"'", "jobs"));
  std::ostringstream os;
  os << "LISTEN channel_" << 7; // HAZARD: pooling-listen
  tx.exec0(os.str());
  tx.commit();
}

enum class Verb { Subscribe, Unsubscribe, Publish };

static const char *word(Verb v) {
  switch (v) {
  case Verb::Subscribe:
    return "LISTEN orders"; // HAZARD: pooling-listen
  case Verb::Unsubscribe:
    return "UNLISTEN orders"; // HAZARD: pooling-listen
  case Verb::Publish:
    break;
  }
  return "NOTIFY orders";
}

void functions(pqxx::connection &c, Verb v) { pqxx::nontransaction(c).exec(word(v)); }

static void each(pqxx::connection &c, const std::function<std::string(int)> &make) {
  pqxx::nontransaction n(c);
  for (int i = 0; i < 4; ++i)
    n.exec(make(i));
}

void callbacks(pqxx::connection &c) {
  each(c, [](int i) { return "LISTEN shard_" + std::to_string(i); }); // HAZARD: pooling-listen
  each(c, [](int i) { return "NOTIFY shard_" + std::to_string(i); });
}

void print(Verb v) { std::cout << word(v) << '\n'; }
