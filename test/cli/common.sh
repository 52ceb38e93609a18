# For every script here: `source common.sh "$@"`. Gives $unspin, $articles and an
# empty scratch folder as the working directory.
set -uo pipefail
unspin=$1
articles=$(cd "$(dirname "$0")/../../examples/articles" && pwd)
data=${UNSPIN_DATA:-$(cd "$(dirname "$0")/../.." && pwd)/../shared/data}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# run STATUS COMMAND...: runs it into the files out and err, and checks its exit status.
run() {
  local expected=$1 status=0
  shift
  "$@" > out 2> err || status=$?
  [ "$status" -eq "$expected" ] || fail "exit status $status, not $expected: $* $(head -c 600 err)"
}

# says FILE TEXT: the file contains the text.
says() { grep -qF -- "$2" "$1" || fail "$1 does not say '$2': $(head -c 600 "$1")"; }
# silent FILE: the file is empty.
silent() { [ ! -s "$1" ] || fail "$1 is not empty: $(head -c 600 "$1")"; }
# lines FILE N: the file has N lines.
lines() { [ "$(wc -l < "$1")" -eq "$2" ] || fail "$1 has $(wc -l < "$1") lines, not $2"; }
# field FILE PATH: a field of a line of JSON, as Python sees it.
field() { python3 -c "import json,sys; print(json.loads(open(sys.argv[1]).readline())$2)" "$1"; }

# Two articles on different matters, a few hundred words each, invented.
write_unrelated() {
  cat > river.txt <<'END'
The council of Harlow Bend voted on Thursday to dredge the lower river before the
autumn floods, ending a dispute that has divided the town since the weir collapsed.
Engineers warned that silt had raised the bed by nearly two metres in a decade, and
that the old pumping station could not cope with another wet October. Farmers on the
west bank, whose pastures were under water for three weeks last year, welcomed the
vote. Anglers did not: they say that spawning grounds of trout would be destroyed.
END
  cat > theatre.txt <<'END'
A forgotten comedy by the playwright Ada Quill returns to the stage next month, ninety
years after its only performance was booed off by critics. The director found the
manuscript in a trunk of costumes bought at auction. Rehearsals began in a disused
cinema where the heating fails daily, and actors learn their lines in winter coats.
Tickets for the opening sold within an hour, which surprised nobody more than the
producer, who had mortgaged a house to pay for scenery painted entirely by hand.
END
}
