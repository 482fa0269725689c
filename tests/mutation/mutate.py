#!/usr/bin/env python3
"""Flips the conditions of the rules one by one and demands that a unit test notices.

    mutate.py BUILD [--only NAME] [--jobs N] [--at-least PERCENT] [--list]

For each mutant of checks/rules and checks/poolers the one file is compiled anew and linked,
in front of the libraries, with the unit tests of that layer. A mutant that no test notices
is printed with its line; more of them than PERCENT allows is a failure. Nothing is written
outside a temporary folder.
"""
import argparse
import concurrent.futures
import glob
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LAYERS = {"rules": ["unit-rules"], "poolers": ["unit-poolers", "unit-rules"]}
SWAPS = {"==": "!=", "!=": "==", "&&": "||", "||": "&&", "<": ">=", ">": "<=", "<=": ">", ">=": "<"}


def code_of(text):
    """The text with the insides of comments and literals blanked, of the same length."""
    pattern = r'//[^\n]*|R"\w*\(.*?\)\w*"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m.group()), text, flags=re.S)


def closing(code, at):
    depth = 0
    for i in range(at, len(code)):
        depth += {"(": 1, ")": -1}.get(code[i], 0)
        if depth == 0:
            return i
    return None


def mutants(text):
    """(offset, length, replacement, what) of each mutant."""
    code = code_of(text)
    for m in re.finditer(r"\b(?:if|while) \(", code):
        end = closing(code, m.end() - 1)
        inside = text[m.end() : end]
        if ";" in code[m.end() : end] or re.match(r"\s*(?:auto|std::|const)\b[^=]*=[^=]", inside):
            continue # it declares something: the parts of its condition are flipped below
        yield m.end(), len(inside), f"!({inside})", "negated"
    for m in re.finditer(r" (==|!=|&&|\|\||<=|>=|<|>) ", code):
        yield m.start(1), len(m.group(1)), SWAPS[m.group(1)], f"{m.group(1)} to {SWAPS[m.group(1)]}"
    for m in re.finditer(r"\s\? ", code):
        yield m.start(), 1, " && false ", "? never"
        yield m.start(), 1, " || true ", "? always"
    for m in re.finditer(r"(?<=[(&|] )!(?=\w)|(?<=\()!(?=\w)|(?<=return )!(?=\w)", code):
        yield m.start(), 1, "", "! dropped"
    for m in re.finditer(r"\breturn (true|false);", code):
        yield m.start(1), len(m.group(1)), {"true": "false", "false": "true"}[m.group(1)], "flipped"
    for m in re.finditer(r"; !?(\w+(?:\.\w+\(\))?(?: [!=]= [\w:]+)?)\)(?= [\w{]|\n)", code):
        if re.search(r"\bif \([^;]*$", code[: m.start()].rsplit("\n", 1)[-1]):
            yield m.start() + 2, m.end() - m.start() - 3, "!(" + text[m.start() + 2 : m.end() - 1] + ")", "negated"


class Build:
    def __init__(self, folder):
        self.folder = os.path.abspath(folder)
        with open(os.path.join(folder, "compile_commands.json"), encoding="utf-8") as file:
            self.compile = {entry["file"]: entry for entry in json.load(file)}
        self.links = {}
        for tests in {test for tests in LAYERS.values() for test in tests}:
            line = subprocess.run(["ninja", "-t", "commands", tests], cwd=folder, text=True,
                                  stdout=subprocess.PIPE, check=True).stdout.splitlines()[-1]
            line = re.search(r"&& (\S*clang\S* .*?) && ", line).group(1)
            self.links[tests] = shlex.split(line)

    def run(self, source, mutated, layer, folder):
        """Whether a test notices; None when it does not compile."""
        entry = self.compile[source]
        words = [w for w in shlex.split(entry["command"]) if not w.endswith("ccache")]
        copy = os.path.join(folder, os.path.basename(source))
        with open(copy, "w", encoding="utf-8") as file:
            file.write(mutated)
        words[words.index("-c") + 1] = copy
        words[words.index("-o") + 1] = copy + ".o"
        words = [w for w in words if not re.fullmatch(r"-O\d|-g", w)] + ["-O0", "-w"]
        if subprocess.run(words, cwd=entry["directory"], stderr=subprocess.DEVNULL).returncode:
            return None
        for tests in LAYERS[layer]:
            link = list(self.links[tests])
            at = link.index("-o")
            link[at + 1] = copy + "." + tests
            link.insert(at, copy + ".o")
            subprocess.run(link, cwd=self.folder, check=True)
            try:
                done = subprocess.run([copy + "." + tests, "--gtest_brief=1"], timeout=60,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                if done.returncode:
                    return True
            except subprocess.TimeoutExpired:
                return True
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build")
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--at-least", type=float, default=95)
    parser.add_argument("--list", action="store_true", help="what would be tried")
    args = parser.parse_args()

    work = []
    for layer in LAYERS:
        for source in sorted(glob.glob(os.path.join(ROOT, "checks", layer, "*.cpp"))):
            name = os.path.relpath(source, ROOT)
            if os.path.basename(source) in ("Pack.cpp", "Builtin.cpp") or args.only not in name:
                continue
            with open(source, encoding="utf-8") as file:
                text = file.read()
            for offset, length, new, what in mutants(text):
                line = text.count("\n", 0, offset) + 1
                shown = text.splitlines()[line - 1].strip()
                work.append((layer, source, f"{name}:{line}: {what}: {shown}",
                             text[:offset] + new + text[offset + length :]))
    if args.list:
        print("\n".join(item[2] for item in work))
        return 0

    build = Build(args.build)

    def attempt(item):
        layer, source, name, mutated = item
        with tempfile.TemporaryDirectory() as folder:
            noticed = build.run(source, mutated, layer, folder)
        if noticed is False:
            print("not noticed: " + name, flush=True)
        return noticed

    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        results = list(pool.map(attempt, work))
    tried = [r for r in results if r is not None]
    caught = 100 * sum(tried) / max(len(tried), 1)
    print(f"{len(tried)} mutants, {sum(tried)} noticed ({caught:.1f} %), "
          f"{len(results) - len(tried)} do not compile")
    return 0 if caught >= args.at_least and tried else 1


if __name__ == "__main__":
    sys.exit(main())
