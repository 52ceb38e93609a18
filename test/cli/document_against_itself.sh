# A document against itself is identical, covered whole, and neither is the original.
source "$(dirname "$0")/common.sh"
write_unrelated
run 0 "$unspin" compare river.txt river.txt --json
[ "$(field out '["relation"]')" = identical ] || fail "not identical"
[ "$(field out '["coverage"]["a"]')" = 1 ] || fail "not covered"
[ "$(field out '["original"]["side"]')" = unknown ] || fail "one is the original"
[ "$(field out '["changes"]')" = "[]" ] || fail "something changed"
