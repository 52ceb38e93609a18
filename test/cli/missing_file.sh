# A missing file gets one line that names it, and exit status 2.
source "$(dirname "$0")/common.sh"
write_unrelated
run 2 "$unspin" compare nowhere.txt river.txt
silent out
lines err 1
says err "unspin: nowhere.txt: cannot read: No such file or directory"
