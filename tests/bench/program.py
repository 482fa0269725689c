"""A program in C++20 that nobody needs: what whole audits are measured with where no real one
is at hand. RELEVANT of a hundred files use libpqxx, directly or through a wrapper whose
header shows no driver; the others use the standard library alone.
"""
import json
import os

HEADERS = ["algorithm", "chrono", "fstream", "functional", "iostream", "map", "memory", "mutex", "regex",
           "set", "sstream", "string", "thread", "unordered_map", "vector"]


def write(path, text):
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def unit(number, kind):
    """The text of one file. Which headers it includes differs from file to file."""
    mine = [h for i, h in enumerate(HEADERS) if (number * 7 + i * 5) % 11 < 6] + ["string", "vector"]
    text = "".join(f"#include <{h}>\n" for h in dict.fromkeys(mine))
    if kind == "driver":
        text += "#include <pqxx/pqxx>\n"
    if kind != "plain":
        text += '#include "store.h"\n'
    text += f"""
namespace part{number} {{
static int weigh(const std::vector<std::string> &words) {{
  int sum = {number};
  for (const std::string &word : words)
    sum += static_cast<int>(word.size()) * {number % 13 + 1};
  return sum;
}}
int work{number}(const std::vector<std::string> &words) {{ return weigh(words) % 97; }}
"""
    if kind == "driver":
        text += f"""void save{number}(pqxx::connection &c) {{
  pqxx::work tx(c);
  tx.exec("INSERT INTO part VALUES ({number})");
  tx.commit();
}}
"""
    elif kind == "wrapper":
        text += f"""void save{number}(store::Session &s) {{ s.put("part", {number}); }}
"""
    return text + "}\n"


def generate(folder, units, relevant):
    """Writes the program to folder, which is empty, and gives it back."""
    write(os.path.join(folder, "store.h"), """#pragma once
#include <memory>
#include <string>
namespace store {
class Session {
public:
  explicit Session(const std::string &address);
  ~Session();
  void put(const std::string &table, int value);
private:
  struct Inside;
  std::unique_ptr<Inside> inside;
};
}
""")
    write(os.path.join(folder, "store.cpp"), """#include "store.h"
#include <pqxx/pqxx>
namespace store {
struct Session::Inside {
  explicit Inside(const std::string &address) : connection(address) {}
  pqxx::connection connection;
};
Session::Session(const std::string &address) : inside(new Inside(address)) {}
Session::~Session() = default;
void Session::put(const std::string &table, int value) {
  pqxx::work tx(inside->connection);
  tx.exec("INSERT INTO " + table + " VALUES (" + std::to_string(value) + ")");
  tx.commit();
}
}
""")
    database = []
    for number in range(units):
        name = os.path.join(folder, f"unit{number}.cpp")
        kind = "plain" if number % 100 >= relevant else "wrapper" if number % 4 == 0 else "driver"
        write(name, unit(number, kind))
        database.append(name)
    database.append(os.path.join(folder, "store.cpp"))
    entries = [{"directory": folder, "file": name,
                "arguments": ["c++", "-std=c++20", "-O2", "-c", name]} for name in database]
    write(os.path.join(folder, "compile_commands.json"), json.dumps(entries))
    os.mkdir(os.path.join(folder, ".git"))  # so that the project ends here
    return folder
