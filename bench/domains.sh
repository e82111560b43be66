#!/usr/bin/env bash
# How well domains agree with those that people made: mines each collection and scores the outcome.
#
#   bench/domains.sh COLLECTIONS SCORER [NAME...]
#
# COLLECTIONS/NAME/files is a flat folder, COLLECTIONS/NAME/labels.tsv its truth; SCORER is a script that takes
# --labels, --pred and --json and prints AMI, B3F1, name_hit, clusters, domains.
set -euo pipefail
program=${AGENTOPS_PROGRAM:-build/release/cli/agentops}
. "$(dirname "$0")/collections.sh"

for name in "$@"; do
  "$program" mine "$collections/$name/files" --dry-run --quiet --json --state "$work/state-$name" >"$work/$name.json"
  python3 -c '
import json, sys
for domain in json.load(open(sys.argv[1]))["data"]["domains"]:
    for item in domain["items"]:
        print(item["path"], domain["id"], domain["name"], sep="\t")
' "$work/$name.json" >"$work/$name.tsv"
  python3 "$scorer" --labels "$collections/$name/labels.tsv" --pred "$work/$name.tsv" --json >"$work/$name.score" 2>/dev/null
done
python3 -c '
import json, sys
keys = ["AMI", "B3F1", "name_hit", "clusters", "domains"]
rows = [(name, json.load(open(f"{sys.argv[1]}/{name}.score"))) for name in sys.argv[2:]]
print("| collection | AMI | B-cubed F1 | name hit | domains found | by people |\n|---|---|---|---|---|---|")
for name, score in rows:
    print("| " + " | ".join([name] + [f"{score.get(k, 0):.3f}" if isinstance(score.get(k, 0), float) else str(score[k]) for k in keys]) + " |")
mean = [sum(score.get(k, 0) for _, score in rows) / len(rows) for k in keys[:3]]
print("| mean | " + " | ".join(f"{m:.3f}" for m in mean) + " | | |")
' "$work" "$@"
