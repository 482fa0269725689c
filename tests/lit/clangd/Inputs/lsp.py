#!/usr/bin/env python3
"""Drives pooltidy-clangd as an editor does, over LSP: opens a file that was never saved,
types, waits for what is shown, asks for fixes and applies one.

usage: lsp.py POOLTIDY_CLANGD FLAGS...
"""
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time

server, flags = sys.argv[1], sys.argv[2:]
# Outside of the repository, which says in a .clang-tidy what it is checked by.
folder = tempfile.TemporaryDirectory()
directory = os.path.realpath(folder.name)
SOURCE = """#include <libpq-fe.h>
static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }
void f(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SET search_path TO app");
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}
"""
SECONDS = 60

os.makedirs(os.path.join(directory, "home"))
path = os.path.join(os.path.realpath(directory), "open.cpp")
uri = "file://" + path
with open(os.path.join(directory, "compile_flags.txt"), "w") as file:
    file.write("\n".join(flags) + "\n")

# The user's own configuration has no say.
environment = dict(os.environ, HOME=os.path.join(directory, "home"), XDG_CONFIG_HOME=os.path.join(directory, "home"))
process = subprocess.Popen([server, "--log=error", "--background-index=0"], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
received = queue.Queue()


def read():
    while True:
        length = 0
        while True:
            line = process.stdout.readline()
            if not line:
                received.put(None)
                return
            if line == b"\r\n":
                break
            name, value = line.decode().split(":", 1)
            length = int(value) if name.lower() == "content-length" else length
        received.put(json.loads(process.stdout.read(length)))


threading.Thread(target=read, daemon=True).start()


def send(method, params, number=None):
    message = {"jsonrpc": "2.0", "method": method, "params": params}
    if number is not None:
        message["id"] = number
    text = json.dumps(message).encode()
    process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(text) + text)
    process.stdin.flush()


def wait(wanted):
    while True:
        message = received.get(timeout=SECONDS)
        assert message is not None, "the server is gone"
        if wanted(message):
            return message


def request(method, params, number):
    send(method, params, number)
    answer = wait(lambda m: m.get("id") == number)
    assert "error" not in answer, answer
    return answer["result"]


version = 0


def show(text):
    """Puts `text` into the editor and returns what is shown for it."""
    global version
    version += 1
    if version == 1:
        send("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "cpp", "version": 1, "text": text}})
    else:
        send("textDocument/didChange", {"textDocument": {"uri": uri, "version": version},
                                        "contentChanges": [{"text": text}]})
    message = wait(lambda m: m.get("method") == "textDocument/publishDiagnostics"
                   and m["params"].get("version") == version)
    return message["params"]["diagnostics"]


def ours(diagnostics):
    return [d for d in diagnostics if str(d.get("code", "")).startswith("pooling-")]


request("initialize", {"processId": None, "rootUri": "file://" + os.path.realpath(directory),
                       "capabilities": {"textDocument": {"publishDiagnostics": {"codeActionsInline": True}}}}, 1)
send("initialized", {})

# Without any configuration the finding is there, on the word inside the text.
found = ours(show(SOURCE))
assert [d["code"] for d in found] == ["pooling-session-setting"], found
assert found[0]["range"] == {"start": {"line": 4, "character": 10}, "end": {"line": 4, "character": 13}}, found
page = found[0]["codeDescription"]["href"]
assert page.startswith("file://") and os.path.exists(page[len("file://"):]), page
print("page:", page)
print("shown:", found[0]["message"].split("\n")[0])

# It goes when the line is changed, and comes back.
assert not ours(show(SOURCE.replace("SET search_path TO app", "SELECT 1")))
assert ours(show(SOURCE))

# The fix.
actions = request("textDocument/codeAction", {"textDocument": {"uri": uri}, "range": found[0]["range"],
                                              "context": {"diagnostics": found}}, 2)
titles = [a["title"] for a in actions]
fix = next(a for a in actions if "SET LOCAL" in a["title"])
print("fix:", fix["title"])
edit = fix.get("edit") or fix["arguments"][0]
(change,) = edit["changes"][uri]
lines = SOURCE.split("\n")
start, end = change["range"]["start"], change["range"]["end"]
assert start["line"] == end["line"]
line = lines[start["line"]]
lines[start["line"]] = line[:start["character"]] + change["newText"] + line[end["character"]:]
fixed = "\n".join(lines)
assert 'run(c, "SET LOCAL search_path TO app");' in fixed
assert not ours(show(fixed)), "the fix did not help"
print("fixed")

# Whatever is typed, at every keystroke: broken code never ends it.
begin = SOURCE.index("  run(c, \"SET")
stop = SOURCE.index("\n", begin)
for length in range(begin, stop + 1, 3):
    show(SOURCE[:length] + SOURCE[stop:])
for broken in ("", "\"", "#include", SOURCE[:len(SOURCE) // 2], SOURCE.replace("}", ""), "void f() { PQexec(",
               SOURCE.replace("\"BEGIN\"", "\"BEGIN"), "\x01\x02", "template <class T> void f(T t) { t.exec(\"SET"):
    show(broken)
assert ours(show(SOURCE))
print("survived")

# Who chose other checks has those.
with open(os.path.join(directory, ".clang-tidy"), "w") as file:
    file.write("Checks: '-*,misc-unused-parameters'\n")
os.utime(os.path.join(directory, ".clang-tidy"))
time.sleep(6)  # clangd looks for one every five seconds
other = os.path.join(os.path.realpath(directory), "other.cpp")
send("textDocument/didOpen", {"textDocument": {"uri": "file://" + other, "languageId": "cpp", "version": 1, "text": SOURCE}})
message = wait(lambda m: m.get("method") == "textDocument/publishDiagnostics"
               and m["params"]["uri"] == "file://" + other and m["params"].get("version") == 1)
print("with a .clang-tidy of others:", len(ours(message["params"]["diagnostics"])))

request("shutdown", None, 3)
send("exit", None)
print("exit status", process.wait(timeout=SECONDS))
