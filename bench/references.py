#!/usr/bin/env python3
"""What items of one collection refer to, as agentops finds it, against what a person found by reading.

    bench/references.py PROGRAM FOLDER bench/references.tsv [-v]

A row is the digest of an item's path, the digests of what it refers to (keys of items or paths of files), and the
digests of targets, as written, that are not there. Digests only: the tables hold no text.
"""
import hashlib
import json
import pathlib
import subprocess
import sys


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def references_by(program, folder):
    """path -> (what it refers to, what it names in vain), as sets of names."""
    told = subprocess.run([program, "list", folder, "--format", "jsonl"], capture_output=True, text=True, check=True)
    found = {}
    for line in told.stdout.splitlines():
        item = json.loads(line)
        there, dead = found.setdefault(item["path"], (set(), set()))
        for reference in item["refs"]:
            (there if reference["to"] else dead).add(reference["to"] or reference["target"])
    return found


def main():
    verbose = "-v" in sys.argv
    program, folder, table = [word for word in sys.argv[1:] if word != "-v"]
    truth = {}
    for line in pathlib.Path(table).read_text().splitlines():
        path, *facts = line.split("\t")
        truth[path] = [set(fact.split(",")) - {""} for fact in facts]
    found = {digest(path): (path, *names) for path, names in references_by(program, folder).items()}
    missing = truth.keys() - found.keys()
    print(f"{len(truth) - len(missing)} items, {len(missing)} of the table not found")
    for kind, name in enumerate(("resolved", "dead")):
        said = {(p, digest(name)) for p in truth.keys() & found.keys() for name in found[p][1 + kind]}
        there = {(p, name) for p in truth.keys() & found.keys() for name in truth[p][kind]}
        right = len(said & there)
        print(f"{name:9} precision {right / max(len(said), 1):.3f}  recall {right / max(len(there), 1):.3f}  of {len(there)}")
        if verbose:
            for p, wrong in sorted(said - there):
                print("  wrong:", found[p][0], *[n for n in found[p][1 + kind] if digest(n) == wrong])
            for p, _ in sorted(there - said):
                print("  missed one in", found[p][0])


if __name__ == "__main__":
    main()
