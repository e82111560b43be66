#!/usr/bin/env bash
# CPU seconds and memory of scan, mine and search over a folder, from nothing, and again when nothing changed.
#
#   bench/cost.sh FOLDER [QUERIES]      QUERIES: lines of id<TAB>query
set -euo pipefail
folder=$1 queries=${2:-}
program=${AGENTOPS_PROGRAM:-build/release/cli/agentops}
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT

measure() {
  python3 -c '
import resource, subprocess, sys
subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, check=True)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"| {sys.argv[1]} | {use.ru_utime + use.ru_stime:.2f} | {use.ru_maxrss / 1024:.0f} |")
' "$@"
}

printf '| what | CPU s | MiB |\n|---|---|---|\n'
measure "mine --no-index, from nothing" "$program" mine "$folder" --no-index -n -q --json --state "$state/mine"
measure "mine --no-index, nothing changed" "$program" mine "$folder" --no-index -n -q --json --state "$state/mine"
measure "scan with index, from nothing" "$program" scan "$folder" -q --state "$state/scan"
measure "scan, nothing changed" "$program" scan "$folder" -q --state "$state/scan"
if [[ -n $queries ]]; then
  measure "$(wc -l <"$queries") queries" "$program" search -q --root "$folder" --state "$state/scan" --batch "$queries" --format tsv
fi
du -sb "$folder" "$state/scan/index" | awk '{print "| " $2 " | " $1 " bytes | |"}' | sed "s|$state/scan/||"
