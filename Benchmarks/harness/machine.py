# This source file is part of the swift-dynamodb project
# Copyright (c) the swift-dynamodb authors
#
# See LICENSE.txt for license information
# SPDX-License-Identifier: Apache-2.0

"""What machine this is, and what its processes use."""

import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

from . import places

TICKS = os.sysconf("SC_CLK_TCK")
HAS_PROC = Path("/proc/self/stat").exists()


def output(*command, default=""):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=places.ROOT).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return default


def processor():
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        return re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE).group(1)
    except (OSError, AttributeError):
        return output("sysctl", "-n", "machdep.cpu.brand_string", default=platform.machine())


def memory_in_gigabytes():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def swift_version():
    version = re.search(r"Swift version (\S+)", output(os.environ.get("SWIFT", "swift"), "--version"))
    return version.group(1) if version else "unknown"


def commit():
    """The commit of the tree, with a plus sign if files that could matter are not as it has them."""
    changed = output("git", "status", "--porcelain", "--", "Sources", "Benchmarks/Sources", "Package.swift")
    return output("git", "rev-parse", "--short=10", "HEAD", default="unknown") + ("+" if changed else "")


def description():
    virtual = "hypervisor" in (Path("/proc/cpuinfo").read_text(encoding="utf-8") if HAS_PROC else "")
    return {
        "processor": processor() + (", virtual" if virtual else ""),
        "cores": os.cpu_count(),
        "memory": f"{memory_in_gigabytes():.0f} GB",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "swift": swift_version(),
        "python": platform.python_version(),
    }


def process_tree(process):
    """The ids of a process and of those that it has started and that still run."""
    children = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(folder.joinpath("stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
        children.setdefault(parent, []).append(int(folder.name))
    found, open_ids = [], [process]
    while open_ids:
        current = open_ids.pop()
        found.append(current)
        open_ids += children.get(current, [])
    return found


def cpu_seconds(process):
    """The processor time of a process and all that it has started, in seconds."""
    total = 0
    for member in process_tree(process):
        try:
            fields = Path(f"/proc/{member}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        # Its own, and that of its children that have ended.
        total += sum(int(field) for field in fields[11:15])
    return total / TICKS


def resident_kilobytes(process, line="VmRSS"):
    """The resident memory of a process and all that it has started; `RssAnon` is that which is not mapped from files."""
    total = 0
    for member in process_tree(process):
        try:
            text = Path(f"/proc/{member}/status").read_text(encoding="utf-8")
        except OSError:
            continue
        found = re.search(rf"^{line}:\s*(\d+)", text, re.MULTILINE)
        total += int(found.group(1)) if found else 0
    return total


class OtherWork:
    """How much of the processors' time went to programs that this run did not start."""

    def __init__(self):
        self.before = self._snapshot()

    def _snapshot(self):
        fields = [int(number) for number in Path("/proc/stat").read_text(encoding="utf-8").split()[1:9]]
        times = os.times()
        ours = times.user + times.system + times.children_user + times.children_system - Awake.spent
        # Niced work is that which keeps the processors awake.
        busy = (fields[0] + fields[2] + fields[5] + fields[6]) / TICKS
        return busy, ours, sum(fields) / TICKS

    def share(self):
        """From 0 to 1."""
        busy, ours, total = (after - before for after, before in zip(self._snapshot(), self.before))
        return max(0.0, min(1.0, (busy - ours) / total)) if total else 0.0


class Awake:
    """Keeps the processors from halting while something is measured that does one thing at a time.

    A virtual machine takes tens of microseconds to wake one: that would be all one measures. What does it has the lowest
    priority that there is, which gives way to everything else at once. Elsewhere than on Linux this does nothing.
    """

    SPIN = (
        "import os, sys, time\n"
        "os.sched_setaffinity(0, [int(sys.argv[1])])\n"
        "os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))\n"
        "os.nice(19)\n"
        "parent = os.getppid()\n"
        "while os.getppid() == parent:\n"
        "    for _ in range(100000): pass\n"
    )

    #: The processor time that all of this took, which is nobody's work.
    spent = 0.0

    def __enter__(self):
        self.processes = []
        if hasattr(os, "SCHED_IDLE"):
            for core in sorted(os.sched_getaffinity(0)):
                command = [sys.executable, "-S", "-c", self.SPIN, str(core)]
                self.processes.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
            time.sleep(0.2)
        return self

    def __exit__(self, *_):
        before = os.times()
        for process in self.processes:
            process.kill()
            process.wait()
        after = os.times()
        Awake.spent += after.children_user + after.children_system - before.children_user - before.children_system
