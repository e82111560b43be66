# What the benches of domains begin with, sourced by them: COLLECTIONS SCORER [NAME...] become $collections, $scorer
# and "$@", all collections with labels when none is named; $work is a folder that goes at the end.
collections=$1 scorer=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if (($# == 0)); then
  for labels in "$collections"/*/labels.tsv; do set -- "$@" "$(basename "$(dirname "$labels")")"; done
fi
