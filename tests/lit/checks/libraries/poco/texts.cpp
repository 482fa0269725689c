// REQUIRES: poco
// RUN: %pooltidy-verify --checks='pooling-*,-pooling-prepared-statement' %s -- -std=c++20 %libs
// Texts put together and taken apart by Poco.
#include <Poco/Data/Session.h>
#include <Poco/String.h>
#include <Poco/StringTokenizer.h>

#include <string>

using namespace Poco::Data::Keywords;
using Poco::Data::Session;
using Poco::StringTokenizer;

void joined(Session &s, const std::string &schema) {
  s << Poco::cat(std::string("SET search_path TO "), schema), now; // HAZARD: pooling-session-setting
  s << Poco::cat(std::string("ALTER ROLE "), schema, std::string(" SET work_mem = '1MB'")), now;
}

void cased(Session &s) {
  s << Poco::toUpper(std::string("listen jobs")), now; // HAZARD: pooling-listen
  s << Poco::trim(std::string("  reset all  ")), now; // HAZARD: pooling-session-setting
}

void script(Session &s) {
  const std::string text = "UPDATE t SET n = 1; SET jit = off;"; // ALT: pooling-session-setting #script
  StringTokenizer parts(text, ";", StringTokenizer::TOK_TRIM | StringTokenizer::TOK_IGNORE_EMPTY);
  for (const auto &p : parts)
    s << p, now; // HAZARD: pooling-session-setting #script
}

void first_only(Session &s) {
  StringTokenizer parts("UPDATE t SET n = 1|SET jit = off", "|");
  s << parts[0], now;
}
