# An index takes documents, finds copies of them, and forgets what it is told to.
source "$(dirname "$0")/common.sh"
run 0 "$unspin" index create ix
silent out
run 2 "$unspin" index create ix
lines err 1
run 1 "$unspin" search ix "$articles/copy.txt" --json
silent out

run 0 "$unspin" index add ix "$articles/original.txt"
says err "1 added"
run 0 "$unspin" index add ix "$articles/original.txt"
says err "1 as they were"
run 0 "$unspin" search ix "$articles/copy.txt" --json
lines out 1
says out '"relation":"spun"'
says out 'original.txt'
run 0 "$unspin" search ix "$articles/copy.txt"
says out "1 match among 1 documents"
run 1 "$unspin" search ix "$articles/original.txt" --others --json
silent out

# The same id with another text replaces it.
echo '{"id": "x", "text": "A short note about nothing much at all."}' > one.jsonl
echo '{"id": "x", "text": "Another note, about the weather this time."}' > two.jsonl
run 0 "$unspin" index add ix one.jsonl
run 0 "$unspin" index add ix two.jsonl
says err "1 replaced"
run 0 "$unspin" index info ix --json
says out '"documents":2'
says out '"removed":1'
run 0 "$unspin" index verify ix
says out "no fault found"
run 0 "$unspin" index compact ix
run 0 "$unspin" index info ix --json
says out '"removed":0'
run 0 "$unspin" index remove ix x
run 2 "$unspin" index remove ix x
lines err 1

# Newcomers are reported as they come: a copy of what came before it, never of itself.
run 0 "$unspin" index create news "$articles/original.txt" "$articles/copy.txt" --report
lines out 1
says out '"schema":"unspin.match/1"'
run 0 "$unspin" index info news --json
says out '"judged":2'
says out '"spun":1'

# What is wrong gets one line each, and the rest is done.
printf '{"id": "a", "text": "good"}\nnonsense\n{"id": "b", "text": "good too"}\n' > bad.jsonl
run 2 "$unspin" index add ix bad.jsonl missing.jsonl
[ "$(grep -c . err)" -eq 3 ] || fail "$(cat err)"
says err "2 added"
run 2 "$unspin" search nowhere one.jsonl
lines err 1
says err "index create"
run 2 "$unspin" index verify one.jsonl
lines err 1
