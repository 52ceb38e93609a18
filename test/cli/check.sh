# check: verdicts, a user's list, bad input among good.
source "$(dirname "$0")/common.sh" "$@"

write_unrelated
cat river.txt theatre.txt > clean.txt
run 1 "$unspin" check --json clean.txt
[ "$(field out "['schema']")" = unspin.check/1 ] || fail "schema"
[ "$(field out "['id']")" = clean.txt ] || fail "id"
[ "$(field out "['verdict']")" = clean ] || fail "verdict"
silent err

# Too short to tell; a listed phrase is found all the same.
echo "We apply profound learning to pictures." > short.txt
run 1 "$unspin" check --json short.txt
[ "$(field out "['verdict']")" = unknown ] || fail "verdict of a short text"
echo "deep learning" > terms.txt
run 0 "$unspin" check --json --phrases terms.txt short.txt
[ "$(field out "['phrases'][0]['expected'][0]")" = "deep learning" ] || fail "expected"
run 0 "$unspin" check --phrases terms.txt short.txt
says out "profound learning  <-  deep learning"

# Not English.
printf 'Der Rat hat am Donnerstag beschlossen, den Fluss zu vertiefen. %.0s' 1 2 3 4 5 6 7 8 9 10 > de.txt
run 1 "$unspin" check --json de.txt
[ "$(field out "['verdict']")" = unknown ] || fail "verdict of German"

# Bad input gets a line, the rest goes on.
run 2 "$unspin" check --json missing.txt clean.txt
says err "missing.txt"
lines out 1
run 2 "$unspin" check --phrases absent.txt clean.txt
says err "absent.txt"
: > empty.list
run 2 "$unspin" check --phrases empty.list clean.txt
says err "empty.list"

# Standard input, and the same answer with any number of threads.
run 1 "$unspin" check --json - < clean.txt
for i in $(seq 60); do printf '{"id":"%s","text":"%s"}\n' "$i" "$(tr '\n' ' ' < clean.txt)"; done > many.jsonl
run 1 "$unspin" check --json --threads 1 many.jsonl
mv out one
run 1 "$unspin" check --json --threads 4 many.jsonl
cmp -s one out || fail "threads change the answer"
lines out 60
