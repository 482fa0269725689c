#!/usr/bin/env python3
"""Audits labelled sources with pooltidy and compares its findings with the marks.

usage: verify.py [--pooltidy PATH] [--checks GLOBS] [--pooler NAME] [--keep FILE] FILE... [-- FLAGS]
       verify.py [options] -p BUILD_DIR SOURCE_DIR

A mark is a comment on the line it speaks of, or `@+N` / `@-N` lines away from it:

    // HAZARD: pooling-x[, pooling-y] [#id]   must be reported here
    // ALT: pooling-x #id                     one more place where hazard #id may be reported
    // NEUTRAL: pooling-x                     a finding here is neither right nor wrong

A finding on a line without a mark fails the test, and so does a hazard without a
finding. `#id` belongs to its file, `##id` to all files given. A hazard may be met by a finding's
primary location or, failing that, by one of its related locations (the place where
the SQL was built and the place that runs it are both fair); there is no tolerance
in lines. A finding on a line that is ALT of several hazards meets those that its
related locations name, and otherwise one of them.

Without --checks the check is the name of the folder that a file lies in, when that is
the name of a check, and otherwise all checks. The command comes from --pooltidy or from
the environment variable POOLTIDY. Marks are also read from the files that a source
includes with quotes.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

MARK = re.compile(
    r"\b(?P<kind>HAZARD|ALT|NEUTRAL)(?:@(?P<offset>[+-]\d+))?:\s*"
    r"(?P<checks>pooling-[a-z-]+(?:\s*,\s*pooling-[a-z-]+)*)(?P<rest>[^\n]*?)(?=//|$)")
LOOKS_LIKE_MARK = re.compile(r"//\s*(HAZARD|ALT|NEUTRAL)\b")
ID = re.compile(r"(?<![\w#])(##?[\w-]+)")
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)
SOURCES = (".c", ".h", ".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx")


class Mark:
    def __init__(self, kind, file, line, check, ids):
        self.kind, self.file, self.line, self.check, self.ids = kind, file, line, check, ids
        self.places = {(file, line)}  # HAZARD: where it may be reported
        self.met = False


def with_includes(files):
    """The files and what they include with quotes, each once, in a fixed order."""
    found = []
    todo = [os.path.realpath(f) for f in files]
    while todo:
        file = todo.pop(0)
        if file in found or not os.path.isfile(file):
            continue
        found.append(file)
        with open(file, encoding="utf-8") as text:
            todo += [os.path.realpath(os.path.join(os.path.dirname(file), name))
                     for name in INCLUDE.findall(text.read())]
    return found


def read_marks(files):
    marks, problems = [], []
    for file in files:
        with open(file, encoding="utf-8") as text:
            lines = text.read().split("\n")
        for number, line in enumerate(lines, 1):
            found = list(MARK.finditer(line)) if "//" in line else []
            if len(found) != len(LOOKS_LIKE_MARK.findall(line)):
                problems.append(f"{file}:{number}: a mark that does not parse")
            for m in found:
                at = number + int(m.group("offset") or 0)
                ids = {i if i.startswith("##") else file + i for i in ID.findall(m.group("rest"))}
                for check in re.split(r"\s*,\s*", m.group("checks")):
                    marks.append(Mark(m.group("kind"), file, at, check, ids))
    hazards = [m for m in marks if m.kind == "HAZARD"]
    for alt in (m for m in marks if m.kind == "ALT"):
        owners = [h for h in hazards if h.check == alt.check and h.ids & alt.ids]
        for hazard in owners:
            hazard.places.add((alt.file, alt.line))
        if not owners:
            problems.append(f"{alt.file}:{alt.line}: ALT of no HAZARD")
    return marks, problems


def place(location):
    physical = location.get("physicalLocation") or {}
    uri = (physical.get("artifactLocation") or {}).get("uri")
    line = (physical.get("region") or {}).get("startLine")
    if not uri or not line:
        return None
    return urllib.parse.unquote(uri[7:] if uri.startswith("file://") else uri), line


class Finding:
    def __init__(self, check, message, primary, related):
        self.check, self.message, self.primary, self.related = check, message, primary, related


def base_of(run, location):
    name = ((location.get("physicalLocation") or {}).get("artifactLocation") or {}).get("uriBaseId")
    uri = ((run.get("originalUriBaseIds") or {}).get(name) or {}).get("uri", "")
    return urllib.parse.unquote(uri[7:] if uri.startswith("file://") else uri)


def read_findings(path, files, root):
    with open(path, encoding="utf-8") as text:
        document = json.load(text)

    def resolve(run, location):
        at = place(location)
        if not at:
            return None
        file, line = at
        for base in ("", base_of(run, location), root, os.getcwd()):
            full = os.path.realpath(os.path.join(base, file))
            if full in files:
                return full, line
        # A report may print paths against a root of its own: take the longest common tail.
        tails = [f for f in files if f.endswith("/" + file.lstrip("./"))]
        return (tails[0], line) if len(tails) == 1 else (file, line)

    found = []
    for run in document.get("runs", []):
        for result in run.get("results", []):
            if result.get("suppressions"):
                continue
            locations = [resolve(run, l) for l in result.get("locations", [])]
            related = [resolve(run, l) for l in result.get("relatedLocations", [])]
            for flow in result.get("codeFlows", []):
                for thread in flow.get("threadFlows", []):
                    related += [resolve(run, l.get("location", {})) for l in thread.get("locations", [])]
            primary = next((l for l in locations if l), None)
            found.append(Finding(result.get("ruleId", ""), result.get("message", {}).get("text", ""),
                                 primary, [r for r in related if r and r != primary]))
    return found


def compare(marks, findings):
    """Meets hazards and returns the findings that no mark accounts for."""
    hazards = [m for m in marks if m.kind == "HAZARD"]
    neutral = {(m.file, m.line, m.check) for m in marks if m.kind == "NEUTRAL"}

    def own(finding, where):
        return [h for h in hazards if h.check == finding.check and (h.file, h.line) == where]

    def meet(some):
        for hazard in some:
            hazard.met = True
        return bool(some)

    left = []
    for finding in findings:  # on a line marked HAZARD
        if not meet(own(finding, finding.primary)):
            left.append(finding)
    rest, left = left, []
    for finding in rest:      # on a line marked ALT: of those it names, or else of one
        able = [h for h in hazards if h.check == finding.check and finding.primary in h.places]
        if not meet([h for h in able if (h.file, h.line) in finding.related]):
            meet([h for h in able if not h.met][:1])
        if not able:
            left.append(finding)
    rest, left = left, []
    for finding in rest:      # elsewhere, but it leads to a hazard that nobody met
        fresh = [h for where in finding.related for h in own(finding, where) if not h.met]
        if not fresh:
            fresh = [h for h in hazards if h.check == finding.check and not h.met and
                     any(where in h.places for where in finding.related)][:1]
        if not meet(fresh):
            left.append(finding)
    return [f for f in left if not f.primary or (*f.primary, f.check) not in neutral]


def check_of(file):
    folder = os.path.basename(os.path.dirname(os.path.realpath(file)))
    return "-*," + folder if folder.startswith("pooling-") else "*"


def main(argv):
    flags = []
    if "--" in argv:
        at = argv.index("--")
        argv, flags = argv[:at], argv[at:]
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--pooltidy", default=os.environ.get("POOLTIDY"))
    parser.add_argument("--checks")
    parser.add_argument("--pooler", default="pgbouncer-1.18")
    parser.add_argument("--keep", help="write the SARIF report to this file and leave it there")
    parser.add_argument("-p", dest="build", help="directory of compile_commands.json")
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args(argv)
    if not options.pooltidy:
        parser.error("say where pooltidy is, with --pooltidy or POOLTIDY")

    files = []
    for path in options.paths:
        if os.path.isdir(path):
            files += sorted(os.path.join(d, f) for d, _, fs in os.walk(path) for f in fs
                            if f.endswith(SOURCES))
        else:
            files.append(path)
    files = with_includes(files)
    marks, problems = read_marks(files)
    checks = options.checks or check_of(files[0])

    with tempfile.TemporaryDirectory() as folder:
        report = options.keep or os.path.join(folder, "report.sarif")
        command = [options.pooltidy, "audit", "--quiet", f"--checks={checks}", "--pooler", options.pooler,
                   "--report", f"sarif={report}"]
        if options.build:
            command += ["-p", options.build]
        run = subprocess.run(command + options.paths + flags, capture_output=True, text=True)
        if run.returncode not in (0, 1) or not os.path.exists(report):
            print(f"pooltidy ended with {run.returncode}: {' '.join(command + options.paths + flags)}")
            print(run.stdout[-2000:] + run.stderr[-4000:])
            return 1
        root = os.path.commonpath([os.path.dirname(f) for f in files])
        findings = read_findings(report, set(files), root)

    spare = compare(marks, findings)
    missed = [m for m in marks if m.kind == "HAZARD" and not m.met]

    def source(file, line):
        try:
            with open(file, encoding="utf-8") as text:
                return text.read().split("\n")[line - 1].strip()
        except (OSError, IndexError):
            return ""

    for problem in problems:
        print(problem)
    for m in sorted(missed, key=lambda m: (m.file, m.line)):
        print(f"{m.file}:{m.line}: missed: {m.check}\n    {source(m.file, m.line)}")
    for f in spare:
        file, line = f.primary or ("?", 0)
        print(f"{file}:{line}: not expected: {f.check}: {f.message}\n    {source(file, line)}")
        for where in f.related:
            print(f"    related: {where[0]}:{where[1]}")
    hazards = sum(m.kind == "HAZARD" for m in marks)
    print(f"{hazards} hazards, {hazards - len(missed)} reported, {len(spare)} findings too many")
    return 1 if problems or missed or spare else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
