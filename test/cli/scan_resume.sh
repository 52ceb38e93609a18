# scan goes on after a kill, a stop and a full disk, and comes to the same bytes.
source "$(dirname "$0")/common.sh"
python3 "$(dirname "$0")/write_collection.py" 1500 200 > in.jsonl

milliseconds() { echo $(($(date +%s%N) / 1000000)); }
begin=$(milliseconds)
run 0 "$unspin" scan in.jsonl --out whole --threads 2
length=$(($(milliseconds) - begin))

same() {
  for name in matches.jsonl families.jsonl boilerplate.jsonl summary.json report.html; do
    cmp -s whole/$name "$1/$name" || fail "$2: $name differs"
  done
  [ "$(ls -A "$1" | wc -l)" -eq 5 ] || fail "$2: something else is left in the folder"
}

# Lets a scan run for $1 milliseconds, then sends it signal $2.
scan_until() {
  "$unspin" scan in.jsonl --out "${@:3}" > until_out 2> until_err &
  local scan=$!
  sleep "$(printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)))"
  kill "-$2" $scan 2> /dev/null
  wait $scan 2> /dev/null
  until_status=$?
}

# Killed at moments spread over the run, and again while it goes on, with other threads
# and memory. UNSPIN_KILLS says how often, 20 for a long look.
kills=${UNSPIN_KILLS:-8}
RANDOM=1
unfinished=0
for i in $(seq 0 $((kills - 1))); do
  rm -rf killed
  scan_until $((length * i / kills + RANDOM % (length / kills + 1))) KILL killed --threads 2
  [ -e killed/summary.json ] || unfinished=$((unfinished + 1))
  if [ ! -e killed/summary.json ]; then
    scan_until $((RANDOM % length)) KILL killed --resume --threads 1 --memory 64MB
  fi
  if [ ! -e killed/summary.json ] || [ -e killed/.scratch ]; then
    run 0 "$unspin" scan in.jsonl --out killed --resume
  fi
  same killed "killed, round $i"
done
[ "$unfinished" -ge $((kills * 2 / 5)) ] ||
  fail "only $unfinished of $kills kills came before the end"

# Nothing of an unfinished run is taken up unasked.
rm -rf killed
scan_until $((length / 2)) KILL killed
run 0 "$unspin" scan in.jsonl --out killed
same killed "begun anew"

# Stopped (as by Ctrl-C, which a script's child does not hear): one line that says how to
# go on, and the status of a program that a signal ended.
rm -rf stopped
for part in 2 4 8 16; do
  scan_until $((length / part)) TERM stopped
  [ -e stopped/summary.json ] || break
  rm -rf stopped
done
[ "$(wc -l < until_err)" -eq 1 ] && grep -q -- --resume until_err ||
  fail "a stop says: $(cat until_err)"
[ "$until_status" -eq 143 ] || fail "a stop ends with $until_status"
run 0 "$unspin" scan in.jsonl --out stopped --resume
same stopped "stopped"

# What it is to go on with is not what was begun.
rm -rf other
scan_until $((length / 2)) KILL other
if [ -e other/.scratch/scan ]; then
  cp in.jsonl kept.jsonl
  echo '{"id": "new", "text": "one more"}' >> in.jsonl
  run 2 "$unspin" scan in.jsonl --out other --resume
  lines err 1
  says err in.jsonl
  mv kept.jsonl in.jsonl
fi

# A byte of any scratch file flips: the same results, or one clear line; never others.
rm -rf damaged
scan_until $((length * 3 / 4)) KILL damaged
if [ -d damaged/.scratch ]; then
  cp -a damaged sound
  (cd sound/.scratch && find . -type f -size +0) | while read -r name; do
    rm -rf damaged
    cp -a sound damaged
    python3 - "damaged/.scratch/$name" <<'PY'
import os, sys
with open(sys.argv[1], "r+b") as file:
    at = os.path.getsize(sys.argv[1]) // 2
    file.seek(at)
    byte = file.read(1)
    file.seek(at)
    file.write(bytes([byte[0] ^ 0x10]))
PY
    if "$unspin" scan in.jsonl --out damaged --resume > out 2> err; then
      same damaged "flipped in $name"
    else
      [ "$(wc -l < err)" -eq 1 ] || fail "flipped in $name: $(cat err)"
      [ ! -e damaged/summary.json ] || fail "flipped in $name: results all the same"
    fi
  done
fi

# A disk that fills, at several points; then room was made.
for blocks in 100 700 1500 2000 2500; do
  rm -rf full
  (ulimit -f $blocks; trap '' XFSZ; "$unspin" scan in.jsonl --out full > out 2> err)
  if [ $? -ne 0 ]; then
    [ -e full/summary.json ] && fail "results on a full disk"
    lines err 1
    run 0 "$unspin" scan in.jsonl --out full --resume
  fi
  same full "full at $blocks blocks"
done
