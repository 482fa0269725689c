#!/usr/bin/env python3
"""What pooltidy costs, as ratios to what is there anyway. One command, all figures:

  bench.py [-p BUILD_DIR]... [--runs N] [--files N] [--part PART]... [--out RESULTS.md] [--svg FILE]

Everything is CPU time (user + system) unless it says otherwise, in runs taken in turn, so
that other load hits all of them alike; what is given is the median of the paired ratios
and, in parentheses, the lowest and the highest. Parts, all by default:

  units    --files files of each BUILD_DIR (default: of examples/orders), evenly spread:
           an audit of each alone ÷ `clang -fsyntax-only`, its peak memory ÷ clang's;
           clang-tidy with the plugin ÷ without (two checks on in both, one of them for C as well),
           apart for files that can reach a database and for those that cannot;
           --plugin19 measures that with LLVM 19, too
  whole    each BUILD_DIR and two generated programs: a cold audit, with --slow also without
           what makes it quick, a warm one, one with a changed file, ÷ clang over all files
           (or over --sample of them, scaled up); two jobs ÷ one, wall time
  link     1,000, 10,000 and 100,000 synthetic units: time and memory
  growth   an audit of one C file that grows: statements a function, depth of wrappers,
           length of SQL

--out adds a table in Markdown to a file, --svg writes a plot. A file that clang does not
accept is left out and counted. The synthetic facts need `ninja -C BUILD synthetic-facts`.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

import plot
import program
from measure import Ratio, cpus, interleaved, run, sums, syntax_only, walls

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DONE = (0, 1, 3)


def entries(build):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as text:
        database = json.load(text)
    for entry in database:
        entry["file"] = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
    return list({entry["file"]: entry for entry in reversed(database)}.values())[::-1]


def spread(things, count):
    if not 0 < count < len(things):
        return things
    return [things[i * len(things) // count] for i in range(count)]


class Bench:
    def __init__(self, options, scratch):
        self.o, self.scratch, self.figures = options, scratch, []

    def note(self, part, figure, value, bar=""):
        self.figures.append((part, figure, str(value), bar))
        print(f"{part}: {figure}: {value}" + (f"  [{bar}]" if bar else ""), flush=True)

    def is_relevant(self, build, file):
        report = os.path.join(self.scratch, "r.json")
        subprocess.run([self.o.pooltidy, "audit", "--quiet", "--no-cache", "-p", build, f"--report=json={report}", file],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        try:
            with open(report, encoding="utf-8") as text:
                return json.load(text)["coverage"]["files"]["analysed"] > 0
        except OSError:
            return False

    def units(self, name, build):
        left_out, kinds = 0, {True: [], False: []}
        plugins = [("22", self.o.llvm, self.o.plugin)]
        if self.o.plugin19:
            plugins.append(("19", self.o.llvm19, self.o.plugin19))
        for entry in spread(entries(build), self.o.files):
            file = entry["file"]
            commands = [(syntax_only(entry, self.o.llvm), (0,)),
                        ([self.o.pooltidy, "audit", "--quiet", "--jobs=1", "--no-cache", "-p", build, file], DONE)]
            for _, llvm, plugin in plugins:
                tidy = [os.path.join(llvm, "bin", "clang-tidy"), "--quiet", "-p", build]
                commands.append((tidy + ["--checks=-*,bugprone-use-after-move,bugprone-infinite-loop", file], (0, 1)))
                commands.append((tidy + [f"--load={plugin}", "--checks=-*,bugprone-use-after-move,bugprone-infinite-loop,pooling-*", file], (0, 1)))
            costs = interleaved(commands, self.o.runs, entry["directory"])
            if costs:
                kinds[self.is_relevant(build, file)].append(costs)
            else:
                left_out += 1
        for relevant, rows in kinds.items():
            if not rows:
                continue
            what = f"{len(rows)} files that {'can' if relevant else 'cannot'} reach a database"
            column = lambda i: sums([cpus(costs[i]) for costs in rows])
            self.note(name, f"audit alone ÷ clang, {what}", Ratio(column(1), column(0)), "≤ 0.75" if relevant else "")
            peak = [statistics.median(c.memory for c in costs[1]) / statistics.median(c.memory for c in costs[0])
                    for costs in rows]
            self.note(name, f"peak memory ÷ clang's, {what}",
                      f"{statistics.median(peak):.2f} ({min(peak):.2f}–{max(peak):.2f})", "≤ 1.2")
            for i, (version, _, _) in enumerate(plugins):
                self.note(name, f"clang-tidy {version} with ÷ without plugin, {what}",
                          Ratio(column(3 + 2 * i), column(2 + 2 * i)), "≤ 1.05" if relevant else "≤ 1.01")
        if left_out:
            self.note(name, "files left out, an error of one of the commands", left_out)

    def whole(self, name, build, touch, bar):
        database, cache = entries(build), os.path.join(self.scratch, "cache")
        sample = spread(database, self.o.sample)
        audit = [self.o.pooltidy, "audit", "--quiet", "-p", build]
        one, kept = audit + ["--jobs=1"], audit + ["--jobs=1", "--cache-dir", cache]
        got = {key: [] for key in ("clang", "cold", "no-pch", "none", "warm", "wall", "touched", "one", "two")}
        for _ in range(self.o.whole_runs):
            costs = [c for c in (run(syntax_only(e, self.o.llvm), e["directory"]) for e in sample) if c]
            got["clang"].append(sum(c.cpu for c in costs) / len(costs) * len(database))
            shutil.rmtree(cache, ignore_errors=True)
            cold, warm = run(kept, build, DONE), run(kept, build, DONE)
            got["cold"].append(cold.cpu)
            got["one"].append(cold.wall)
            got["warm"].append(warm.cpu)
            got["wall"].append(warm.wall)
            got["two"].append(run(audit + ["--jobs=2", "--no-cache"], build, DONE).wall)
            if touch:
                with open(touch, "a", encoding="utf-8") as out:
                    out.write("// touched\n")
                changed = run(kept, build, DONE)
                entry = next(e for e in database if e["file"] == touch)
                got["touched"].append(changed.cpu - run(syntax_only(entry, self.o.llvm), build).cpu)
            if self.o.slow:
                got["no-pch"].append(run(one + ["--no-cache", "--no-pch"], build, DONE).cpu)
                got["none"].append(run(one + ["--no-cache", "--no-pch", "--no-triage"], build, DONE).cpu)
        self.note(name, f"cold audit ÷ clang over all {len(database)} files", Ratio(got["cold"], got["clang"]), bar)
        for key, what in (("no-pch", "cold without shared headers ÷ clang"), ("none", "and without triage ÷ clang")):
            if got[key]:
                self.note(name, what, Ratio(got[key], got["clang"]))
        self.note(name, "nothing changed ÷ clang over all files", Ratio(got["warm"], got["clang"]), "≤ 0.01")
        self.note(name, "nothing changed, wall seconds for 1,000 files",
                  f"{statistics.median(got['wall']) / len(database) * 1000:.2f}", "≤ 2")
        if touch:
            self.note(name, "one file changed, seconds more than clang for that file",
                      f"{statistics.median(got['touched']):.2f}", "≤ 0.5")
        self.note(name, "two jobs ÷ one, wall", Ratio(got["two"], got["one"]), "≤ 0.56")

    def link(self):
        tool = os.path.join(os.path.dirname(os.path.dirname(self.o.pooltidy)), "tests", "bench", "synthetic-facts")
        for count in self.o.link:
            folder = os.path.join(self.scratch, f"facts{count}")
            os.mkdir(folder)
            subprocess.run([tool, folder, str(count), "20"], check=True)
            files = [os.path.join(folder, f) for f in sorted(os.listdir(folder))]
            command = [self.o.pooltidy, "link", "--jobs=2", "--quiet"] + files
            costs = interleaved([(command, DONE)], self.o.runs, folder)[0]
            size = sum(map(os.path.getsize, files)) / 2**20
            shutil.rmtree(folder)
            self.note("link", f"{count:,} units, {size:.0f} MiB of facts: CPU, wall, memory",
                      f"{statistics.median(cpus(costs)):.2f} s, {statistics.median(walls(costs)):.2f} s, "
                      f"{max(c.memory for c in costs):.0f} MiB", "≤ 60 s, ≤ 4096 MiB" if count == 100000 else "")

    def growth(self):
        head = "#include <libpq-fe.h>\nvoid run0(PGconn *c, const char *s) { PQclear(PQexec(c, s)); }\n"

        def statements(n):
            return "void f(PGconn *c) {\n" + "".join(f'  run0(c, "UPDATE t SET a = {i}");\n' for i in range(n)) + "}\n"

        def wrappers(n):
            layers = [f"void run{i}(PGconn *c, const char *s) {{ run{i - 1}(c, s); }}\n" for i in range(1, n + 1)]
            return "".join(layers) + f'void f(PGconn *c) {{ run{n}(c, "SET jit = off"); }}\n'

        def words(n):
            return 'void f(PGconn *c) { run0(c, "SELECT 1' + "".join(f', a{i}"\n  "' for i in range(n)) + '"); }\n'

        path = os.path.join(self.scratch, "grow.c")
        command = [self.o.pooltidy, "audit", "--quiet", "--no-cache", "--jobs=1", path, "--", "-I/usr/include/postgresql"]
        for what, sizes, text in (("statements in one function", (10, 100, 1000), statements),
                                  ("wrappers around each other", (1, 10, 100), wrappers),
                                  ("columns in one statement", (10, 100, 1000), words)):
            row = []
            for size in sizes:
                with open(path, "w", encoding="utf-8") as out:
                    out.write(head + text(size))
                costs = interleaved([(command, DONE)], self.o.runs, self.scratch)[0]
                row.append(f"{size}: {1000 * statistics.median(cpus(costs)):.0f} ms")
            self.note("growth", what, ", ".join(row))


def configure(folder, llvm):
    subprocess.run(["cmake", "-S", os.path.join(ROOT, "examples", "orders"), "-B", folder,
                    f"-DCMAKE_C_COMPILER={llvm}/bin/clang", f"-DCMAKE_CXX_COMPILER={llvm}/bin/clang++"],
                   check=True, stdout=subprocess.DEVNULL)
    return folder


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    build = os.path.join(ROOT, "build", "llvm22")
    parser.add_argument("-p", dest="builds", action="append", default=[])
    parser.add_argument("--llvm", default="/usr/lib/llvm-22")
    parser.add_argument("--llvm19", default="/usr/lib/llvm-19")
    parser.add_argument("--pooltidy", default=os.path.join(build, "bin", "pooltidy"))
    parser.add_argument("--plugin", default=os.path.join(build, "lib", "pooltidy-tidy.so"))
    parser.add_argument("--plugin19")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--whole-runs", type=int, default=5)
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--generated", type=int, default=300, help="files of the generated programs; 0: none")
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--link", type=int, nargs="*", default=[1000, 10000, 100000])
    parser.add_argument("--part", action="append", choices=["units", "whole", "link", "growth"])
    parser.add_argument("--out")
    parser.add_argument("--svg")
    options = parser.parse_args()
    for name in ("pooltidy", "plugin", "plugin19"):
        if getattr(options, name):
            setattr(options, name, os.path.abspath(getattr(options, name)))
    options.part = options.part or ["units", "whole", "link", "growth"]
    return options


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(options, scratch)
        builds = [(os.path.basename(b.rstrip("/")), os.path.abspath(b)) for b in options.builds]
        if "units" in options.part:
            for name, path in builds or [("orders", configure(os.path.join(scratch, "orders"), options.llvm))]:
                bench.units(name, path)
        if "whole" in options.part:
            for name, path in builds:
                bench.whole(name, path, None, "")
            for relevant, bar in ((100, "≤ 0.35"), (20, "≤ 0.12")) if options.generated else ():
                folder = os.path.join(scratch, f"generated{relevant}")
                os.mkdir(folder)
                program.generate(folder, options.generated, relevant)
                bench.whole(f"generated, {relevant} % use PostgreSQL", folder, os.path.join(folder, "unit0.cpp"), bar)
        if "link" in options.part:
            bench.link()
        if "growth" in options.part:
            bench.growth()
    if options.out:
        with open(options.out, "a", encoding="utf-8") as out:
            out.write("| | figure | measured | bar |\n|---|---|---|---|\n")
            out.writelines(f"| {' | '.join(figure)} |\n" for figure in bench.figures)
    if options.svg:
        plot.write(options.svg, bench.figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
