#!/usr/bin/env bash
# What the folders that people made do to the agreement of domains with those that people made: with the names of
# half of the domains' items visible as folders, scored on the other half, and with folders filled by chance.
#
#   bench/folders.sh COLLECTIONS SCORER [NAME...]
#
# Arguments as for bench/domains.sh; the program is made by  ninja -C build/release witnesses.
set -euo pipefail
program=${WITNESSES_PROGRAM:-build/release/bench/witnesses}
. "$(dirname "$0")/collections.sh"

# Copies each file of the collection $1 into a folder: of its domain when the file is of the visible half, or of
# any domain. Writes the truth that is scored.
lay_out() {
  python3 - "$collections/$1" "$work" <<'PYTHON'
import hashlib, os, random, shutil, sys
collection, work = sys.argv[1:]
head, *lines = open(f"{collection}/labels.tsv", encoding="utf-8").read().splitlines()
rows = [line.split("\t") for line in lines]
chance = [row[1] for row in rows]
random.Random(7).shuffle(chance)
for kind in "half", "chance":
    shutil.rmtree(f"{work}/{kind}", ignore_errors=True)
truth = {"half": [head], "chance": [head, *lines]}
for row, line, drawn in zip(rows, lines, chance):
    visible = hashlib.sha1(row[0].encode()).digest()[-1] % 2 == 0
    if not visible:
        truth["half"].append(line)
    for kind, folder in ("half", row[1] if visible else ""), ("chance", drawn):
        os.makedirs(f"{work}/{kind}/{folder}", exist_ok=True)
        shutil.copy(f"{collection}/files/{row[0]}", f"{work}/{kind}/{folder}")
for kind, kept in truth.items():
    open(f"{work}/{kind}.labels", "w", encoding="utf-8").write("\n".join(kept) + "\n")
PYTHON
}

for name in "$@"; do
  lay_out "$name"
  for kind in half chance; do
    for without in folders nothing; do
      "$program" "$work/$kind" "$work/state-$name-$kind" "$without" >"$work/answer.tsv"
      python3 "$scorer" --labels "$work/$kind.labels" --pred "$work/answer.tsv" --json >"$work/$name.$kind.$without" 2>/dev/null
    done
  done
done
python3 -c '
import json, sys
work, *names = sys.argv[1:]
ami = lambda name, kind, without: json.load(open(f"{work}/{name}.{kind}.{without}"))["AMI"]
print("| folders | AMI without them | with them | most lost on one | most won on one |\n|---|---|---|---|---|")
for kind in "half", "chance":
    before, after = ([ami(name, kind, without) for name in names] for without in ("folders", "nothing"))
    change = [b - a for a, b in zip(before, after)]
    print(f"| {kind} | {sum(before) / len(names):.3f} | {sum(after) / len(names):.3f} | {min(change):+.3f} | {max(change):+.3f} |")
' "$work" "$@"
