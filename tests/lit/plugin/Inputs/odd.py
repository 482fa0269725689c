#!/usr/bin/env python3
"""Writes odd sources into a folder and runs clang-tidy on each: odd.py FOLDER CLANG-TIDY..."""
import os
import subprocess
import sys

PQ = b"#include <libpq-fe.h>\n"
ODD = {
    "empty.c": b"",
    "nothing.cpp": b"\n\n",
    "bytes.c": PQ + b'void f(PGconn *c) { PQexec(c, "SET a\xff\xfe = \x01"); }\n',
    "zero.c": PQ + b'void f(PGconn *c) { PQexec(c, "SET a = 1\\0; LISTEN b"); }\n',
    "unclosed.cpp": PQ + b'void f(PGconn *c) { PQexec(c, "SET a = 1); }\n',
    "braces.c": PQ + b"void f(void) " + b"{" * 200,
    "huge.c": PQ + b'void f(PGconn *c) { PQexec(c, "SELECT ' + b"1," * 200000 + b'1"); }\n',
    "deep.c": PQ + b'void f(PGconn *c) { PQexec(c, "SELECT ' + b"(" * 20000 + b"1" + b")" * 20000 + b'"); }\n',
    "circle.cpp": PQ + b"void g(PGconn *c, int n);\nvoid f(PGconn *c, int n) { g(c, n + 1); PQexec(c, \"BEGIN\"); }\n"
                       b"void g(PGconn *c, int n) { f(c, n + 1); PQexec(c, \"COMMIT\"); }\n",
    "many.c": PQ + b"void f(PGconn *c, int n) {\n" + b'  if (n++) PQexec(c, "SET jit = off"); else PQexec(c, "BEGIN");\n' * 300 + b"}\n",
}


def main(folder, *tidy):
    for name, content in ODD.items():
        path = os.path.join(folder, name)
        with open(path, "wb") as out:
            out.write(content)
        run = subprocess.run(list(tidy) + [path, "--", "-I/usr/include/postgresql"], capture_output=True, timeout=240)
        if run.returncode not in (0, 1):
            print(f"{name} ended with {run.returncode}: {run.stderr[-500:]}")
    print(f"{len(ODD)} files")


if __name__ == "__main__":
    main(*sys.argv[1:])
