#!/usr/bin/env python3
"""What agentops costs on a folder of Markdown, beside other tools on the same files in the same run.

    bench/compare.py FOLDER [--part NAME]... [--program PATH]

Prints a table: CPU seconds of user and system together, largest resident size, wall time. CPU seconds are what
to compare: on a machine that does other things wall time says little. A tool that is not there is left out, with
a message. Nothing is written into FOLDER.
"""
import argparse
import math
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FTS5 = """
import os, sqlite3, sys
base = sqlite3.connect(sys.argv[2])
base.execute("CREATE VIRTUAL TABLE texts USING fts5(path, body, tokenize = 'porter unicode61')")
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        path = os.path.join(folder, name)
        base.execute("INSERT INTO texts VALUES (?, ?)", (path, open(path, errors="replace").read()))
base.commit()
"""

SCIKIT = """
import os, sys
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
paths = sorted(os.path.join(folder, name) for folder, _, names in os.walk(sys.argv[1]) for name in names)
vectors = TfidfVectorizer(input="filename", decode_error="replace", min_df=2).fit_transform(paths)
reduced = TruncatedSVD(100, random_state=0).fit_transform(vectors)
KMeans(round(len(paths) ** .5), n_init=1, random_state=0).fit(reduced)
"""


class Run:
    """One command, measured."""

    def __init__(self, command, output=subprocess.DEVNULL):
        begun = time.monotonic()
        # A thread more in the library that scikit-learn computes with would count twice what it waits for.
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE,
                                 env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})
        error = child.stderr.read()
        _, status, use = os.wait4(child.pid, 0)
        if status != 0:
            sys.exit(f"{' '.join(map(str, command))[:200]}\n{error.decode(errors='replace')[-2000:]}")
        self.cpu = use.ru_utime + use.ru_stime
        self.mebibytes = use.ru_maxrss / 1024
        self.wall = time.monotonic() - begun


def python_with(module):
    """A Python that can import `module`: this one, or that of the system, for which packages install theirs."""
    for python in (sys.executable, "/usr/bin/python3"):
        if os.path.exists(python) and subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0:
            return python
    return None


class Bench:
    def __init__(self, folder, program, work):
        self.folder, self.program, self.work = folder, program, work
        self.states = 0

    def state(self):
        self.states += 1
        return str(self.work / f"state-{self.states}")

    def agentops(self, verb, folder, state, *flags, output=subprocess.DEVNULL):
        return Run([self.program, verb, str(folder), "-n", "-q", "--json", "--state", state, *flags], output)

    def row(self, what, run):
        print(f"| {what} | {run.cpu:.2f} | {run.mebibytes:.0f} | {run.wall:.1f} |", flush=True)
        return run

    def size_of(self, path):
        return sum(file.stat().st_size for file in Path(path).rglob("*") if file.is_file())

    def subset(self, count):
        """A folder with `count` of the files, evenly taken."""
        target = self.work / f"files-{count}"
        target.mkdir()
        files = sorted(file for file in self.folder.rglob("*") if file.is_file())
        for i in range(count):
            shutil.copy2(files[i * len(files) // count], target / f"{i:06}.md")
        return target

    # The parts, each of which stands alone.

    def others(self):
        files = ["find", str(self.folder), "-type", "f"]
        self.row("cat", Run([*files, "-exec", "cat", "{}", "+"]))
        if shutil.which("cmark-gfm"):
            self.row("cmark-gfm, parse and render", Run([*files, "-exec", "cmark-gfm", "{}", "+"]))
        else:
            print("left out: cmark-gfm is not installed", file=sys.stderr)
        if "ENABLE_FTS5" in {name for (name,) in sqlite3.connect(":memory:").execute("PRAGMA compile_options")}:
            base = str(self.work / "fts5.db")
            self.row("SQLite FTS5, build", Run([sys.executable, "-c", FTS5, str(self.folder), base]))
        else:
            print("left out: this SQLite has no FTS5", file=sys.stderr)
        if python := python_with("sklearn"):
            self.row("scikit-learn, TF-IDF + SVD + k-means", Run([python, "-c", SCIKIT, str(self.folder)]))
        else:
            print("left out: scikit-learn is not installed (python3-sklearn)", file=sys.stderr)

    def mine(self):
        state = self.state()
        self.row("mine, with the index", self.agentops("mine", self.folder, state))
        self.row("mine, nothing changed", self.agentops("mine", self.folder, state))
        shutil.rmtree(state)
        self.row("mine --no-index", self.agentops("mine", self.folder, self.state(), "--no-index"))

    def changed(self):
        """One file in a hundred is changed: what that costs, and whether the answer is that of a clean state."""
        tree = self.work / "changing"
        shutil.copytree(self.folder, tree)
        for flags in ([], ["--no-index"]):
            state = self.state()
            full = self.agentops("mine", tree, state, *flags)
            for i, file in enumerate(sorted(file for file in tree.rglob("*") if file.is_file())):
                if i % 100 == 50:
                    with file.open("a") as text:
                        text.write("\nAsk the owner before you change a setting.\n")
            answers = [self.work / "after.json", self.work / "anew.json"]
            with answers[0].open("wb") as out:
                again = self.agentops("mine", tree, state, *flags, output=out)
            shutil.rmtree(state)
            name = f"mine {' '.join(flags)}".strip()
            self.row(f"{name}, 1 % changed: {again.cpu / full.cpu:.0%} of all", again)
        with answers[1].open("wb") as out:
            self.agentops("mine", tree, self.state(), "--no-index", output=out)
        same = answers[0].read_bytes() == answers[1].read_bytes()
        print(f"| the same bytes as from a clean state: {'yes' if same else 'NO'} | | | |")

    def growth(self):
        costs = {}
        for count in (1000, 5000):
            folder = self.subset(count)
            costs[count] = self.row(f"mine, {count:,} files", self.agentops("mine", folder, self.state())).cpu
        count = sum(1 for file in self.folder.rglob("*") if file.is_file())
        costs[count] = self.row(f"mine, {count:,} files", self.agentops("mine", self.folder, self.state())).cpu
        for less, more in zip(list(costs), list(costs)[1:]):
            steep = math.log(costs[more] / costs[less]) / math.log(more / less)
            print(f"| from {less:,} to {more:,}: n^{steep:.2f} | | | |")

    def threads(self):
        folder = self.subset(4000)
        walls = [self.row(f"mine, 4,000 files, --threads {n}",
                          self.agentops("mine", folder, self.state(), "--threads", str(n))) for n in (1, 2)]
        print(f"| two threads: {walls[0].wall / walls[1].wall:.2f} times one by the clock, "
              f"{walls[1].cpu / walls[1].wall:.2f} cores busy | | | |")

    def index(self):
        state = self.state()
        self.row("scan, with the index", Run([self.program, "scan", str(self.folder), "-q", "--state", state]))
        share = self.size_of(Path(state) / "index") / self.size_of(self.folder)
        print(f"| index: {share:.2f} of the text | | | |")

    def sample(self):
        tree = self.work / "sample"
        shutil.copytree(Path(__file__).parent.parent / "samples", tree)
        runs = []
        for _ in range(5):
            shutil.rmtree(tree / ".agentops", ignore_errors=True)
            runs.append(Run([self.program, str(tree)]))
        self.row("agentops on the sample, from nothing (least of 5)", min(runs, key=lambda run: run.cpu))


PARTS = ["others", "mine", "changed", "growth", "threads", "index", "sample"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", action="append", choices=PARTS, help="only this; may be given several times")
    parser.add_argument("--program", default="build/release/cli/agentops")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    print("| what | CPU s | MiB | wall s |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(options.folder.resolve(), program, Path(work))
        for part in options.part or PARTS:
            getattr(bench, part)()


if __name__ == "__main__":
    main()
