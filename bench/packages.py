#!/usr/bin/env python3
"""Packages through their life: hostile ones are refused, good ones never, and how long it takes.

    bench/packages.py hostile FOLDER     the archive and manifest rows of FOLDER/MANIFEST.tsv
    bench/packages.py good [COUNT]       COUNT invented packages (1,000): build, publish, install, verify
    bench/packages.py speed              50 packages with 2,000 files from a folder registry
    bench/packages.py resolve            200 wanted of a folder registry of 10,000 packages with 20 versions each
    bench/packages.py race [ROUNDS]      8 processes that install, update and remove at once, ROUNDS times (100)

The program is $AGENTOPS_PROGRAM, else build/release/cli/agentops. Exits 1 when something is not as it should be.
"""

import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(os.environ.get("AGENTOPS_PROGRAM", "build/release/cli/agentops"))
WORDS = "order refund bag ticket parcel customer team price night door light water plan file queue note".split()


class Ran:
    """A command that ended: exit code, output, CPU seconds, MiB."""

    def __init__(self, *words, cwd):
        self.process = subprocess.Popen([PROGRAM, *words], cwd=cwd, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.out = self.process.stdout.read().decode(errors="replace")
        _, status, used = os.wait4(self.process.pid, 0)
        self.code = self.process.returncode = os.waitstatus_to_exitcode(status)
        self.cpu, self.user, self.mib = used.ru_utime + used.ru_stime, used.ru_utime, used.ru_maxrss / 1024


def must(*words, cwd):
    ran = Ran(*words, cwd=cwd)
    if ran.code != 0:
        raise SystemExit(f"{' '.join(words)}: exit {ran.code}: {ran.out[-600:]}")
    return ran


def tree(folder):
    """Every file below it with its bytes, but for what the program keeps for itself."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*"))
            if p.is_file() and ".agentops" not in p.relative_to(folder).parts}


def hostile(folder):
    rows = [line.rstrip("\n").split("\t") for line in open(folder / "MANIFEST.tsv", encoding="utf-8")][1:]
    wrong, cpu, mib, tried = [], 0.0, 0.0, 0
    for file, kind, expectation, code, _ in rows:
        if kind.split("/")[0] not in ("archive", "manifest"):
            continue
        tried += 1
        with tempfile.TemporaryDirectory() as temp:
            outer = pathlib.Path(temp)
            project = outer / "project"
            project.mkdir()
            (project / "mine.md").write_text("# Mine\n")
            os.environ["XDG_STATE_HOME"] = str(outer / "state")
            if kind.startswith("manifest"):
                (outer / "package").mkdir()
                shutil.copy(folder / file, outer / "package" / "package.yaml")
                given = "../package"
            else:
                shutil.copy(folder / file, outer)
                given = "../" + os.path.basename(file)
            before = tree(outer)
            ran = Ran("package", "install", given, cwd=project)
            cpu, mib = max(cpu, ran.cpu), max(mib, ran.mib)
            after = {path: data for path, data in tree(outer).items() if not path.startswith("state/")}
            faults = []
            if expectation == "reject" and ran.code != 4:
                faults.append(f"exit {ran.code}, not 4")
            if expectation != "reject" and ran.code not in (0, 4):
                faults.append(f"exit {ran.code}")
            # An anchor is refused even where it would do no harm: one strict reader, no second opinion.
            if expectation != "reject" and ran.code == 4 and "E-MANIFEST" not in ran.out and "anchors" not in ran.out:
                faults.append("refused")
            if ran.code != 0 and before != after:
                faults.append(f"left behind: {sorted(set(after) - set(before))[:3]}")
            if any(not path.startswith("project/") for path in set(after) - set(before)):
                faults.append("wrote outside")
            if ran.mib > 64:
                faults.append(f"{ran.mib:.0f} MiB")
            if faults:
                wrong.append((file, code, faults, ran.out.strip().splitlines()[:1]))
    print(f"| {tried} rows | {tried - len(wrong)} as expected | {cpu:.2f} CPU s | {mib:.0f} MiB |")
    for row in wrong:
        print(*row)
    return bool(wrong)


def sentence(dice):
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(3, 9))).capitalize() + "."


def text(dice, name, size):
    lines = [f"---\nname: {name}\ndescription: {sentence(dice)}\n---\n\n# {name}\n"]
    while sum(map(len, lines)) < size:
        lines.append(dice.choice([sentence(dice) + "\n", f"1. {sentence(dice)}\n", f"## {dice.choice(WORDS)}\n",
                                  f"Naïve café №{dice.randint(1, 99)}: {{{{ settings.limit }}}}\n", "```\nls -l\n```\n"]))
    return "\n".join(lines)


def write_package(dice, folder, name, version, items, size, needs=()):
    lists = {"agents": [], "workflows": [], "patterns": [], "rules": [], "skills": []}
    for number in range(items):
        kind = dice.choice(list(lists))
        stem = f"{name}-{dice.choice(WORDS)}-{number}"
        path = f"skills/{stem}/SKILL.md" if kind == "skills" else f"{kind}/{stem}.md"
        lists[kind].append(path)
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text(dice, stem, dice.randint(40, size)))
        if kind == "skills" and dice.random() < 0.3:
            (file.parent / "run.sh").write_text("#!/bin/sh\necho hello\n")
            (file.parent / "run.sh").chmod(0o755)
    for path, bytes_ in (("config/settings.yaml", f"limit: {dice.randint(1, 900)}\n"), ("docs/start.md", "# Start\n\nRead it.\n"),
                         ("README.md", f"# {name}\n\nLooks after orders.\n\n## Usage\n\nInstall it.\n")):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(bytes_)
    manifest = [f"name: {name}", f"version: {version}", f"description: {sentence(dice)}", "author: Ada", "license: MIT"]
    if needs:
        manifest += ["dependencies:"] + [f"  - {need}@^1.0" for need in needs]
    for kind, paths in lists.items():
        manifest += [f"{kind}:"] * bool(paths) + [f"  - {path}" for path in sorted(paths)]
    manifest += ["config:", "  settings: config/settings.yaml", "documentation:", "  getting_started: docs/start.md"]
    (folder / "package.yaml").write_text("\n".join(manifest) + "\n")


def registry_of(dice, top, count, items, size):
    """A registry of `count` packages that need earlier ones, and their names."""
    must("registry", "init", "-q", "team", cwd=top)
    maker = top / "maker"
    maker.mkdir()
    must("registry", "add", "-q", "team", "../team", cwd=maker)
    names = []
    for number in range(count):
        name = f"{dice.choice(WORDS)}-{number}"
        needs = dice.sample(names, min(len(names), dice.randint(0, 3)))
        write_package(dice, maker / "drafts" / name, name, "1.0.0", items if items else dice.randint(1, 12), size, needs)
        must("package", "build", "-q", f"drafts/{name}", cwd=maker)
        must("package", "publish", "-q", f"{name}-1.0.0.tar.gz", cwd=maker)
        names.append(name)
    return names


def user_of(top, name="user"):
    user = top / name
    user.mkdir()
    must("registry", "add", "-q", "team", "../team", cwd=user)
    return user


def good(count):
    dice = random.Random(7)
    with tempfile.TemporaryDirectory() as temp:
        top = pathlib.Path(temp)
        os.environ["XDG_STATE_HOME"] = str(top / "state")
        names = registry_of(dice, top, count, 0, 4000)
        user = user_of(top)
        for name in names:
            must("package", "test", f"../maker/drafts/{name}", cwd=user)
        for start in range(0, count, 100):
            must("package", "install", "-q", *names[start:start + 100], cwd=user)
        must("package", "verify", cwd=user)
        print(f"| {count} packages built, published, tested, installed and verified | 0 refused |")
    return False


def speed():
    dice = random.Random(11)
    with tempfile.TemporaryDirectory() as temp:
        top = pathlib.Path(temp)
        os.environ["XDG_STATE_HOME"] = str(top / "state")
        names = registry_of(dice, top, 50, 16, 6000)
        user = user_of(top)
        first = must("package", "install", "-q", *names, cwd=user)
        files = sum(1 for _ in tree(user))
        print("| what | CPU s, best of 3 | MiB |\n|---|---|---|")
        print(f"| install of 50 packages, {files} files (one run) | {first.cpu:.2f} | {first.mib:.0f} |")
        second = must("package", "install", "-q", cwd=user)
        print(f"| install at once afterwards, nothing to do (one run) | {second.cpu:.3f} | {second.mib:.0f} |")
        time.sleep(2.1)  # until no file is as young as the slowest clock of a disk ticks
        runs = [must("package", "install", "-q", cwd=user) for _ in range(4)][1:]
        best = min(runs, key=lambda ran: ran.cpu)
        print(f"| later, nothing to do | {best.cpu:.3f} | {best.mib:.0f} |")
    return False


def resolve():
    """Only the indexes are there: the command chooses versions, and then cannot fetch the first package."""
    dice, packages, versions, wanted = random.Random(17), 10_000, 20, 200
    name = "package-{:05}".format
    with tempfile.TemporaryDirectory() as temp:
        top = pathlib.Path(temp)
        os.environ["XDG_STATE_HOME"] = str(top / "state")
        must("registry", "init", "-q", "team", cwd=top)
        for number in range(packages):
            needed = [dice.randrange(number) for _ in range(dice.randrange(5) if number else 0)]
            behind = dice.randrange(20) == 0
            entries = []
            for version in range(versions):
                major = 1 + version // 5
                span = f">={major - 1} <{major + 1}" if behind and major > 1 else f"^{major}"
                needs = sorted({f"{name(other)}@{span}" for other in needed})
                entries.append({"mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 900,
                                "digest": f"sha256:{dice.getrandbits(256):064x}",
                                "artifactType": "application/vnd.agentops.package.v1",
                                "annotations": {"org.opencontainers.image.ref.name": f"{major}.{version % 5}.0",
                                                "vnd.agentops.dependencies": json.dumps(needs)}})
            folder = top / "team" / name(number)
            folder.mkdir()
            (folder / "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}')
            (folder / "index.json").write_text(json.dumps(
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": entries}))
        user = user_of(top)
        asked = [name(packages - 1 - i * 37) for i in range(wanted)]
        print("| what | CPU s, user | CPU s, system | MiB |\n|---|---|---|---|")
        for what in ("the first time", "again", "again"):
            ran = Ran("package", "install", "-n", *asked, cwd=user)
            if ran.code != 2 or "is listed but not there" not in ran.out:
                raise SystemExit(ran.out[-600:])
            print(f"| {wanted} of {packages} packages with {versions} versions, {what} "
                  f"| {ran.user:.2f} | {ran.cpu - ran.user:.2f} | {ran.mib:.0f} |")
    return False


def race(rounds):
    dice = random.Random(13)
    with tempfile.TemporaryDirectory() as temp:
        top = pathlib.Path(temp)
        os.environ["XDG_STATE_HOME"] = str(top / "state")
        names = registry_of(dice, top, 8, 4, 1000)
        for number in range(rounds):
            user = user_of(top, f"user-{number}")
            running = [subprocess.Popen([PROGRAM, "package", "install", "-q", name], cwd=user, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT) for name in names]
            for process in running:
                out = process.communicate()[0]
                if process.returncode != 0:
                    raise SystemExit(f"round {number}: exit {process.returncode}: {out.decode()[-500:]}")
            must("package", "verify", cwd=user)
            listed = must("package", "list", cwd=user).out
            lost = [name for name in names if f"{name}@1.0.0" not in listed]
            if lost:
                raise SystemExit(f"round {number}: lost {lost}")
            running = [subprocess.Popen([PROGRAM, "package", word, "-q", name], cwd=user, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
                       for word, name in zip(["uninstall", "install"] * 4, names)]
            for process in running:
                if process.wait() not in (0, 2, 3):  # gone already, or still needed
                    raise SystemExit(f"round {number}: exit {process.returncode}")
            must("package", "verify", cwd=user)
            shutil.rmtree(user)
        print(f"| 8 processes at once, {rounds} rounds of installing, then of installing and removing | nothing lost |")
    return False


def main():
    command, *rest = sys.argv[1:] or [""]
    if command == "hostile" and rest:
        return hostile(pathlib.Path(rest[0]))
    if command in ("good", "race"):
        return {"good": good, "race": race}[command](int(rest[0]) if rest else {"good": 1000, "race": 100}[command])
    if command in ("speed", "resolve"):
        return {"speed": speed, "resolve": resolve}[command]()
    sys.exit(__doc__)


sys.exit(main())
