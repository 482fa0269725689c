# Needs psql, and a pooler that is not in use by anything that matters.
#
#   POOLER='postgresql://user@host:6432/database' sh THIS_FILE
#
# Exit status: 0 it was seen, 1 it was not, 2 it could not be tried. What A leaves on server
# connections has a name of its own and is removed again where B meets it.
: "${POOLER:?set POOLER to the URL of the pooler}"
rounds=20
work=$(mktemp -d) || exit 2
trap 'exec 3>&- 5>&-; wait; rm -rf "$work"' EXIT
mkfifo "$work/a.in" "$work/a.out" "$work/b.in" "$work/b.out" || exit 2
psql -XAtq "$POOLER" <"$work/a.in" >"$work/a.out" 2>&1 &
psql -XAtq "$POOLER" <"$work/b.in" >"$work/b.out" 2>&1 &
exec 3>"$work/a.in" 4<"$work/a.out" 5>"$work/b.in" 6<"$work/b.out"

# ask A|B STATEMENT: sends it and leaves what comes back in $answer.
ask() {
  answer=
  if [ "$1" = A ]; then
    printf '%s;\n\\echo end of answer\n\\! true\n' "$2" >&3 || exit 2
  else
    printf '%s;\n\\echo end of answer\n\\! true\n' "$2" >&5 || exit 2
  fi
  while :; do
    if [ "$1" = A ]; then
      IFS= read -r line <&4 || { echo "$1 has lost its connection: $answer"; exit 2; }
    else
      IFS= read -r line <&6 || { echo "$1 has lost its connection: $answer"; exit 2; }
    fi
    [ "$line" = 'end of answer' ] && break
    answer="$answer${answer:+ | }$line"
  done
  printf '%s: %s\n' "$1" "$2"
  [ -z "$answer" ] || printf '     %s\n' "$answer"
}

# show MAKE LOOK UNDO: A does MAKE; whether LOOK finds it for B, which never asked for it.
show() {
  round=0
  while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    ask A "$1"
    made=$answer
    ask B 'BEGIN'
    ask B "$2"
    case $answer in
    '' | *ERROR:*) ask B 'ROLLBACK' ;;
    *)
      found=$answer
      ask B "$3"
      ask B 'COMMIT'
      echo
      echo "Seen in round $round: B, another client, was given: $found"
      exit 0
      ;;
    esac
  done
  echo
  echo "Not seen in $rounds rounds. Either this pooler does not pass it on, or other clients were"
  echo "given the server connections of A in between; then they have it."
  exit 1
}
