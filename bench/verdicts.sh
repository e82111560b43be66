#!/usr/bin/env bash
# How often the verdicts of `similar` are right about copies: in a folder whose pairs of copies are known, each item is
# compared with all others, so its own text is taken out of the index.
#
#   ninja -C build/release similar
#   bench/verdicts.sh build/release/bench/similar FOLDER PAIRS
#
# PAIRS has a line a<TAB>b... for each pair of copies, and a first line of titles. Items in a pair should be called same
# or drifted; of the others every twelfth is asked, and none should be called same.
set -euo pipefail
program=$1 folder=$2 pairs=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

tail -n +2 "$pairs" | cut -f 1,2 | tr '\t' '\n' | LC_ALL=C sort -u >"$scratch/twins"
find "$folder" -name '*.md' -printf '%P\n' | LC_ALL=C sort | LC_ALL=C comm -23 - "$scratch/twins" |
  awk 'NR % 12 == 1' >"$scratch/alone"
for list in twins alone; do
  "$program" "$folder" "$scratch/state" items <"$scratch/$list" | cut -f 2 | sort | uniq -c |
    awk -v list="$list" '{ print list "\t" $2 "\t" $1 }'
done
