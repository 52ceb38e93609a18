"""Searches a second over HTTP, and what else a server must stand.

usage: bench_server.py [--unspin FILE] [--tools FOLDER] [--data FOLDER] [--documents N]
                       [--seconds S] [--connections C] [--work FOLDER] [--requests N]

An index of N documents (bench/make_collection) is served by a process of its own, and wrk
asks it, over C connections that stay open, for what is like texts of the collection. Then
again while a thousand slow clients hold connections open and send a byte now and then.
With --requests, so many requests of all kinds more, good and bad ones, and what memory
they leave taken. wrk runs on the same machine and takes its share of the cores."""
import argparse
import contextlib
import json
import pathlib
import random
import re
import resource
import socket
import subprocess
import threading
import time

QUERIES = 2000

LUA = """
local bodies = {}
for line in io.lines("%s") do bodies[#bodies + 1] = line end
local at = math.random(#bodies)
local headers = { ["Content-Type"] = "application/json" }
request = function()
  at = at %% #bodies + 1
  return wrk.format("POST", "/api/v1/search?limit=10", headers, bodies[at])
end
done = function(summary, latency)
  io.write(string.format("RESULT %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
           latency:percentile(50), latency:percentile(99), summary.errors.status))
end
"""


def make_index(options):
    """The index, and a file of bodies to search for."""
    collection = options.work / f"news-{options.documents}.jsonl"
    index = options.work / f"news-{options.documents}.index"
    if not collection.exists():
        subprocess.run([options.tools / "make_collection", "--data", options.data, "--documents",
                        str(options.documents), "--out", collection, "--truth",
                        options.work / "truth.tsv"], check=True)
    if not index.exists():
        begin = time.time()
        subprocess.run([options.unspin, "index", "create", index], check=True)
        subprocess.run([options.unspin, "index", "add", index, collection], check=True)
        print(f"index of {options.documents} made in {time.time() - begin:.0f} s")
    lines = collection.read_text().splitlines()
    bodies = []
    for line in random.Random(1).sample(lines, min(QUERIES, len(lines))):
        bodies.append(json.dumps({"text": json.loads(line)["text"]}))
    queries = options.work / "queries.jsonl"
    queries.write_text("\n".join(bodies) + "\n")
    words = sum(len(body.split()) for body in bodies) / len(bodies)
    print(f"{len(bodies)} different texts of {words:.0f} words on average")
    return index, queries


@contextlib.contextmanager
def serving(options, index):
    log = open(options.work / "log", "w+")
    server = subprocess.Popen([options.unspin, "serve", index, "--listen", "127.0.0.1:0"],
                              stderr=log)
    port = None
    while port is None:
        time.sleep(0.1)
        found = re.search(r":(\d+)/", (options.work / "log").read_text())
        port = int(found.group(1)) if found else None
    try:
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def resident(pid):
    """Megabytes."""
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0


def run_wrk(options, queries, port, what):
    script = options.work / "search.lua"
    script.write_text(LUA % queries)
    out = subprocess.run(["wrk", "-t", "1", "-c", str(options.connections), "-d",
                          f"{options.seconds}s", "--timeout", "10s", "-s", script,
                          f"http://127.0.0.1:{port}"],
                         capture_output=True, text=True, check=True).stdout
    requests, duration, p50, p99, errors = map(int, re.search(
        r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+)", out).groups())
    print(f"{what:<40} {requests * 1e6 / duration:7.0f}/s   p50 {p50 / 1000:6.1f} ms   "
          f"p99 {p99 / 1000:6.1f} ms   errors {errors}")


def hold_slowly(port, count, ending):
    """Connections that send a request's head a byte at a time."""
    clients = []
    for _ in range(count):
        client = socket.create_connection(("127.0.0.1", port))
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
        clients.append(client)
    while not ending.wait(1):
        for n, client in enumerate(clients):
            try:
                client.sendall(b"x")
            except OSError:
                client.close()
                clients[n] = socket.create_connection(("127.0.0.1", port))
                clients[n].sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
    for client in clients:
        client.close()


MIXED = """
local small = '{"a":{"text":"one two three four"},"b":{"text":"one two three five"}}'
local json = { ["Content-Type"] = "application/json" }
local n = 0
request = function()
  n = n + 1
  local kind = n % 8
  if kind == 0 then return wrk.format("POST", "/api/v1/compare", json, small) end
  if kind == 1 then return wrk.format("POST", "/api/v1/search", json, "{") end
  if kind == 2 then return wrk.format("GET", "/nothing/" .. n) end
  if kind == 3 then return wrk.format("GET", "/") end
  if kind == 4 then return wrk.format("GET", "/metrics") end
  if kind == 5 then return wrk.format("POST", "/api/v1/search", json, '{"text":"word ' .. n .. '"}') end
  if kind == 6 then return wrk.format("GET", "/api/v1/documents/nobody" .. n) end
  return wrk.format("GET", "/health")
end
"""


def send_mixed(options, port, pid):
    script = options.work / "mixed.lua"
    script.write_text(MIXED)
    sent, last = 0, resident(pid)
    print(f"memory before {options.requests} requests of all kinds: {last:.0f} MB")
    while sent < options.requests:
        out = subprocess.run(["wrk", "-t", "1", "-c", "16", "-d", "10s", "-s", script,
                              f"http://127.0.0.1:{port}"],
                             capture_output=True, text=True, check=True).stdout
        sent += int(re.search(r"(\d+) requests in", out).group(1))
        print(f"  after {sent:>8}: {resident(pid):.0f} MB")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--unspin", type=pathlib.Path, default="build/unspin")
    parser.add_argument("--tools", type=pathlib.Path, default="build-bench/bench")
    parser.add_argument("--data", type=pathlib.Path, default="../shared/data")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--requests", type=int, default=0)
    parser.add_argument("--work", type=pathlib.Path, default="build-bench/server")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 16384), hard))
    index, queries = make_index(options)
    with serving(options, index) as (port, pid):
        run_wrk(options, queries, port, "warming up")
        run_wrk(options, queries, port, f"{options.connections} connections")
        ending = threading.Event()
        slow = threading.Thread(target=hold_slowly, args=(port, 1000, ending))
        slow.start()
        time.sleep(2)
        run_wrk(options, queries, port, "the same beside 1,000 slow clients")
        ending.set()
        slow.join()
        print(f"memory: {resident(pid):.0f} MB")
        if options.requests:
            send_mixed(options, port, pid)


if __name__ == "__main__":
    main()
