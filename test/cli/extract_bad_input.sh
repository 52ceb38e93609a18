# What cannot be read gets a line with its place; the rest is read, and the status is 2.
source "$(dirname "$0")/common.sh"
write_unrelated
mkdir in
cp river.txt in/good.txt
gzip -c theatre.txt | head -c 200 > in/cut.txt.gz
printf '{"id": "a", "text": "Whole."}\n{"id": "b", "te' > in/half.jsonl
printf '\211PNG\r\n\032\n\000\000\000\rIHDR' > in/photo.png
run 2 "$unspin" extract in
says out '"id":"in/good.txt"'
says out '"id":"a"'
says err "in/cut.txt.gz"
says err "in/half.jsonl:30: "
says err "in/photo.png"
lines err 3

run 2 "$unspin" extract in --stats
says out "documents"
says out "skipped"
run 2 "$unspin" extract in --stats --json
[ "$(field out "['schema']")" = unspin.stats/1 ] || fail "no counts as JSON"
[ "$(field out "['documents']")" -eq 2 ] || fail "the count of documents"

run 2 "$unspin" extract nothing-here
lines err 1
says err "nothing-here"
run 2 "$unspin" extract
says err "INPUT"
