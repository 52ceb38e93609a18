"""Asks other extractors for the title, author and date of the WCXB pages.

usage: metadata_peers.py DATA_DIR OUT_DIR

Needs trafilatura (pip install trafilatura lxml_html_clean), in a virtual environment of
its own. Writes OUT_DIR/trafilatura.jsonl, for bench_metadata --peers.
"""

import gzip
import json
import pathlib
import sys
import time

import trafilatura
from trafilatura.metadata import extract_metadata


def main() -> None:
    data = pathlib.Path(sys.argv[1]) / "wcxb-dev"
    out = pathlib.Path(sys.argv[2]) / "trafilatura.jsonl"
    out.parent.mkdir(parents=True, exist_ok=True)
    seconds = 0.0
    with out.open("w") as file:
        for path in sorted((data / "html").glob("*.html.gz")):
            page = path.name.split(".")[0]
            label = json.loads((data / "ground-truth" / f"{page}.json").read_text())
            html = gzip.open(path).read()
            start = time.perf_counter()
            said = extract_metadata(html, default_url=label["url"])
            seconds += time.perf_counter() - start
            # Names are parted by "; ".
            author = said.author.replace("; ", ", ") if said and said.author else None
            line = {"id": page, "title": said and said.title, "author": author,
                    "date": said and said.date}
            file.write(json.dumps(line) + "\n")
    print(f"trafilatura {trafilatura.__version__}: {seconds:.1f} s")


if __name__ == "__main__":
    main()
