// One side of a match cut at every place where something begins or ends, so that each
// piece can be shown by itself.
import type { ByteText } from "./spans";
import type { Change, Edit, Match, Side, Span } from "./types";

export type Segment = {
  start: number; // bytes
  end: number;
  text: string;
  passage?: number; // from 0
  opens?: number; // the passage that begins here
  edit?: Edit;
  changes: number[]; // indexes into Match.changes, those that are shown
};

type Mark = { span: Span; passage?: number; edit?: Edit; change?: number };

function marksOf(match: Match, side: Side, shown: (change: Change) => boolean): Mark[] {
  const marks: Mark[] = [];
  match.passages.forEach((passage, n) => {
    marks.push({ span: passage[side], passage: n });
    for (const edit of passage.edits)
      if (edit[side][1] > edit[side][0]) marks.push({ span: edit[side], edit });
  });
  match.changes.forEach((change, n) => {
    const [start, end] = change[side].span;
    if (shown(change) && end > start) marks.push({ span: [start, end], change: n });
  });
  return marks;
}

// The text of `side` in order, whole. `shown`: which changes are marked.
export function segmentsOf(match: Match, side: Side, text: ByteText, shown: (change: Change) => boolean): Segment[] {
  const marks = marksOf(match, side, shown);
  const cuts = new Set<number>([0, text.bytes]);
  for (const { span } of marks) for (const at of span) cuts.add(Math.min(at, text.bytes));
  const places = [...cuts].sort((x, y) => x - y);
  marks.sort((x, y) => x.span[0] - y.span[0]);

  const segments: Segment[] = [];
  let open: Mark[] = [];
  let next = 0;
  for (let i = 0; i + 1 < places.length; i++) {
    const start = places[i] as number;
    const end = places[i + 1] as number;
    open = open.filter((mark) => mark.span[1] > start);
    const segment: Segment = { start, end, text: text.slice(start, end), changes: [] };
    for (; next < marks.length && (marks[next] as Mark).span[0] <= start; next++) {
      const mark = marks[next] as Mark;
      if (mark.span[1] > start) open.push(mark);
      if (mark.passage !== undefined && mark.span[0] === start) segment.opens = mark.passage;
    }
    for (const mark of open) {
      if (mark.passage !== undefined) segment.passage = mark.passage;
      if (mark.edit) segment.edit = mark.edit;
      if (mark.change !== undefined) segment.changes.push(mark.change);
    }
    segments.push(segment);
  }
  return segments;
}

// The byte of the other side that `byte` of `side` stands beside, within their passage.
export function counterpart(match: Match, side: Side, passage: number, byte: number): number {
  const other = side === "a" ? "b" : "a";
  const found = match.passages[passage];
  if (!found) return 0;
  let here = found[side][0];
  let there = found[other][0];
  for (const edit of found.edits) {
    if (edit.op === "move") continue;
    if (edit[side][0] <= byte && edit[side][0] >= here) [here, there] = [edit[side][0], edit[other][0]];
    if (edit[side][1] <= byte && edit[side][1] >= here) [here, there] = [edit[side][1], edit[other][1]];
  }
  return Math.min(there + (byte - here), Math.max(found[other][1] - 1, found[other][0]));
}
