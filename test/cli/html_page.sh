# --html writes one whole page, or says why it cannot and leaves nothing behind.
source "$(dirname "$0")/common.sh"
run 0 "$unspin" compare "$articles/original.txt" "$articles/copy.txt" --html page.html
says page.html "</html>"
grep -qE '(src|href)="?https?:' page.html && fail "the page asks the network"
run 2 "$unspin" compare "$articles/original.txt" "$articles/copy.txt" --html no/page.html
says err "no/page.html: cannot write"
[ "$(find . -name '*.tmp' | wc -l)" -eq 0 ] || fail "a temporary file is left"
