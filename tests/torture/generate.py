#!/usr/bin/env python3
"""Writes the inputs of the torture suite: generate.py KIND FOLDER

Every kind puts sources and a compile_commands.json into FOLDER. Where there is more than
one source, hazard.c among them is sound and has one finding: whatever becomes of the
others, it must be reported.
"""
import json
import os
import random
import sys

HAZARD = '''#include <libpq-fe.h>
int hazard(PGconn *conn) {
  PQclear(PQexec(conn, "SET search_path TO tenant"));
  return 0;
}
'''
SEND = '#include <libpq-fe.h>\nvoid send(PGconn *conn) { PQclear(PQexec(conn, %s)); }\n'
SET = "SET search_path TO tenant"


def quoted(text):
    """A C literal of bytes, in lines that are not too long."""
    out, step = [], 4000
    for at in range(0, max(len(text), 1), step):
        part = text[at : at + step]
        out.append('"' + "".join(chr(b) if 32 <= b < 127 and b not in b'"\\?' else "\\%03o" % b
                                 for b in part) + '"')
    return "\n".join(out)


class Folder:
    def __init__(self, path):
        self.path = os.path.abspath(path)
        os.makedirs(os.path.join(self.path, ".git"), exist_ok=True) # a project of its own
        self.entries = []

    def write(self, name, text):
        path = os.path.join(os.fsencode(self.path), os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(text if isinstance(text, bytes) else text.encode())
        return path

    def unit(self, name, text, flags=(), **more):
        self.write(name, text)
        self.entry(name, flags, **more)

    def entry(self, name, flags=(), **more):
        entry = {"directory": self.path, "file": name,
                 "arguments": ["cc", "-I/usr/include/postgresql", *flags, "-c", name]}
        entry.update(more)
        self.entries.append({key: value for key, value in entry.items() if value is not None})

    def database(self):
        # Paths are bytes; JSON has no way to say that other than writing them.
        text = json.dumps(self.entries, indent=1, ensure_ascii=False)
        self.write("compile_commands.json", text.encode("utf-8", "surrogateescape"))


# --- SQL


def nested(f):
    for name, text in [
        ("parens.c", "SELECT " + "(" * 100_000 + "1" + ")" * 100_000),
        ("selects.c", "SELECT * FROM (" * 100_000 + "SELECT 1" + ")" * 100_000),
        ("comments.c", "/*" * 100_000 + "*/" * 100_000 + SET),
        ("open.c", "SELECT " + "(" * 100_000),
        ("bodies.c", "DO $a$ BEGIN EXECUTE '" * 1000),
        ("cases.c", "SELECT " + "CASE WHEN a THEN " * 100_000 + "1" + " END" * 100_000),
        ("joins.c", "SELECT * FROM t" + " JOIN t USING (a)" * 100_000),
        ("ands.c", "SELECT 1 WHERE a" + " AND a" * 100_000),
    ]:
        f.unit(name, SEND % quoted(text.encode()))
    f.unit("hazard.c", HAZARD)


def bytes_in_sql(f):
    rng = random.Random(1)
    f.unit("utf8.c", SEND % quoted(b"SELECT '\xff\xfe\xc0\x80\xed\xa0\x80' \xf5 ; " + SET.encode()))
    f.unit("nul.c", SEND % quoted(b"SELECT 1\0; " + SET.encode()))
    f.unit("noise.c", SEND % quoted(bytes(rng.randrange(256) for _ in range(100_000))))
    f.unit("raw.c", b'#include <libpq-fe.h>\nvoid send(PGconn *c) { PQclear(PQexec(c, "SET a = \'\xff\xfe\'")); }\n')
    f.unit("hazard.c", HAZARD)


def many(f):
    f.unit("many.c", SEND % quoted("".join(f"SELECT {i}; " for i in range(10_000)).encode() +
                                   SET.encode()))
    f.unit("sets.c", SEND % quoted("".join(f"SET a.v{i} = 1; " for i in range(10_000)).encode()))
    f.unit("hazard.c", HAZARD)


def huge(f):
    """A literal of 100 MB, as text and as an array of numbers would be."""
    f.unit("huge.c", SEND % ("\n".join(['"' + "a" * 1000 + '"'] * 100_000)))
    f.unit("sql.c", SEND % ("\n".join(['"' + ("SELECT 1; " * 100) + '"'] * 10_000 + ['"%s"' % SET])))
    f.unit("hazard.c", HAZARD)


# --- Programs


def recursion(f):
    lines = ["#include <libpq-fe.h>"]
    for i in range(2000):
        lines.append(f"void w{i}(PGconn *c, const char *s);")
    for i in range(2000):
        lines.append(f"void w{i}(PGconn *c, const char *s) {{ if (s[{i}]) w{(i + 1) % 2000}(c, s);"
                     f" else w{(i * 7) % 2000}(c, s + 1); PQclear(PQexec(c, s)); }}")
    lines.append(f'void start(PGconn *c) {{ w0(c, "{SET}"); }}')
    f.unit("ring.c", "\n".join(lines))
    f.unit("self.c", "#include <libpq-fe.h>\nvoid self(PGconn *c, int n, const char *s) {\n"
           "  if (n) { self(c, n - 1, s); self(c, n - 2, s); self(c, n / 2, s); }\n"
           "  PQclear(PQexec(c, s)); }\nvoid go(PGconn *c) { self(c, 1000000, \"SELECT 1\"); }\n")
    deep = ["#include <libpq-fe.h>", "void d0(PGconn *c, const char *s) { PQclear(PQexec(c, s)); }"]
    for i in range(1, 20_000):
        deep.append(f"void d{i}(PGconn *c, const char *s) {{ d{i - 1}(c, s); }}")
    deep.append(f'void deep(PGconn *c) {{ d19999(c, "{SET}"); }}')
    f.unit("deep.c", "\n".join(deep))
    f.unit("hazard.c", HAZARD)


def templates(f):
    f.unit("mutual.cpp", """#include <libpq-fe.h>
template <int N> struct B;
template <int N> struct A { static void go(PGconn *c, const char *s) { B<N - 1>::go(c, s); } };
template <int N> struct B { static void go(PGconn *c, const char *s) { A<N>::go(c, s); } };
template <> struct A<0> { static void go(PGconn *c, const char *s) { PQclear(PQexec(c, s)); } };
template <> struct B<0> { static void go(PGconn *c, const char *s) { A<0>::go(c, s); } };
void start(PGconn *c) { A<200>::go(c, "SET work_mem = '1MB'"); }
""", ["-std=c++17"])
    f.unit("endless.cpp", """#include <libpq-fe.h>
template <class T> struct Box {};
template <class T> void more(PGconn *c, T) { PQclear(PQexec(c, "SELECT 1")); more(c, Box<T>()); }
void start(PGconn *c) { more(c, 1); }
""", ["-std=c++17"])
    f.unit("hazard.c", HAZARD)


def sizes(f):
    cases = "\n".join(f'  case {i}: s = "SELECT {i}"; break;' for i in range(5000))
    f.unit("switch.c", "#include <libpq-fe.h>\nvoid f(PGconn *c, int n) {\n  const char *s = 0;\n"
           "  switch (n) {\n" + cases + "\n  }\n  PQclear(PQexec(c, s));\n}\n")
    f.unit("long.c", "#include <libpq-fe.h>\nvoid f(PGconn *c, int n) {\n" + "".join(
        f'  if (n == {i}) PQclear(PQexec(c, "SELECT {i}"));\n' for i in range(25_000)) +
        f'  PQclear(PQexec(c, "{SET}"));\n}}\n')
    f.unit("straight.c", "#include <libpq-fe.h>\nvoid g(PGconn *c) {\n" +
           '  PQclear(PQexec(c, "SELECT 1"));\n' * 50_000 + f'  PQclear(PQexec(c, "{SET}"));\n}}\n')
    f.unit("loops.c", "#include <libpq-fe.h>\nvoid h(PGconn *c, int n) {\n" +
           "for (int i = 0; i < n; ++i) {\n" * 200 + '  PQclear(PQexec(c, "SELECT 1"));\n' +
           "}\n" * 200 + "}\n")
    f.unit("expression.c", "#include <libpq-fe.h>\nint k(PGconn *c, int n) { PQclear(PQexec(c, \"SELECT 1\")); return " +
           "+".join(["n"] * 50_000) + "; }\n")
    f.unit("hazard.c", HAZARD)


# --- What Clang cannot do


def cycle(f):
    f.write("a.h", '#include "b.h"\n')
    f.write("b.h", '#include "a.h"\n')
    f.unit("cycle.c", '#include "a.h"\n' + HAZARD.replace("hazard", "other"))
    f.unit("self.c", '#include "self.c"\n')
    f.unit("hazard.c", HAZARD)


def crash(f):
    f.unit("crash.c", "#include <libpq-fe.h>\n#pragma clang __debug crash\n" + HAZARD)
    f.unit("overflow.c", "#include <libpq-fe.h>\n#pragma clang __debug overflow_stack\n")
    f.unit("assert.c", "#include <libpq-fe.h>\n#pragma clang __debug llvm_unreachable\n")
    f.unit("fatal.c", "#include <libpq-fe.h>\n#pragma clang __debug llvm_fatal_error\n")
    f.unit("hazard.c", HAZARD)


def late(f):
    """No crash in what is looked at before parsing: only Clang itself finds out."""
    f.unit("parens.c", "#include <libpq-fe.h>\nint x = " + "(" * 200_000 + "1" + ")" * 200_000 + ";\n")
    f.unit("blocks.c", "#include <libpq-fe.h>\nvoid f(void) " + "{" * 200_000 + "}" * 200_000 + "\n")
    f.unit("stars.c", "#include <libpq-fe.h>\nint " + "*" * 200_000 + "p;\n")
    f.unit("hazard.c", HAZARD)


def endless(f):
    f.unit("memory.cpp", "#include <libpq-fe.h>\n"
           "template <int N, unsigned long K> struct X { static const int v = X<N - 1, 2 * K>::v + X<N - 1, 2 * K + 1>::v; };\n"
           "template <unsigned long K> struct X<0, K> { static const int v = 1; };\n"
           "int all = X<60, 1>::v;\nvoid g(PGconn *c) { PQclear(PQexec(c, \"SELECT 1\")); }\n")
    f.unit("hazard.c", HAZARD)


def slow(f):
    lines = ["#include <libpq-fe.h>", "#define A0"]
    for i in range(1, 60):
        lines.append(f"#define A{i} A{i - 1} A{i - 1}")
    f.unit("macros.c", "\n".join(lines) + "\nA59\nvoid g(PGconn *c) { PQclear(PQexec(c, \"SELECT 1\")); }\n")
    f.unit("hazard.c", HAZARD)


# --- Paths and commands


def paths(f):
    f.unit("with space/a b.c", HAZARD.replace("hazard", "space"))
    f.unit("new\nline/a.c", HAZARD.replace("hazard", "newline"))
    f.unit(os.fsdecode(b"not\xffutf8/\xe9.c"), HAZARD.replace("hazard", "bytes"))
    f.unit("quote'\"$(touch x)`touch y`;.c", HAZARD.replace("hazard", "quote"))
    f.unit("-dash.c", HAZARD.replace("hazard", "dash"))
    f.entries[-1]["arguments"][-1] = "./-dash.c"
    f.unit("\u00e4\u4e2d\U0001f418.c", HAZARD.replace("hazard", "unicode"))
    f.unit("hazard.c", HAZARD)


def links(f):
    os.makedirs(os.path.join(f.path, "loop"), exist_ok=True)
    for name, to in [("loop/again", "."), ("one", "two"), ("two", "one")]:
        if not os.path.lexists(os.path.join(f.path, name)):
            os.symlink(to, os.path.join(f.path, name))
    f.unit("loop/a.c", HAZARD.replace("hazard", "looped"))
    f.entry("loop/again/again/again/a.c")
    f.entry("one")
    f.unit("include.c", '#include "one"\n' + HAZARD.replace("hazard", "included"))
    f.unit("hazard.c", HAZARD)


def commands(f):
    f.write("flags.rsp", "-DNAME=renamed -I /usr/include/postgresql")
    f.write("cycle.rsp", "@cycle.rsp -DX")
    f.write("inc/config.h", "#define NAME included\n")
    named = HAZARD.replace("hazard", "NAME")
    f.unit("response.c", named, arguments=["cc", "@flags.rsp", "-c", "response.c"])
    f.unit("cyclic.c", named, ["@cycle.rsp"])
    f.unit("absent.c", named, ["@absent.rsp"])
    f.unit("relative.c", named, ["-I../inc"], directory="sub")
    os.makedirs(os.path.join(f.path, "sub"), exist_ok=True)
    f.entries[-1]["file"] = "../relative.c"
    f.unit("include.c", named, ["-include", "inc/config.h"])
    f.unit("noinclude.c", named, ["-include", "absent.h"])
    f.unit("pch.cpp", HAZARD.replace("hazard", "pch"), ["-include-pch", "absent.pch", "-Winvalid-pch"])
    f.unit("modules.cpp", HAZARD.replace("hazard", "modules"),
           ["-std=c++20", "-fmodules", "-fmodule-file=absent=absent.pcm", "-fprebuilt-module-path=.",
            "-fmodules-ts", "-fmodule-mapper=absent.map"])
    f.unit("windows.c", HAZARD.replace("hazard", "windows"), arguments=None,
           command=r'"C:\Program Files\LLVM\bin\clang-cl.exe" /nologo /DX="a b" /I/usr/include/postgresql /c windows.c')
    f.unit("windows.cpp", HAZARD.replace("hazard", "windows_cpp"),
           arguments=["cl.exe", "/nologo", "/EHsc", "/std:c++17", "/I/usr/include/postgresql", "/c", "windows.cpp"])
    f.unit("twice.c", HAZARD.replace("hazard", "twice"))
    f.entry("twice.c")
    f.entry("./twice.c")
    f.unit("header.c", '#include "missing.h"\n' + HAZARD.replace("hazard", "header"))
    f.unit("words.c", HAZARD.replace("hazard", "words"), arguments=["cc"])
    f.unit("hazard.c", HAZARD)


def evil(f):
    """Everything that a command could run or load; each would leave a file called ran."""
    mark = os.path.join(f.path, "ran")
    f.write("evil.sh", f"#!/bin/sh\ntouch '{mark}'\n")
    os.chmod(os.path.join(f.path, "evil.sh"), 0o755)
    f.write("evil.c", "#include <stdio.h>\n__attribute__((constructor)) static void run(void) {"
            f' FILE *f = fopen("{mark}", "w"); if (f) fclose(f); }}\n')
    f.write("build.ninja", "rule r\n  command = ./evil.sh\nbuild app: r hazard.o\nbuild hazard.o: r hazard.c\n")
    script, library = os.path.join(f.path, "evil.sh"), os.path.join(f.path, "evil.so")
    include = "-I/usr/include/postgresql"
    for i, words in enumerate([
        [script, include],
        ["ccache", script, include],
        ["cc", include, "-fplugin=" + library, "-fpass-plugin=" + library],
        ["cc", include, "-Xclang", "-load", "-Xclang", library, "-Xclang", "-plugin", "-Xclang", "evil"],
        ["gcc", include, "-wrapper", script, "-B" + f.path, "-specs=" + script, "-no-integrated-cpp"],
        ["cc", include, "-fuse-ld=" + script, "-Xassembler", "x", "-fno-integrated-as", "-fembed-bitcode"],
        ["cc", include, "-mllvm", "-load=" + library, "--config=" + script, "-save-temps", "-MD", "-MF", "x.d"],
        ["sh", "-c", script, "cc", include],
    ]):
        f.unit(f"unit{i}.c", HAZARD.replace("hazard", f"unit{i}"), arguments=words + ["-c", f"unit{i}.c", "-o", f"unit{i}.o"])
    f.unit("hazard.c", HAZARD)


def thousands(f):
    for i in range(50_000):
        f.entries.append({"directory": f.path, "file": f"gone/{i}.c",
                          "command": f"cc -DNUMBER={i} -c gone/{i}.c"})
    f.unit("hazard.c", HAZARD)


def plain(f):
    for i in range(60):
        f.unit(f"unit{i}.c", HAZARD.replace("hazard", f"unit{i}") + "\n" + "".join(
            f'void more{i}_{k}(PGconn *c) {{ PQclear(PQexec(c, "SELECT {k}")); }}\n' for k in range(40)))
    f.unit("hazard.c", HAZARD)


def main(kind, path):
    folder = Folder(path)
    globals()[kind](folder)
    folder.database()


if __name__ == "__main__":
    main(*sys.argv[1:])
