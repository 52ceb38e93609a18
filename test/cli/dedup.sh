# dedup writes a collection back without its copies, byte for byte, and says what went.
source "$(dirname "$0")/common.sh"
write_unrelated
python3 - "$articles" <<'END'
import json, sys
original = open(sys.argv[1] + "/original.txt").read()
spun = open(sys.argv[1] + "/copy.txt").read()
records = [("river", open("river.txt").read()), ("report", original),
           ("theatre", open("theatre.txt").read()), ("again", original), ("spun", spun)]
with open("in.jsonl", "w") as file:
    for name, text in records:
        file.write(json.dumps({"id": name, "text": text, "n": 1.50}) + "\n")
    file.write("\n")
END
sed -n '4d;p' in.jsonl > expected
sed -n '4,5d;p' in.jsonl > expected_spun

run 0 "$unspin" dedup in.jsonl --out out.jsonl --keep first
cmp out.jsonl expected || fail "not the lines that stay"
lines out.jsonl.removed.jsonl 1
silent out.jsonl.kept.jsonl
[ "$(field out.jsonl.removed.jsonl "['schema']")" = unspin.removed/1 ] || fail "the schema"
[ "$(field out.jsonl.removed.jsonl "['id']")" = again ] || fail "what went"
[ "$(field out.jsonl.removed.jsonl "['duplicate_of']['id']")" = report ] || fail "for what"
[ "$(field out.jsonl.removed.jsonl "['relation']")" = identical ] || fail "the relation"
silent err
says out "5 documents, 4 kept, 1 removed (1 identical)"

run 0 "$unspin" dedup in.jsonl --out out.jsonl --keep first --level spun
cmp out.jsonl expected_spun || fail "the spun copy stays"
says out "5 documents, 3 kept, 2 removed (1 identical, 1 spun)"
run 0 "$unspin" dedup in.jsonl --out out.jsonl --keep last
sed -n '2d;p' in.jsonl | cmp - out.jsonl || fail "the last is to stay"
[ -z "$(ls -A | grep '^\.')" ] || fail "scratch files are left"
