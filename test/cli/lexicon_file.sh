# A missing or damaged lexicon is a clear error; without one, words and stems do.
source "$(dirname "$0")/common.sh"
write_unrelated
run 2 "$unspin" compare river.txt river.txt --lexicon gone.lexicon
lines err 1
says err "gone.lexicon"
lexicon=$(dirname "$unspin")/en.lexicon
head -c 5000 "$lexicon" > cut.lexicon
run 2 "$unspin" compare river.txt river.txt --lexicon cut.lexicon
lines err 1
says err "cut.lexicon"
run 0 "$unspin" compare "$articles/original.txt" "$articles/copy.txt" --lexicon none --json
[ "$(field out '["relation"]')" != unrelated ] || fail "unrelated without a lexicon"
