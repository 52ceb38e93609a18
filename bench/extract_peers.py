#!/usr/bin/env python3
"""What other extractors make of the pages that bench_extract reads.

Prints, for each of them, the table that bench_extract prints: bag-of-words F1, precision
and recall of the main content, means over pages by kind of page, the snippets that must
and must not be in the text, and pages a second on one core. The peers come from PyPI:

    python3 -m venv venv && venv/bin/pip install -r bench/requirements.txt
    venv/bin/python bench/extract_peers.py ../shared/data/wcxb-dev

With --dump DIR each page's text is written to DIR/<peer>/<page>.txt, and the measures to
DIR/<peer>.tsv, the form that bench_extract --dump writes.
"""
import argparse
import collections
import gzip
import json
import logging
import pathlib
import re
import sys
import time

logging.disable(logging.CRITICAL)
sys.setrecursionlimit(10_000)
KINDS = ["article", "forum", "listing", "product", "documentation", "service"]


def trafilatura_text(html):
    import trafilatura
    return trafilatura.extract(html) or ""


def readability_text(html):
    import readability
    import lxml.html
    summary = readability.Document(html).summary(html_partial=True)
    return lxml.html.fromstring(summary).text_content()


def resiliparse_text(html):
    from resiliparse.extract.html2text import extract_plain_text
    return extract_plain_text(html, main_content=True)


PEERS = {"trafilatura": trafilatura_text, "readability": readability_text,
         "resiliparse": resiliparse_text}


def words(text):
    return re.findall(r"\w+", text.lower())


def measure(text, truth):
    found, wanted = words(text), words(truth)
    if not found or not wanted:
        same = float(not found and not wanted)
        return same, same, same
    common = sum((collections.Counter(found) & collections.Counter(wanted)).values())
    precision, recall = common / len(found), common / len(wanted)
    return (2 * common / (len(found) + len(wanted)), precision, recall)


def share_in(text, snippets):
    if not snippets:
        return 1.0
    text = text.lower()
    return sum(s.lower() in text for s in snippets) / len(snippets)


def read_pages(folder):
    for path in sorted((folder / "ground-truth").glob("*.json")):
        truth = json.loads(path.read_text())
        page = folder / "html" / (path.stem + ".html.gz")
        yield (path.stem, truth["_internal"]["page_type"]["primary"],
               gzip.open(page).read().decode("utf-8", "replace"), truth["ground_truth"])


def run(name, extract, pages, dump):
    rows, spent, size = [], 0.0, 0
    for page, kind, html, truth in pages:
        start = time.process_time()
        try:
            text = extract(html)
        except Exception:  # a peer that fails on a page has found nothing there
            text = ""
        spent += time.process_time() - start
        size += len(html.encode())
        rows.append((page, kind, *measure(text, truth.get("main_content") or ""),
                     share_in(text, truth.get("with")),
                     share_in(text, truth.get("without"))))
        if dump:
            (dump / name).mkdir(parents=True, exist_ok=True)
            (dump / name / (page + ".txt")).write_text(text)
    if dump:
        lines = ["\t".join([r[0], r[1], *(f"{x:.4f}" for x in r[2:])]) for r in rows]
        (dump / (name + ".tsv")).write_text("\n".join(lines) + "\n")
    return rows, spent, size


def print_table(name, rows, spent, size):
    print(f"{name}: {len(rows) / spent:.1f} pages/s, {size / spent / 1e6:.1f} MB/s")
    print(f"  {'kind':<14}{'pages':>6}{'F1':>8}{'P':>8}{'R':>8}{'with':>8}{'without':>9}")
    for kind in [*KINDS, "all", "even", "odd"]:
        some = [r for r in rows if kind in (r[1], "all") or
                int(r[0]) % 2 == {"even": 0, "odd": 1}.get(kind, 2)]
        if some:
            means = [sum(r[i] for r in some) / len(some) for i in range(2, 7)]
            print(f"  {kind:<14}{len(some):>6}" + "".join(f"{m:>8.3f}" for m in means[:4]) +
                  f"{means[4]:>9.3f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--dump", type=pathlib.Path)
    parser.add_argument("--peer", choices=PEERS, action="append")
    options = parser.parse_args()
    pages = list(read_pages(options.folder))
    for name in options.peer or PEERS:
        print_table(name, *run(name, PEERS[name], pages, options.dump))


if __name__ == "__main__":
    main()
