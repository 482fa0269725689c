#include "config.h"

#include <cstdlib>
#include <fstream>
#include <map>

namespace orders {

namespace {

constexpr const char *DefaultUrl =
    "postgresql://orders@pooler.internal:6432/orders?connect_timeout=5&pool_size=1";

// The service's own key inside the URL: libpq would refuse to connect with it.
constexpr std::string_view PoolSizeKey = "pool_size=";

std::string trim(const std::string &Text) {
  const auto First = Text.find_first_not_of(" \t");
  if (First == std::string::npos)
    return "";
  return Text.substr(First, Text.find_last_not_of(" \t") - First + 1);
}

std::map<std::string, std::string> readFile(const std::string &File) {
  std::map<std::string, std::string> Values;
  std::ifstream In(File);
  for (std::string Line; std::getline(In, Line);) {
    Line = Line.substr(0, Line.find('#'));
    if (const auto Equals = Line.find('='); Equals != std::string::npos)
      Values[trim(Line.substr(0, Equals))] = trim(Line.substr(Equals + 1));
  }
  return Values;
}

// Takes pool_size=N out of the URL's query and returns N.
unsigned takePoolSize(std::string &Url) {
  const auto Key = Url.find(PoolSizeKey);
  if (Key == std::string::npos)
    return 1;
  const auto End = Url.find('&', Key);
  const auto Digits = Key + PoolSizeKey.size();
  const unsigned Size = static_cast<unsigned>(std::atoi(Url.c_str() + Digits));
  Url.erase(Key, End == std::string::npos ? End : End - Key + 1);
  while (!Url.empty() && (Url.back() == '&' || Url.back() == '?'))
    Url.pop_back();
  return Size;
}

} // namespace

Config loadConfig(const std::string &File) {
  const auto Values = readFile(File);
  Config C;
  C.DatabaseUrl = DefaultUrl;
  if (const auto It = Values.find("database_url"); It != Values.end())
    C.DatabaseUrl = It->second;
  if (const char *Env = std::getenv("ORDERS_DATABASE_URL"))
    C.DatabaseUrl = Env;
  C.PoolSize = takePoolSize(C.DatabaseUrl);
  if (const auto It = Values.find("report_directory"); It != Values.end())
    C.ReportDirectory = It->second;
  return C;
}

std::string conninfoFor(const std::string &Host, const std::string &Database,
                        const std::string &Application) {
  std::string Conninfo = "host=" + Host + " port=6432 dbname=" + Database;
  Conninfo += " user=orders connect_timeout=5";
  Conninfo += " application_name=" + Application;
  return Conninfo;
}

} // namespace orders
