"""Writes a made collection of JSON lines: strangers, identical, near and reworded copies,
on pages of some sites, each with words of its own below the text.

    write_collection.py DOCUMENTS WORDS > FILE
"""

import json
import random
import sys

documents, words = int(sys.argv[1]), int(sys.argv[2])
random.seed(7)
onsets, vowels = "bcdfglmnprstv", "aeiou"
vocabulary = [
    "".join(
        random.choice(onsets) + random.choice(vowels)
        for _ in range(random.randint(1, 4))
    )
    for _ in range(30_000)
]
weights = [1 / (rank + 10) for rank in range(len(vocabulary))]


def stranger():
    length = random.randint(words // 2, words * 3 // 2)
    return random.choices(vocabulary, weights, k=length)


def copy_of(text):
    share = random.choice([0, 0.02, 0.3])  # of the words exchanged
    return [random.choice(vocabulary) if random.random() < share else w for w in text]


sites = [(f"https://site{number}.example", " ".join(stranger()[:40])) for number in range(9)]
texts = []
for number in range(documents):
    copied = texts and random.random() < 0.3
    text = copy_of(random.choice(texts)) if copied else stranger()
    if len(texts) < 1000:
        texts.append(text)
    record = {"id": f"d{number}", "text": " ".join(text)}
    if number % 3 == 0:
        address, footer = random.choice(sites)
        record["url"] = f"{address}/{number}"
        record["text"] += "\n\n" + footer
    print(json.dumps(record))
