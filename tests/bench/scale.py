#!/usr/bin/env python3
"""What an audit of many files costs, as ratios to `clang -fsyntax-only` over all of them.

usage: scale.py [-p BUILD_DIR] [--pooltidy PATH] [--llvm DIR] [--units N] [--relevant PERCENT]
                [--runs N] [--sample N]

Without -p it writes a program of N files in C++: PERCENT of them use libpqxx, directly or
through a wrapper whose header shows no driver, the others use the standard library alone.
In each run, one after the other and with one job, CPU time (user + system):

  clang    -fsyntax-only of --sample of the files, evenly spread, scaled up to all
  cold     an audit with an empty cache
  no-pch   the same without shared headers
  none     the same, and without triage
  warm     again, with nothing changed
  touched  again, with a comment added to one file

Budgets: cold / clang 0.35 where all files are relevant, 0.12 where a fifth is; warm / clang
0.01, and 2 s for 1,000 files.
"""
import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

from bench import ROOT, cpu, syntax_only

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


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("-p", dest="build")
    parser.add_argument("--llvm", default="/usr/lib/llvm-22")
    parser.add_argument("--pooltidy", default=os.path.join(ROOT, "build", "llvm22", "bin", "pooltidy"))
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--relevant", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sample", type=int, default=10)
    options = parser.parse_args()
    options.pooltidy = os.path.abspath(options.pooltidy)
    with tempfile.TemporaryDirectory() as scratch:
        project = os.path.abspath(options.build) if options.build else os.path.join(scratch, "program")
        if not options.build:
            os.mkdir(project)
            generate(project, options.units, options.relevant)
        with open(os.path.join(project, "compile_commands.json"), encoding="utf-8") as text:
            database = json.load(text)
        sample = [database[i * len(database) // options.sample] for i in range(options.sample)]
        cache = os.path.join(scratch, "cache")
        audit = [options.pooltidy, "audit", "--quiet", "--jobs", "1", "-p", project]
        kept = audit + ["--cache-dir", cache]
        times = {name: [] for name in ("clang", "cold", "no-pch", "none", "warm", "touched")}
        walls = []
        for _ in range(options.runs):
            seconds = [cpu(syntax_only(e, options.llvm), e["directory"]) for e in sample]
            accepted = [s for s in seconds if s is not None]
            times["clang"].append(sum(accepted) / len(accepted) * len(database))
            shutil.rmtree(cache, ignore_errors=True)
            times["cold"].append(cpu(kept, project, (0, 1, 3)))
            start = time.monotonic()
            times["warm"].append(cpu(kept, project, (0, 1, 3)))
            walls.append(time.monotonic() - start)
            if not options.build:
                with open(os.path.join(project, "unit0.cpp"), "a", encoding="utf-8") as out:
                    out.write("// touched\n")
                times["touched"].append(cpu(kept, project, (0, 1, 3)))
            times["no-pch"].append(cpu(audit + ["--no-cache", "--no-pch"], project, (0, 1, 3)))
            times["none"].append(cpu(audit + ["--no-cache", "--no-pch", "--no-triage"], project, (0, 1, 3)))
        print(f"{len(database)} files, {options.runs} runs, clang on {len(sample)} of them")
        base = statistics.median(times["clang"])
        for name, list_ in times.items():
            if list_:
                each = [t / c for t, c in zip(list_, times["clang"])]
                print(f"{name:8} {statistics.median(list_):8.2f} s  {statistics.median(list_) / base:6.3f} of clang"
                      f"  ({min(each):.3f}-{max(each):.3f})")
        print(f"warm, wall: {statistics.median(walls):.2f} s")
        print(f"peak memory of any process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    main()
