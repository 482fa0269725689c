#!/usr/bin/env python3
"""What pooltidy costs, as ratios to what is there anyway.

usage: bench.py [-p BUILD_DIR] [--pooltidy PATH] [--plugin PATH] [--llvm DIR] [--runs N]
                [--files N] [--markdown]

For each translation unit of BUILD_DIR/compile_commands.json, in interleaved runs on one
machine (so that other load hits all of them alike), CPU time (user + system):

  audit/clang    `pooltidy audit` of the file alone ÷ `clang -fsyntax-only` of it
  tidy+/tidy     clang-tidy with the plugin ÷ without, bugprone-use-after-move on in both

and for the whole: the audit with one job, `pooltidy extract` of each file and
`pooltidy link` of all facts. Without -p it configures examples/orders and measures that.
Ratios are those of the medians; the spread is the lowest and highest ratio of one run.

--files takes N files, evenly spread over the database. A file that clang does not
accept is left out and counted.
"""
import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def cpu(command, cwd, ok=(0,)):
    """CPU seconds of a command and of what it starts, or None when it fails."""
    with open(os.devnull, "wb") as null:
        process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=null, stderr=null)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime if process.returncode in ok else None


def syntax_only(entry, llvm):
    """The compile command of a database entry as a -fsyntax-only one of clang's."""
    arguments = entry.get("arguments") or shlex.split(entry["command"])
    while os.path.basename(arguments[0]) in ("ccache", "distcc", "env"):
        arguments = arguments[1:]
    plus = "++" in os.path.basename(arguments[0]) or not entry["file"].endswith(".c")
    out, skip = [os.path.join(llvm, "bin", "clang++" if plus else "clang")], False
    for argument in arguments[1:]:
        if skip or argument in ("-c", "-MD", "-MMD"):
            skip = False
        elif argument in ("-o", "-MF", "-MT", "-MQ"):
            skip = True
        else:
            out.append(argument)
    return out + ["-fsyntax-only", "-w"]


def interleaved(commands, runs, cwd):
    """[seconds of each run] for each command, taken in turn; a dry run fills the caches."""
    times = [[] for _ in commands]
    for run in range(runs + 1):
        for i, (command, ok) in enumerate(commands):
            seconds = cpu(command, cwd, ok)
            if seconds is None:
                return None
            if run:
                times[i].append(seconds)
    return times


class Ratio:
    def __init__(self, over, under):
        self.value = statistics.median(over) / statistics.median(under)
        each = [a / b for a, b in zip(over, under)]
        self.low, self.high = min(each), max(each)

    def __str__(self):
        return f"{self.value:.2f} ({self.low:.2f}–{self.high:.2f})"


def ms(times):
    return f"{1000 * statistics.median(times):.0f}"


def table(rows, markdown):
    if markdown:
        print("| " + " | ".join(rows[0]) + " |")
        print("|---" + "|---:" * (len(rows[0]) - 1) + "|")
        for row in rows[1:]:
            print("| " + " | ".join(row) + " |")
        return
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(w) if i == 0 else cell.rjust(w)
                        for i, (cell, w) in enumerate(zip(row, widths))).rstrip())


def configure(folder, llvm):
    subprocess.run(["cmake", "-S", os.path.join(ROOT, "examples", "orders"), "-B", folder,
                    f"-DCMAKE_C_COMPILER={llvm}/bin/clang", f"-DCMAKE_CXX_COMPILER={llvm}/bin/clang++"],
                   check=True, stdout=subprocess.DEVNULL)
    return folder


def status_of(pooltidy, build, file):
    """Whether the audit analyses the file or sees at once that it need not."""
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "r.json")
        subprocess.run([pooltidy, "audit", "--quiet", "-p", build, "--report", f"json={report}", file],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with open(report, encoding="utf-8") as text:
                files = json.load(text)["coverage"]["files"]
        except OSError:
            return "failed"
    return "skipped" if files["skipped"] else "failed" if files["failed"] else "analysed"


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("-p", dest="build")
    parser.add_argument("--llvm", default="/usr/lib/llvm-22")
    parser.add_argument("--pooltidy", default=os.path.join(ROOT, "build", "llvm22", "bin", "pooltidy"))
    parser.add_argument("--plugin", default=os.path.join(ROOT, "build", "llvm22", "lib", "pooltidy-tidy.so"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as scratch:
        build = os.path.abspath(options.build) if options.build else configure(scratch, options.llvm)
        with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as text:
            database = json.load(text)
        for entry in database:
            entry["file"] = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
        database = list({entry["file"]: entry for entry in reversed(database)}.values())[::-1]
        everything = len(database)
        if 0 < options.files < len(database):
            database = [database[i * len(database) // options.files] for i in range(options.files)]

        tidy = [os.path.join(options.llvm, "bin", "clang-tidy"), "--quiet", "-p", build]
        rows = [["translation unit", "clang ms", "audit ms", "audit/clang", "tidy ms", "tidy+ ms", "tidy+/tidy"]]
        sums, left_out, analysed = [[0.0] * options.runs for _ in range(4)], [], 0
        for entry in database:
            file, done = entry["file"], (0, 1)
            times = interleaved([
                (syntax_only(entry, options.llvm), (0,)),
                ([options.pooltidy, "audit", "--quiet", "--jobs", "1", "-p", build, file], (0, 1)),
                (tidy + ["--checks=-*,bugprone-use-after-move", file], done),
                (tidy + [f"--load={options.plugin}", "--checks=-*,bugprone-use-after-move,pooling-*", file], done),
            ], options.runs, entry["directory"])
            if not times:
                left_out.append(file)
                continue
            how = status_of(options.pooltidy, build, file)
            rows.append([os.path.basename(file) + ("" if how == "analysed" else f" ({how})"), ms(times[0]), ms(times[1]),
                         str(Ratio(times[1], times[0])), ms(times[2]), ms(times[3]), str(Ratio(times[3], times[2]))])
            if how != "analysed":
                continue  # the ratios are of what is analysed
            analysed += 1
            for i in range(4):
                sums[i] = [a + b for a, b in zip(sums[i], times[i])]
        if analysed:
            rows.append([f"all {analysed} analysed", ms(sums[0]), ms(sums[1]), str(Ratio(sums[1], sums[0])),
                         ms(sums[2]), ms(sums[3]), str(Ratio(sums[3], sums[2]))])
        table(rows, options.markdown)
        for file in left_out:
            print(f"left out, an error of one of the commands: {file}")

        facts = []
        for i, entry in enumerate(database):
            out = os.path.join(scratch, f"{i}.facts")
            if entry["file"] not in left_out and cpu(
                    [options.pooltidy, "extract", "-p", build, entry["file"], "-o", out], entry["directory"]) is not None:
                facts.append(out)
        cwd = database[0]["directory"]
        audit = [options.pooltidy, "audit", "--quiet", "--jobs", "1", "-p", build]
        whole = interleaved([(audit + [e["file"] for e in database], (0, 1, 3)),
                             ([options.pooltidy, "link", "--quiet"] + facts, (0, 1, 3))], options.runs, cwd)
        print()
        if not whole:
            print("the whole audit failed")
            return 1
        size = sum(os.path.getsize(f) for f in facts)
        print(f"{len(database)} of {everything} files; the audit of them in one process: {ms(whole[0])} ms"
              + (f", {Ratio(whole[0], sums[0])} of clang on those it analyses" if analysed else ""))
        print(f"link of {len(facts)} facts files ({size / 1024:.0f} KiB): {ms(whole[1])} ms, "
              f"{Ratio(whole[1], whole[0])} of the audit")
    return 0


if __name__ == "__main__":
    sys.exit(main())
