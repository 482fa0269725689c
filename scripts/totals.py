#!/usr/bin/env python3
"""Adds up JUnit files and prints "N passed, N failed, N skipped".

A file that is missing or cannot be read counts as one failure: a suite that died
before it could write its results has not passed.
"""
import sys
import xml.etree.ElementTree as ET


def main(paths):
    passed = failed = skipped = 0
    for path in paths:
        try:
            cases = list(ET.parse(path).getroot().iter("testcase"))
        except (OSError, ET.ParseError) as error:
            print(f"{path}: {error}", file=sys.stderr)
            failed += 1
            continue
        for case in cases:
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                print(f"FAILED: {path}: {case.get('classname')} {case.get('name')}")
            elif case.find("skipped") is not None or case.get("status") in ("disabled", "notrun"):
                skipped += 1
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
