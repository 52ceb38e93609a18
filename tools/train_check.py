#!/usr/bin/env python3
"""Fits the models of `unspin check`: how likely a word was put there by a spinner, and
how likely a text was spun.

    ninja -C build dump_check && UNSPIN_DATA=... build/bench/dump_check /tmp/check/dump
    python3 -m venv venv && venv/bin/pip install lightgbm==4.7.0 numpy
    venv/bin/python tools/train_check.py /tmp/check/dump

tools/train_check.md says what it is fitted on. The words' model is boosted trees over the
rows of src/judge/check_words.h. The text's model is a logistic of what that model says of
all words of the text, and is fitted on what models say of texts that they were not fitted
on: in three folds by text, so that no text stands on both sides. Prints what the folds
give. Writes src/judge/check_model.cc.
"""
import argparse
import pathlib

import lightgbm
import numpy

FEATURES = 26
REPEATED = 23
TREES = 90
SETTINGS = dict(objective="binary", learning_rate=0.12, num_leaves=20,
                min_data_in_leaf=200, feature_fraction=0.6, bagging_fraction=0.7,
                bagging_freq=1, lambda_l2=5, max_bin=63, seed=1, num_threads=1,
                deterministic=True, verbose=-1)
FOLDS = 3
SHARES = [0.03, 0.1, 0.3]
PART, PART_STEP = 500, 100
MOST_BY_CHANCE = .7  # log-odds; a part counts by what it is above the whole text by more
CLEAN_ABOVE = 2.5e-4  # share of clean texts that may be called spun


def logit(p):
    return numpy.log(p / (1 - p))


class Dump:
    def __init__(self, path):
        lines = [line.split("\t") for line in
                 pathlib.Path(str(path) + ".tsv").read_text().splitlines()]
        self.text = numpy.array([int(line[0]) for line in lines])
        self.spinner = numpy.array([line[1] for line in lines])
        self.share = numpy.array([float(line[2]) for line in lines])
        self.words = numpy.array([int(line[3]) for line in lines])
        rows = numpy.fromfile(str(path) + ".f32", dtype=numpy.float32)
        rows = rows.reshape(-1, FEATURES + 2)
        self.rows = rows[:, :FEATURES].copy()
        self.document = rows[:, FEATURES].astype(int)
        self.label = rows[:, FEATURES + 1]
        self.news = numpy.array([line[4] == "news" for line in lines])
        self.fold = self.text % FOLDS
        self.spun = self.spinner != "clean"
        self.measured = (numpy.bincount(self.document, minlength=len(self.text)) /
                         numpy.maximum(self.words, 1))


def fit_words(dump, documents):
    use = documents[dump.document]
    data = lightgbm.Dataset(dump.rows[use], dump.label[use])
    return lightgbm.train(SETTINGS, data, TREES)


def sum_by(document, values, n):
    return numpy.bincount(document, values, n)


def text_features(rows, document, measured, z, prior):
    """What CheckModel::add_up in src/judge/check_score.cc computes. document: of each row;
    measured: the share of its tokens of each document; z: the log-odds of each word.
    Returns all features, and which of them say what kind of text it is."""
    n = len(measured)
    row = rows.T
    weight = numpy.exp(-0.5 * row[REPEATED].astype(float))
    m = numpy.maximum(sum_by(document, weight, n), 1)
    odds = numpy.exp(z - prior)
    p = 1 / (1 + numpy.exp(-z))

    def mean(values):
        return sum_by(document, values * weight, n) / m

    evidence = [mean(numpy.log1p(share * (odds - 1))) * numpy.sqrt(m)
                for share in SHARES] + [numpy.log(mean(p) + 1e-3)]
    suspicious = [mean(p > cut) for cut in (.05, .1, .2, .3, .5, .7, .9)]
    kind = [mean(row[0]), mean(row[15] == 0), mean(row[15] == 1), mean(row[17] == 3),
            mean(row[17] == 2), mean(row[17] == 0), mean(row[5]), mean(row[6]),
            mean(row[16]), measured]
    fits = ([mean(row[f] > cut) for f in (1, 2) for cut in (1, 3, 5)] +
            [mean(row[f] > cut) for f in (3, 4) for cut in (3, 5)] +
            [mean(row[8] < cut) for cut in (-8, -5)])
    gains = ([mean(row[7] > cut) for cut in (2, 5)] +
             [mean(row[19] > cut) for cut in (0, 4)] + [mean(row[24] > 0)] +
             [mean(numpy.clip(row[f], -5, 5)) for f in (1, 2)])
    means = numpy.stack(suspicious + kind + fits + gains, axis=1)
    root = numpy.sqrt(m)[:, None]
    all_of_them = numpy.concatenate([numpy.stack(evidence, axis=1), means, means * root,
                                     root, numpy.log(m)[:, None]], axis=1)
    return all_of_them, numpy.stack(kind, axis=1)


def parts_of(dump):
    """Of each part of a text: its document, and its rows."""
    ends = numpy.cumsum(numpy.bincount(dump.document, minlength=len(dump.text)))
    for document, end in enumerate(ends):
        start = ends[document - 1] if document else 0
        if end - start <= PART:
            continue
        for at in [*range(start, end - PART, PART_STEP), end - PART]:
            yield document, slice(at, at + PART)


def highest_of_parts(dump, z, prior, weights, score):
    """score, or that of the most suspicious part less MOST_BY_CHANCE where it is higher.
    weights: of each document."""
    document, rows = zip(*parts_of(dump))
    document = numpy.array(document)
    highest = score.copy()
    for block in range(0, len(document), 2000):
        some = document[block:block + 2000]
        take = numpy.concatenate([numpy.arange(r.start, r.stop)
                                  for r in rows[block:block + 2000]])
        x, _ = text_features(dump.rows[take], numpy.repeat(numpy.arange(len(some)), PART),
                             dump.measured[some], z[take], prior)
        w = weights[some]
        part = (x * w[:, :-1]).sum(1) + w[:, -1]
        numpy.maximum.at(highest, some, part - MOST_BY_CHANCE)
    return highest


def fit_logistic(x, y, weight, ridge=1.0):
    mean, spread = x.mean(0), x.std(0) + 1e-9
    a = numpy.concatenate([(x - mean) / spread, numpy.ones((len(x), 1))], axis=1)
    w = numpy.zeros(a.shape[1])
    penalty = numpy.eye(len(w)) * ridge
    penalty[-1, -1] = 0
    for _ in range(50):
        p = 1 / (1 + numpy.exp(-a @ w))
        gradient = a.T @ (weight * (p - y)) + penalty @ w
        hessian = (a * (weight * p * (1 - p) + 1e-9)[:, None]).T @ a + penalty
        step = numpy.linalg.solve(hessian, gradient)
        w -= step
        if numpy.abs(step).max() < 1e-8:
            break
    return numpy.append(w[:-1] / spread, w[-1] - (w[:-1] * mean / spread).sum())


def cut_of(scores):
    """What CLEAN_ABOVE of clean texts lie above, if the scores above the .98 quantile fall
    off exponentially: steadier than the highest few."""
    start = numpy.quantile(scores, 0.98)
    excess = (scores[scores > start] - start).mean()
    return start + excess * numpy.log(0.02 / CLEAN_ABOVE)


def auc(clean, spun):
    both = numpy.concatenate([clean, spun])
    rank = numpy.argsort(numpy.argsort(both, kind="stable"), kind="stable")
    return ((rank[len(clean):].sum() - len(spun) * (len(spun) - 1) / 2) /
            len(clean) / len(spun))


def print_table(dump, score):
    """score: less the cut."""
    for name, kind in (("news", dump.news), ("newswire", ~dump.news)):
        clean = score[~dump.spun & kind]
        print(f"{name}, folds: {len(clean)} clean texts, {(clean >= 0).sum()} called spun")
        for spinner in sorted(set(dump.spinner[dump.spun])):
            for share in sorted(set(dump.share[dump.spun])):
                some = score[(dump.spinner == spinner) & (dump.share == share) & kind]
                print(f"  {spinner:<14}{share:>5.0%}  AUC {auc(clean, some):.4f}"
                      f"  called spun {(some >= 0).mean():.3f}  ({len(some)})")


def flatten(model):
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


def wrap(items, width=90):
    lines, line = [], "   "
    for item in items:
        if len(line) + len(item) + 2 > width:
            lines.append(line)
            line = "   "
        line += " " + item + ","
    return "\n".join([*lines, line])


def write_model(path, model, prior, weights, likeness, cuts):
    nodes, roots, leaves = flatten(model)
    path.write_text(f"""// Written by tools/train_check.py; do not edit.
// clang-format off
#include "judge/check_model.h"

namespace unspin {{
namespace {{

constexpr CheckNode kNodes[] = {{
{wrap([f"{{{f},{number(t)},{a},{b}}}" for f, t, a, b in nodes])}
}};

constexpr int16_t kRoots[] = {{
{wrap([str(r) for r in roots])}
}};

constexpr float kLeaves[] = {{
{wrap([number(x) for x in leaves])}
}};

}}  // namespace

const CheckModel kCheckModel = {{
    kNodes, kRoots, kLeaves, {prior:.6g},
    {{
{wrap([f"{w:.6g}" for w in weights])}
    }},
    {{
{wrap([f"{w:.6g}" for w in likeness])}
    }},
    {cuts[0]:.6g}, {cuts[1]:.6g}}};

}}  // namespace unspin
""")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dump", type=pathlib.Path)
    options = parser.parse_args()
    dump = Dump(options.dump)
    z = numpy.zeros(len(dump.rows))
    # A clean text that is not spun is measured only: most words of most texts are clean.
    has_twin = numpy.isin(dump.text, dump.text[dump.spun])
    for fold in range(FOLDS):
        model = fit_words(dump, has_twin & (dump.fold != fold))
        out = dump.fold[dump.document] == fold
        z[out] = model.predict(dump.rows[out], raw_score=True)
    prior = logit(dump.label[has_twin[dump.document]].mean())
    label = dump.label
    sample = numpy.random.RandomState(0).permutation(len(z))[:200000]
    print(f"words: AUC {auc(z[sample][label[sample] == 0], z[sample][label[sample] == 1]):.4f}")

    x, kind = text_features(dump.rows, dump.document, dump.measured, z, prior)
    y = dump.spun.astype(float)
    weight = numpy.where(dump.spun, 0.5 / dump.spun.mean(), 0.5 / (1 - dump.spun.mean()))
    score = numpy.zeros(len(y))
    like = numpy.zeros(len(y))
    weights = numpy.zeros((len(y), x.shape[1] + 1))
    for fold in range(FOLDS):
        use, out = dump.fold != fold, dump.fold == fold
        w = fit_logistic(x[use], y[use], weight[use])
        score[out] = x[out] @ w[:-1] + w[-1]
        weights[out] = w
        # How much like the reference text it is, which is news: spun or not.
        v = fit_logistic(kind[use], dump.news[use].astype(float), numpy.ones(use.sum()))
        like[out] = 1 / (1 + numpy.exp(-(kind[out] @ v[:-1] + v[-1])))
    score = highest_of_parts(dump, z, prior, weights, score)
    clean = ~dump.spun
    print("news told from newswire:", auc(like[~dump.news], like[dump.news]).round(4))
    print("clean news, highest:", numpy.sort(score[clean & dump.news])[-5:].round(2))
    near, far = cut_of(score[clean & dump.news]), cut_of(score[clean & ~dump.news])
    cut = far + (near - far) * like
    print(f"cuts {near:.2f} {far:.2f}")
    print_table(dump, score - cut)

    model = fit_words(dump, has_twin)
    gains = model.feature_importance("gain")
    print("features by gain:", [(int(i), round(float(gains[i] / gains.sum()), 3))
                                for i in numpy.argsort(-gains)])
    w = fit_logistic(x, y, weight)
    v = fit_logistic(kind, dump.news.astype(float), numpy.ones(len(y)))
    root = pathlib.Path(__file__).parent.parent
    write_model(root / "src/judge/check_model.cc", model, prior, w, v, (near, far))


if __name__ == "__main__":
    main()
