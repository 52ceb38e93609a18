# Empty files have nothing to compare: unrelated, exit status 1, and a word about it.
source "$(dirname "$0")/common.sh"
write_unrelated
: > empty.txt
: > nothing.txt
run 1 "$unspin" compare empty.txt river.txt --json
[ "$(field out '["relation"]')" = unrelated ] || fail "an empty file is related"
says err "empty.txt: has no words"
run 1 "$unspin" compare empty.txt nothing.txt --json
[ "$(field out '["relation"]')" = unrelated ] || fail "two empty files are related"
