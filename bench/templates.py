#!/usr/bin/env python3
"""How good the templates of `agentops patterns` are, in five figures.

    bench/templates.py build/release/cli/agentops COLLECTION...

Each COLLECTION is a folder with the Markdown in files/ and labels.tsv (file<TAB>domain), or one of Markdown alone,
whose first folders are its domains. Prints a Markdown table for docs/benchmarks.md:

 * templates, their sources, bits saved, and how many sources this script (not the program) renders to other bytes
   than the file has;
 * null: templates left when the words within each domain are shuffled;
 * held out: of templates mined on one half of each domain, the share that occurs in the other half;
 * generator: exact-group F1 on lines made from known templates, their constants drawn from the collection's own
   word frequencies.

Chance is seeded, so two runs print the same.
"""

import collections
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

WORD = re.compile(r"[A-Za-z0-9_\x80-\U0010ffff]+")
SKIPPED = {".agentops", ".git"}


def texts_of(folder):
    """path -> text of the Markdown files of a folder."""
    texts = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".md", ".mdc"} and not SKIPPED & set(path.parts):
            texts[str(path.relative_to(folder))] = path.read_bytes().decode("utf-8", "surrogateescape")
    return texts


def read_collection(folder):
    """The texts, and the domain of each path."""
    labels = folder / "labels.tsv"
    if not labels.exists():
        texts = texts_of(folder)
        return texts, {path: path.split("/")[0] for path in texts}
    texts = texts_of(folder / "files")
    rows = [line.split("\t") for line in labels.read_text().splitlines()]
    known = {row[0]: row[1] for row in rows if len(row) > 1}
    return texts, {path: known.get(path, "") for path in texts}


def patterns_of(program, texts):
    """The templates of these texts, as the program prints them."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in texts.items():
            file = pathlib.Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
        out = subprocess.run([program, "patterns", folder, "--all", "--json"], capture_output=True, check=True)
        patterns = json.loads(out.stdout)["data"]["patterns"]
        return [p for p in patterns if p["form"] == "template"]


def rendered(template, source):
    return "".join(p["text"] if "text" in p else source["values"][p["slot"]] for p in template["parts"])


def unproved(templates, texts):
    """Sources whose lines are other bytes."""
    wrong = 0
    for template in templates:
        for source in template["sources"]:
            lines = texts[source["path"]].split("\n")[source["line_begin"] - 1 : source["line_end"]]
            wrong += rendered(template, source) != "\n".join(lines).removesuffix("\r")
    return wrong


def shuffled(texts, domains, chance):
    """The same texts with the words within each domain in another order; all else stays where it is."""
    words = collections.defaultdict(list)
    for path in texts:
        words[domains[path]] += WORD.findall(texts[path])
    for own in words.values():
        chance.shuffle(own)
    return {path: WORD.sub(lambda _: words[domains[path]].pop(), text) for path, text in texts.items()}


def halves(texts, domains, chance):
    by_domain = collections.defaultdict(list)
    for path in texts:
        by_domain[domains[path]].append(path)
    one = {}
    for paths in by_domain.values():
        chance.shuffle(paths)
        one.update((path, texts[path]) for path in paths[: len(paths) // 2])
    return one, {path: text for path, text in texts.items() if path not in one}


def occurs(template, text):
    """True when the template matches whole lines of `text`."""
    regex = "".join(re.escape(p["text"]) if "text" in p else "[^\\n]*?" for p in template["parts"])
    return re.search("(?m)^" + regex + "\r?$", text) is not None


def held_out(program, texts, domains, chance):
    one, other = halves(texts, domains, chance)
    templates = patterns_of(program, one)
    rest = "\n".join(other.values())
    found = sum(occurs(template, rest) for template in templates)
    return found, len(templates)


def generated(texts, chance, templates=60):
    """Files of lines made from known templates, and the lines of each: [(path, line)]."""
    frequency = collections.Counter()
    for text in texts.values():
        frequency.update(word for word in WORD.findall(text.lower()) if not word.isdigit())
    words, weights = zip(*sorted(frequency.items()))

    def some(count):
        return chance.choices(words, weights, k=count)

    lines = [[] for _ in range(120)]
    groups = []

    def put(line):
        file = chance.randrange(len(lines))
        lines[file].append(line)
        return file, len(lines[file])

    for _ in range(templates):
        pieces = [some(chance.randint(2, 5)) for _ in range(chance.randint(2, 4))]
        optional = some(chance.randint(2, 4)) if chance.random() < 0.2 else []
        group = []
        for _ in range(chance.randint(5, 25)):
            line = list(pieces[0])
            for piece in pieces[1:]:
                line += some(chance.randint(0, min(6, sum(map(len, pieces)) // (len(pieces) - 1)))) + piece
            if optional and chance.random() < 0.5:
                line += optional
            group.append(put(" ".join(line).capitalize() + "."))
        groups.append(frozenset(group))
        for _ in range(3):  # distractors share half of a template's words
            own = [word for piece in pieces for word in piece]
            kept = [word if chance.random() < 0.5 else chance.choices(words, weights)[0] for word in own]
            put(" ".join(kept + some(chance.randint(0, 6))).capitalize() + ".")
    for _ in range(len(lines) * 10):
        put(" ".join(some(chance.randint(5, 25))).capitalize() + ".")
    files = {}
    for i, own in enumerate(lines):
        files[f"items/item-{i:03}.md"] = f"# Item {i}\n\n" + "\n\n".join(own) + "\n"
    place = lambda file, line: (f"items/item-{file:03}.md", 1 + 2 * line)
    return files, {frozenset(place(*one) for one in group) for group in groups}


def group_score(program, texts, chance):
    """Precision and recall of groups that are exactly those of the generator, their F1."""
    files, truth = generated(texts, chance)
    found = set()
    for template in patterns_of(program, files):
        group = frozenset((s["path"], s["line_begin"]) for s in template["sources"])
        found.add(group)
    hits = len(found & truth)
    return 2 * hits / (len(found) + len(truth))


def main():
    program, folders = str(pathlib.Path(sys.argv[1]).resolve()), [pathlib.Path(a) for a in sys.argv[2:]]
    print("| collection | items | templates | sources | not byte for byte | bits saved | null | held out | generator F1 |")
    print("|---|---|---|---|---|---|---|---|---|")
    sums = collections.Counter()
    scores = []
    for folder in folders:
        texts, domains = read_collection(folder)
        templates = patterns_of(program, texts)
        sources = sum(len(t["sources"]) for t in templates)
        null = len(patterns_of(program, shuffled(texts, domains, random.Random(1))))
        found, mined = held_out(program, texts, domains, random.Random(2))
        score = group_score(program, texts, random.Random(3))
        scores.append(score)
        saved = sum(t["bits_saved"] for t in templates)
        sums.update(t=len(templates), s=sources, w=unproved(templates, texts), n=null, f=found, m=mined, b=saved)
        print(
            f"| {folder.name} | {len(texts)} | {len(templates)} | {sources} | {unproved(templates, texts)} | {saved:,}"
            f" | {null} ({null / max(1, len(templates)):.1%}) | {found} of {mined} ({found / max(1, mined):.0%}) | {score:.2f} |",
            flush=True,
        )
    print(
        f"| all | | {sums['t']} | {sums['s']} | {sums['w']} | {sums['b']:,} | {sums['n']} ({sums['n'] / max(1, sums['t']):.1%})"
        f" | {sums['f']} of {sums['m']} ({sums['f'] / max(1, sums['m']):.0%}) | {sum(scores) / len(scores):.2f} |"
    )


if __name__ == "__main__":
    main()
