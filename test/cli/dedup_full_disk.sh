# A disk that is full when the copies are written: one line, and nothing of it is left.
source "$(dirname "$0")/common.sh"
write_unrelated
mkdir in
python3 - <<'END'
import json
texts = [open("river.txt").read(), open("theatre.txt").read()]
for name in "ab":
    with open(f"in/{name}.jsonl", "w") as file:
        for i, text in enumerate(texts):
            file.write(json.dumps({"id": f"{name}{i}", "text": text, "unread": "x" * 2_000_000}) + "\n")
END
# A limit on the size of files stands for a full disk: the write fails just the same.
trap '' XFSZ
(
  ulimit -f 1024
  "$unspin" dedup in --out new > out 2> err
  echo $? > status
)
[ "$(cat status)" -eq 2 ] || fail "exit status $(cat status): $(cat err)"
lines err 1
says err "cannot write: File too large"
silent out
[ ! -e new ] || fail "something is left: $(find new)"

# What a run that was killed left behind is in nobody's way, and goes.
mkdir -p new/.unspin-dedup/work
echo rest > new/.unspin-dedup/file-0
run 0 "$unspin" dedup in --out new
says out "4 documents, 2 kept, 2 removed (2 identical)"
[ "$(ls -A new | tr '\n' ' ')" = "a.jsonl b.jsonl kept.jsonl removed.jsonl " ] || fail "$(ls -A new)"
