# The real spun pair, where the data folder is there: a news report and its spun copy
# inside a scraper's page. Prints what it checks.
source "$(dirname "$0")/common.sh"
pair=$data/spun-pair
[ -f "$pair/original.txt" ] || { echo "no $pair: skipped"; exit 77; }
run 0 "$unspin" compare "$pair/original.txt" "$pair/copy.txt" --json
cp out forward
run 0 "$unspin" compare "$pair/copy.txt" "$pair/original.txt" --json
python3 - forward out "$pair/original.txt" "$pair/copy.txt" <<'END' || fail "see above"
import json, sys

forward, backward = (json.loads(open(name).readline()) for name in sys.argv[1:3])
original, copy = (open(name, "rb").read() for name in sys.argv[3:5])
faults = 0

def show(what, value, good):
    global faults
    faults += not good
    print(f"{what}: {value}{'' if good else '  <- not as it should be'}")

show("relation", forward["relation"], forward["relation"] == "spun")
show("original", forward["original"]["side"], forward["original"]["side"] == "a")
kinds = {e["kind"] for e in forward["original"]["evidence"] if e["favours"] == "a"}
show("kinds of evidence", ", ".join(sorted(kinds)), len(kinds) >= 2)
show("swapped original", backward["original"]["side"], backward["original"]["side"] == "b")
show("swapped score, confidence, coverage", "the same",
     (forward["score"], forward["original"]["confidence"]) ==
     (backward["score"], backward["original"]["confidence"]) and
     forward["coverage"] == {"a": backward["coverage"]["b"], "b": backward["coverage"]["a"]})
spans = sorted(map(tuple, (p["a"] for p in forward["passages"])))
show("swapped passages", "the same", spans == sorted(tuple(p["b"]) for p in backward["passages"]))

start, end = original.index(b"As Russian President"), original.index(b"\n\nCopyright CNBC")
inside, reached = 0, start
for a, b in spans:
    inside += max(0, min(b, end) - max(a, reached))
    reached = max(reached, min(b, end))
share = inside / (end - start)
show("share of the original's body inside passages", f"{share:.3f}", share >= .95)
furniture = copy.index(b"\n\n\n\nSource")
last = max(p["b"][1] for p in forward["passages"])
show("bytes of the copy's foreign furniture inside passages", max(0, last - furniture),
     last <= furniture)
sys.exit(faults > 0)
END
