#!/usr/bin/env python3
"""Whether the schema and the loader agree on configurations.

usage: check-configs.py POOLTIDY SCHEMA SOURCE_FILE MODEL.yaml...

Prints what they do not agree on; then how many cases there were.
"""
import json
import subprocess
import sys
import tempfile

import jsonschema
import yaml

GOOD = """
{}
---
pooler: pgbouncer-1.21
---
checks: "-pooling-cursor"
---
checks: ["-*", pooling-listen]
---
fail-on: note
pool-limit: 0
overflow-limit: 12
---
models: []
---
models:
  - library: a
    database: false
    headers: "a/*"
    types: {connection: [a::B, a::C], text: a::D}
    constants: {a::E: "SELECT 1"}
    functions:
      - {name: a::f, do: []}
      - {names: [a::g, a::h], when: {min-args: 1, arg-has: {0: x}}, note: n, source: s,
         do: [exit, {execute: {connection: this, sql: 0, protocol: simple}}]}
      - {name: a::i, do: [{connect: {conninfo: {text: "host=x"}}}, {same: {from: return}}]}
"""
BAD = """
[]
---
poolers: pgbouncer
---
fail-on: never
---
fail-on: 3
---
pool-limit: -1
---
pool-limit: many
---
overflow-limit: [1]
---
checks: {a: b}
---
models: {}
---
models: [{title: a}]
---
models: [{library: a, kind: b}]
---
models: [{library: a, types: {connexion: a::B}}]
---
models: [{library: a, functions: [{do: []}]}]
---
models: [{library: a, functions: [{name: a, names: [b], do: []}]}]
---
models: [{library: a, functions: [{name: a}]}]
---
models: [{library: a, functions: [{name: a, when: {}, do: []}]}]
---
models: [{library: a, functions: [{name: a, when: {min-args: -1}, do: []}]}]
---
models: [{library: a, functions: [{name: a, do: [execute]}]}]
---
models: [{library: a, functions: [{name: a, do: [{execute: {connection: this, sql: 0, protocol: odd}}]}]}]
---
models: [{library: a, functions: [{name: a, do: [{execute: {connection: that, sql: 0}}]}]}]
---
models: [{library: a, functions: [{name: a, do: [{perform: {sql: 0}}]}]}]
---
models: [{library: a, functions: [{name: a, do: [{commit: {connection: this}, exit: {}}]}]}]
---
models: [{library: a, functions: [{name: a, do: [{begin: {connection: this, sql: 0}}]}]}]
---
models: [{library: a, functions: [{name: a, do: [{text.format: {format: 0}}]}]}]
"""

command, schema_file, source = sys.argv[1:4]
with open(schema_file, encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)


def plain(node):
    """PyYAML reads YAML 1.1, where the word `on` is true."""
    if isinstance(node, dict):
        return {"on" if key is True else str(key): plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, list) else node


cases = [(text, True) for text in GOOD.split("---\n")] + [(text, False) for text in BAD.split("---\n")]
for name in sys.argv[4:]:
    with open(name, encoding="utf-8") as file:
        cases.append((json.dumps({"models": [plain(yaml.safe_load(file))]}), True))
for text, wanted in cases:
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        file.write(text)
        file.flush()
        run = subprocess.run([command, "config", "--config", file.name, source], capture_output=True, text=True)
    loads = run.returncode == 0
    errors = [error.message for error in validator.iter_errors(plain(yaml.safe_load(text)))]
    if loads != wanted or (not errors) != wanted:
        print(f"{text.strip()[:300]}\n  wanted {wanted}, loader {loads} {run.stderr.strip()[:300]}, schema {errors[:1]}")
print(len(cases), "cases")
