# What bash offers for lines that are not finished: complete.bash COMPLETION
source "$1"
offer() {
  local line=$1
  # As bash splits a line: = is a word of its own.
  read -ra COMP_WORDS <<< "${line//=/ = }"
  [[ $line == *' ' ]] && COMP_WORDS+=('')
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMPREPLY=()
  _pooltidy
  echo "$line: ${COMPREPLY[*]}"
}
offer 'pooltidy au'
offer 'pooltidy audit --fail-on'
offer 'pooltidy audit --pooler sup'
offer 'pooltidy audit --report=js'
offer 'pooltidy audit --fail-on '
offer 'pooltidy explain pooling-l'
offer 'pooltidy list p'
