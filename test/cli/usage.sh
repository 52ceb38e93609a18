# Wrong use gets one line and exit status 2; help is for the asking.
source "$(dirname "$0")/common.sh"
for wrong in "" "compare" "compare one" "compare a b --pairs c" "nonsense" "compare a b --wat"; do
  # shellcheck disable=SC2086
  run 2 "$unspin" $wrong
  silent out
  lines err 1
  says err "unspin: "
done
run 0 "$unspin" --help
says out "compare"
run 0 "$unspin" compare --help
says out "--pairs"
says out "Exit status"
run 0 "$unspin" --version
says out "unspin 0."
