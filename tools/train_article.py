#!/usr/bin/env python3
"""Fits the model that tells the article's blocks from the page's furniture.

    ninja -C build dump_blocks && build/bench/dump_blocks ../shared/data/wcxb-dev /tmp/blocks
    python3 -m venv venv && venv/bin/pip install lightgbm==4.7.0 rapidfuzz==3.14.6 numpy
    venv/bin/python tools/train_article.py ../shared/data/wcxb-dev /tmp/blocks

A block's label is the share of its words that the longest common subsequence of page and
main content takes in. A block weighs by its words, a page as much as any other. Prints
what pages get that were not fitted on: in five folds, and the odd pages by a model fitted
on the even ones. Writes two models: src/extract/article_model.cc, fitted on all pages, is
the library's; bench/article_model_even.cc, fitted on the even ones, is for bench_extract
to measure on the odd ones.
"""
import argparse
import collections
import json
import pathlib
import re

import lightgbm
import numpy
from rapidfuzz.distance import LCSseq

KINDS = ["article", "forum", "listing", "product", "documentation", "service"]
TREES = 150
SETTINGS = dict(objective="cross_entropy", learning_rate=0.06, num_leaves=24,
                min_data_in_leaf=20, min_sum_hessian_in_leaf=0.15, feature_fraction=0.3,
                bagging_fraction=0.7, bagging_freq=1, lambda_l2=2, max_bin=63, seed=1,
                num_threads=1, deterministic=True, verbose=-1)


def words(text):
    return re.findall(r"\w+", text.lower())


class Page:
    def __init__(self, truth_path, blocks):
        truth = json.loads(truth_path.read_text())
        self.id = truth_path.stem
        self.kind = truth["_internal"]["page_type"]["primary"]
        self.wanted = words(truth["ground_truth"].get("main_content") or "")
        lines = (blocks / (self.id + ".txt")).read_text().split("\n")[:-1]
        self.blocks = [words(line) for line in lines]
        rows = numpy.fromfile(blocks / (self.id + ".f32"), dtype=numpy.float32)
        self.rows = rows.reshape(len(lines), -1) if lines else None
        self.labels = self.find_labels()
        counts = numpy.array([len(b) for b in self.blocks], float) ** 0.6
        self.weights = counts / (counts.sum() + 1e-9) * 20

    def find_labels(self):
        numbers = {}
        number = lambda word: numbers.setdefault(word, len(numbers))
        found = [number(w) for block in self.blocks for w in block]
        hits = numpy.zeros(len(found) + 1)
        for step in LCSseq.opcodes(found, [number(w) for w in self.wanted]):
            if step.tag == "equal":
                hits[step.src_start:step.src_end] = 1
        sums = numpy.concatenate([[0], numpy.cumsum(hits)])
        ends = numpy.cumsum([len(b) for b in self.blocks], dtype=int)
        return numpy.array([(sums[end] - sums[end - len(b)]) / max(len(b), 1)
                            for b, end in zip(self.blocks, ends)])

    def choose(self, scores):
        """The blocks of the highest expected F1, as article.cc chooses them."""
        counts = numpy.array([len(b) for b in self.blocks], float)
        order = numpy.argsort(-scores, kind="stable")
        right = numpy.cumsum((counts * scores)[order])
        f1 = 2 * right / (numpy.cumsum(counts[order]) + right[-1] + 1e-9)
        keep = numpy.zeros(len(scores), bool)
        keep[order[:f1.argmax() + 1]] = True
        return keep

    def measure(self, keep):
        found = [w for block, k in zip(self.blocks, keep) if k for w in block]
        if not found or not self.wanted:
            same = float(not found and not self.wanted)
            return same, same, same
        common = sum((collections.Counter(found) &
                      collections.Counter(self.wanted)).values())
        return (2 * common / (len(found) + len(self.wanted)), common / len(found),
                common / len(self.wanted))


def fit(pages):
    pages = [p for p in pages if p.rows is not None]
    data = lightgbm.Dataset(numpy.concatenate([p.rows for p in pages]),
                            numpy.concatenate([p.labels for p in pages]),
                            weight=numpy.concatenate([p.weights for p in pages]))
    return lightgbm.train(SETTINGS, data, TREES)


def measure(model, pages):
    return [(p, p.measure([] if p.rows is None else p.choose(model.predict(p.rows))))
            for p in pages]


def print_table(title, results):
    print(f"{title}\n  {'kind':<14}{'pages':>6}{'F1':>8}{'P':>8}{'R':>8}")
    for kind in [*KINDS, "all"]:
        some = [m for page, m in results if kind in (page.kind, "all")]
        if some:
            print(f"  {kind:<14}{len(some):>6}" +
                  "".join(f"{sum(column) / len(some):>8.3f}" for column in zip(*some)))


def cross_validate(pages, folds=5):
    order = numpy.random.RandomState(0).permutation(len(pages))
    results = []
    for fold in range(folds):
        out = set(order[fold::folds].tolist())
        model = fit([p for i, p in enumerate(pages) if i not in out])
        results += measure(model, [p for i, p in enumerate(pages) if i in out])
    return results


def flatten(model):
    """The trees as rows of TreeNode, roots and leaves."""
    nodes, roots, leaves = [], [], []

    def add(tree):
        if "leaf_value" in tree:
            leaves.append(tree["leaf_value"])
            return -len(leaves)
        at = len(nodes)
        nodes.append(None)
        below = add(tree["left_child"]), add(tree["right_child"])
        nodes[at] = (tree["split_feature"], tree["threshold"], *below)
        return at

    for tree in model.dump_model()["tree_info"]:
        roots.append(add(tree["tree_structure"]))
    return nodes, roots, leaves


def number(value):
    text = f"{value:.6g}"
    return text + ("F" if "." in text or "e" in text else ".0F")


def wrap(items, width=96):
    lines, line = [], "   "
    for item in items:
        if len(line) + len(item) + 2 > width:
            lines.append(line)
            line = "   "
        line += " " + item + ","
    return "\n".join([*lines, line])


def write_model(model, path, header, name):
    nodes, roots, leaves = flatten(model)
    path.write_text(f"""// Written by tools/train_article.py; do not edit.
// clang-format off
#include "{header}"

namespace unspin {{
namespace {{

constexpr TreeNode kNodes[] = {{
{wrap([f"{{{f},{number(t)},{a},{b}}}" for f, t, a, b in nodes])}
}};

constexpr int16_t kRoots[] = {{
{wrap([str(r) for r in roots])}
}};

constexpr float kLeaves[] = {{
{wrap([number(x) for x in leaves])}
}};

}}  // namespace

const TreeModel {name} = {{kNodes, kRoots, kLeaves}};

}}  // namespace unspin
""")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("blocks", type=pathlib.Path)
    parser.add_argument("--fit-only", action="store_true")
    options = parser.parse_args()
    pages = [Page(path, options.blocks)
             for path in sorted((options.pages / "ground-truth").glob("*.json"))]
    if not options.fit_only:
        print_table("five folds", cross_validate(pages))
    even = [p for p in pages if int(p.id) % 2 == 0]
    odd = [p for p in pages if int(p.id) % 2 == 1]
    even_model = fit(even)
    if not options.fit_only:
        print_table("odd pages, fitted on even", measure(even_model, odd))
    root = pathlib.Path(__file__).parent.parent
    write_model(even_model, root / "bench/article_model_even.cc", "article_model_even.h",
                "bench::kEvenModel")
    write_model(fit(pages), root / "src/extract/article_model.cc",
                "extract/article_model.h", "kBlockModel")


if __name__ == "__main__":
    main()
