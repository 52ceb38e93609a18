# No colour and no control characters when standard output is no terminal, whatever
# a document holds.
source "$(dirname "$0")/common.sh"
write_unrelated
{ printf '\033[31mred\033[0m\007 '; cat river.txt; } > sly.txt
run 0 "$unspin" compare river.txt sly.txt
grep -qP '[\x00-\x08\x0b-\x1f\x7f]' out && fail "control characters in the output"
head -n 1 out | grep -qiE 'copy|copies|identical' || fail "no verdict in the first line"
