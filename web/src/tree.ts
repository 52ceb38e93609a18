// A family as rows of a tree, and where each stands in time.
import type { DocumentInfo, Family, FamilyMember } from "./types";

export type Row = {
  document: DocumentInfo;
  member?: FamilyMember; // absent for the root
  parent: number; // index of its row, -1 for the root
  depth: number;
  time?: number; // milliseconds since 1970
};

// The root first, each member behind its parent, brothers by time and then by id.
export function rowsOf(family: Family): Row[] {
  const documents = new Map(family.documents.map((document) => [document.id, document]));
  const children = new Map<string, FamilyMember[]>();
  for (const member of family.members) {
    const known = member.parent === family.root || documents.has(member.parent);
    const parent = known ? member.parent : family.root;
    children.set(parent, [...(children.get(parent) ?? []), member]);
  }
  const timeOf = (id: string) => {
    const time = Date.parse(documents.get(id)?.published ?? "");
    return Number.isNaN(time) ? undefined : time;
  };
  const rows: Row[] = [];
  const seen = new Set<string>();
  // A stack, not recursion: families can be long chains.
  const open: { id: string; member?: FamilyMember; parent: number; depth: number }[] = [
    { id: family.root, parent: -1, depth: 0 },
  ];
  for (let one = open.pop(); one; one = open.pop()) {
    if (seen.has(one.id)) continue;
    seen.add(one.id);
    const time = timeOf(one.id);
    const at = rows.length;
    rows.push({
      document: documents.get(one.id) ?? { id: one.id, bytes: 0 },
      ...(one.member && { member: one.member }),
      ...(time !== undefined && { time }),
      parent: one.parent,
      depth: one.depth,
    });
    const next = (children.get(one.id) ?? []).slice().sort((x, y) => {
      const [tx, ty] = [timeOf(x.id) ?? Infinity, timeOf(y.id) ?? Infinity];
      return tx === ty ? (x.id < y.id ? -1 : 1) : tx - ty;
    });
    for (const member of next.reverse()) open.push({ id: member.id, member, parent: at, depth: (one.depth ?? 0) + 1 });
  }
  return rows;
}

export type Axis = { place: (row: Row) => number; ticks: { x: number; label: string }[]; dated: boolean };

const hour = 3_600_000;
const steps = [hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour, 2 * 24 * hour, 7 * 24 * hour, 30 * 24 * hour, 91 * 24 * hour, 365 * 24 * hour];

// Places from 0 to 1. Rows without a date stand where their parent does, a little later.
export function axisOf(rows: Row[]): Axis {
  const times = rows.flatMap((row) => (row.time === undefined ? [] : [row.time]));
  const deepest = Math.max(1, ...rows.map((row) => row.depth));
  if (new Set(times).size < 2)
    return { place: (row) => row.depth / deepest, ticks: [], dated: false };
  const first = Math.min(...times);
  const last = Math.max(...times);
  const scale = (time: number) => (time - first) / (last - first);
  const place = (row: Row): number => {
    let at: Row | undefined = row;
    let behind = 0;
    for (; at && at.time === undefined; at = rows[at.parent]) behind++;
    return Math.min(1, (at?.time === undefined ? 0 : scale(at.time)) + behind * 0.03);
  };
  const step = steps.find((one) => (last - first) / one <= 6) ?? (last - first) / 6;
  const ticks = [];
  for (let time = Math.ceil(first / step) * step; time <= last; time += step) {
    const text = new Date(time).toISOString();
    ticks.push({ x: scale(time), label: step < 24 * hour ? text.slice(5, 16).replace("T", " ") : text.slice(0, 10) });
  }
  return { place, ticks, dated: true };
}
