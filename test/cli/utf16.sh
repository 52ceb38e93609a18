# UTF-16 is read as the text it is.
source "$(dirname "$0")/common.sh"
write_unrelated
iconv -f UTF-8 -t UTF-16 river.txt > river16.txt
run 0 "$unspin" compare river.txt river16.txt --json
[ "$(field out '["relation"]')" = identical ] || fail "not identical"
[ "$(field out '["b"]["bytes"]')" = "$(wc -c < river.txt)" ] || fail "spans do not count UTF-8"
