#!/usr/bin/env python3
"""What items of one collection refer to, as agentops finds it, against what a person found by reading.

    bench/references.py PROGRAM FOLDER bench/references.tsv [-v]

A row is the digest of an item's path, the digests of what it refers to (keys of items or paths of files), the digests
of targets, as written, that are not there, and (in the third table) digests of targets that are open to dispute: saying
those is neither right nor wrong. Digests only: the tables hold no text. "a|b" is one fact that can be said in two ways:
two items have the name, or a file is written with and without its folder. "@12" is the first line where it stands.

What counts was written down before the third table was measured:
* the name of another item, where the text means the item: an agent to work with, a skill to load or to use instead;
* a slash command, also of a plugin that is not there; not those of an assistant, nor paths of a web address;
* a path or link to a file of the skill or plugin itself, also in code, and in a list under the name of its folder;
* "the x-y skill" without quotes, titles under "Related Skills", the `x` of "subagent_type" if an item has the name.
Not: the item itself, files of the reader's project or that are to be written, placeholders, programs and libraries of
an item's name, licences, short forms of a name ("the deploy skill" of x-deploy). A relative link that leads nowhere is
dead, also when an item of that name stands elsewhere; to say that item is open to dispute.
"""
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def references_by(program, folder):
    """path -> (what it refers to, what it names in vain), each as name -> lines."""
    with tempfile.TemporaryDirectory() as state:  # what another version remembers must not count
        command = [program, "list", folder, "--format", "jsonl", "--state", state]
        told = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {}
    for line in told.stdout.splitlines():
        item = json.loads(line)
        there, dead = found.setdefault(item["path"], ({}, {}))
        for reference in item["refs"]:
            names = there if reference["to"] else dead
            names.setdefault(reference["to"] or reference["target"], set()).update(reference["lines"])
    return found


def facts_of(field):
    """The facts of one column: (digests that say it, line or None)."""
    facts = []
    for fact in filter(None, field.split(",")):
        digests, _, line = fact.partition("@")
        facts.append((frozenset(digests.split("|")), int(line) if line else None))
    return facts


def judge(said, facts, disputed):
    """(right claims, wrong claims, facts that were found, facts that were missed); a claim is (digest, lines)."""
    said = {name: lines for name, lines in said.items() if name not in disputed}
    right = {name for name in said if any(name in names for names, _ in facts)}
    found = [fact for fact in facts if fact[0] & said.keys()]
    return right, said.keys() - right, found, [fact for fact in facts if fact not in found]


def main():
    verbose = "-v" in sys.argv
    program, folder, table = [word for word in sys.argv[1:] if word != "-v"]
    truth = {}
    for line in pathlib.Path(table).read_text().splitlines():
        path, *columns = line.split("\t")
        truth[path] = [facts_of(column) for column in columns] + [[]] * (3 - len(columns))
    found = {digest(path): (path, *names) for path, names in references_by(program, folder).items()}
    print(f"{len(truth.keys() & found.keys())} items, {len(truth.keys() - found.keys())} of the table not found")
    sums = [0] * 6
    for kind, name in enumerate(("resolved", "dead")):
        counts = [0] * 6  # right claims, wrong claims, facts found, facts, lines right, lines known
        for p in sorted(truth.keys() & found.keys()):
            path, *said = found[p]
            by_digest = {digest(target): (target, lines) for target, lines in said[kind].items()}
            disputed = {d for names, _ in truth[p][2] for d in names}
            right, wrong, hit, missed = judge(by_digest, truth[p][kind], disputed)
            lined = [(names, line) for names, line in hit if line]
            on_line = [line for names, line in lined if any(line in by_digest[d][1] for d in names & right)]
            for i, n in enumerate((len(right), len(wrong), len(hit), len(truth[p][kind]), len(on_line), len(lined))):
                counts[i] += n
            if verbose:
                print(*(f"  wrong: {path} {by_digest[d][0]}\n" for d in sorted(wrong)), sep="", end="")
                print(*(f"  missed: {path} line {line}\n" for _, line in missed), sep="", end="")
        tell(name, counts)
        sums = [a + b for a, b in zip(sums, counts)]
    tell("together", sums)


def tell(name, counts):
    right, wrong, hit, facts, on_line, lined = counts
    print(f"{name:9} precision {right / max(right + wrong, 1):.3f}  recall {hit / max(facts, 1):.3f}  of {facts}", end="")
    print(f"  line right {on_line} of {lined}" if lined else "")


if __name__ == "__main__":
    main()
