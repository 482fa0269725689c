"""Edits a program step by step and compares what an audit with a cache says after each
step with what one without says. Usage: edits.py DIR CACHE POOLTIDY..."""

import pathlib
import subprocess
import sys

directory, cache, command = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]

# File, what is replaced, by what. All after each other, each on top of those before.
EDITS = [
    ("fast.cpp", "synchronous_commit = off", "work_mem = '1GB'"),  # an overrider
    ("lone.cpp", "lock(1)", "lock(2)"),  # something nobody else looks at
    ("hooks.cpp", "int mode = 0;", "int mode = 1;"),  # the value of a global
    ("hooks.cpp", "{configure}", "{nothing}"),  # what a table of callbacks holds
    ("lone.cpp", "void lone", "void assign() { mode = 2; }\nvoid lone"),  # a global is written elsewhere
    ("lone.cpp", "void assign", "static void late(PGconn *C) { run(C, \"LISTEN late\"); }\n"
     "void hook() { hooks.Opened = late; }\nvoid assign"),  # a callback is registered elsewhere
    ("lone.cpp", "void hook", "struct Slow : Store {\n  void save(PGconn *C) override "
     "{ run(C, \"CREATE TEMP TABLE t (i int)\"); }\n};\nvoid hook"),  # one more overrider
    ("lone.cpp", " override", ""),
    ("lone.cpp", "Slow : Store", "Slow"),  # which it is no longer
    ("server.cpp", "int main() {", "\n\nint main() {"),  # all of it moves
    ("store.cpp", "PQclear(PQexec(C, Text));", "PQclear(PQexec(C, Text ? Text : \"\"));"),
    ("store.h", "\"SELECT 1\"", "\"SELECT pg_advisory_lock(7)\""),  # a member of a class, for all
    ("store.cpp", "run(C, Text); }", "Text = \"SELECT 3\"; run(C, Text); }"),
    ("store.cpp", "void maintain", "static void maintain"),  # no longer an entry
    ("store.cpp", "static void maintain", "void maintain"),
    ("fast.cpp", "void fast", "void maintain(PGconn *C);\nvoid fast"),
    ("fast.cpp", "use(F, C);", "use(F, C);\n  maintain(C);"),  # now called by somebody
    ("server.cpp", "host=localhost connect_timeout=3", "host=localhost"),
    ("hooks.cpp", "Hooks hooks", "// configure\nHooks hooks"),
    ("server.cpp", "run(C, prelude);", ""),
    ("hooks.cpp", "SELECT 2", "SELECT 4"),  # nobody looks at it any more
    ("steps.cpp", "LISTEN early", "LISTEN soon"),  # what a constructor leaves behind
    ("steps.cpp", "All.push_back", "All.push_back(\"SET ROLE clerk\"); All.push_back"),
    ("lone.cpp", "void lone", "#include \"steps.h\"\nvoid more(Steps &S) { S.All.push_back(\"SELECT 9\"); }\n"
     "void lone"),  # which others change
    ("server.cpp", "int main()", "int other()"),  # not a whole program any more
]


def audit(*options):
    done = subprocess.run(command + ["audit", "-p", str(directory), "--report=json", "--show-sites",
                                     "--report=text=" + str(directory / "text"), *options],
                          capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{done.args}: status {done.returncode}\n{done.stderr}")
    return done.stdout, (directory / "text").read_text()


audit("--cache-dir", cache)
told = set()
for number, (name, old, new) in enumerate(EDITS):
    path = directory / name
    text = path.read_text()
    if old not in text:
        sys.exit(f"edit {number}: no {old!r} in {name}")
    path.write_text(text.replace(old, new, 1))
    anew = audit("--no-cache")
    for jobs in "12":
        if audit("--cache-dir", cache, "--jobs", jobs) != anew:
            sys.exit(f"edit {number} of {name}: the cache made a difference")
    told.add(anew[0])
print(len(told), "of", len(EDITS), "edits told apart")
