# dedup refuses what would lose something, in one line and before it writes anything.
source "$(dirname "$0")/common.sh"
write_unrelated
mkdir in
python3 -c '
import json
for i in range(2): print(json.dumps({"id": str(i), "text": open("river.txt").read()}))' > in/a.jsonl
cp theatre.txt in
cp -r in before

refused() {
  local words=$1
  shift
  run 2 "$unspin" dedup "$@"
  lines err 1
  says err "$words"
  silent out
  diff -r in before || fail "an input was touched: $*"
}
refused "is an input, and would be overwritten" in/a.jsonl --out in/a.jsonl
refused "is an input, and would be overwritten" in/a.jsonl in/theatre.txt --out in
refused "lies in the input in" in --out in
refused "lies in the input in" in --out in/new
ln -s in link
refused "lies in the input in" in --out link/new
refused "is an input, and would be overwritten" in/a.jsonl --out link/a.jsonl
refused "reads its inputs twice" - --out new.jsonl
mkfifo pipe
refused "reads its inputs twice" pipe --out new.jsonl
refused "nothere.jsonl: cannot read: No such file" nothere.jsonl --out new.jsonl
refused "is a file; what has several inputs" in --out river.txt
refused "cannot write" in --out river.txt/new
refused "cannot write" in/a.jsonl --out no/such/folder/a.jsonl
mkdir empty
refused "no files in the inputs" empty --out new
cp in/a.jsonl in/removed.jsonl
cp -r in/. before
refused "rename it" in --out new
rm in/removed.jsonl before/removed.jsonl
refused "--level" in --out new --level some
refused "--keep" in --out new --keep some
refused "--out" in
[ ! -e new ] && [ ! -e new.jsonl ] || fail "something was made"

if [ "$(id -u)" -ne 0 ]; then
  mkdir locked
  chmod a-w locked
  refused "cannot write" in --out locked
fi

# A file that breaks off is not written, and nothing goes in its favour.
gzip -c in/a.jsonl | head -c 200 > in/0.jsonl.gz
run 2 "$unspin" dedup in --out part --keep first
says err "in/0.jsonl.gz"
[ ! -e part/0.jsonl.gz ] || fail "half a file"
lines part/a.jsonl 1
run 2 "$unspin" dedup in/0.jsonl.gz --out part.gz
says err "nothing is written"
[ -z "$(ls -A | grep '^part.gz\|^\.')" ] || fail "$(ls -A)"
# What is missing is said, and the rest is done.
run 2 "$unspin" dedup in/a.jsonl in/theatre.txt in/nothere --out rest
says err "in/nothere: cannot read"
lines rest/a.jsonl 1
cmp in/theatre.txt rest/theatre.txt || fail "the text"
