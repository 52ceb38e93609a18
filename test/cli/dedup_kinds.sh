# dedup writes every kind back as it was: compression, headers, quoting, records of crawls.
source "$(dirname "$0")/common.sh"
write_unrelated
mkdir -p in/deep/er
python3 - "$articles" <<'END'
import csv, gzip, json, sys
report = open(sys.argv[1] + "/original.txt").read()
river, theatre = open("river.txt").read(), open("theatre.txt").read()
lines = [json.dumps({"id": f"{n}", "text": t}) + "\n" for n, t in
         [("b1", river), ("b2", report), ("b3", theatre)]]
open("in/b.jsonl", "w").write("".join(lines))
rows = [["key", "text"], ["c1", report], ["c2", 'A "quoted" row\nof its own.']]
with open("in/deep/c.csv", "w", newline="") as file:
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
def record(kind, block):
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.org/{len(block)}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"
def page(text):
    body = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
    html = f"<html><body><article><h1>A title</h1>{body}</article></body></html>"
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html.encode()
with open("in/deep/er/d.warc.gz", "wb") as file:
    for kind, block in [("warcinfo", b"software: x"), ("response", page(theatre)),
                        ("response", page(theatre)), ("metadata", b"a: b")]:
        file.write(gzip.compress(record(kind, block)))
open("in/e.json", "w").write(json.dumps([{"id": "e1", "text": theatre}, {"id": "e2", "text": "Alone."}]))
END
cp river.txt in/a.txt
gzip -k in/b.jsonl
zstd -q in/b.jsonl -o in/b.jsonl.zst
cp -r in before
run 0 "$unspin" dedup in --out new --keep first
silent err
diff -r in before || fail "an input was changed"
cmp in/a.txt new/a.txt || fail "the first is to stay"
# Of b.jsonl the report and the theatre are the first, of its copies nothing stays.
sed -n '2,3p' in/b.jsonl | cmp - new/b.jsonl || fail "lines"
zcat new/b.jsonl.gz | cmp - /dev/null || fail "gzip"
zstdcat -q new/b.jsonl.zst | cmp - /dev/null || fail "zstd"
[ "$(head -c 2 new/b.jsonl.gz | od -An -tx1)" = " 1f 8b" ] || fail "gzip is not kept"
[ "$(head -c 4 new/b.jsonl.zst | od -An -tx1)" = " 28 b5 2f fd" ] || fail "zstd is not kept"
printf '"key","text"\r\n"c2","A ""quoted"" row\nof its own."\r\n' | cmp - new/deep/c.csv || fail "rows"
[ "$(zgrep -ac '^WARC/1.0' new/deep/er/d.warc.gz)" -eq 2 ] || fail "records of the crawl"
grep -q Alone new/e.json || fail "the array"
python3 -c 'import json; json.load(open("new/e.json"))' || fail "the array is broken"
[ "$(cd new && find . -type f | sort | tr '\n' ' ')" = "./a.txt ./b.jsonl ./b.jsonl.gz ./b.jsonl.zst \
./deep/c.csv ./deep/er/d.warc.gz ./e.json ./kept.jsonl ./removed.jsonl " ] || fail "$(find new)"

# A text that goes leaves no file; several inputs keep what tells them apart.
mkdir -p x/one x/two
cp river.txt x/one/t.txt
cp river.txt x/two/t.txt
cp theatre.txt x/two/u.txt
run 0 "$unspin" dedup x/two x/one/t.txt --out y --keep last
[ "$(cd y && find . -name '*.txt' | sort | tr '\n' ' ')" = "./one/t.txt ./two/u.txt " ] || fail "$(find y)"
run 0 "$unspin" dedup 'x/*/t.txt' --out z/ --keep first
[ "$(cd z && find . -name '*.txt' | sort | tr '\n' ' ')" = "./one/t.txt " ] || fail "$(find z)"
# A folder as the place of one file.
run 0 "$unspin" dedup in/b.jsonl --out w/
[ -f w/b.jsonl ] && [ -f w/removed.jsonl ] || fail "$(find w)"
