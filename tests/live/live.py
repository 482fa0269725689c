#!/usr/bin/env python3
"""Runs the live cases against real servers and compares them with what the checker reports.

usage: live.py [--slow] [--junit FILE] [--only NAME] [--verbose] BUILD_DIR

Each case says what happens to it (harness/live.h). That must be seen when it is run, and
the checker must report exactly the cases that are not `same`, with the checks they name.
Needs PostgreSQL's server and PgBouncer; PGBOUNCER=PATH takes another PgBouncer. Without
them the suite says `unsupported` and passes nothing. --slow runs the cases that wait for
time to pass instead of the others.
"""
import argparse
import contextlib
import glob
import json
import os
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

import servers

HERE = os.path.dirname(os.path.abspath(__file__))
OUTCOMES = ("same", "differs", "refused", "blocks", "deadlocks", "outside", "hangs", "limited")


def expected(says, version):
    """(outcome, SQLSTATE or "") of `1.24: same; differs 26000` for a release of the pooler."""
    for part in says.split(";"):
        since, found, what = part.rpartition(":")
        if found and tuple(int(n) for n in since.strip().split(".")) > version:
            continue
        outcome, _, state = what.strip().partition(" ")
        if outcome not in OUTCOMES:
            raise ValueError(f"unknown outcome {outcome!r}")
        return outcome, state
    raise ValueError(f"nothing is said for {version}")


def seen(case):
    """What a case did: an outcome, as `expected` gives it."""
    direct, pooled = case["direct"], case["pooled"]
    if case["where"] == "deaf":
        return "hangs" if "!hangs" in pooled["notes"] else "limited"
    if "!hangs" in pooled["notes"]:
        return "hangs"
    if pooled["deadlocked"]:
        return "deadlocks"
    if pooled["blocked"]:
        return "blocks"
    if "refused" in pooled["notes"] and "refused" not in direct["notes"]:
        return "refused"
    if direct["notes"] != pooled["notes"] or pooled["left"]:
        return "differs"
    if "wrapped" in case and case["wrapped"]["notes"] != direct["notes"]:
        return "outside"
    return "same"


def states(run):
    """The SQLSTATEs of errors and warnings among the notes of a run."""
    return set(re.findall(r"[!{]([0-9A-Z]{5})\b", "\n".join(run["notes"])))


def told(case):
    text = [f"  direct: {' | '.join(case['direct']['notes'])}"]
    if "wrapped" in case:
        text.append(f"  in a transaction: {' | '.join(case['wrapped']['notes'])}")
    text.append(f"  pooled: {' | '.join(case['pooled']['notes'])}")
    if case["pooled"]["left"]:
        text.append(f"  left behind: {', '.join(case['pooled']['left'])}")
    return "\n".join(text)


def server_problems(case, version):
    """Where the servers disagree with the case."""
    outcome, state = expected(case["says"], version)
    was = seen(case)
    problems = []
    if was != outcome:
        problems.append(f"the case says {outcome}, the servers say {was}")
    only = states(case["pooled"]) - (set() if outcome in ("outside", "same") else states(case["direct"]))
    if state and state not in only:
        problems.append(f"{state} was not seen, but {sorted(only) or 'no SQLSTATE'}")
    return problems


def checker_problems(case, version, findings):
    """Where the checker disagrees with the case."""
    outcome, _ = expected(case["says"], version)
    want = set() if outcome in ("same", "limited") else {"pooling-" + c.strip() for c in case["checks"].split(",") if c.strip()}
    if outcome not in ("same", "limited") and not want:
        return ["the case names no check"]
    got = {f["check"] for f in findings}
    problems = [f"{check} does not report it" for check in sorted(want - got)]
    problems += [f"line {f['line']}: {f['check']}: {f['message']}" for f in findings if f["check"] not in want]
    return problems


def audit(pooltidy, files, pooler, flags):
    """The findings of the checker: file -> [finding]."""
    done = subprocess.run([pooltidy, "audit", "--no-cache", "--config", os.devnull, "--pooler", pooler, "--quiet",
                           "--report", "json", *files, "--", *flags], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"pooltidy audit failed with {done.returncode}:\n{done.stderr}")
    found = {}
    for finding in json.loads(done.stdout)["findings"]:
        found.setdefault(os.path.realpath(finding["file"]), []).append(finding)
    return found


def profile(version):
    return f"pgbouncer-{version[0]}.{version[1]}"


def library_of(program):
    return os.path.basename(program).removeprefix("live-")


def flags_of(library):
    return ["-I/usr/include/postgresql", *([] if library == "libpq" else ["-std=c++17"])]


def bodies(file, cases):
    """(case, first line, last line) of the cases of a file: a body ends with a brace in the first column, or at once."""
    with open(file, encoding="utf-8") as text:
        ends = [number for number, line in enumerate(text, 1)
                if line.startswith("}") or line.startswith("CASE") and line.rstrip().endswith("}")]
    return [(c, c["line"], next(e for e in ends if e >= c["line"])) for c in cases if c["file"] == file]


def judge(cases, pooltidy, library, version):
    """Yields (case, problems). A finding in a helper is of the cases that its path leads through."""
    files = sorted({c["file"] for c in cases})
    findings = audit(pooltidy, files, profile(version), flags_of(library)) if files else {}
    mine = {id(case): [] for case in cases}
    for file in files:
        found = bodies(file, cases)
        for finding in findings.get(os.path.realpath(file), []):
            lines = [finding["line"]] + [step["line"] for step in finding["path"]]
            inside = [c for c, first, last in found if first <= lines[0] <= last]
            for case in inside or [c for c, first, last in found if any(first <= n <= last for n in lines)]:
                mine[id(case)].append(finding)
    for case in cases:
        yield case, server_problems(case, version) + checker_problems(case, version, mine[id(case)])


def run_cases(program, options, direct, pooled):
    command = [program, *(["--slow"] if options.slow else []),
               *(["--only", options.only] if options.only else []), direct, pooled]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{program} ended with {done.returncode}")
    cases = [json.loads(line) for line in done.stdout.splitlines()]
    for case in cases:  # the compiler may have been given any kind of path
        case["file"] = os.path.join(HERE, library_of(program), os.path.basename(case["file"]))
    return cases


# The checks whose mechanism `pooltidy prove` shows, and what its script says without a pooler.
PROVEN = {"session-setting": 1, "advisory-lock": 1, "temp-table": 1, "cursor": 1, "prepared-statement": 1, "listen": 1,
          "session-function": 1, "startup-parameter": 1, "outside-transaction": 0}


def run_proofs(pooltidy, direct, pooled):
    """Yields (name, problems) of what `pooltidy prove` prints: it shows what it claims behind the pooler alone."""
    environment = dict(os.environ, PATH=servers.postgres_folder() + os.pathsep + os.environ["PATH"])
    for number, (check, alone) in enumerate(PROVEN.items()):
        script = subprocess.run([pooltidy, "prove", check], capture_output=True, text=True, check=True).stdout
        problems = []
        for where, host, database, want in (("behind the pooler", pooled, f"prove{number}", 0),
                                            ("without a pooler", direct, "live", alone)):
            environment["POOLER"] = f"host={host} dbname={database} user=app"
            done = subprocess.run(["sh"], input=script, env=environment, capture_output=True, text=True, timeout=60)
            if done.returncode != want:
                problems.append(f"{where}: exit status {done.returncode} instead of {want}:\n{done.stdout}{done.stderr}")
        yield f"prove.{check}", problems


def write_junit(path, results, unsupported):
    suite = ET.Element("testsuite", name="live")
    for name, problems in results:
        case = ET.SubElement(suite, "testcase", classname="live", name=name)
        if problems:
            ET.SubElement(case, "failure", message=problems[0]).text = "\n".join(problems)
    if unsupported:
        case = ET.SubElement(suite, "testcase", classname="live", name="servers")
        ET.SubElement(case, "skipped", message=unsupported)
    ET.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--slow", action="store_true", help="the cases that wait for time to pass")
    parser.add_argument("--only", help="one case")
    parser.add_argument("--junit", help="write the results to this file")
    parser.add_argument("--verbose", action="store_true", help="say what every case showed")
    options = parser.parse_args()

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers are stopped then, too
    results, unsupported, begin = [], "", time.monotonic()
    try:
        programs = sorted(glob.glob(os.path.join(options.build, "tests", "live", "live-*[a-z]")))
        if not programs:
            raise servers.Unsupported("libpq was not there when the tests were built")
        version = servers.version_of(servers.bouncer_program())
        pooltidy = os.path.join(options.build, "bin", "pooltidy")
        with servers.servers() as (direct, pooled):
            proofs = [] if options.slow or options.only else list(run_proofs(pooltidy, direct, pooled))
            ran = {program: run_cases(program, options, direct, pooled) for program in programs}
        results += proofs
        for name, problems in proofs:
            if problems:
                print(f"FAIL: {name}\n" + "\n".join(problems))
        for program, cases in ran.items():
            library = library_of(program)
            for case, problems in judge(cases, pooltidy, library, version):
                results.append((f"{library}.{case['name']}", problems))
                if problems or options.verbose:
                    print(f"{'FAIL' if problems else 'ok'}: {case['name']} "
                          f"({os.path.relpath(case['file'], HERE)}:{case['line']}): {case['says']}")
                    print("".join(f"  {problem}\n" for problem in problems) + told(case))
    except servers.Unsupported as reason:
        unsupported = str(reason)
        print(f"UNSUPPORTED: live: {reason}")
    if options.junit:
        write_junit(options.junit, results, unsupported)
    failed = sum(1 for _, problems in results if problems)
    if not unsupported:
        print(f"live, {profile(version)}: {len(results) - failed} cases agree, {failed} do not, "
              f"{time.monotonic() - begin:.1f} s")
    return 1 if failed or not (results or unsupported) else 0


if __name__ == "__main__":
    sys.exit(main())
