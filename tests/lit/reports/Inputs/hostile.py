#!/usr/bin/env python3
"""Writes a program whose file name, SQL and comments try to be obeyed by whoever shows
them, audits it in every format, and checks with readers of these formats that all of it
came through as text.

usage: hostile.py POOLTIDY DIRECTORY FLAGS...
"""
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree

pooltidy, directory, flags = sys.argv[1], sys.argv[2], sys.argv[3:]
NAME = "<img src=x onerror=alert(1)>'\"&`|[a](b):%0A::error::.c"
SECRET = "hunter2"
SOURCE = f"""#include <libpq-fe.h>
void f(void) {{
  PGconn *c = PQconnectdb("host=db connect_timeout=5 password={SECRET}");
  PQexec(c, "SET \\"app.<script>alert('1')</script> ]]> `|*x* @all $a$ -->\\" = 1"); // \x1b[31m \xc2\x9b \xe2\x80\xae </script><!-- ]]> ::error::no
  PQexec(c, "SELECT set_config('app.a', 'password={SECRET}', false)"); // postgresql://u:{SECRET}@h/
  PQexec(c, "DECLARE \\"</textarea><script>alert(2)</script>\\" CURSOR WITH HOLD FOR SELECT 1");
  PQfinish(c);
}}
"""
FORMATS = ["text", "json", "sarif", "html", "markdown", "gitlab", "github", "junit"]

shutil.rmtree(directory, ignore_errors=True)
os.makedirs(directory)
with open(os.path.join(directory, NAME), "wb") as file:
    file.write(SOURCE.encode("latin-1"))


def out(name):
    return os.path.join(directory, "out." + name)


reports = ["--report=" + name + "=" + out(name) for name in FORMATS]
run = subprocess.run([pooltidy, "audit", "--color=never", *reports, NAME, "--", *flags], cwd=directory)
assert run.returncode == 1, run.returncode
text = {}
for name in FORMATS:
    with open(out(name), encoding="utf-8") as file:  # all of them are valid UTF-8
        text[name] = file.read()
    assert SECRET not in text[name], name + " shows a password"
    hidden = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text[name])
    assert not hidden, f"{name} has U+{ord(hidden.group()):04X}"

# As many findings everywhere, and the names in them whole.
found = json.loads(text["json"])["findings"]
assert len(found) >= 3
assert all(f["file"].endswith(NAME) for f in found), found[0]["file"]
assert any("<script>alert('1')</script>" in f["message"] for f in found)
results = json.loads(text["sarif"])["runs"][0]["results"]
assert len(results) == len(found)
quality = json.loads(text["gitlab"])
assert len(quality) == len(found)
assert len({entry["fingerprint"] for entry in quality}) == len(quality)
assert all(entry["location"]["path"].endswith(NAME) for entry in quality)

tree = xml.etree.ElementTree.fromstring(text["junit"])
cases = [c for c in tree.iter("testcase") if c.get("name") != "nothing found"]
assert len(cases) == len(found)
assert all(NAME + ":" in c.get("name") for c in cases), cases[0].get("name")
assert {e.tag for e in tree.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "system-out", "error"}
failed = [c for c in cases if c.find("failure") is not None]
assert len(failed) == int(tree.get("failures"))

# One command a line, each of a known kind, and no more of them than findings and a verdict.
lines = text["github"].splitlines()
assert len(lines) == len(found) + 1, lines
for line in lines:
    assert re.match(r"::(error|warning|notice) ([a-zA-Z]+=[^,:]*)(,[a-zA-Z]+=[^,:]*)*::", line), line
    assert "::error::" not in line.split("::", 2)[1], line


class Tags(html.parser.HTMLParser):
    """Markdown passes HTML on; ours alone may be in it."""

    def handle_starttag(self, tag, attributes):
        assert tag in ("details", "summary", "br") and not attributes, (tag, attributes)


class Document(html.parser.HTMLParser):
    """Our own tags alone, no handlers, no addresses but places in the page."""

    def __init__(self):
        super().__init__()
        self.scripts, self.articles, self.shown = 0, 0, []

    def handle_starttag(self, tag, attributes):
        self.scripts += tag == "script"
        self.articles += tag == "article"
        assert tag not in ("img", "textarea", "iframe", "object", "embed", "base"), tag
        for name, value in attributes:
            assert not name.startswith("on"), name
            assert name != "src", value
            assert name != "href" or value.startswith("#"), value

    def handle_comment(self, data):
        raise AssertionError("a comment")

    def handle_data(self, data):
        self.shown.append(data)


document = Document()
document.feed(text["html"])
assert document.scripts == 1 and document.articles == len(found)
shown = "".join(document.shown)
assert NAME in shown and "<script>alert('1')</script>" in shown
assert "script-src 'sha256-" in text["html"] and "default-src 'none'" in text["html"]

# What stands in code spans is not looked at for HTML by a reader of Markdown.
prose = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text["markdown"])
Tags().feed(prose)
assert "<!--" not in prose and "@all" not in prose and "$a$" not in prose
assert "<script" not in prose and "](b)" not in prose
print("all formats are harmless")
