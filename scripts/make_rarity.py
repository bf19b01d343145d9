"""Count in how many background articles each stem stands, for ``retold.language.rarity``.

    python scripts/make_rarity.py ../shared/data/stories/news.background.jsonl.gz

writes src/retold/models/rarity.tsv.gz: a first line with the number of articles and the
digest of the input, then one stem and its count a line. Figures only, no sentences.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

from retold.language.words import NORMALISER, words

MINIMUM = 3
LONGEST = 24


def main(source: Path) -> None:
    counts: Counter[str] = Counter()
    documents = 0
    for line in gzip.decompress(source.read_bytes()).splitlines():
        counts.update({w.stem for w in words(json.loads(line)["text"]) if len(w.stem) <= LONGEST})
        documents += 1
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    rows = [f"articles\t{documents}\t{NORMALISER}\t{digest}"]
    rows += [f"{stem}\t{n}" for stem, n in sorted(counts.items()) if n >= MINIMUM]
    target = Path(__file__).parent.parent / "src/retold/models/rarity.tsv.gz"
    target.write_bytes(gzip.compress("\n".join(rows).encode(), compresslevel=9, mtime=0))
    print(f"{documents} articles, {len(rows) - 1} stems, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
