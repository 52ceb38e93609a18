#!/usr/bin/env python3
"""Finding the sources of copies in a collection: unspin, MinHash LSH, a full-text engine.

    python3 bench/search_peers.py FILE.jsonl TRUTH.tsv --out DIR [--unspin BENCH_INDEX]
        [--datasketch PYTHON] [--queries N] [--peer NAME]

The collection and its truth are make_collection's. Of each kind of copy the first N with
a known source are searched for, each left out of its own results. For every program: share
of sources found at all, share found with none but relatives before them, milliseconds a query on one core (the median;
reading the query's text into terms or signatures included), documents added a second, and
bytes a document. What is found "at all" of a ranking that has no end is found among the
first ten.

Each peer is used as its own documentation says, with what is best for copies where it
leaves a choice:

    unspin       bench_index, its matches (not its leads); bytes on disk, texts included
    datasketch   MinHashLSH over word 5-grams, 128 hashes, at the threshold given, ranked
                 by the signatures; bytes of the pickled index and signatures, no texts
    xapian       as the more-like-this of search servers: the 25 terms of the text with
                 most tf * idf, stemmed, any of them, by BM25; bytes on disk, no texts

datasketch runs in a Python that has it (bench/requirements-scan.txt), Xapian in Debian's.
A peer that is not there is a line that says so.
"""
import argparse
import collections
import json
import math
import pathlib
import pickle
import re
import shutil
import statistics
import subprocess
import sys
import time

WORDS = re.compile(r"\w+")
FIRST = 10


def documents_of(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], record["text"]


def sources_of(path):
    """Of each copy its kind and its source."""
    sources = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            name, kind, source = line.rstrip("\n").split("\t")[:3]
            if source not in ("-", "source", name):
                sources[name] = (kind, source)
    return sources


def root_of(name, sources):
    """The text that a document descends from."""
    while name in sources:
        name = sources[name][1]
    return name


def queries_of(collection, sources, most):
    """As bench_index chooses them."""
    taken = collections.Counter()
    for name, text in documents_of(collection):
        if name not in sources:
            continue
        kind, source = sources[name]
        taken[kind] += 1
        if taken[kind] <= most:
            yield name, text, kind, source


def bytes_of(folder):
    return sum(file.stat().st_size for file in pathlib.Path(folder).rglob("*")
               if file.is_file())


class Datasketch:
    def __init__(self, threshold):
        from datasketch import MinHashLSH
        self.index = MinHashLSH(threshold=threshold, num_perm=128)
        self.signatures = {}

    @staticmethod
    def signature(text):
        from datasketch import MinHash
        words = WORDS.findall(text.lower())
        grams = {" ".join(words[i:i + 5]) for i in range(max(1, len(words) - 4))}
        signature = MinHash(num_perm=128)
        signature.update_batch([gram.encode() for gram in grams])
        return signature

    def add(self, name, text):
        self.signatures[name] = self.signature(text)
        self.index.insert(name, self.signatures[name])

    def finish(self):
        return len(pickle.dumps((self.index, self.signatures), protocol=5))

    def search(self, name, text):
        signature = self.signature(text)
        found = [other for other in self.index.query(signature) if other != name]
        return sorted(found, key=lambda other: -signature.jaccard(self.signatures[other]))


class Xapian:
    def __init__(self, folder):
        import xapian
        self.xapian = xapian
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        self.database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OPEN)
        self.stemmer = xapian.Stem("english")
        self.terms = xapian.TermGenerator()
        self.terms.set_stemmer(self.stemmer)
        self.terms.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)

    def document(self, text):
        document = self.xapian.Document()
        self.terms.set_document(document)
        self.terms.index_text_without_positions(text)
        return document

    def add(self, name, text):
        document = self.document(text)
        document.set_data(name)
        self.database.add_document(document)

    def finish(self):
        self.database.commit()
        self.database.close()
        self.database = self.xapian.Database(str(self.folder))
        return bytes_of(self.folder)

    def search(self, name, text):
        n = self.database.get_doccount()
        weights = []
        for term in self.document(text).termlist():
            documents = self.database.get_termfreq(term.term)
            if documents > 1:  # itself and another
                weights.append((term.wdf * math.log(n / documents), term.term))
        best = [term for _, term in sorted(weights, reverse=True)[:25]]
        enquire = self.xapian.Enquire(self.database)
        enquire.set_query(self.xapian.Query(self.xapian.Query.OP_OR, best))
        found = [match.document.get_data().decode() for match in
                 enquire.get_mset(0, FIRST + 1)]
        return [other for other in found if other != name][:FIRST]


def measure(peer, options):
    """Runs one peer, here; prints its rows."""
    kind_of_peer, _, threshold = peer.partition("-")
    if kind_of_peer == "datasketch":
        program = Datasketch(float(threshold))
    else:
        program = Xapian(options.out / "xapian")
    start, documents = time.monotonic(), 0
    for name, text in documents_of(options.collection):
        program.add(name, text)
        documents += 1
    size = program.finish()
    rate = documents / (time.monotonic() - start)
    times, counts = [], collections.defaultdict(collections.Counter)
    sources = sources_of(options.truth)
    for name, text, kind, source in queries_of(options.collection, sources,
                                               options.queries):
        start = time.monotonic()
        found = program.search(name, text)
        times.append(1000 * (time.monotonic() - start))
        counts[kind]["all"] += 1
        counts[kind]["found"] += source in found
        root = root_of(name, sources)
        before = found[:found.index(source)] if source in found else []
        counts[kind]["first"] += source in found and all(
            root_of(other, sources) == root for other in before)
    shares = {kind: (count["found"] / count["all"], count["first"] / count["all"])
              for kind, count in counts.items()}
    return {"peer": peer, "ms": statistics.median(times), "rate": rate,
            "bytes": size / documents, "shares": shares}


def measure_unspin(options):
    index = options.out / "unspin"
    shutil.rmtree(index, ignore_errors=True)
    said = subprocess.run([options.unspin, "--index", index, "--input", options.collection,
                           "--truth", options.truth, "--queries", str(options.queries)],
                          check=True, capture_output=True, text=True).stdout
    shares = {}
    for line in said.split("\nkind", 1)[1].splitlines()[1:]:
        fields = line.split()
        if len(fields) == 4:
            shares[fields[0]] = (float(fields[2]), float(fields[3]))
    return {"peer": "unspin", "shares": shares,
            "ms": float(re.search(r"planted.*p50 ([\d.]+) ms", said)[1]),
            "rate": float(re.search(r"added \d+ documents: (\d+) a second", said)[1]),
            "bytes": float(re.search(r"on disk: (\d+) bytes each", said)[1])}


def measure_elsewhere(peer, options):
    """In a process of its own, with the Python that has it; None when it has not."""
    python = options.datasketch if peer.startswith("datasketch") else "/usr/bin/python3"
    done = subprocess.run([python, __file__, options.collection, options.truth,
                           "--out", options.out, "--queries", str(options.queries),
                           "--peer", peer], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return json.loads(done.stdout)
    print(f"{peer}: not measured: {done.stderr.strip().splitlines()[-1:]}")
    return None


def print_table(results):
    kinds = sorted({kind for result in results for kind in result["shares"]})
    print(f"{'found / first':<16}" + "".join(f"{kind:>14}" for kind in kinds)
          + f"{'ms':>9}{'added/s':>9}{'bytes':>8}")
    for result in results:
        cells = ["{:.3f}/{:.3f}".format(*result["shares"].get(kind, (0, 0)))
                 for kind in kinds]
        print(f"{result['peer']:<16}" + "".join(f"{cell:>14}" for cell in cells)
              + f"{result['ms']:>9.2f}{result['rate']:>9.0f}{result['bytes']:>8.0f}",
              flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("collection")
    parser.add_argument("truth")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--unspin", help="bench_index; left out without")
    parser.add_argument("--datasketch", default=sys.executable)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--peer", help="measure this one, here; print JSON")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.peer:
        print(json.dumps(measure(options.peer, options)))
        return
    results = [measure_unspin(options)] if options.unspin else []
    for peer in ("datasketch-.7", "datasketch-.3", "xapian"):
        result = measure_elsewhere(peer, options)
        if result:
            results.append(result)
    print_table(results)


if __name__ == "__main__":
    main()
