# extract reads every kind it is pointed at, plain or compressed, and prints a line each.
source "$(dirname "$0")/common.sh"
write_unrelated
mkdir -p in/deep
cp river.txt in/a.txt
gzip -c theatre.txt > in/b.txt.gz
printf '{"id": "one", "text": "A first record.", "title": "First"}\n{"text": "A second."}\n' > in/c.jsonl
bzip2 -c in/c.jsonl > in/deep/d.jsonl.bz2
printf 'id,text\n7,"Two lines\nof text"\n' > in/deep/e.csv
printf '[{"id": "x", "text": "In an array."}]' | xz > in/deep/f.json.xz
run 0 "$unspin" extract in
lines out 8
silent err
python3 - <<'END' || fail "the documents are not what was written"
import json
documents = [json.loads(line) for line in open("out")]
assert [d["id"] for d in documents] == ["in/a.txt", "in/b.txt.gz", "one", "in/c.jsonl:2", "one",
    "in/deep/d.jsonl.bz2:2", "7", "x"], [d["id"] for d in documents]
assert [d["kind"] for d in documents] == ["text"] * 2 + ["jsonl"] * 4 + ["csv", "json"]
assert documents[0]["text"] == open("river.txt").read()
assert documents[0]["bytes"] == len(open("river.txt", "rb").read())
assert documents[0]["language"] == "en"
assert documents[2]["title"] == "First"
assert documents[6]["text"] == "Two lines\nof text"
assert all(d["schema"] == "unspin.document/1" for d in documents)
END

run 0 "$unspin" extract 'in/*.txt'
lines out 1
"$unspin" extract - < in/c.jsonl > out || fail "standard input"
lines out 2
for threads in 1 2 7; do
  "$unspin" extract in --threads $threads | cksum >> sums
done
[ "$(sort -u sums | wc -l)" -eq 1 ] || fail "the number of threads shows in the output"
