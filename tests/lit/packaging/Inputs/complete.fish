# What fish offers for lines that are not finished: complete.fish COMPLETION
source $argv[1]
for line in 'pooltidy au' 'pooltidy audit --fail-on' 'pooltidy audit --pooler sup' \
        'pooltidy audit --report=js' 'pooltidy audit --fail-on ' 'pooltidy explain pooling-l' \
        'pooltidy list p'
    # Each with a description behind a tab.
    echo "$line:" (complete -C $line | string replace -r '\t.*' '')
end
