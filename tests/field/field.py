#!/usr/bin/env python3
"""Audits real programs from Debian's source packages and scores the findings against labels.

  field.py --pooltidy BUILD/bin/pooltidy [--work DIR] [--offline DIR] [--show] [PROGRAM...]

programs/NAME.yaml says where a program comes from and how its files are compiled, labels/NAME.yaml what was judged by
reading its source. Neither holds code of those programs: the source is fetched with apt-get into the work folder, and
nothing of it is ever run, configured or built. What cannot be fetched or lacks its headers is 'unsupported', which is
never a pass: the exit status is 0 only when every program asked for was audited and met its bounds, 3 when one was
unsupported, 1 when one missed its bounds.
"""

import argparse
import glob
import hashlib
import json
import os
import string
import subprocess
import sys
import time
import urllib.request

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
POOLER = "pgbouncer-1.18"
BOUNDS = {"precision": 0.95, "recall": 0.95, "recovered": 0.90}


class Unsupported(Exception):
    """A program that this machine cannot audit, and why."""


class Failed(Exception):
    """An audit that did not come to an end, and why."""


def run(command, **more):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", **more)


# --- the source -------------------------------------------------------------------------------------------------------

APT_LIST = """Types: deb-src
URIs: {mirror}
Suites: bullseye bookworm bookworm-updates trixie sid
Components: main
Signed-By: {keyring}
"""


def apt_options(options):
    """apt-get's options for a state of its own in the work folder, so that the system's is left as it is."""
    state = os.path.join(options.work, "apt")
    sources = os.path.join(state, "sources.sources")
    made = [
        "-o", f"Dir::State={state}", "-o", f"Dir::State::Lists={state}/lists", "-o", f"Dir::Cache={state}/cache",
        "-o", f"Dir::Etc::SourceList={sources}", "-o", "Dir::Etc::SourceParts=-",
        "-o", "APT::Sandbox::User=", "-o", "Acquire::Languages=none", "-o", "Debug::NoLocking=1",
    ]
    if not os.path.exists(sources):
        os.makedirs(f"{state}/lists/partial", exist_ok=True)
        os.makedirs(f"{state}/cache/archives/partial", exist_ok=True)
        with open(sources, "w") as out:
            out.write(APT_LIST.format(mirror=options.mirror, keyring=options.keyring))
        done = run(["apt-get", *made, "update"])
        if done.returncode:
            os.remove(sources)
            raise Unsupported("apt-get update failed: " + last_line(done.stderr))
    return made


def last_line(text):
    lines = [line for line in text.strip().split("\n") if line]
    return lines[-1] if lines else "no output"


def unpacked(folder, program):
    """The folder of a program's source below `folder`, or None."""
    found = sorted(p for p in glob.glob(os.path.join(folder, glob.escape(program["folder"]))) if os.path.isdir(p))
    return found[0] if found else None


def fetch(program, options):
    """The folder with the program's source, fetched where it is not there yet."""
    for folder in filter(None, [options.offline, options.work]):
        if found := unpacked(folder, program):
            return found
    if options.offline:
        raise Unsupported(f"no {program['folder']} in {options.offline}")
    if "archive" in program:  # a package whose source archive alone is kept by the mirror
        return fetch_archive(program, options)
    done = run(["apt-get", *apt_options(options), "-q", "source", f"{program['package']}={program['version']}"],
               cwd=options.work)
    found = unpacked(options.work, program)
    if done.returncode or not found:
        raise Unsupported(f"apt-get source {program['package']}={program['version']} failed: "
                          + last_line(done.stderr))
    return found


def fetch_archive(program, options):
    url = options.mirror + "/" + program["archive"]
    path = os.path.join(options.work, os.path.basename(url))
    try:
        data = urllib.request.urlopen(url, timeout=60).read()
    except OSError as error:
        raise Unsupported(f"{url}: {error}") from error
    if hashlib.sha256(data).hexdigest() != program["sha256"]:
        raise Unsupported(f"{url}: not the archive that was labelled")
    with open(path, "wb") as out:
        out.write(data)
    run(["tar", "-xf", path, "-C", options.work])
    found = unpacked(options.work, program)
    if not found:
        raise Unsupported(f"{path} does not hold {program['folder']}")
    return found


# --- the compilation database -------------------------------------------------------------------------------------------


def headers_root(program, options):
    """Where packages are unpacked that the machine lacks; None where it lacks none."""
    missing = []
    for package in program.get("needs", []):
        done = run(["dpkg-query", "-W", "-f", "${db:Status-Status}", package])
        if done.returncode or "not-installed" in done.stdout or "installed" not in done.stdout:
            missing.append(package)
    if not missing:
        return None
    root = os.path.join(options.work, "headers")
    os.makedirs(root, exist_ok=True)
    for package in missing:
        mark = os.path.join(root, f".{package}")
        if os.path.exists(mark):
            continue
        if options.offline:
            raise Unsupported(f"the package {package} is not installed")
        done = run(["apt-get", "-q", "download", package], cwd=root)
        archives = glob.glob(os.path.join(root, f"{package}_*.deb"))
        if done.returncode or not archives:
            raise Unsupported(f"the package {package} is not installed and cannot be fetched")
        run(["dpkg", "-x", archives[0], root])
        open(mark, "w").close()
    return root


def database(name, program, source, options):
    """Writes compile_commands.json for the program and returns its folder."""
    build = os.path.join(options.work, "build", name)
    os.makedirs(build, exist_ok=True)
    for path, text in program.get("write", {}).items():  # what its configure script would have written
        path = os.path.join(build, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as out:
            out.write(text or "")
    for path, target in program.get("link", {}).items():  # folders under the names by which their headers are included
        path = os.path.join(build, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.lexists(path):
            os.remove(path)
        os.symlink(os.path.join(source, target), path)
    root = headers_root(program, options)
    beside = []
    if root:
        beside = ["-isystem", f"{root}/usr/include", "-isystem", f"{root}/usr/include/x86_64-linux-gnu"]
    entries = []
    for unit in program["units"]:
        left_out = set()
        for pattern in unit.get("except", []):
            left_out.update(glob.glob(os.path.join(source, pattern), recursive=True))
        files = set()
        for pattern in unit["files"]:
            found = glob.glob(os.path.join(source, pattern), recursive=True)
            if not found:
                raise Unsupported(f"no file {pattern} in {source}")
            files.update(found)
        flags = [string.Template(flag).substitute(build=build, headers=root or "/") for flag in unit.get("flags", [])]
        compiler = "clang++" if unit["language"].startswith(("c++", "gnu++")) else "clang"
        for file in sorted(files - left_out):
            entries.append({"directory": source, "file": file,
                            "arguments": [compiler, f"-std={unit['language']}", f"-I{build}", *flags, *beside,
                                          "-c", file]})
    with open(os.path.join(build, "compile_commands.json"), "w") as out:
        json.dump(entries, out, indent=1)
    return build


# --- the score ---------------------------------------------------------------------------------------------------------


def lines_of(label):
    """All lines at which the label's finding may stand."""
    return [label["line"], *label.get("also", [])]


def score(findings, labels):
    """Findings against labels. A label is a hazard that must be found, a false alarm seen once, or neutral."""
    hazards = [label for label in labels if label["verdict"] == "hazard"]
    quiet = {(label["file"], line, label["check"])
             for label in labels if label["verdict"] == "neutral" for line in lines_of(label)}
    places = {(label["file"], line, label["check"]) for label in hazards for line in lines_of(label)}
    seen = sorted({(f["file"], f["line"], f["check"]) for f in findings})
    judged = {(label["file"], line, label["check"]) for label in labels for line in lines_of(label)}
    wrong = [place for place in seen if place not in places and place not in quiet]
    missed = [label for label in hazards
              if not any((label["file"], line, label["check"]) in seen for line in lines_of(label))]
    right = len(seen) - len(wrong) - len([place for place in seen if place in quiet and place not in places])
    return {
        "findings": len(seen), "right": right, "wrong": wrong, "missed": missed,
        "unjudged": [place for place in wrong if place not in judged],
        "hazards": len(hazards), "found": len(hazards) - len(missed),
    }


def audit(build, source, options):
    report = os.path.join(build, "report.json")
    if os.path.exists(report):
        os.remove(report)
    began = time.monotonic()
    try:
        done = run([options.pooltidy, "audit", "--no-cache", "-p", build, "--pooler", POOLER, "--report", f"json={report}",
                    "--report", f"text={build}/report.txt", "--config", os.devnull, source], timeout=options.timeout)
    except subprocess.TimeoutExpired as error:
        raise Failed(f"pooltidy took more than {options.timeout} seconds") from error
    spent = time.monotonic() - began
    if done.returncode not in (0, 1, 3) or not os.path.exists(report):
        raise Failed(f"pooltidy ended with {done.returncode}: " + last_line(done.stderr))
    with open(report) as text:
        return json.load(text), spent


def ratio(part, whole):
    return part / whole if whole else 1.0


def judge(name, options):
    """Audits one program; returns its numbers."""
    with open(os.path.join(HERE, "programs", f"{name}.yaml")) as text:
        program = yaml.safe_load(text)
    labels = []
    path = os.path.join(HERE, "labels", f"{name}.yaml")
    if os.path.exists(path):
        with open(path) as text:
            labels = yaml.safe_load(text) or []
    source = fetch(program, options)
    build = database(name, program, source, options)
    report, spent = audit(build, source, options)
    base = report["root"]
    for finding in report["findings"]:
        finding["file"] = os.path.relpath(os.path.join(base, finding["file"]), source)
    numbers = score(report["findings"], labels)
    statements = report["coverage"]["statements"]
    files = report["coverage"]["files"]
    numbers.update(
        name=name, seconds=spent,
        statements=sum(statements[kind] for kind in ("known", "partly", "unknown")),
        recovered=statements["known"] + statements["partly"],
        partly_analysed=files["failed"] + files["partly"],
        given_up=sum("not followed" in spot["why"] for spot in report["coverage"]["blindSpots"]),
    )
    return numbers


def show(numbers):
    for file, line, check in numbers["wrong"]:
        kind = "unjudged" if (file, line, check) in numbers["unjudged"] else "false alarm"
        print(f"    {kind}: {file}:{line} {check}")
    for label in numbers["missed"]:
        print(f"    missed: {label['file']}:{label['line']} {label['check']}")


HEAD = (f"{'program':<20}{'found':>10}{'right':>10}{'precision':>11}{'recall':>8}{'statements':>12}{'recovered':>11}"
        f"{'seconds':>9}")


def row(numbers):
    return (f"{numbers['name']:<20}"
            f"{str(numbers['found']) + '/' + str(numbers['hazards']):>10}"
            f"{str(numbers['right']) + '/' + str(numbers['right'] + len(numbers['wrong'])):>10}"
            f"{ratio(numbers['right'], numbers['right'] + len(numbers['wrong'])):>11.2f}"
            f"{ratio(numbers['found'], numbers['hazards']):>8.2f}"
            f"{numbers['statements']:>12}{ratio(numbers['recovered'], numbers['statements']):>11.2f}"
            f"{numbers['seconds']:>9.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pooltidy", required=True, help="the pooltidy command to judge")
    parser.add_argument("--work", default=os.path.join(os.path.expanduser("~"), ".cache", "pooltidy-field"),
                        help="where sources, headers and databases are kept")
    parser.add_argument("--offline", help="a folder with unpacked sources; nothing is fetched")
    parser.add_argument("--mirror", default="http://deb.debian.org/debian")
    parser.add_argument("--keyring", default="/usr/share/keyrings/debian-archive-keyring.gpg")
    parser.add_argument("--timeout", type=int, default=600, help="seconds for one program")
    parser.add_argument("--show", action="store_true", help="list what was wrong, missed and not judged")
    parser.add_argument("programs", nargs="*")
    options = parser.parse_args()
    options.work = os.path.abspath(options.work)
    os.makedirs(options.work, exist_ok=True)
    known = sorted(os.path.splitext(os.path.basename(p))[0] for p in glob.glob(os.path.join(HERE, "programs", "*.yaml")))
    for name in options.programs:
        if name not in known:
            parser.error(f"no program {name}; there are: {', '.join(known)}")
    print(HEAD)
    total = {"name": "all", "seconds": 0.0, "wrong": [], **dict.fromkeys(
        ("found", "hazards", "right", "statements", "recovered"), 0)}
    unsupported, failed = [], []
    incomplete = False
    for name in options.programs or known:
        try:
            numbers = judge(name, options)
        except Unsupported as error:
            unsupported.append(name)
            print(f"{name:<20}unsupported: {error}")
            continue
        except Failed as error:
            failed.append(name)
            print(f"{name:<20}failed: {error}")
            continue
        print(row(numbers) + (f"  ({numbers['given_up']} given up)" if numbers["given_up"] else "")
              + (f"  ({numbers['partly_analysed']} files in part)" if numbers["partly_analysed"] else ""), flush=True)
        incomplete = incomplete or numbers["partly_analysed"] > 0
        if options.show:
            show(numbers)
        for key, value in numbers.items():
            if key in total and key != "name":
                total[key] += value
    print(row(total))
    met = (ratio(total["right"], total["right"] + len(total["wrong"])) >= BOUNDS["precision"]
           and ratio(total["found"], total["hazards"]) >= BOUNDS["recall"]
           and ratio(total["recovered"], total["statements"]) >= BOUNDS["recovered"])
    if failed or not met:
        return 1
    return 3 if unsupported or incomplete or not total["statements"] else 0


if __name__ == "__main__":
    sys.exit(main())
