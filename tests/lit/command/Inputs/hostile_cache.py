"""Audits with caches that are damaged in many ways, shared, or left by killed audits,
and compares each with an audit without a cache. Usage: hostile_cache.py DIR POOLTIDY..."""

import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

directory, command = pathlib.Path(sys.argv[1]), sys.argv[2:]
cache, good = directory / "cache", directory / "good"
random.seed(7)
source = directory / "lone.cpp"
before = source.read_text()


def start(*options):
    return subprocess.Popen(command + ["audit", "-p", str(directory), "--report=json", *options],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said(running):
    out, err = running.communicate()
    if running.returncode not in (0, 1) or err:
        sys.exit(f"{running.args}: status {running.returncode}\n{err}")
    return out


def entries():
    return sorted(p for p in cache.rglob("*") if p.is_file())


def flip(data):
    data = bytearray(data)
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(data)


DAMAGES = {
    "truncated": lambda d: d[:random.randrange(len(d))],
    "empty": lambda d: b"",
    "a bit flipped": flip,
    "longer": lambda d: d + b"\0",
    "the first bytes of another format": lambda d: b"\x7fELF" + d[4:],
    "zeros": lambda d: bytes(len(d)),
    "one big number": lambda d: b"\xff" * len(d),
}

whole = said(start("--no-cache"))
source.write_text(before.replace("lock(1)", "lock(2)"))
edited = said(start("--no-cache"))
source.write_text(before)
said(start("--cache-dir", str(cache)))
shutil.copytree(cache, good)

for name, damage in DAMAGES.items():
    for text, expected in ((before, whole), (before.replace("lock(1)", "lock(2)"), edited)):
        shutil.rmtree(cache)
        shutil.copytree(good, cache)
        source.write_text(text)
        for entry in entries():
            entry.write_bytes(damage(entry.read_bytes()))
        for turn in "12":
            if said(start("--cache-dir", str(cache))) != expected:
                sys.exit(f"{name}: not what an audit without a cache says, turn {turn}")

# Entries that changed places: each is whole, but stands under another one's name.
shutil.rmtree(cache)
shutil.copytree(good, cache)
contents = [e.read_bytes() for e in entries()]
for entry, data in zip(entries(), contents[1:] + contents[:1]):
    entry.write_bytes(data)
if said(start("--cache-dir", str(cache))) != edited:
    sys.exit("entries in each other's places made a difference")

# Two audits with one cache, of different states of the source, again and again.
for turn in range(4):
    source.write_text(before if turn % 2 else before.replace("lock(1)", "lock(2)"))
    expected = whole if turn % 2 else edited
    both = [start("--cache-dir", str(cache), f"--jobs={jobs}") for jobs in "12"]
    if [said(one) for one in both] != [expected, expected]:
        sys.exit("two audits with one cache disagree")

# Killed at some moment, with the cache as it is then.
source.write_text(before)
for moment in range(1, 9):
    if moment % 2:
        shutil.rmtree(cache, ignore_errors=True)
    killed = start("--cache-dir", str(cache), "--jobs=2")
    time.sleep(moment * 0.02)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    if said(start("--cache-dir", str(cache))) != whole:
        sys.exit(f"after an audit was killed at {moment * 20} ms the next one is wrong")

# No entry may grow beyond a few bytes, as on a disk that is full.
shutil.rmtree(cache)
limited = ["sh", "-c", 'trap "" XFSZ; ulimit -f 1; exec "$@"', "sh", *command]
full = subprocess.run(limited + ["audit", "-p", str(directory), "--report=json", "--cache-dir", str(cache)],
                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
if full.returncode not in (0, 1) or full.stdout != whole:
    sys.exit(f"a full disk made a difference: status {full.returncode}\n{full.stderr}")
if said(start("--cache-dir", str(cache))) != whole:
    sys.exit("what a full disk left made a difference")

# A directory that cannot be written to; root may all the same, which changes nothing.
for entry in entries():
    os.chmod(entry, 0o400)
for folder in [cache, *(p for p in cache.rglob("*") if p.is_dir())]:
    os.chmod(folder, 0o500)
source.write_text(before.replace("lock(1)", "lock(2)"))
expected = edited
if said(start("--cache-dir", str(cache))) != expected:
    sys.exit("a cache that is only read made a difference")
for folder in [cache, *(p for p in cache.rglob("*") if p.is_dir())]:
    os.chmod(folder, 0o700)
print("the same each time")
