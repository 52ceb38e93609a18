# Whatever a scan finds among documents, a search for each of them finds, judged the same.
source "$(dirname "$0")/common.sh"
python3 "$(dirname "$0")/write_collection.py" 400 150 > in.jsonl
run 0 "$unspin" scan in.jsonl --out scanned
run 0 "$unspin" index create ix
run 0 "$unspin" index add ix in.jsonl
run 0 "$unspin" search ix in.jsonl --json --others --leads 0
python3 "$(dirname "$0")/search_finds_what_scan_does.py" scanned/matches.jsonl out > said ||
  fail "$(cat said)"
