# What zsh offers for lines that are not finished: complete.zsh COMPLETION
# Completion works in an interactive shell alone, so this drives one on a terminal of its own.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1='%%' PS2= RPS1= TERM=dumb; stty columns 1000; bindkey -e; autoload -U compinit; compinit -u -D"
zpty -w shell "zstyle ':completion:*' list-separator '<'; zstyle ':completion:*' list-packed no; LISTMAX=0"
zpty -w shell "source ${(q)1} 2>/dev/null; compdef _pooltidy pooltidy; echo READY\$((1+1))"
zpty -r -m shell answer '*READY2*'
for line in 'pooltidy au' 'pooltidy audit --fail-on' 'pooltidy audit --pooler sup' \
    'pooltidy audit --report=js' 'pooltidy audit --fail-on ' 'pooltidy explain pooling-l' \
    'pooltidy list p'; do
  zpty -n -w shell "$line"$'\t'
  sleep 1
  answer=
  while zpty -r -t shell part; do answer+=$part; done
  print -r -- "$line: ${answer//[^[:print:]]/ }"
  zpty -n -w shell $'\C-c'
  sleep 0.3
  while zpty -r -t shell part; do :; done
done
zpty -d shell
