"""Holds the plan of the house: who may know whom.

usage: layers.py SOURCE_DIR

- A room includes only itself, include/unspin and the rooms in its DEPS.
- DEPS point to lower floors only.
- A third-party library is included in one room only (fmt, tl, ICU and CLI's own
  front door excepted).
- The library neither prints, exits nor reads the environment.
"""

import pathlib
import re
import sys

FLOORS = {
    "base": 1, "text": 2, "corpus": 2, "lexicon": 3, "sketch": 3, "extract": 3,
    "align": 4, "join": 4, "index": 4, "judge": 5, "report": 6, "family": 6,
    "engine": 7, "cli": 8, "server": 8,
}
EVERYWHERE = {"fmt", "tl"}
# ICU twice: what encoding bytes are in is no question of words.
SHARED = {"unicode": {"base", "text"}}
SIDE_EFFECTS = re.compile(r"\b(std::cout|std::cerr|printf|fmt::print|std::exit|abort|getenv)\s*[(<]")


def deps_of(room: pathlib.Path) -> set[str]:
    deps: set[str] = set()
    for lists in [room / "CMakeLists.txt", *room.glob("*.cmake")]:
        for found in re.finditer(
            r"DEPS([^)]*?)(?:LIBRARIES|TESTS|SOURCES|\))", lists.read_text(), re.S
        ):
            deps |= set(found.group(1).split())
    return deps


def main() -> int:
    source = pathlib.Path(sys.argv[1]) / "src"
    faults: list[str] = []
    library_rooms: dict[str, set[str]] = {}
    rooms = sorted(p for p in source.iterdir() if p.is_dir())
    for room in rooms:
        name = room.name
        if name not in FLOORS:
            faults.append(f"{name}: not in the plan of the house")
            continue
        deps = deps_of(room) if name not in ("cli", "server") else set(FLOORS)
        for dep in deps - {name}:
            if FLOORS[dep] >= FLOORS[name] and name not in ("cli", "server"):
                faults.append(f"{name}: depends on {dep}, which is not on a lower floor")
        for file in sorted(room.rglob("*.[ch]*")):
            if file.suffix not in (".h", ".cc"):
                continue
            test = file.stem.endswith("_test")
            for number, line in enumerate(file.read_text().splitlines(), 1):
                where = f"{file.relative_to(source.parent)}:{number}"
                included = re.match(r'\s*#include\s+"([^"/]+)/', line)
                if included and included.group(1) in FLOORS:
                    if included.group(1) not in deps | {name}:
                        faults.append(f"{where}: {name} may not include {included.group(1)}")
                library = re.match(r"\s*#include\s+<([A-Za-z0-9_]+)/[^>]*\.(?:h|hpp)>", line)
                if library and not test and library.group(1) not in EVERYWHERE | {"sys"}:
                    library_rooms.setdefault(library.group(1), set()).add(name)
                if name not in ("cli", "server") and not test and SIDE_EFFECTS.search(line):
                    faults.append(f"{where}: the library does not print, exit or ask the environment")
    for library, users in sorted(library_rooms.items()):
        if len(users) > 1 and users != SHARED.get(library):
            faults.append(f"<{library}/...>: included by several rooms: {', '.join(sorted(users))}")
    print("\n".join(faults) or f"{len(rooms)} rooms keep to the plan")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
