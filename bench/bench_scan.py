#!/usr/bin/env python3
"""How fast collections are scanned, how much is found, and what others make of them.

usage: bench_scan.py [--sizes N...] [--cores N...] [--no-peers]   made collections
       bench_scan.py --growth [--sizes N...]                      how time grows, a plot
       bench_scan.py --real                                       the data folder's news
       bench_scan.py --pan                                        PAN 2013, one collection

Needs the packages of requirements-scan.txt where peers or plots are wanted. Collections
are made once and kept in --work. All programs run one after the other, from reading the
file to having written what was found. Peers run on sizes up to --peers-up-to: they take
hours for more. Memory is the peak of the whole tree of processes; for unspin the peak
resident size, which counts mapped files as well.
"""
import argparse
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import measure_process
import scan_peers

HOME = pathlib.Path(__file__).resolve().parent.parent
DEFAULT_PRESET = "edited"
LONGEST = 2500  # words, of make_collection


def make_collection(options, size):
    """A collection and its truth, made unless they are there."""
    unusual = ([f"short{options.longest}"] if options.longest != LONGEST else []) + (
        [f"planted{options.planted}"] if options.planted != 1 else [])
    path = options.work / ("-".join(["news", str(size), str(options.seed), *unusual]) +
                           ".jsonl")
    truth = path.with_suffix(".tsv")
    if not (path.exists() and truth.exists()):
        part = path.with_suffix(".part")
        subprocess.run([options.tools / "make_collection", "--data", options.data,
                        "--documents", str(size), "--seed", str(options.seed),
                        "--longest", str(options.longest), "--planted",
                        str(options.planted), "--out", part, "--truth", truth],
                       check=True)
        part.rename(path)
    return path, truth


def write_articles(options):
    path = options.work / "articles.jsonl"
    if not path.exists():
        part = path.with_suffix(".part")
        subprocess.run([options.tools / "make_collection", "--data", options.data,
                        "--articles", "--out", part], check=True)
        part.rename(path)
    return path


def write_pan(options):
    path = options.work / "pan13-train.jsonl"
    with open(path, "w", encoding="utf-8") as out:
        for folder in ("src", "susp"):
            for text in sorted((options.data / "pan13-train" / folder).glob("*.txt")):
                record = {"id": text.name,
                          "text": text.read_text(encoding="utf-8", errors="replace")}
                out.write(json.dumps(record) + "\n")
    return path


def count_lines(path):
    lines = 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            lines += block.count(b"\n")
    return lines


def scan(options, path, cores, preset):
    """Runs `unspin scan`; its cost, and the folder of what it found."""
    out = options.work / f"scan-{path.stem}-{preset}-{cores}"
    shutil.rmtree(out, ignore_errors=True)
    cost = measure_process.run(
        [options.unspin, "scan", path, "--out", out, "--threads", cores, "--memory",
         options.memory, "--preset", preset, "--progress", "never"],
        cores=cores, timeout=options.timeout, scratch=out / ".scratch",
        log=options.work / "scan.log")
    cost["memory"] = max(cost["memory"], cost["resident"])
    return {"peer": "unspin", "preset": preset, "threshold": "", "cores": cores,
            "scan": str(out), **cost}


def scan_each(options, path):
    return [scan(options, path, cores, preset)
            for preset in options.preset for cores in options.cores]


def dedup(options, path, cores):
    """Runs `unspin dedup`, which goes as far as the peers do: near copies."""
    out = options.work / f"dedup-{path.stem}-{cores}.jsonl"
    removed = pathlib.Path(f"{out}.removed.jsonl")
    for old in (out, removed, pathlib.Path(f"{out}.kept.jsonl")):
        old.unlink(missing_ok=True)
    cost = measure_process.run(
        [options.unspin, "dedup", path, "--out", out, "--merge-fact-changes", "--threads",
         cores, "--memory", options.memory, "--progress", "never"],
        cores=cores, timeout=options.timeout, log=options.work / "dedup.log")
    cost["memory"] = max(cost["memory"], cost["resident"])
    clusters = scan_peers.Clusters()
    if cost["status"] == "ok":
        with open(removed, encoding="utf-8") as lines:
            for line in map(json.loads, lines):
                clusters.add(line["id"], line["duplicate_of"]["id"])
    listed = options.work / f"dedup-{path.stem}-{cores}.tsv"
    clusters.write(listed)
    return {"peer": "unspin dedup", "threshold": "", "cores": cores,
            "clusters": str(listed), **cost}


def dedup_each(options, path):
    return [dedup(options, path, cores) for cores in options.cores]


def score(options, truth, result):
    """Adds what score_collection says of it."""
    if result["status"] != "ok" or result["peer"] == "rensa-rho":
        return
    found = (["--scan", result["scan"]] if "scan" in result
             else ["--clusters", result["clusters"]])
    done = subprocess.run([options.tools / "score_collection", "--truth", truth, "--json",
                           *found], capture_output=True, text=True)
    if done.returncode:
        result["status"] = done.stderr.strip()[-100:]
    else:
        result["score"] = json.loads(done.stdout)


def name_of(result):
    name = result["peer"]
    if result.get("preset", DEFAULT_PRESET) != DEFAULT_PRESET:
        name += f" {result['preset']}"
    if result["threshold"] != "":
        name += f" {result['threshold']:g}".replace("0.", ".")
    return name


def print_costs(results, n_documents, n_bytes):
    print(f"{'program':<16}{'cores':>6}{'documents/s':>13}{'MB/s':>9}{'seconds':>10}"
          f"{'cpu s':>9}{'MiB':>8}{'scratch MB':>12}{'of unspin':>11}")
    times = {r["cores"]: r["seconds"] for r in results
             if name_of(r) == "unspin" and r["status"] == "ok"}
    for r in results:
        line = f"{name_of(r):<16}{r['cores']:>6}"
        if r["status"] != "ok":
            print(f"{line}  {r['status']}")
            continue
        seconds = r["seconds"]
        times_slower = (f"{seconds / times[r['cores']]:.1f} x"
                        if r["cores"] in times else "")
        print(f"{line}{n_documents / seconds:>13,.0f}{n_bytes / seconds / 1e6:>9.2f}"
              f"{seconds:>10.1f}{r['cpu']:>9.1f}{r['memory'] / 2**20:>8,.0f}"
              f"{r['scratch'] / 1e6:>12,.0f}{times_slower:>11}")


# Rows beneath the recall: what is printed, and where it is in a score.
OTHER_ROWS = [
    ("families", lambda s: f"{s['families']}"),
    ("members", lambda s: f"{s['members']}"),
    ("precision", lambda s: f"{s['precision']:.5f}"),
    ("largest false", lambda s: f"{s['largest_false']['members']}"),
    ("template pages", lambda s: f"{s['template']['pages_in_families']}"),
    ("fold families", lambda s: f"{s['fold']['families']}"),
    ("fold alone", lambda s: f"{s['fold']['alone']}"),
    ("drift unrelated", lambda s: f"{s['drift']['unrelated']}"),
    ("drift apart", lambda s: f"{s['drift']['most_apart']}"),
    ("unverified", lambda s: f"{s.get('unverified_members', '-')}"),
]


def print_scores(results):
    """Recall by kind, side by side: in a family with the source; and, for unspin, whether
    there is a match of the two."""
    scored = [r for r in results if "score" in r]
    seen, columns = set(), []
    for r in scored:  # one column each: what is found depends on no number of cores
        if name_of(r) not in seen:
            seen.add(name_of(r))
            columns.append((name_of(r), r["score"], "family"))
            if "scan" in r:
                columns.append(("match", r["score"], "match"))
    if not columns:
        return
    print()
    print(f"{'recall':<16}{'planted':>8}" + "".join(f"{c[0]:>16}" for c in columns))
    for kind in sorted(columns[0][1]["kinds"],
                       key=lambda k: (k.split()[0], int((k.split() + ["0"])[1]))):
        planted = columns[0][1]["kinds"][kind]["planted"]
        print(f"{kind:<16}{planted:>8}" + "".join(
            f"{found['kinds'][kind][what]:>16.4f}" for _, found, what in columns))
    for row, value in OTHER_ROWS:
        print(f"{row:<24}" + "".join(
            f"{value(found) if what == 'family' else '':>16}" for _, found, what in columns))
    for r in scored:
        if "scan" in r and r["score"]["matches"]["false_of_documents"]:
            print(f"{r['score']['matches']['false_of_documents']} matches of strangers as "
                  f"documents, of {r['score']['matches']['count']}")
            break


def run_peers(options, path):
    results = []
    for peer in options.peer or scan_peers.PEERS:
        for cores in options.cores:
            if cores > scan_peers.MOST_CORES.get(peer, cores):
                continue
            for threshold in (.7, .8):
                results.append(scan_peers.run_peer(path, options.work / "peers", peer,
                                                   threshold, cores, options.timeout))
    return results


def bench_sizes(options):
    for size in options.sizes or [100_000]:
        path, truth = make_collection(options, size)
        n_bytes = path.stat().st_size
        results = scan_each(options, path) + dedup_each(options, path)
        with_peers = options.peers and size <= options.peers_up_to
        if with_peers:
            results += run_peers(options, path)
        for result in results:
            score(options, truth, result)
        print(f"\n{size:,} documents, {n_bytes / 1e6:,.1f} MB; load "
              f"{os.getloadavg()[0]:.1f}")
        print_costs(results, size, n_bytes)
        print_scores(results)
        if not with_peers and options.peers:
            print(f"peers: only up to {options.peers_up_to:,} documents")


def exponent_of(points):
    """The slope of a straight line through the logarithms, by least squares."""
    xs = [math.log(x) for x, _ in points]
    ys = [math.log(y) for _, y in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return (sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)) /
            sum((x - mean_x) ** 2 for x in xs))


def draw_growth(points, exponent, path):
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot
    figure, axes = pyplot.subplots(figsize=(6, 4))
    xs, ys = zip(*points)
    axes.loglog(xs, ys, "o-", label=f"unspin scan: exponent {exponent:.2f}")
    axes.loglog(xs, [ys[0] * x / xs[0] for x in xs], ":", label="linear")
    axes.set_xlabel("documents")
    axes.set_ylabel("seconds, one core")
    axes.grid(True, which="major", alpha=.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(path)


def bench_growth(options):
    points, scored = [], []
    print(f"{'documents':>12}{'MB':>9}{'seconds':>10}{'cpu s':>9}{'MB/s':>8}{'MiB':>8}"
          f"{'scratch MB':>12}{'candidates':>12}{'matches':>10}")
    for size in options.sizes or [10_000, 100_000, 1_000_000]:
        path, truth = make_collection(options, size)
        result = scan(options, path, 1, options.preset[0])
        score(options, truth, result)
        if result["status"] != "ok":
            print(f"{size:>12,}  {result['status']}")
            continue
        summary = json.loads(pathlib.Path(result["scan"], "summary.json").read_text())
        n_bytes = path.stat().st_size
        points.append((size, result["seconds"], result["cpu"]))
        print(f"{size:>12,}{n_bytes / 1e6:>9,.1f}{result['seconds']:>10.1f}"
              f"{result['cpu']:>9.1f}{n_bytes / result['seconds'] / 1e6:>8.2f}"
              f"{result['memory'] / 2**20:>8,.0f}{result['scratch'] / 1e6:>12,.0f}"
              f"{summary['candidates']:>12,}{summary['matches']:>10,}", flush=True)
        scored.append((size, result))
    for size, result in scored:
        print(f"\n{size:,} documents")
        print_scores([result])
    if len(points) < 2:
        return
    for name, which in (("seconds", 1), ("cpu seconds", 2)):
        curve = [(point[0], point[which]) for point in points]
        print(f"{name} grow with documents to the power of {exponent_of(curve):.3f}")
        for (x, y), (x2, y2) in zip(curve, curve[1:]):
            print(f"  from {x:,} to {x2:,}: {math.log(y2 / y) / math.log(x2 / x):.3f}")
    curve = [(size, seconds) for size, seconds, _ in points]
    exponent = exponent_of(curve)
    try:
        draw_growth(curve, exponent, options.plot)
        print(f"plotted in {options.plot}")
    except ImportError:
        print("no plot: matplotlib is not there")


def bench_real(options):
    path = write_articles(options)
    n_documents, n_bytes = count_lines(path), path.stat().st_size
    results = scan_each(options, path) + dedup_each(options, path)
    if options.peers:
        results += run_peers(options, path)
    print(f"allsides-news and reuters-21578: {n_documents:,} articles, "
          f"{n_bytes / 1e6:,.1f} MB")
    print_costs(results, n_documents, n_bytes)
    for result in results:
        if result["status"] == "ok":
            print(f"{name_of(result):<16}{result['cores']:>3} cores: {counts_of(result)}")


def counts_of(result):
    if "scan" in result:
        summary = json.loads(pathlib.Path(result["scan"], "summary.json").read_text())
        names = ("independent", "copies", "families", "matches", "candidates", "compared")
        counts = [f"{summary[name]:,} {name}" for name in names]
        counts += [f"{n:,} {name}" for name, n in summary["relations"].items()]
        return ", ".join(counts)
    members = collections = 0
    with open(result["clusters"], encoding="utf-8") as lines:
        for line in lines:
            first, one = line.rstrip("\n").split("\t")
            members += first != one
            collections += first == one
    return f"{members:,} copies, {collections:,} families"


PAN_CLASSES = {"none": "02-no-obfuscation", "random": "03-random-obfuscation",
               "translation": "04-translation-obfuscation",
               "summary": "05-summary-obfuscation"}
HEAD = re.compile(rb'"a":\{"id":"([^"]*)".*?\},"b":\{"id":"([^"]*)"')


def pan_pairs(folder):
    """The pairs that have a case, and the others that are listed."""
    with_case, without = [], []
    for line in (folder / "pairs").read_text().splitlines():
        suspicious, source = line.split()
        xml = folder / f"{suspicious[:-4]}-{source[:-4]}.xml"
        cases = xml.exists() and 'name="plagiarism"' in xml.read_text(errors="replace")
        (with_case if cases else without).append((suspicious, source))
    return with_case, without


def read_pairs(folder):
    """All pairs with a match, where one of identical documents stands for them all."""
    same = {}
    for line in open(folder / "families.jsonl", encoding="utf-8"):
        family = json.loads(line)
        for member in family["members"]:
            if member["relation"] == "identical":
                same[member["id"]] = member["parent"]

    def stand_in(one):
        while one in same:
            one = same[one]
        return one
    pairs = set()
    with open(folder / "matches.jsonl", "rb") as lines:
        for line in lines:
            ids = HEAD.search(line)
            pairs.add(frozenset(stand_in(one.decode()) for one in ids.groups()))
    return pairs, stand_in


def bench_pan(options):
    path = write_pan(options)
    n_documents, n_bytes = count_lines(path), path.stat().st_size
    results = scan_each(options, path)
    print(f"PAN 2013, training part: {n_documents:,} documents, {n_bytes / 1e6:,.1f} MB")
    print_costs(results, n_documents, n_bytes)
    for result in results[::len(options.cores)]:
        if result["status"] == "ok":
            print_pan_recall(options, result)


def print_pan_recall(options, result):
    print(f"{name_of(result)}: {counts_of(result)}")
    pairs, stand_in = read_pairs(pathlib.Path(result["scan"]))

    def share_in(some):
        found = sum(frozenset(map(stand_in, pair)) in pairs for pair in some)
        return found / len(some) if some else 1
    print(f"{'class':<14}{'pairs':>7}{'recall':>9}{'without a case':>17}{'matched':>9}")
    root = options.data / "pan13-train"
    for name, folder in {**PAN_CLASSES, "no plagiarism": "01-no-plagiarism"}.items():
        with_case, without = pan_pairs(root / folder)
        print(f"{name:<14}{len(with_case):>7}{share_in(with_case):>9.4f}"
              f"{len(without):>17}{share_in(without):>9.4f}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--growth", action="store_true")
    mode.add_argument("--real", action="store_true")
    mode.add_argument("--pan", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="+")
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--preset", nargs="+", default=[DEFAULT_PRESET],
                        choices=["verbatim", "edited", "spun"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=int, default=LONGEST, metavar="WORDS",
                        help="of made-up texts; short ones for more than the disk holds")
    parser.add_argument("--planted", type=float, default=1, metavar="X",
                        help="times as many copies as usual")
    parser.add_argument("--memory", default="2GiB", help="for unspin")
    parser.add_argument("--timeout", type=float, default=4 * 3600, help="seconds, each")
    parser.add_argument("--no-peers", dest="peers", action="store_false")
    parser.add_argument("--peer", choices=scan_peers.PEERS, action="append")
    parser.add_argument("--peers-up-to", type=int, default=100_000, metavar="N")
    parser.add_argument("--work", type=pathlib.Path, default=HOME / "build-bench/scan")
    parser.add_argument("--unspin", type=pathlib.Path, default=HOME / "build/unspin")
    parser.add_argument("--tools", type=pathlib.Path, default=HOME / "build-bench/bench")
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(
        os.environ.get("UNSPIN_DATA", HOME / "../shared/data")))
    parser.add_argument("--plot", type=pathlib.Path, help="default: WORK/growth.svg")
    options = parser.parse_args()
    options.work = options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    (options.work / "peers").mkdir(exist_ok=True)
    options.plot = options.plot or options.work / "growth.svg"
    bench = (bench_growth if options.growth else bench_real if options.real
             else bench_pan if options.pan else bench_sizes)
    bench(options)


if __name__ == "__main__":
    main()
