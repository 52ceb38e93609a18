#!/usr/bin/env python3
"""What other programs find in a collection: MinHash over word 5-grams, 128 hashes.

    python3 -m venv venv && venv/bin/pip install -r bench/requirements-scan.txt
    venv/bin/python bench/scan_peers.py FILE.jsonl --out DIR [--peer NAME] [--cores 1 2]
                                        [--threshold .7 .8] [--timeout SECONDS]

Prints documents and MB a second, from reading the file to knowing what is a copy of what,
imports included, and the peak memory of the whole tree of processes. The clusters go to
DIR/<peer>-<threshold>-<cores>.tsv, for score_collection. A peer that is not there, fails
or takes too long is a line that says so.

Each peer is used as its own documentation says:

    text-dedup   its command, with its own tokens; clusters from what --debug writes
    datatrove    signatures, buckets, clusters, filter, by the local executor, with its
                 own tokens; as many buckets of as many hashes as datasketch takes for the
                 threshold (the defaults are 14 of 8: threshold .72)
    datasketch   MinHash and MinHashLSH; a document is looked up, what is found is
                 verified by the signatures, and it is kept when it is no copy
    rensa        RMinHash over all tokens, RMinHashLSH with 16 bands of 8, verified as
                 above. Not its `rho` functions: they look at 15 to 64 of a text's
                 tokens. They are `rensa-rho`, for comparison.

The two libraries are given the same tokens: lower-cased runs of letters and digits. What
the libraries do not do (reading, tokens, keeping clusters) is in this file, in Python, as
it is with their users.
"""
import argparse
import json
import os
import pathlib
import pickle
import re
import shutil
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import measure_process

HASHES = 128
WORDS = re.compile(r"\w+")


def grams_of(text):
    words = WORDS.findall(text.lower())
    if len(words) < 5:
        return [" ".join(words)]
    return list({" ".join(words[i:i + 5]) for i in range(len(words) - 4)})


def documents_of(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], record["text"]


def bands_of(threshold):
    """How many bands of how many hashes, as datasketch and text-dedup choose them."""
    from datasketch.lsh import _optimal_param
    return _optimal_param(threshold, HASHES, .5, .5)


class Clusters:
    """A document is in the cluster of the one it is a copy of."""

    def __init__(self):
        self.of = {}

    def add(self, document, original):
        self.of.setdefault(original, original)
        self.of[document] = self.of[original]

    def write(self, path):
        """The first of each cluster first."""
        with open(path, "w", encoding="utf-8") as out:
            firsts = sorted(set(self.of.values()))
            out.writelines(f"{first}\t{first}\n" for first in firsts)
            out.writelines(f"{first}\t{one}\n" for one, first in self.of.items()
                           if one != first)


def keep_the_first(signed, lookup, insert, threshold):
    """Looks each document up among those kept."""
    clusters, kept = Clusters(), {}
    for number, (name, signature) in enumerate(signed):
        best = max(((signature.jaccard(kept[key][1]), -key) for key in lookup(signature)),
                   default=(0, 0))
        if best[0] >= threshold:
            clusters.add(name, kept[-best[1]][0])
        else:
            insert(number, signature)
            kept[number] = (name, signature)
    return clusters


def run_datasketch(path, threshold, cores, scratch):
    from datasketch import MinHash, MinHashLSH
    index = MinHashLSH(threshold=threshold, num_perm=HASHES)

    def signed():
        for name, text in documents_of(path):
            signature = MinHash(num_perm=HASHES)
            signature.update_batch([gram.encode() for gram in grams_of(text)])
            yield name, signature
    return keep_the_first(signed(), index.query, index.insert, threshold)


def in_batches(items, n):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == n:
            yield batch
            batch = []
    if batch:
        yield batch


def run_rensa(path, threshold, cores, scratch):
    os.environ["RAYON_NUM_THREADS"] = str(cores)
    from rensa import RMinHash, RMinHashLSH
    index = RMinHashLSH(threshold=threshold, num_perm=HASHES, num_bands=16)

    def signed():
        for batch in in_batches(documents_of(path), 1000):
            signatures = RMinHash.from_token_sets([grams_of(text) for _, text in batch],
                                                  num_perm=HASHES, seed=42)
            yield from ((name, one) for (name, _), one in zip(batch, signatures))
    return keep_the_first(signed(), index.query, index.insert, threshold)


def run_rensa_rho(path, threshold, cores, scratch):
    """As in the benchmark of its makers: flags only, so a copy has no original."""
    os.environ["RAYON_NUM_THREADS"] = str(cores)
    from rensa import RMinHash, RMinHashLSH
    names, grams = [], []
    for name, text in documents_of(path):
        names.append(name)
        grams.append(grams_of(text))
    matrix = RMinHash.digest_matrix_from_token_sets_rho(grams, num_perm=HASHES, seed=42)
    index = RMinHashLSH(threshold=threshold, num_perm=HASHES, num_bands=8)
    flags = index.query_duplicate_flags_matrix_one_shot(matrix)
    print(f"{sum(map(bool, flags))} of {len(names)} documents flagged")
    return Clusters()


def run_text_dedup(path, threshold, cores, scratch):
    import subprocess
    out = scratch / "deduplicated"
    subprocess.run(
        [sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files",
         str(path), "--split", "train", "--cache_dir", str(scratch / "cache"), "--output",
         str(out), "--column", "text", "--idx_column", "id", "--debug", "--ngram", "5",
         "--num_perm", str(HASHES), "--threshold", str(threshold), "--num_proc",
         str(cores)],
        check=True, env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1",
                         "HF_HOME": str(scratch / "home")})
    with open(out / "uf.pkl", "rb") as file:
        parents = pickle.load(file)
    if not isinstance(parents, dict):
        parents = parents.parent
    clusters = Clusters()

    def root_of(one):
        while parents.get(one, one) != one:
            one = parents[one]
        return one
    for one in parents:
        if root_of(one) != one:
            clusters.add(one, root_of(one))
    return clusters


def run_datatrove(path, threshold, cores, scratch):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup.minhash import (
        MinhashConfig, MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter,
        MinhashDedupSignature)
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers.jsonl import JsonlWriter
    from datatrove.utils.hashing import HashConfig

    # It works in parallel on files: as many as there are cores.
    parts = scratch / "in"
    parts.mkdir()
    names = [[] for _ in range(cores)]
    files = [open(parts / f"{i}.jsonl", "wb") for i in range(cores)]
    with open(path, "rb") as lines:
        for number, line in enumerate(lines):
            files[number % cores].write(line)
            names[number % cores].append(json.loads(line)["id"])
    for file in files:
        file.close()

    n_buckets, n_hashes = bands_of(threshold)
    config = MinhashConfig(n_grams=5, num_buckets=n_buckets, hashes_per_bucket=n_hashes,
                           hash_config=HashConfig(precision=64))

    def read():
        return JsonlReader(str(parts), glob_pattern="*.jsonl")
    stages = [
        (cores, [read(), MinhashDedupSignature(str(scratch / "signatures"), config)]),
        (n_buckets, [MinhashDedupBuckets(str(scratch / "signatures"),
                                         str(scratch / "buckets"), config=config)]),
        (1, [MinhashDedupCluster(str(scratch / "buckets"), str(scratch / "clusters"),
                                 config=config, save_cluster_id=True)]),
        (cores, [read(), MinhashDedupFilter(str(scratch / "clusters")),
                 JsonlWriter(str(scratch / "kept"))]),
    ]
    for number, (tasks, pipeline) in enumerate(stages):
        LocalPipelineExecutor(pipeline, tasks=tasks, workers=min(cores, tasks),
                              logging_dir=str(scratch / f"logs{number}")).run()
    return clusters_of_datatrove(scratch / "clusters", names)


def clusters_of_datatrove(folder, names):
    removed, members = set(), {}
    for rank, of_rank in enumerate(names):
        ids = folder / f"{rank:06d}.clusters"
        if not ids.exists():
            continue
        for number, cluster in struct.iter_unpack("<2I", ids.read_bytes()):
            members.setdefault(cluster, []).append(of_rank[number])
        gone = folder / f"{rank:06d}.remove"
        if gone.exists():
            removed |= {of_rank[n] for n, in struct.iter_unpack("<I", gone.read_bytes())}
    clusters = Clusters()
    for group in members.values():
        first = next(one for one in group if one not in removed)
        for one in group:
            if one != first:
                clusters.add(one, first)
    return clusters


PEERS = {"text-dedup": run_text_dedup, "datatrove": run_datatrove,
         "datasketch": run_datasketch, "rensa": run_rensa, "rensa-rho": run_rensa_rho}

# What more than one core brings: nothing, where the work is a loop in Python.
MOST_CORES = {"datasketch": 1}


def scratch_of(out, peer, threshold, cores):
    return out / f"{peer}-{threshold}-{cores}.scratch"


def run_peer(path, out, peer, threshold, cores, timeout):
    """Runs a peer in a process of its own; what it cost, and where its clusters are."""
    scratch = scratch_of(out, peer, threshold, cores)
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    clusters = out / f"{peer}-{threshold}-{cores}.tsv"
    clusters.unlink(missing_ok=True)
    log = out / f"{peer}-{threshold}-{cores}.log"
    cost = measure_process.run(
        [sys.executable, __file__, str(path), "--out", str(out), "--inside", peer,
         "--threshold", str(threshold), "--cores", str(cores)],
        cores=cores, timeout=timeout, scratch=scratch, log=log)
    shutil.rmtree(scratch, ignore_errors=True)
    if cost["status"] not in ("ok", "timeout"):
        lines = log.read_text(errors="replace").strip().splitlines()
        cost["status"] = (lines or [cost["status"]])[-1][:100]
    return {"peer": peer, "threshold": threshold, "cores": cores,
            "clusters": str(clusters), **cost}


def print_line(result, n_documents, n_bytes):
    name = f"{result['peer']:<12}{result['threshold']:>5}{result['cores']:>6}"
    if result["status"] != "ok":
        print(f"{name}  {result['status']}", flush=True)
        return
    seconds = result["seconds"]
    print(f"{name}{n_documents / seconds:>11,.0f}{n_bytes / seconds / 1e6:>9.2f}"
          f"{seconds:>9.1f}{result['memory'] / 2**20:>9,.0f}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--peer", choices=PEERS, action="append")
    parser.add_argument("--threshold", type=float, nargs="+", default=[.7, .8])
    parser.add_argument("--cores", type=int, nargs="+", default=[1])
    parser.add_argument("--timeout", type=float, default=3600)
    parser.add_argument("--inside", choices=PEERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.inside:
        threshold, cores = options.threshold[0], options.cores[0]
        found = PEERS[options.inside](
            options.file.resolve(), threshold, cores,
            scratch_of(options.out, options.inside, threshold, cores).resolve())
        found.write(options.out / f"{options.inside}-{threshold}-{cores}.tsv")
        return
    n_bytes = options.file.stat().st_size
    with open(options.file, "rb") as file:
        n_documents = sum(1 for _ in file)
    print(f"{'peer':<12}{'at':>5}{'cores':>6}{'documents/s':>12}{'MB/s':>8}{'seconds':>9}"
          f"{'MiB':>9}")
    for peer in options.peer or PEERS:
        for cores in options.cores:
            if cores > MOST_CORES.get(peer, cores):
                continue
            for threshold in options.threshold:
                print_line(run_peer(options.file, options.out, peer, threshold, cores,
                                    options.timeout), n_documents, n_bytes)


if __name__ == "__main__":
    main()
