# dedup keeps what differs in a fact from its near copy, and says so, until told otherwise.
source "$(dirname "$0")/common.sh"
python3 - "$articles" <<'END'
import json, sys
report = open(sys.argv[1] + "/original.txt").read()
number = report.replace("118", "181", 1)
assert number != report
wording = report.replace(" however", " though", 1).replace(" also ", " ", 1) + "\nMore to follow.\n"
with open("in.jsonl", "w") as file:
    for name, text in [("report", report), ("number", number), ("copy", wording), ("again", number)]:
        file.write(json.dumps({"id": name, "text": text}) + "\n")
END
run 0 "$unspin" dedup in.jsonl --out out.jsonl --keep first
says out "4 documents, 2 kept, 2 removed (1 identical, 1 near copy); 1 kept for a changed fact"
[ "$(cut -c1-16 out.jsonl | tr '\n' ' ')" = '{"id": "report", {"id": "number", ' ] || fail "$(cut -c1-16 out.jsonl)"
lines out.jsonl.kept.jsonl 1
[ "$(field out.jsonl.kept.jsonl "['schema']")" = unspin.kept/1 ] || fail "the schema"
[ "$(field out.jsonl.kept.jsonl "['id']")" = number ] || fail "who was kept"
[ "$(field out.jsonl.kept.jsonl "['reason']")" = fact_changed ] || fail "why"
[ "$(field out.jsonl.kept.jsonl "['fact_changes'][0]['a']['text']")" = 181 ] || fail "the fact"
[ "$(field out.jsonl.kept.jsonl "['fact_changes'][0]['b']['text']")" = 118 ] || fail "the fact of the other"

run 0 "$unspin" dedup in.jsonl --out out.jsonl --keep first --merge-fact-changes
says out "4 documents, 1 kept, 3 removed (3 near copies); 2 removed with a changed fact"
silent out.jsonl.kept.jsonl
lines out.jsonl.removed.jsonl 3
[ "$(field out.jsonl.removed.jsonl "['fact_changes'][0]['kind']")" = number ] || fail "the merged fact"
