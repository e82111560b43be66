#!/usr/bin/env bash
# What each witness adds to the agreement of domains with those that people made.
#
#   bench/witnesses.sh COLLECTIONS SCORER [NAME...]
#
# Arguments as for bench/domains.sh; the program is made by  ninja -C build/release witnesses.
set -euo pipefail
program=${WITNESSES_PROGRAM:-build/release/bench/witnesses}
. "$(dirname "$0")/collections.sh"

echo "| without | AMI | B-cubed F1 | most lost on one | most won on one |"
echo "|---|---|---|---|---|"
for without in nothing words pairs lead references tools; do
  for name in "$@"; do
    "$program" "$collections/$name/files" "$work/state-$name" "$without" >"$work/$name.tsv"
    python3 "$scorer" --labels "$collections/$name/labels.tsv" --pred "$work/$name.tsv" --json >"$work/$name.$without" 2>/dev/null
  done
  python3 -c '
import json, sys
work, without, *names = sys.argv[1:]
score = lambda name, which: json.load(open(f"{work}/{name}.{which}"))
mean = lambda key: sum(score(name, without)[key] for name in names) / len(names)
change = [score(name, without)["AMI"] - score(name, "nothing")["AMI"] for name in names]
ami, b3 = mean("AMI"), mean("B3F1")
print(f"| {without} | {ami:.3f} | {b3:.3f} | {min(change):+.3f} | {max(change):+.3f} |")
' "$work" "$without" "$@"
done
