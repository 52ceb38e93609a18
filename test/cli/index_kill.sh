# A writer that is killed loses nothing that it acknowledged, and leaves no half document.
# UNSPIN_KILLS says how often (20).
source "$(dirname "$0")/common.sh"
python3 "$(dirname "$0")/write_collection.py" 4000 150 > in.jsonl
kills=${UNSPIN_KILLS:-20}
milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# Memory so small that postings are written and merged all the time.
run 0 "$unspin" index create whole
begin=$(milliseconds)
run 0 "$unspin" index add whole in.jsonl --memory 1MB --threads 2
length=$(($(milliseconds) - begin))

RANDOM=3
unfinished=0
run 0 "$unspin" index create ix
for i in $(seq "$kills"); do
  if [ $((i % 5)) -eq 0 ]; then
    rm -rf ix
    run 0 "$unspin" index create ix
  fi
  touch acknowledged
  "$unspin" index add ix in.jsonl --acknowledge --memory 1MB --threads 2 > now 2> add_err &
  writer=$!
  after=$((RANDOM % (length * 11 / 10 + 1)))
  sleep "$(printf '%d.%03d' $((after / 1000)) $((after % 1000)))"
  kill -9 $writer 2> /dev/null
  wait $writer 2> /dev/null
  status=$?
  [ $status -eq 0 ] || unfinished=$((unfinished + 1))
  "$unspin" index verify ix --json > report 2> verify_err ||
    fail "round $i: $(cat report verify_err)"
  # The last line may be cut off.
  python3 - report now <<'PY' || fail "round $i: $(cat report)"
import json, sys
report = json.load(open(sys.argv[1]))
lines = open(sys.argv[2]).read().split("\n")[:-1]
sys.exit(report["lost"] != 0 or report["faults"] != [] or report["documents"] < len(set(lines)))
PY
  # Every one of them is there: removing finds it (in a copy, a few of them).
  if [ -s now ] && [ $((i % 4)) -eq 0 ]; then
    rm -rf copy
    cp -a ix copy
    head -n -1 now | shuf -n 50 --random-source=in.jsonl > some
    run 0 "$unspin" index remove copy --ids some
  fi
done
[ "$unfinished" -ge $((kills / 4)) ] || fail "only $unfinished kills came before the end"

# In the end it holds what was never interrupted.
run 0 "$unspin" index add ix in.jsonl
run 0 "$unspin" index verify ix --json
says out '"documents":4000'
head -200 in.jsonl > queries.jsonl
run 0 "$unspin" index compact ix
for index in whole ix; do
  "$unspin" search $index queries.jsonl --json --leads 0 --most 0 --most-compared 0 \
    > found_$index 2> err
done
cmp -s found_whole found_ix || fail "another index finds something else"
