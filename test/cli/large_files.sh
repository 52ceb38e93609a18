# A 100 MB file, two 1 MB documents and one word 100,000 times: seconds, in bounded
# memory.
source "$(dirname "$0")/common.sh"
write_unrelated
python3 - <<'END'
import random
random.seed(7)
words = ["".join(random.choice("bcdfgklmnprst") + random.choice("aeiou") for _ in range(random.randint(2, 4)))
         for _ in range(20000)]
def text(size):
    out, n = [], 0
    while n < size:
        sentence = " ".join(random.choice(words) for _ in range(random.randint(6, 24))).capitalize() + ".\n"
        out.append(sentence)
        n += len(sentence)
    return "".join(out)
river = open("river.txt").read()
open("big.txt", "w").write(text(50_000_000) + river + text(50_000_000))
one = text(1_000_000)
open("one.txt", "w").write(one)
half = one.split("\n")
for i in range(0, len(half), 2):
    half[i] = text(80)
open("half.txt", "w").write("\n".join(half))
open("repeat.txt", "w").write("word " * 100_000)
END
limit() { # limit SECONDS KILOBYTES STATUS COMMAND...: within so much time and memory
  local seconds=$1 kilobytes=$2
  shift 2
  local start=$SECONDS
  (ulimit -v "$kilobytes" && run "$@") || exit 1
  [ $((SECONDS - start)) -le "$seconds" ] || fail "took $((SECONDS - start)) s: $*"
}
limit 20 2000000 0 "$unspin" compare one.txt half.txt --json
limit 20 2000000 0 "$unspin" compare repeat.txt repeat.txt --json
limit 20 2000000 1 "$unspin" compare repeat.txt river.txt --json
limit 90 12000000 0 "$unspin" compare big.txt river.txt --json
[ "$(field out '["relation"]')" = excerpt ] || fail "the needle is $(field out '["relation"]')"
