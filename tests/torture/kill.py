#!/usr/bin/env python3
"""Kills an audit at random moments and compares what the next one says.

    kill.py --times N --cache DIR -- COMMAND...

The moments are spread over the time that the command takes, from the same seed each time.
"""
import argparse
import os
import random
import shutil
import subprocess
import sys
import time


def main():
    split = sys.argv.index("--")
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, required=True)
    parser.add_argument("--cache", required=True)
    args = parser.parse_args(sys.argv[1:split])
    command = sys.argv[split + 1 :]

    start = time.monotonic()
    want = subprocess.run(command, stdout=subprocess.PIPE).stdout
    whole = time.monotonic() - start
    assert len(want) > 1000, want
    moments = random.Random(7)
    for number in range(args.times):
        if number % 3 == 0:
            shutil.rmtree(args.cache, ignore_errors=True)
        audit = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        time.sleep(whole * moments.random())
        audit.kill()
        audit.wait()
        got = subprocess.run(command, stdout=subprocess.PIPE).stdout
        if got != want:
            print(f"kill {number}: the next audit says something else", file=sys.stderr)
            return 1
    left = [name for _, _, names in os.walk(args.cache) for name in names if name.endswith(".part")]
    if len(left) > args.times:
        print(f"{len(left)} unfinished files are left", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
