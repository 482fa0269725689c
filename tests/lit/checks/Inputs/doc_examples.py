"""Runs the command on the examples in docs/checks.

usage: doc_examples.py [--clang CLANG] [--docs DIR] POOLTIDY
"""
import argparse
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

HEAD = "".join(f"#include <{h}>\n" for h in (
    "libpq-fe.h", "pqxx/pqxx", "chrono", "memory", "string", "thread", "vector"))
FLAGS = ["-std=c++20", "-I/usr/include/postgresql"]


def findings(pooltidy, check, file, folder):
    report = os.path.join(folder, "report.sarif")
    command = [pooltidy, "audit", "--quiet", f"--checks=-*,{check}", "--pooler", "pgbouncer-1.18",
               f"--report=sarif={report}", file, "--"] + FLAGS
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode not in (0, 1) or not os.path.exists(report):
        return None, run.stderr
    with open(report, encoding="utf-8") as text:
        results = [r for run_ in json.load(text)["runs"] for r in run_["results"]]
    return len(results), "".join(f"    {r['message']['text']}\n" for r in results)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--clang", default="clang++")
    parser.add_argument("--docs", default="docs/checks")
    parser.add_argument("pooltidy")
    options = parser.parse_args()
    bad = 0
    pages = sorted(glob.glob(os.path.join(options.docs, "*.md")))
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            check = os.path.basename(page)[:-3]
            with open(page, encoding="utf-8") as text:
                content = text.read()
            planned = "Not implemented yet: planned" in content
            blocks = re.findall(r"```cpp\n(.*?)```", content, re.S)
            if len(blocks) != 2:
                print(f"{page}: {len(blocks)} examples, not a bad and a good one")
                bad += 1
            for block, wanted in zip(blocks, (True, False)):
                file = os.path.join(folder, "example.cpp")
                with open(file, "w", encoding="utf-8") as out:
                    out.write(HEAD + block)
                run = subprocess.run([options.clang, "-fsyntax-only", file] + FLAGS,
                                     capture_output=True, text=True)
                if run.returncode:
                    print(f"{page}: an example does not compile\n{run.stderr}")
                    bad += 1
                    continue
                if planned:
                    continue
                number, text = findings(options.pooltidy, check, file, folder)
                if number is None or bool(number) != wanted:
                    print(f"{page}: the {'first' if wanted else 'second'} example has "
                          f"{number} findings\n{text}")
                    bad += 1
    print(f"{len(pages)} pages, {bad} problems")
    return 1 if bad or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
