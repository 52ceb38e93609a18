# A reader that goes away is a quiet success; a full disk is not.
source "$(dirname "$0")/common.sh"
write_unrelated
for _ in $(seq 200); do printf 'river.txt\triver.txt\n'; done > list
"$unspin" compare --pairs list 2> err | head -n 1 > out
[ "${PIPESTATUS[0]}" -eq 0 ] || fail "exit status ${PIPESTATUS[0]}"
silent err
if [ -w /dev/full ]; then
  status=0
  "$unspin" compare --pairs list > /dev/full 2> err || status=$?
  [ $status -eq 2 ] || fail "exit status $status on a full disk"
  says err "standard output: cannot write: No space left"
fi
