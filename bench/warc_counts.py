"""Counts the response records of web archives with independent readers.

usage: warc_counts.py             prints FILE <TAB> warcio <TAB> FastWARC
       warc_counts.py GOLDEN.tsv  compares with the list's second and third column

The archives are those of $UNSPIN_DATA/warc-samples (default ../shared/data). Exits 77
without them or without the readers.

A count with "!" behind it is what a reader found before it gave up. Of ARC files, which
FastWARC does not read, every record but the file's description is a response.
"""

import io
import os
import pathlib
import sys
from contextlib import redirect_stderr

try:
    import fastwarc.warc
    import warcio.archiveiterator
except ImportError as error:
    print(f"skipped: {error}; pip install warcio fastwarc")
    sys.exit(77)


def count(records, is_response) -> str:
    n = 0
    try:
        for record in records:
            n += is_response(record)
    except Exception:  # whatever a reader throws at a broken file
        return f"{n}!"
    return str(n)


def count_both(path: pathlib.Path) -> tuple[str, str]:
    def by_warcio(stream):
        for record in warcio.archiveiterator.ArchiveIterator(stream):
            record.content_stream().read()
            yield record.rec_type

    def by_fastwarc(stream):
        for record in fastwarc.warc.ArchiveIterator(stream, parse_http=False):
            record.reader.read()
            yield record.record_type

    response = fastwarc.warc.WarcRecordType.response
    with path.open("rb") as stream, redirect_stderr(io.StringIO()):
        first = count(by_warcio(stream), lambda kind: kind == "response")
    with path.open("rb") as stream:
        second = count(by_fastwarc(stream), lambda kind: kind == response)
    return first, second


def main() -> int:
    source = pathlib.Path(__file__).resolve().parent.parent
    data = pathlib.Path(os.environ.get("UNSPIN_DATA", source.parent / "shared" / "data"))
    samples = data / "warc-samples"
    if not samples.exists():
        print(f"skipped: no data in {samples}; set UNSPIN_DATA")
        return 77
    found = {
        str(path.relative_to(samples)): count_both(path)
        for path in sorted(samples.rglob("*"))
        if path.is_file()
    }
    if len(sys.argv) == 1:
        for name, counts in found.items():
            print(name, *counts, sep="\t")
        return 0
    files = faults = 0
    for line in pathlib.Path(sys.argv[1]).read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        name, first, second, *_ = line.split("\t")
        files += 1
        if found.get(name) != (first, second):
            print(f"{name}: listed {first} {second}, found {found.get(name)}")
            faults += 1
    print(f"{files} archives listed, {faults} counted otherwise by warcio or FastWARC")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
