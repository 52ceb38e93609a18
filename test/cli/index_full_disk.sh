# A disk that fills up: one clear line, the index as it was, and on it goes with room.
source "$(dirname "$0")/common.sh"
python3 "$(dirname "$0")/write_collection.py" 3000 200 > in.jsonl
head -500 in.jsonl > first.jsonl
run 0 "$unspin" index create small first.jsonl

# Files may not grow beyond so many KiB; like a full disk, a write fails at some point.
for blocks in 200 700 2000; do
  rm -rf ix
  cp -a small ix
  (ulimit -f $blocks; trap '' XFSZ; "$unspin" index add ix in.jsonl > out 2> err)
  status=$?
  [ $status -eq 0 ] || [ $status -eq 2 ] || fail "ends with $status at $blocks: $(cat err)"
  [ "$(grep -c . err)" -eq 1 ] || fail "at $blocks blocks: $(cat err)"
  run 0 "$unspin" index verify ix
  run 0 "$unspin" search ix first.jsonl --json
  run 0 "$unspin" index add ix in.jsonl
  run 0 "$unspin" index verify ix --json
  says out '"documents":3000'
done

# A small disk that is really full, where one may be mounted.
mkdir disk
if mount -t tmpfs -o size=6m tmpfs disk 2> /dev/null; then
  cp -a small disk/ix
  run 2 "$unspin" index add disk/ix in.jsonl
  lines err 1
  says err "disk"
  run 0 "$unspin" index verify disk/ix
  umount disk
fi
