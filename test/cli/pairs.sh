# --pairs prints one line a pair, in order; bad pairs get a line each on stderr, the
# others still come, and the exit status is 2.
source "$(dirname "$0")/common.sh"
write_unrelated
printf 'river.txt\ttheatre.txt\nriver.txt\triver.txt\n' > list
run 0 "$unspin" compare --pairs list
lines out 2
silent err
[ "$(field out '["relation"]')" = unrelated ] || fail "wrong order"

printf 'river.txt\tgone.txt\nno tab here\n\ntheatre.txt\ttheatre.txt\n' > list
run 2 "$unspin" compare --pairs list
lines out 1
lines err 2
says err "gone.txt: cannot read"
says err "list:2: not a pair"
[ "$(field out '["relation"]')" = identical ] || fail "the good pair is lost"

printf 'river.txt\ttheatre.txt\n' > list
run 1 "$unspin" compare --pairs list
run 2 "$unspin" compare --pairs nolist
says err "nolist: cannot read"
