#!/usr/bin/env python3
"""Runs every reading command over each row of a folder of hostile files, and compares with its manifest.

    bench/hostile.py FOLDER [--program PROGRAM] [--cpu SECONDS] [--memory MIB]

FOLDER/MANIFEST.tsv has the columns file, class, expectation, code, note; the rows whose class begins with markdown,
frontmatter, content or tree are read. Each row is copied into a project of its own, and scan, mine, list, show, search and
check run there for people and as JSON. A row is as expected when

  * every command ends by itself with one of its own exit codes, within the limits of CPU time and memory;
  * what is printed holds no control character but the newline, no bidirectional or tag character, and is UTF-8;
  * `accept` rows have no warning about reading or safety, `accept-with-warning` rows one of a rule that the code stands for, `reject` rows an error.

Prints a table of the classes, then each row that was not as expected; exits 1 when there is one.
"""

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

# The rules that may answer a code of the manifest: prefixes of their numbers, or words of what was skipped and why.
ANSWERS = {
    "W-FRONTMATTER": ("AO1", "AO4"),
    "W-FRONTMATTER-NAME": ("AO1", "AO4", "AO7"),
    "W-ENCODING": ("AO103", "AO110", "AO7"),
    "W-MD-LIMIT": ("AO109",),
    "W-SCAN-DEPTH": ("AO110", "deep"),
    "W-SCAN-LINK": ("AO110", "link"),
    "W-SCAN-NAME": ("AO111",),
    "E-ENCODING": ("AO103", "AO110", "AO7"),
    "E-CONTENT-": ("AO7",),
    "W-CONTENT-": ("AO7",),
}
# A limit that is not reached needs no warning: these are read in full.
MAY_BE_SILENT = ("W-MD-LIMIT", "W-CONTENT-PADDING")
BESIDE = "beside-it.md"
CRASHES = {70, 134, 139}
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]")


class Ran:
    """One command: its exit code, output, CPU seconds and MiB."""

    def __init__(self, words, folder, seconds):
        before = time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                       preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)))
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read(), err.read()
        self.code = process.returncode
        self.cpu = used.ru_utime + used.ru_stime
        self.wall = time.monotonic() - before
        self.mib = used.ru_maxrss / 1024


def faults_of(ran, is_json):
    """What is wrong with how a command ended and what it printed."""
    faults = []
    if ran.code < 0 or ran.code in CRASHES or ran.code > 4:
        faults.append(f"ended with {ran.code}: {ran.err[-200:]!r}")
    for name, stream in (("stdout", ran.out), ("stderr", ran.err)):
        try:
            text = stream.decode()
        except UnicodeDecodeError as error:
            faults.append(f"{name} is not UTF-8: {error}")
            continue
        if found := RAW.search(text):
            faults.append(f"{name} holds U+{ord(found[0]):04X} raw: {text[max(0, found.start() - 30):found.end()]!r}")
    if is_json and ran.code in (0, 1):
        try:
            json.loads(ran.out)
        except ValueError as error:
            faults.append(f"no JSON: {error}")
    return faults


def warnings_of(ran):
    """Rules that were broken, with their level, and what was skipped, of the JSON of a command."""
    try:
        answer = json.loads(ran.out)
    except ValueError:
        return [], []
    found = [(d.get("rule", ""), d.get("level", "")) for d in answer.get("diagnostics", []) if d.get("path") != BESIDE]
    skipped = [f"{s.get('path', '')}: {s.get('why', '')}" for s in answer.get("coverage", {}).get("skipped", [])]
    return found, skipped


def judge(expectation, code, found, skipped):
    """Why the findings are not what the manifest says; empty when they are."""
    serious = [rule for rule, level in found if level in ("warning", "error") and rule[:3] in ("AO1", "AO7")]
    if expectation == "accept":
        return f"warned: {sorted(set(serious))}" if serious else ""
    if expectation == "reject":
        said = [rule for rule, level in found if level == "error"] + skipped
    else:
        said = [rule for rule, _ in found] + skipped
    answers = next((words for prefix, words in ANSWERS.items() if code == prefix), None) or next(
        (words for prefix, words in ANSWERS.items() if prefix.endswith("-") and code.startswith(prefix)), ())
    if any(answer.lower() in one.lower() if not answer.startswith("AO") else one.startswith(answer)
           for one in said for answer in answers):
        return ""
    return "" if code in MAY_BE_SILENT else f"no word of it: {sorted(set(said))}"


def commands_of(program, has_check):
    commands = [["scan"], ["mine"], ["list"], ["search", "the"], ["show"]] + ([["check"]] if has_check else [])
    return [(words, form) for words in commands for form in ([], ["--json"])]


def try_row(program, has_check, source, limits):
    """Runs everything over a copy; the faults, the findings, what was skipped, and the largest cost."""
    faults, found, skipped, cpu, mib, empty = [], [], [], 0.0, 0.0, False
    with tempfile.TemporaryDirectory() as folder:
        home = os.path.join(folder, "home")
        project = os.path.join(folder, "project")
        os.makedirs(home)
        os.environ["XDG_STATE_HOME"] = home
        if source.is_dir():
            shutil.copytree(source, project, symlinks=True)
        else:
            os.makedirs(project)
            shutil.copy(source, project)
        if os.listdir(project):  # so that something is left to tell of when the row itself is not read
            Path(project, BESIDE).write_text("---\nname: beside-it\ndescription: Stands beside it.\n---\n\n# Beside\n\nText.\n")
        key = None
        for words, form in commands_of(program, has_check):
            if words == ["show"]:
                if key is None:
                    continue
                words = ["show", key]
            ran = Ran([program, *words, *form], project, 10)
            label = " ".join(words + form)
            faults += [f"{label[:60]}: {fault}" for fault in faults_of(ran, bool(form))]
            cpu, mib = max(cpu, ran.cpu), max(mib, ran.mib)
            if ran.cpu > limits.cpu or ran.mib > limits.memory:
                faults.append(f"{label[:60]}: {ran.cpu:.2f} s of CPU, {ran.mib:.0f} MiB")
            if form and words[0] in ("scan", "check"):
                more, left = warnings_of(ran)
                found += more
                skipped += left
            if form and words == ["list"] and ran.code == 0:
                items = json.loads(ran.out).get("data", {}).get("items", [])
                key = items[0]["key"] if items and "key" in items[0] else None
            if words == ["scan"] and not form:
                empty = ran.code == 2
    return faults, found, skipped, cpu, mib, empty


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--program", default=os.environ.get("AGENTOPS_PROGRAM", "build/release/cli/agentops"))
    parser.add_argument("--cpu", type=float, default=1.0, help="seconds for one command")
    parser.add_argument("--memory", type=float, default=128.0, help="MiB for one command")
    limits = parser.parse_args()
    program = os.path.abspath(limits.program)
    has_check = b"\n  check " in subprocess.run([program, "--help"], capture_output=True, check=True).stdout

    rows = [line.rstrip("\n").split("\t") for line in open(limits.folder / "MANIFEST.tsv", encoding="utf-8")][1:]
    rows = [row for row in rows if row[0].split("/")[0] in ("markdown", "frontmatter", "content", "trees")]
    totals, wrong = defaultdict(lambda: [0, 0, 0.0, 0.0]), []
    for file, kind, expectation, code, note in rows:
        faults, found, skipped, cpu, mib, empty = try_row(program, has_check, limits.folder / file, limits)
        if kind == "tree/build":
            unlike = ""  # `package build` judges it; the reading commands only have to survive
        elif code == "W-SCAN-EMPTY":
            unlike = "" if empty else "a folder with nothing to read does not end with 2"
        elif not has_check and (kind.startswith("content/") or code.startswith("W-CONTENT-")):
            unlike = ""
        else:
            unlike = judge(expectation, code, found, skipped)
        total = totals[kind.split("/")[0]]
        total[0] += 1
        total[1] += not faults and not unlike
        total[2], total[3] = max(total[2], cpu), max(total[3], mib)
        if faults or unlike:
            wrong.append((file, code, faults + ([unlike] if unlike else [])))

    print("| class | rows | as expected | slowest command, CPU s | largest, MiB |\n|---|---|---|---|---|")
    for kind, (count, good, cpu, mib) in totals.items():
        print(f"| {kind} | {count} | {good} | {cpu:.2f} | {mib:.0f} |")
    with tempfile.TemporaryDirectory() as folder:
        for part in ("markdown", "frontmatter", "content"):
            shutil.copytree(limits.folder / part, os.path.join(folder, "all", part), symlinks=True)
        os.environ["XDG_STATE_HOME"] = folder
        for words in ["scan"], ["mine", "-n", "--state", os.path.join(folder, "other")]:
            ran = Ran([program, *words, "-q"], os.path.join(folder, "all"), 60)
            print(f"| {words[0]} of the whole set, exit {ran.code} | | | {ran.cpu:.2f} | {ran.mib:.0f} |")
    for file, code, faults in wrong:
        print(f"\n{file} ({code})")
        for fault in faults:
            print(f"  {fault}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
