"""check-dump.py DUMP DOC: every key and every kind in a dump is in the documentation."""
import json
import re
import sys

words = set(re.findall(r"`([^`]+)`", open(sys.argv[2], encoding="utf-8").read()))
unknown, decoder, text, at, units = set(), json.JSONDecoder(), open(sys.argv[1], encoding="utf-8").read(), 0, 0


def look(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            unknown.update({key} - words)
            if key in ("kind", "lives"):
                unknown.update({inner} - words)
            look(inner)
    elif isinstance(value, list):
        for inner in value:
            look(inner)


while text[at:].strip():
    at += len(text[at:]) - len(text[at:].lstrip())
    unit, at = decoder.raw_decode(text, at)
    look(unit)
    units += 1
print(units, "units; not documented:", " ".join(sorted(unknown)) or "nothing")
