# "-" is standard input, for one of the two.
source "$(dirname "$0")/common.sh"
write_unrelated
status=0
"$unspin" compare - river.txt --json < river.txt > out || status=$?
[ $status -eq 0 ] || fail "exit status $status"
[ "$(field out '["a"]["id"]')" = - ] || fail "wrong id"
run 2 "$unspin" compare - -
says err "only one of the two"
