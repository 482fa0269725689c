"""Runs audits of DIR on one cache, kills some of them, compares what the others say.

usage: share-cache.py POOLTIDY DIR
"""
import os
import shutil
import subprocess
import sys
import time


def main(pooltidy, directory):
    cache = os.path.join(directory, "cache")
    with open(os.path.join(directory, "none.json"), "rb") as text:
        expected = text.read()
    command = [pooltidy, "audit", "-p", directory, "--cache-dir", cache, "--report=json"]
    for step in range(12):
        if step % 4 == 0:
            shutil.rmtree(cache, ignore_errors=True)
        running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
        time.sleep(0.01 * step)
        running[0].kill()
        running[0].communicate()
        for audit in running[1:]:
            out = audit.communicate()[0]
            if audit.returncode != 1 or out != expected:
                print(f"step {step}: exit status {audit.returncode}, another report")
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
