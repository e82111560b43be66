#!/usr/bin/env python3
"""Does `agentops dups` name the copy that missed an edit, and the line?

  bench/drift.py --program build/release/cli/agentops FOLDER...

From the Markdown files below FOLDER it makes families of four copies under other names. In half of the families one copy
is edited once: a line dropped, a number, model or tool changed, or a section moved. The other half stays as it is, but for
the names. It prints the share of edits that are named with the right copy and the right line, by sort of edit, and the
share of untouched families in which an edit is claimed. Same folders, same figures.
"""
import argparse, json, pathlib, random, re, shutil, subprocess, sys, tempfile


def wordy(line):
    return re.search(r"[A-Za-z0-9]", line) is not None


def header_end(lines):
    if not lines or lines[0].strip() != "---":
        return 0
    for i in range(1, len(lines)):
        if lines[i].strip() == "---":
            return i + 1
    return 0


def unique(lines, i):
    return sum(1 for line in lines if line.strip() == lines[i].strip()) == 1


def drop_line(lines, rng):
    body = header_end(lines)
    at = [i for i in range(body, len(lines)) if wordy(lines[i]) and unique(lines, i)]
    if not at:
        return None
    i = rng.choice(at)
    return lines[:i] + lines[i + 1 :], i + 1


def change_number(lines, rng):
    at = [i for i in range(header_end(lines), len(lines)) if re.search(r"\b\d+\b", lines[i]) and unique(lines, i)]
    if not at:
        return None
    i = rng.choice(at)
    changed = re.sub(r"\b\d+\b", lambda m: str(int(m.group()) + 7), lines[i], count=1)
    return lines[:i] + [changed] + lines[i + 1 :], i + 1


def change_key(key, value):
    def change(lines, rng):
        for i in range(1, header_end(lines)):
            if lines[i].startswith(key + ":"):
                return lines[:i] + [f"{key}: {value}\n"] + lines[i + 1 :], i + 1
        return None

    return change


def move_section(lines, rng):
    heads, fenced = [], False
    for i, line in enumerate(lines):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced and line.startswith("## "):
            heads.append(i)
    if len(heads) < 3 or fenced:
        return None
    n = rng.randrange(len(heads) - 1)
    begin, end = heads[n], heads[n + 1]
    if not 3 <= end - begin <= 40:
        return None
    rest = lines[:begin] + lines[end:]
    if rest and not rest[-1].endswith("\n"):
        rest[-1] += "\n"
    return rest + lines[begin:end], (begin + 1, end)  # its first and last line


EDITS = {
    "line dropped": drop_line,
    "number changed": change_number,
    "model changed": change_key("model", "other-model-9"),
    "tools changed": change_key("tools", "Read, Teleport"),
    "section moved": move_section,
}


def renamed(lines, name):
    end = header_end(lines)
    head = [f"name: {name}\n" if line.startswith("name:") else line for line in lines[:end]]
    return head + lines[end:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--families", type=int, default=1000, help="half of them with an edit (1000)")
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()

    rng = random.Random(20261122)
    sources = sorted(p for f in options.folders for p in pathlib.Path(f).rglob("*.md"))
    rng.shuffle(sources)
    work = pathlib.Path(tempfile.mkdtemp(prefix="drift-"))
    truth, taken, kinds = {}, 0, list(EDITS)
    for source in sources:
        if taken == options.families:
            break
        lines = source.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        body = lines[header_end(lines) :]
        if sum(map(wordy, body)) < 12 or "\x00" in "".join(lines):
            continue
        copies = [renamed(lines, f"copy-{taken}-{n}") for n in range(4)]
        if taken % 2 == 0:
            kind = next((k for k in kinds if EDITS[k](copies[0], random.Random(taken))), None)
            if kind is None:
                continue
            kinds.remove(kind)
            kinds.append(kind)
            odd = rng.randrange(4)
            copies[odd], line = EDITS[kind](copies[odd], random.Random(taken))
            truth[taken] = (kind, odd, line)
        for n, copy in enumerate(copies):
            path = work / f"f{taken:04}" / f"team-{n}" / "agents" / f"copy-{taken}-{n}.md"
            path.parent.mkdir(parents=True)
            path.write_text("".join(copy), encoding="utf-8")
        taken += 1

    right, wrong_line, missed, by_kind = 0, 0, 0, {}
    claimed = 0
    for number in range(taken):
        folder = work / f"f{number:04}"
        out = subprocess.run([options.program, "dups", str(folder), "--json", "-q"], capture_output=True, text=True)
        data = json.loads(out.stdout)["data"]
        odd = [o for f in data["families"] + data["groups"] for o in f.get("odd", []) if f["judged"]]
        if number not in truth:
            claimed += bool(odd)
            continue
        kind, member, line = truth[number]
        named = [o for o in odd if f"team-{member}/" in o["path"]]
        blamed_others = [o for o in odd if f"team-{member}/" not in o["path"]]
        # That a section moved behind the next ones is the same as that these moved before it.
        lines = (line[0], line[1] + 1) if kind == "section moved" else (line,)
        hit = any(o["line"] in lines for o in named)
        ok = hit and not blamed_others
        right += ok
        missed += not named
        wrong_line += bool(named) and not ok
        seen = by_kind.setdefault(kind, [0, 0])
        seen[0] += ok
        seen[1] += 1
    shutil.rmtree(work)
    for kind, (ok, of) in sorted(by_kind.items()):
        print(f"{kind:<16} {ok:>4} of {of:>4}  {100 * ok / of:5.1f} %")
    print(f"edits named      {right:>4} of {len(truth):>4}  {100 * right / max(1, len(truth)):5.1f} %   (not seen {missed}, other line or copy {wrong_line})")
    print(f"claimed for nothing {claimed} of {taken - len(truth)} untouched families")


if __name__ == "__main__":
    sys.exit(main())
