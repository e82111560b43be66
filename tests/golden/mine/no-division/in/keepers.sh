# Agents in a ring: each shares words with the next ones, so that any division cuts somewhere.
mkdir agents
set -- anchor bottle candle drawer easel funnel garden hammer island jacket kettle ladder mirror needle orchard pencil \
  quarry ribbon saddle teapot umbrella velvet window yarn
for name; do
  words= number=0
  for word; do
    number=$((number + 1))
    test $number -gt 6 || words="$words Bring the $word."
  done
  printf -- '---\nname: %s-keeper\ndescription: Keeps things\n---\n\n%s\n' $name "$words" >agents/$name-keeper.md
  shift; set -- "$@" $name
done
