"""Cuts the power of `index create`, `index add` and `index remove` at many moments: what
was acknowledged is there, whole, and `verify` finds no fault.

    index.py UNSPIN LIBRARY FOLDER CUTS
"""
import json
import os
import pathlib
import random
import subprocess
import sys

import states

unspin, library, folder, cuts = sys.argv[1:]
folder = pathlib.Path(folder).resolve()
(folder / "root").mkdir()
root, log = str(folder / "root"), folder / "log"
chance = random.Random(1)


def run(*arguments):
    recorded = dict(os.environ, LD_PRELOAD=library, POWER_ROOT=root, POWER_LOG=str(log))
    subprocess.run([unspin, "index", *arguments], env=recorded, check=True,
                   stdout=subprocess.DEVNULL)


def acknowledge(what):
    with open(log, "a", encoding="utf-8") as out:
        out.write(f"A {what}\n")


def article(number):
    words = [f"word{chance.randrange(3000)}" for _ in range(120)]
    return {"id": f"a{number}", "text": f"Article {number}. " + " ".join(words) + "."}


def record():
    """Lots of several sizes, each acknowledged; then some documents go again."""
    run("create", root + "/ix")
    acknowledge(0)
    n = 0
    for size in [1, 50, 3, 4000, 200, 1, 2500, 20]:
        write_lines(folder / "lot.jsonl", map(article, range(n, n + size)))
        # Postings are written and merged all the time.
        run("add", root + "/ix", str(folder / "lot.jsonl"), "--memory", "1MB")
        n += size
        acknowledge(n)
    (folder / "gone").write_text("a0\na7\na99\n", encoding="utf-8")
    run("remove", root + "/ix", "--ids", str(folder / "gone"))
    acknowledge(n - 3)


def write_lines(path, records):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(one) + "\n" for one in records)


def quietly(*arguments):
    done = subprocess.run([unspin, *arguments], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise ValueError(f"{arguments[:2]}: {done.stdout.strip()} {done.stderr.strip()}")
    return done.stdout


def check(index, least, most):
    """Between what was acknowledged before the cut and what is next; all of it sound."""
    report = json.loads(quietly("index", "verify", index, "--json"))
    if report["faults"] or report["lost"] or not least <= report["documents"] <= most:
        raise ValueError(f"not {least} to {most}: {report}")
    # Each is found by its id; and the index goes on.
    if least:
        write_lines(folder / "more.jsonl", [dict(article(0), id="more")])
        quietly("index", "add", index, str(folder / "more.jsonl"))
        quietly("index", "remove", index, "more", f"a{least - 1}")
        quietly("index", "verify", index)


def main():
    record()
    steps = list(states.read_log(log))
    acknowledged = [(at, int(step[1])) for at, step in enumerate(steps) if step[0] == "A"]
    first = acknowledged[0][0] + 1
    moments = sorted(chance.sample(range(first, len(steps) + 1),
                                   min(int(cuts), len(steps) + 1 - first)))
    disk, done = states.Disk(root), 0
    for moment in moments:
        for step in steps[done:moment]:
            if step[0] != "A":
                disk.step(step)
        done = moment
        before = [n for at, n in acknowledged if at < moment][-1]
        after = [n for at, n in acknowledged if at >= moment][:1] or [before]
        for keeping in states.KEEPING:
            disk.write_to(folder / "after", keeping, chance)
            try:
                check(str(folder / "after/ix"), min(before, after[0]),
                      max(before, after[0]))
            except ValueError as error:
                sys.exit(f"cut at step {moment} of {len(steps)}, keeping {keeping}: {error}")
    print(f"{len(moments)} cuts in {len(steps)} steps, {len(states.KEEPING)} states each")


main()
