# scan writes a page for people, the same for any order of inputs and any threads.
source "$(dirname "$0")/common.sh"
write_unrelated
mkdir in
cp river.txt theatre.txt "$articles/original.txt" "$articles/copy.txt" in
run 0 "$unspin" scan in --out found --threads 1
says found/report.html "4 articles, 3 independent texts, 1 copy in 1 family (1 spun)"
says found/report.html "in/copy.txt"
says found/report.html "default-src 'none'"
run 0 "$unspin" scan in/theatre.txt in/river.txt in/copy.txt in/original.txt --out again --threads 2
cmp found/report.html again/report.html || fail "the page depends on the order of inputs"
run 0 "$unspin" scan river.txt theatre.txt --out none
says none/report.html "0 families"
