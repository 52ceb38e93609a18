# One writer at a time, readers beside it, and clear words where nothing can be written.
source "$(dirname "$0")/common.sh"
python3 "$(dirname "$0")/write_collection.py" 200 100 > in.jsonl
run 0 "$unspin" index create ix in.jsonl

# A writer that waits for its input holds the index.
mkfifo pipe
"$unspin" index add ix pipe > add_out 2> add_err &
writer=$!
exec 3> pipe
for _ in $(seq 50); do
  "$unspin" index add ix in.jsonl > out 2> err || break
  sleep .1
done
lines err 1
says err "another process has it open for writing"
head -1 in.jsonl > one.jsonl
run 0 "$unspin" search ix one.jsonl --json
run 0 "$unspin" index info ix
exec 3>&-
wait $writer

run 0 "$unspin" index verify ix

# A folder that cannot be written to: reading works, adding says so.
if [ "$(id -u)" -ne 0 ]; then
  chmod -R a-w ix
  run 0 "$unspin" search ix one.jsonl --json
  run 2 "$unspin" index add ix one.jsonl
  lines err 1
  chmod -R u+w ix
fi
run 2 "$unspin" index create /proc/ix
lines err 1

# Of a format of another time.
echo "unspin.index/9" > ix/unspin-index
run 2 "$unspin" search ix one.jsonl
lines err 1
says err "unspin.index/9"
