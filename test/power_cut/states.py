"""The disk as a power cut may have left it, from what record_writes wrote down.

A file system promises this: the bytes of a file that were there when it was last synced,
and the names in a folder that were there when that was. Of everything later, a cut keeps
what it likes, as one of these:

    none     nothing
    all      everything
    some     of each file and each folder, the first few changes; of the next write a part
    zeros    the lengths of files, with zeros for what was written and not synced
"""
import pathlib
import shutil

KEEPING = ("none", "all", "some", "zeros")


def read_log(path):
    """Steps: an acknowledgement is ("A", text)."""
    log = pathlib.Path(path).read_bytes()
    at = 0
    while at < len(log):
        end = log.index(b"\n", at)
        kind, _, rest = log[at:end].decode().partition(" ")
        at = end + 1
        if kind == "W":
            inode, offset, size = map(int, rest.split(" "))
            yield "W", inode, offset, log[at:at + size]
            at += size
        elif kind == "C":
            inode, _, name = rest.partition(" ")
            yield "C", int(inode), name
        elif kind == "T":
            yield ("T", *map(int, rest.split(" ")))
        elif kind == "S":
            yield "S", int(rest)
        elif kind == "R":
            yield ("R", *rest.split("\t"))
        else:
            yield kind, rest


def apply(content, change):
    """Of a file: what one write or cut makes of it."""
    if change[0] == "T":
        del content[change[1]:]
        content.extend(bytes(change[1] - len(content)))
        return
    _, offset, more = change
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset:offset + len(more)] = more


class File:
    def __init__(self):
        self.synced = bytearray()
        self.later = []

    def sync(self):
        for change in self.later:
            apply(self.synced, change)
        self.later = []

    def after_cut(self, keeping, random):
        content = bytearray(self.synced)
        later = self.later if keeping != "none" else []
        if keeping == "some" and later:
            n = random.randint(0, len(later))
            torn = later[n:n + 1]
            later = later[:n]
            if torn and torn[0][0] == "W":
                _, offset, more = torn[0]
                later = later + [("W", offset, more[:random.randint(0, len(more))])]
        for change in later:
            if keeping == "zeros" and change[0] == "W":
                change = ("W", change[1], bytes(len(change[2])))
            apply(content, change)
        return content


class Disk:
    def __init__(self, root):
        self.root = root
        self.files = {}    # by inode, as it is used now
        self.names = {}    # of files, as they are
        self.folders = {}  # path: (names as synced, changes since)
        self.folder(root)

    def folder(self, path):
        return self.folders.setdefault(path, ({}, []))

    def change_names(self, path, name, what):
        self.folder(path)[1].append((name, what))

    def step(self, step):
        kind = step[0]
        if kind == "C":
            self.files[step[1]] = self.names[step[2]] = File()
            self.change_names(*split(step[2]), self.names[step[2]])
        elif kind in ("W", "T"):
            self.files.setdefault(step[1], File()).later.append((kind, *step[2:]))
        elif kind == "S":
            self.files.setdefault(step[1], File()).sync()
        elif kind == "M":
            self.folder(step[1])
            self.change_names(*split(step[1]), "folder")
        elif kind == "D":
            names, changes = self.folder(step[1])
            for change in changes:
                set_name(names, change)
            changes.clear()
        elif kind == "R":
            # One change where both names are in one folder, as they are here.
            file = self.names.pop(step[1])
            self.names[step[2]] = file
            folder, old = split(step[1])
            assert folder == split(step[2])[0]
            self.change_names(folder, (old, split(step[2])[1]), file)
        elif kind == "U":
            self.names.pop(step[1], None)
            self.change_names(*split(step[1]), None)

    def write_to(self, target, keeping, random):
        """As it is found when the power is back."""
        shutil.rmtree(target, ignore_errors=True)
        waiting = [(self.root, pathlib.Path(target))]
        while waiting:
            path, to = waiting.pop()
            to.mkdir()
            synced, changes = self.folder(path)
            names = dict(synced)
            if keeping == "none":
                changes = []
            elif keeping == "some":
                changes = changes[:random.randint(0, len(changes))]
            for change in changes:
                set_name(names, change)
            for name, what in names.items():
                if what == "folder":
                    waiting.append((f"{path}/{name}", to / name))
                else:
                    (to / name).write_bytes(what.after_cut(keeping, random))


def split(path):
    folder, _, name = path.rpartition("/")
    return folder, name


def set_name(names, change):
    name, what = change
    if isinstance(name, tuple):
        names.pop(name[0], None)
        name = name[1]
    if what is None:
        names.pop(name, None)
    else:
        names[name] = what
