# Bytes that are no UTF-8 are kept, counted and reported; the rest still matches.
source "$(dirname "$0")/common.sh"
write_unrelated
sed 's/^/Été à Orléans — /' river.txt > rivière.txt
{ cat rivière.txt; printf '\377\376\n'; } > damaged.txt
run 0 "$unspin" compare rivière.txt damaged.txt --json
says err "damaged.txt: 2 bytes are not valid UTF-8"
[ "$(field out '["relation"]')" = identical ] || fail "not identical"
