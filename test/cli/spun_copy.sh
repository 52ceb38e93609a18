# The bundled spun copy is found to be one, its source is named, and swapping the
# arguments swaps the answer.
source "$(dirname "$0")/common.sh"
run 0 "$unspin" compare "$articles/original.txt" "$articles/copy.txt" --json
[ "$(field out '["relation"]')" = spun ] || fail "not spun"
[ "$(field out '["original"]["side"]')" = a ] || fail "the original is not a"
cp out forward

# None of the page around the article, or between its paragraphs, is in a passage.
python3 - out "$articles/copy.txt" <<'END' || fail "page furniture inside a passage"
import json, sys

match, copy = json.loads(open(sys.argv[1]).readline()), open(sys.argv[2], "rb").read()
furniture = [b"TOP STORIES 24/7", b"Share this", b"Picture: Handout",
             b"Read More: Seven beaches", b"Read More: This one kitchen", b"Source link"]
places = [copy.index(text) for text in furniture]
sys.exit(any(p["b"][0] <= place < p["b"][1] for p in match["passages"] for place in places))
END
run 0 "$unspin" compare "$articles/copy.txt" "$articles/original.txt" --json
[ "$(field out '["original"]["side"]')" = b ] || fail "the original is not b"
python3 - forward out <<'END' || fail "swapping the arguments changes the answer"
import json, sys

MIRROR = {"insert": "delete", "delete": "insert", "omission": "addition", "addition": "omission",
          "missing": "added", "added": "missing", "a": "b", "b": "a"}

def mirror(value, key=None):
    if isinstance(value, dict):
        swapped = {{"a": "b", "b": "a"}.get(k, k): mirror(v, k) for k, v in value.items()}
        return swapped
    if isinstance(value, list):
        return [mirror(v) for v in value]
    if key in ("op", "kind", "verdict", "side", "favours") and value in MIRROR:
        return MIRROR[value]
    return value

def canonical(value):
    if isinstance(value, dict):
        return {k: canonical(v) for k, v in value.items()}
    if isinstance(value, list):
        return sorted((canonical(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True)) \
            if value and isinstance(value[0], dict) else value
    return value

forward, backward = (json.loads(open(name).readline()) for name in sys.argv[1:])
sys.exit(canonical(mirror(forward)) != canonical(backward))
END
