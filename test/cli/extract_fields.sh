# --text-field and its like name the fields; the first present wins.
source "$(dirname "$0")/common.sh"
printf '{"key": 5, "words": "Some words.", "meta": {"at": "2020-01-02"}}\n' > in.jsonl
run 0 "$unspin" extract in.jsonl --text-field body,words --id-field key --date-field meta.at
[ "$(field out "['text']")" = "Some words." ] || fail "text"
[ "$(field out "['id']")" = 5 ] || fail "id"
[ "$(field out "['published']")" = 2020-01-02 ] || fail "date"

run 0 "$unspin" extract --text-field words in.jsonl
lines out 1

run 2 "$unspin" extract in.jsonl
says err "words"
