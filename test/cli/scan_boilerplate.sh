# scan tells what sites put around their articles from copies: each such text is reported
# once, is no match and makes no family, while true copies are found, on one site and
# across sites; the same for any order, threads and memory.
source "$(dirname "$0")/common.sh"
python3 - <<'PY'
import json, random
random.seed(11)
vocabulary = ["".join(random.choice("bcdfglmnprst") + random.choice("aeiou")
                      for _ in range(random.randint(2, 4))) for _ in range(20000)]
def words(n): return random.choices(vocabulary, k=n)
def text(words): return " ".join(words).capitalize() + "."
def page(id, site, *parts):
    pages.append({"id": id, "url": f"https://www.{site}/{id}", "text": "\n\n".join(map(text, parts))})
pages, footers, articles = [], {}, {}
for site in ["one.example", "two.example", "three.example"]:
    footers[site] = words(45)
    notice = words(30) if site == "two.example" else []
    for n in range(12):
        articles[site, n] = words(160)
        above = [notice] if notice and n < 7 else []
        page(f"{site}-{n}", site, *above, articles[site, n], footers[site])
# Many short pages, most of each the site's own.
most = words(90)
for n in range(60): page(f"short-{n}", "short.example", words(45), most)
# Copies, with the footer of where they stand now; and a second version on the same site.
def edited(copied): return [random.choice(vocabulary) if random.random() < .05 else w for w in copied]
page("copy-across", "two.example", edited(articles["one.example", 3]), footers["two.example"])
page("copy-within", "three.example", edited(articles["three.example", 5]), footers["three.example"])
# The same footers without an address: nobody's own.
for n in range(3): page(f"unknown-{n}", "", words(160))
random.shuffle(pages)
with open("in.jsonl", "w") as out:
    for one in pages:
        if one["url"].startswith("https://www./"): del one["url"]
        out.write(json.dumps(one) + "\n")
PY
run 0 "$unspin" scan in.jsonl --out found --threads 1
python3 - <<'PY' || fail "the results"
import json
def read(name): return [json.loads(line) for line in open(f"found/{name}.jsonl")]
families = {frozenset([f["root"], *(m["id"] for m in f["members"])]) for f in read("families")}
assert families == {frozenset(["one.example-3", "copy-across"]),
                    frozenset(["three.example-5", "copy-within"])}, families
pairs = {frozenset([m["a"]["id"], m["b"]["id"]]) for m in read("matches")}
assert pairs == families, pairs
texts = read("boilerplate")
assert [(t["site"], t["documents"]) for t in texts] == [
    ("short.example", 60), ("three.example", 13), ("two.example", 13), ("one.example", 12),
    ("two.example", 7)], texts
for one in texts:
    assert one["schema"] == "unspin.boilerplate/1" and len(one["examples"]) == 3
summary = json.loads(open("found/summary.json").readline())
assert summary["boilerplate"]["texts"] == 5 and summary["boilerplate"]["matches"] > 100
PY
says out "101 articles, 99 independent texts, 2 copies in 2 families"
says out "; 5 boilerplate texts"
says found/report.html "short.example"

sort in.jsonl > sorted.jsonl
run 0 "$unspin" scan sorted.jsonl --out again --threads 2 --memory 32MB
for name in matches.jsonl families.jsonl boilerplate.jsonl summary.json report.html; do
  cmp found/$name again/$name || fail "$name depends on the run"
done
