#!/usr/bin/env python3
"""Runs the fuzz targets of a build on their seeds and on what libFuzzer makes of those.

    fuzz.py BUILD --runs N          a fixed number of inputs each, the same each time
    fuzz.py BUILD --seconds N       that long each, what is found kept in BUILD/tests/fuzz
    fuzz.py BUILD --only sql,facts  some of them

An input that breaks something, takes more than ten seconds or leaks is left in
BUILD/tests/fuzz/found, and the exit status is 1.
"""
import argparse
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build")
    parser.add_argument("--runs", type=int, default=0)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--only", default="")
    args = parser.parse_args()

    work = os.path.join(args.build, "tests", "fuzz")
    found = os.path.join(work, "found")
    os.makedirs(found, exist_ok=True)
    targets = sorted(name[5:] for name in os.listdir(work) if name.startswith("fuzz-"))
    if args.only:
        targets = [name for name in targets if name in args.only.split(",")]
    failed = []
    with tempfile.TemporaryDirectory() as fresh:
        for name in targets:
            # libFuzzer writes what is new into the first folder.
            corpus = os.path.join(work if args.seconds else fresh, "corpus-" + name)
            os.makedirs(corpus, exist_ok=True)
            command = [os.path.join(work, "fuzz-" + name), "-timeout=10", "-rss_limit_mb=4096",
                       "-artifact_prefix=" + os.path.join(found, name + "-"), "-print_final_stats=1"]
            if args.seconds:
                command.append(f"-max_total_time={args.seconds}")
            else:
                command += ["-seed=1", f"-runs={args.runs}"]
            command.append(corpus)
            seeds = os.path.join(HERE, "seeds", name)
            if os.path.isdir(seeds):
                command.append(seeds)
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  text=True, errors="replace")
            lines = done.stdout.splitlines()
            if done.returncode:
                failed.append(name)
                print("\n".join(lines[-60:]))
            stats = dict(line.rsplit(":", 1) for line in lines if line.startswith("stat::"))
            executed = stats.get("stat::number_of_executed_units", " ?").strip()
            print(f"{name}: {executed} inputs{', FAILED' if done.returncode else ''}", flush=True)
    if failed or not targets:
        print("failed: " + (", ".join(failed) or "there are no targets"), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
