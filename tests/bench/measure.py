"""Running commands and comparing what they cost. See bench.py."""
import os
import shlex
import statistics
import subprocess
import time


class Cost:
    """What a command took: CPU and wall seconds, peak memory in MiB."""

    def __init__(self, cpu, wall, memory):
        self.cpu, self.wall, self.memory = cpu, wall, memory


def run(command, cwd, ok=(0,)):
    """The cost of a command and of what it starts, or None when it fails."""
    start = time.monotonic()
    with open(os.devnull, "wb") as null:
        process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=null, stderr=null)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ok:
        return None
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024)


def interleaved(commands, runs, cwd):
    """[costs of each run] for each command, taken in turn, so that other load hits all of
    them alike; a dry run fills the caches. None when one fails."""
    costs = [[] for _ in commands]
    for number in range(runs + 1):
        for i, (command, ok) in enumerate(commands):
            cost = run(command, cwd, ok)
            if cost is None:
                return None
            if number:
                costs[i].append(cost)
    return costs


class Ratio:
    """The median of the paired ratios, with the lowest and the highest."""

    def __init__(self, over, under):
        each = [a / b for a, b in zip(over, under)]
        self.value, self.low, self.high = statistics.median(each), min(each), max(each)

    def __str__(self):
        digits = 3 if self.value < 0.1 else 2
        return f"{self.value:.{digits}f} ({self.low:.{digits}f}–{self.high:.{digits}f})"


def cpus(costs):
    return [cost.cpu for cost in costs]


def walls(costs):
    return [cost.wall for cost in costs]


def sums(rows):
    """Element by element, over all rows."""
    return [sum(column) for column in zip(*rows)]


def syntax_only(entry, llvm):
    """The compile command of a database entry as a -fsyntax-only one of clang's."""
    arguments = entry.get("arguments") or shlex.split(entry["command"])
    while os.path.basename(arguments[0]) in ("ccache", "distcc", "env"):
        arguments = arguments[1:]
    plus = "++" in os.path.basename(arguments[0]) or not entry["file"].endswith(".c")
    out, skip = [os.path.join(llvm, "bin", "clang++" if plus else "clang")], False
    for argument in arguments[1:]:
        if skip or argument in ("-c", "-MD", "-MMD", "-MP"):
            skip = False
        elif argument in ("-o", "-MF", "-MT", "-MQ"):
            skip = True
        else:
            out.append(argument)
    return out + ["-fsyntax-only", "-w"]


