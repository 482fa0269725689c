#!/usr/bin/env python3
"""Runs a command and checks how it ends.

  exits.py CODE COMMAND...          the exit status must be CODE
  exits.py --one-line CODE COMMAND  and standard error must be one line, which is printed;
                                    whatever went to standard output is thrown away

Everything else passes through, so that FileCheck can read it.
"""
import subprocess
import sys


def main(args):
    one_line = args[0] == "--one-line"
    if one_line:
        args = args[1:]
    want, command = int(args[0]), args[1:]
    if one_line:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        sys.stdout.buffer.write(done.stderr)
        lines = done.stderr.count(b"\n")
        if lines != 1 or not done.stderr.endswith(b"\n"):
            print(f"one line was expected on standard error, there are {lines}")
            return 1
    else:
        done = subprocess.run(command)
    if done.returncode != want:
        print(f"exit status {done.returncode}, expected {want}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
