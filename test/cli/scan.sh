# scan finds the copy among strangers, and writes its results whole.
source "$(dirname "$0")/common.sh"
write_unrelated
mkdir in
cp river.txt theatre.txt in
cp "$articles/original.txt" "$articles/copy.txt" in
run 0 "$unspin" scan in --out found
says out "4 articles, 3 independent texts, 1 copy in 1 family (1 spun)"
silent err
lines found/matches.jsonl 1
lines found/families.jsonl 1
[ "$(field found/families.jsonl "['root']")" = in/original.txt ] || fail "the root"
[ "$(field found/families.jsonl "['members'][0]['relation']")" = spun ] || fail "the relation"
[ "$(field found/summary.json "['copies']")" -eq 1 ] || fail "the summary"
[ "$(ls -A found | wc -l)" -eq 5 ] || fail "something else is left in the folder"
