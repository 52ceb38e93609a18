#!/usr/bin/env python3
"""Whether `unspin search` finds every match that `unspin scan` does, judged the same.

usage: search_finds_what_scan_does.py MATCHES.jsonl FOUND.jsonl

MATCHES is what a scan wrote, FOUND what `unspin search --json --others` said of the same
documents. Prints how many of each relation were missed; exit status 1 when any was.
"""
import collections
import json
import sys


def main():
    found = {}
    for line in open(sys.argv[2], encoding="utf-8"):
        match = json.loads(line)
        found[match["a"]["id"], match["b"]["id"]] = match["relation"]
    asked, missed, otherwise = (collections.Counter() for _ in range(3))
    for line in open(sys.argv[1], encoding="utf-8"):
        match = json.loads(line)
        a, b, relation = match["a"]["id"], match["b"]["id"], match["relation"]
        for pair in ((a, b), (b, a)):
            asked[relation] += 1
            if found.get(pair, "unrelated") == "unrelated":
                missed[relation] += 1
            elif found[pair] != relation:
                otherwise[relation] += 1
    for relation in sorted(asked):
        print(f"{relation}: {asked[relation]} directions, {missed[relation]} missed, "
              f"{otherwise[relation]} judged otherwise")
    if not asked:
        print("the scan found nothing")
    return 1 if not asked or missed or otherwise else 0


if __name__ == "__main__":
    sys.exit(main())
