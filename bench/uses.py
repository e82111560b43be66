#!/usr/bin/env python3
"""What agentops and a short regular expression find in code fences, against what a person listed by hand.

    bench/uses.py PROGRAM FOLDER bench/uses-*.tsv [-v]

FOLDER holds the Markdown whose fences were read. A row of the tables is DIGEST, programs, variables, hosts; the
digest is of the fence (fence_digest below), so the tables hold facts and no text. Fences that are not in FOLDER
are told and left out.
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

FIELDS = ("programs", "env", "hosts")
OPENING = re.compile(r"^([ \t>]*(?:[-*+] |\d+[.)] )?[ \t]*)(`{3,}|~{3,})([^`]*)$")


def fence_digest(language, code):
    return hashlib.sha256(f"{language}\n{code}".encode()).hexdigest()[:16]


def fences_of(text):
    """(language, code) of each fence, without the indent of its opening line."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    at = 0
    while at < len(lines):
        opening = OPENING.match(lines[at])
        at += 1
        if not opening:
            continue
        before, marks, info = opening.groups()
        indent = 0 if ">" in before else len(re.match(r"\s*", before).group().expandtabs(4))
        closing = re.compile(rf"^\s*{re.escape(marks[0])}{{{len(marks)},}}\s*$")
        code = []
        while at < len(lines) and not closing.match(lines[at]):
            line = lines[at]
            blank = len(line) - len(line.lstrip(" \t"))
            code.append(line[min(indent, blank):])
            at += 1
        at += 1
        yield (info.split()[0].lower() if info.split() else "", "\n".join(code))


def by_expression(language, code):
    """The short way: what a person would write in an afternoon."""
    found = {field: set() for field in FIELDS}
    if language in ("bash", "sh", "shell", "zsh", "console", ""):
        for line in code.split("\n"):
            for part in re.split(r"\|\||&&|[|;]", line):
                word = re.match(r"\s*(?:\$ )?(?:sudo )?([a-z][a-z0-9-]+)(?= |$)", part)
                if word and word[1] not in ("cd", "echo", "export", "if", "then", "fi", "for", "do", "done", "else"):
                    found["programs"].add(word[1])
    found["env"] = {a or b for a, b in re.findall(r"\$\{?([A-Z][A-Z0-9_]+)|env[.\[(\"']+([A-Z][A-Z0-9_]+)", code)}
    found["hosts"] = {h.lower() for h in re.findall(r"https?://([A-Za-z0-9.-]+\.[A-Za-z0-9-]+)", code)}
    return found


def by_program(program, fences):
    with tempfile.TemporaryDirectory() as folder:
        for digest, (language, code) in fences.items():
            marks = "`" * (max([2] + [len(run) for run in re.findall(r"`+", code)]) + 1)
            pathlib.Path(folder, digest + ".md").write_text(f"# Read\n\n{marks}{language}\n{code}\n{marks}\n")
        told = subprocess.run([program, "list", folder, "--format", "jsonl"], capture_output=True, text=True, check=True)
    found = {}
    for line in told.stdout.splitlines():
        item = json.loads(line)
        found[item["path"].removesuffix(".md")] = {field: set(item["uses"][field]) for field in FIELDS}
    return found


def score(truth, found, field):
    right = sum(len(truth[digest][field] & found[digest][field]) for digest in found)
    said = sum(len(found[digest][field]) for digest in found)
    there = sum(len(truth[digest][field]) for digest in found)
    return right / max(said, 1), right / max(there, 1), there


def main():
    verbose = "-v" in sys.argv
    program, folder, *tables = [word for word in sys.argv[1:] if word != "-v"]
    truth = {}
    for table in tables:
        for line in pathlib.Path(table).read_text().splitlines():
            digest, *facts = line.split("\t")
            truth[digest] = {field: set(fact.split(",")) - {""} for field, fact in zip(FIELDS, facts)}
    fences = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.is_file():
            for language, code in fences_of(path.read_text(errors="replace")):
                fences.setdefault(fence_digest(language, code), (language, code))
    fences = {digest: fences[digest] for digest in truth if digest in fences}
    print(f"{len(fences)} fences, {len(truth) - len(fences)} of the tables not found")
    ways = {"agentops": by_program(program, fences),
            "expression": {digest: by_expression(*fence) for digest, fence in fences.items()}}
    for way, found in ways.items():
        for field in FIELDS:
            precision, recall, there = score(truth, found, field)
            print(f"{way:12}{field:10} precision {precision:.3f}  recall {recall:.3f}  of {there}")
    if verbose:
        for digest, facts in ways["agentops"].items():
            for field in FIELDS:
                if wrong := facts[field] - truth[digest][field]:
                    print(digest, fences[digest][0] or "-", "wrong", field, *sorted(wrong))
                if missed := truth[digest][field] - facts[field]:
                    print(digest, fences[digest][0] or "-", "missed", field, *sorted(missed))


if __name__ == "__main__":
    main()
