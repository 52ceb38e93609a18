"""Runs a command and says what it cost: time, processor time, memory of its whole tree of
processes, and the most that its scratch folder held."""
import os
import pathlib
import signal
import subprocess
import time

EVERY = 0.1  # seconds between looks


def children_of(pid):
    """The process and all that descend from it."""
    found, open_ones = [], [pid]
    while open_ones:
        one = open_ones.pop()
        found.append(one)
        for task in pathlib.Path(f"/proc/{one}/task").glob("*/children"):
            try:
                open_ones += [int(child) for child in task.read_text().split()]
            except OSError:
                pass
    return found


def memory_of(pid):
    """Bytes, where pages shared by n processes count as an n-th to each."""
    total = 0
    for one in children_of(pid):
        try:
            for line in pathlib.Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss_Anon:") or line.startswith("Pss_Shmem:"):
                    total += int(line.split()[1]) << 10
        except OSError:
            pass
    return total


def size_of(folder):
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(path, name)).st_size
            except OSError:
                pass
    return total


def run(command, cores=None, timeout=None, scratch=None, log=None, env=None):
    """Runs `command` on so many cores. Returns seconds, cpu, memory (of the tree, without
    what is mapped from files), resident (of its largest process, with it), scratch (all
    in bytes) and status: "ok", "timeout" or "exit N"."""
    if cores:
        some = sorted(os.sched_getaffinity(0))[:cores]
        command = ["taskset", "-c", ",".join(map(str, some)), *map(str, command)]
    output = open(log, "wb") if log else subprocess.DEVNULL
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT,
                               stdin=subprocess.DEVNULL, start_new_session=True,
                               env={**os.environ, **(env or {})})
    memory = disk = 0
    next_look_at_disk = 0.0
    status, usage = None, None
    while status is None:
        pid, code, usage = os.wait4(process.pid, os.WNOHANG)
        now = time.monotonic() - start
        if pid:
            process.returncode = os.waitstatus_to_exitcode(code)
            status = "ok" if process.returncode == 0 else f"exit {process.returncode}"
        elif timeout and now > timeout:
            os.killpg(process.pid, signal.SIGKILL)
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = -signal.SIGKILL
            status = "timeout"
        else:
            memory = max(memory, memory_of(process.pid))
            if scratch and now >= next_look_at_disk:
                disk = max(disk, size_of(scratch))
                next_look_at_disk = now + 1
            time.sleep(EVERY)
    seconds = time.monotonic() - start
    if log:
        output.close()
    return {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "memory": memory,
            "resident": usage.ru_maxrss << 10, "scratch": disk, "status": status}
