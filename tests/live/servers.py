"""A PostgreSQL and a PgBouncer of our own: private folder, Unix sockets only, stopped at the end."""
import contextlib
import glob
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))

POSTGRES = """
listen_addresses = ''
unix_socket_directories = '{sockets}'
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
max_connections = 400
shared_buffers = 32MB
max_prepared_transactions = 4
logging_collector = off
log_min_messages = fatal
"""

# The first line is the idea: any name is a database, and each has a pool of its own. Server
# connections take turns, so that one client alone gets another one for each lease.
BOUNCER = """
[databases]
{databases}
* = host={direct} dbname=live
[pgbouncer]
logfile = {folder}/pgbouncer.log
pidfile = {folder}/pgbouncer.pid
unix_socket_dir = {sockets}
listen_port = 5432
auth_type = trust
auth_file = {folder}/users
admin_users = app
pool_mode = transaction
server_round_robin = 1
default_pool_size = 4
min_pool_size = 0
reserve_pool_size = 0
max_client_conn = 500
query_wait_timeout = 15
server_login_retry = 1
autodb_idle_timeout = 3600
"""


class Unsupported(Exception):
    """Something is not installed, so nothing can be said."""


def postgres_folder():
    """The folder with initdb and pg_ctl: the newest of Debian's, or what pg_config says."""
    folders = glob.glob("/usr/lib/postgresql/*/bin")
    folders.sort(key=lambda path: [int(part) for part in re.findall(r"\d+", path)])
    config = shutil.which("pg_config")
    if config:
        folders.insert(0, subprocess.run([config, "--bindir"], capture_output=True, text=True).stdout.strip())
    for folder in reversed(folders):
        if os.access(os.path.join(folder, "initdb"), os.X_OK):
            return folder
    raise Unsupported("PostgreSQL's server is not installed")


def bouncer_program():
    program = os.environ.get("PGBOUNCER") or shutil.which("pgbouncer", path=os.environ["PATH"] + ":/usr/sbin")
    if not program or not os.access(program, os.X_OK):
        raise Unsupported(f"{program or 'PgBouncer'} is not there")
    return program


def version_of(program):
    """(1, 18) for `PgBouncer 1.18.0`."""
    out = subprocess.run([program, "--version"], capture_output=True, text=True)
    found = re.search(r"PgBouncer (\d+)\.(\d+)", out.stdout)
    if not found:
        raise Unsupported(f"{program} does not tell its version: {(out.stderr or out.stdout).strip()}")
    return int(found.group(1)), int(found.group(2))


def account():
    """Both servers refuse to be root. Arguments for subprocess, and who owns the folder."""
    if os.geteuid() != 0:
        return {}, None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}, user
    raise Unsupported("root needs a user `postgres` or `nobody` to run the servers as")


def run(command, options, what):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                          text=True, cwd="/", **options)
    if done.returncode != 0:
        raise RuntimeError(f"{what} failed:\n{done.stdout}")


def wait_for(ready, process, log):
    end = time.monotonic() + 30
    while not ready():
        if process.poll() is not None or time.monotonic() > end:
            with open(log, encoding="utf-8", errors="replace") as text:
                raise RuntimeError(f"{process.args[0]} did not start:\n{text.read()[-2000:]}")
        time.sleep(0.01)


@contextlib.contextmanager
def started(command, options, log):
    """A server in the foreground as our child, stopped by its id."""
    with open(log, "w", encoding="utf-8") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd="/", **options)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def servers():
    """Yields (host of the server, host of the pooler): folders with their sockets."""
    postgres, bouncer = postgres_folder(), bouncer_program()
    options, owner = account()
    with tempfile.TemporaryDirectory(prefix="pooltidy-live-") as folder:
        data, direct, pooled = (os.path.join(folder, name) for name in ("data", "direct", "pooled"))
        deaf = os.path.join(pooled, "deaf")
        for path in (folder, direct, pooled, deaf):
            os.makedirs(path, exist_ok=True)
            if owner:
                os.chown(path, owner.pw_uid, owner.pw_gid)
        run([f"{postgres}/initdb", "-D", data, "-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C",
             "--no-sync", "--no-instructions"], options, "initdb")
        with open(os.path.join(data, "postgresql.conf"), "a", encoding="utf-8") as conf:
            conf.write(POSTGRES.format(sockets=direct))
        lists = [f"one{i} = host={direct} dbname=live pool_size=1" for i in range(1, 80)]
        lists += [f"session{i} = host={direct} dbname=live pool_mode=session pool_size=1" for i in range(1, 80)]
        with open(os.path.join(folder, "pgbouncer.ini"), "w", encoding="utf-8") as conf:
            conf.write(BOUNCER.format(folder=folder, direct=direct, sockets=pooled, databases="\n".join(lists)))
        with open(os.path.join(folder, "users"), "w", encoding="utf-8") as users:
            users.write('"app" ""\n"lowpriv" ""\n')
        # A server that accepts connections, by the system's doing, and never says a word.
        with socket.socket(socket.AF_UNIX) as silent, \
                started([f"{postgres}/postgres", "-D", data], options, f"{folder}/postgres.log") as server:
            silent.bind(os.path.join(deaf, ".s.PGSQL.5432"))
            os.chmod(os.path.join(deaf, ".s.PGSQL.5432"), 0o777)
            silent.listen(20)
            wait_for(lambda: subprocess.run([f"{postgres}/pg_isready", "-q", "-h", direct]).returncode == 0,
                     server, f"{folder}/postgres.log")
            psql = [f"{postgres}/psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", direct, "-U", "app"]
            run(psql + ["-d", "postgres", "-c", "CREATE DATABASE live"], {}, "CREATE DATABASE")
            run(psql + ["-d", "live", "-1", "-f", f"{HERE}/schema.sql"], {}, "schema.sql")
            with started([bouncer, "-q", f"{folder}/pgbouncer.ini"], options, f"{folder}/bouncer.out") as pooler:
                wait_for(lambda: os.path.exists(os.path.join(pooled, ".s.PGSQL.5432")), pooler, f"{folder}/bouncer.out")
                yield direct, pooled
