#!/usr/bin/env python3
"""From folders to packages that work: mine, draft and test every package of some collections.

    bench/mission.py PROGRAM COLLECTION...      a collection is a folder; it is copied, never touched

For each: packages and the errors of `package test` in them; references of the items other than documents, that
resolved in the folder, and that resolve once the packages are installed; bodies of the items that were drafted, as a multiset, against those in the packages
(addresses of links left out, since a draft rewrites them).
"""

import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

LINK = re.compile(r"\]\([^)\s]*|^\[[^\]]+\]:\s*\S+", re.M)


def run(program, *words, cwd):
    done = subprocess.run([program, *words], cwd=cwd, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{words}: exit {done.returncode}: {done.stderr[-500:]}")
    return done.stdout


def answer(program, *words, cwd):
    return json.loads(run(program, *words, "--json", cwd=cwd))


def body(text):
    """Without frontmatter, addresses of links, and space at its ends."""
    if text.startswith("---\n") and "\n---" in text[4:]:
        text = text[text.index("\n---", 4) + 4 :].partition("\n")[2]
    return LINK.sub("](", text).strip()


def measure(program, collection):
    with tempfile.TemporaryDirectory() as temp:
        folder = pathlib.Path(temp) / "folder"
        shutil.copytree(collection, folder)
        items = {i["path"]: i for i in answer(program, "scan", cwd=folder)["data"]["items"]}
        run(program, "mine", "-q", "--no-index", cwd=folder)
        drafted = answer(program, "draft", "--author", "X", "--license", "MIT", cwd=folder)["data"]["packages"]
        before, after, errors = 0, 0, 0
        bodies_in, bodies_out = collections.Counter(), collections.Counter()
        for package in drafted:
            tested = answer(program, "package", "test", package["folder"], cwd=folder)
            errors += sum(d["level"] == "error" for d in tested["diagnostics"])
            after += tested["data"]["resolved"]
            for file in package["files"]:
                item = items.get(file.get("from") or "")
                if item is None or item["path"] != file["from"]:
                    continue
                if not file["path"].startswith("docs/"):  # documents stay in the package
                    before += sum(ref["to"] is not None for ref in item["refs"])
                bodies_in[body((folder / item["path"]).read_text(errors="replace"))] += 1
                bodies_out[body((folder / package["folder"] / file["path"]).read_text(errors="replace"))] += 1
        lost = bodies_in - bodies_out
        return len(drafted), errors, before, after, sum(bodies_in.values()), sum(lost.values())


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    print("| collection | packages | errors | references before | resolve after | bodies | not the same |")
    print("|---|---|---|---|---|---|---|")
    for number, collection in enumerate(sys.argv[2:], 1):
        print(f"| {number} | " + " | ".join(str(n) for n in measure(program, collection)) + " |", flush=True)


main()
