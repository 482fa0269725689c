#!/usr/bin/env python3
"""Unpacks the PgBouncer of another Debian release beside the system, for PGBOUNCER=.

usage: other_pgbouncer.py [--suite trixie] FOLDER

Prints the path of a program that runs it with the libraries of its own release. Nothing is
installed: the packages are fetched with apt-get, with a state of its own in FOLDER, from
where the system gets its packages, and unpacked there.
"""
import argparse
import glob
import os
import subprocess
import sys

# PgBouncer and every library that it loads, also indirectly.
PACKAGES = ["pgbouncer", "libc6", "libevent-2.1-7t64", "libcares2", "libssl3t64", "libpam0g", "libaudit1", "libcap-ng0",
            "libsystemd0", "libcap2", "libgcrypt20", "libgpg-error0", "liblzma5", "liblz4-1", "libzstd1", "zlib1g",
            "libldap2", "libsasl2-2"]

PROGRAM = """#!/bin/sh
# PgBouncer of Debian's {suite}, with the loader and the libraries of that release.
root='{root}'
libraries=$(dirname "$(find "$root/usr/lib" "$root/lib" -name libc.so.6 2>/dev/null | head -n 1)")
exec "$(find "$libraries" -name 'ld-linux-*.so*' | head -n 1)" --library-path "$libraries" "$root/usr/sbin/pgbouncer" "$@"
"""


def run(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suite", default="trixie")
    parser.add_argument("--keyring", default="/usr/share/keyrings/debian-archive-keyring.gpg")
    parser.add_argument("folder")
    options = parser.parse_args()
    folder = os.path.abspath(options.folder)
    state, root = os.path.join(folder, "apt"), os.path.join(folder, options.suite)
    program = os.path.join(folder, f"pgbouncer-{options.suite}")
    if os.path.exists(program):
        print(program)
        return

    targets = run(["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Origin: Debian"])
    sources = [line for line in targets.split("\n") if line and "security" not in line]
    if not sources:
        sys.exit("apt has no source of Debian's packages")
    for path in (f"{state}/lists/partial", f"{state}/cache/archives/partial", root):
        os.makedirs(path, exist_ok=True)
    with open(f"{state}/sources.list", "w", encoding="utf-8") as out:
        out.write(f"deb [signed-by={options.keyring}] {sources[0]} {options.suite} main\n")
    apt = ["-o", f"Dir::State={state}", "-o", f"Dir::State::Lists={state}/lists", "-o", f"Dir::Cache={state}/cache",
           "-o", f"Dir::Etc::SourceList={state}/sources.list", "-o", "Dir::Etc::SourceParts=-",
           "-o", "APT::Sandbox::User=", "-o", "Acquire::Languages=none", "-o", "Debug::NoLocking=1"]
    run(["apt-get", *apt, "-q", "update"])
    run(["apt-get", *apt, "-q", "download", *PACKAGES], cwd=root)
    for archive in glob.glob(f"{root}/*.deb"):
        run(["dpkg", "-x", archive, root])
        os.remove(archive)
    with open(program, "w", encoding="utf-8") as out:
        out.write(PROGRAM.format(suite=options.suite, root=root))
    os.chmod(program, 0o755)
    for path in (folder, root):
        os.chmod(path, 0o755)  # the servers run as another user
    run([program, "--version"])
    print(program)


if __name__ == "__main__":
    main()
