// How results are put into words.
import type { DocumentInfo, Match, Relation } from "./types";

export const relationWords: Record<Relation, string> = {
  identical: "identical",
  near_copy: "near copy",
  spun: "spun",
  paraphrase: "paraphrase",
  excerpt: "excerpt",
  shared_passages: "shared passages",
  unrelated: "unrelated",
};

export const kindWords: Record<string, string> = {
  number: "number",
  quantity: "quantity",
  date: "date",
  name: "name",
  quotation: "quotation",
  attribution: "who said it",
  negation: "negation",
  certainty: "how sure",
  term: "fixed expression",
  omission: "left out",
  addition: "added",
  fixed_expression: "fixed expressions",
  figure: "figures",
  credit_line: "credit line",
  canonical_link: "canonical link",
  family: "the family",
  word_choice: "word choice",
};

const numberFormat = new Intl.NumberFormat("en");
export const count = (n: number) => numberFormat.format(n);
export const counted = (n: number, thing: string, things = `${thing}s`) =>
  `${count(n)} ${n === 1 ? thing : things}`;
export const percent = (share: number) =>
  share > 0 && share < 0.01 ? "<1%" : `${Math.round(share * 100)}%`;

// Nothing is surer than what is printed.
export const sureness = (confidence: number) => `${Math.min(99, Math.round(confidence * 100))}%`;

export function bytesWords(bytes: number): string {
  let value = bytes;
  for (const unit of ["B", "kB", "MB", "GB"]) {
    if (value < 1000) return `${value < 10 && unit !== "B" ? value.toFixed(1) : Math.round(value)} ${unit}`;
    value /= 1000;
  }
  return `${value.toFixed(1)} TB`;
}

export const day = (published?: string) => published?.slice(0, 10) ?? "";

export function nameOf(document: DocumentInfo): string {
  return document.title || document.id.split("/").filter(Boolean).pop() || document.id;
}

export function verdictSentence(match: Match, a: string, b: string): string {
  const [original, copy] = match.original.side === "b" ? [b, a] : [a, b];
  const known = match.original.side !== "unknown";
  switch (match.relation) {
    case "identical":
      return known ? `${copy} says the same as ${original}, word for word` : `${a} and ${b} are the same, word for word`;
    case "near_copy":
      return known ? `${copy} is a near copy of ${original}` : `${a} and ${b} are near copies`;
    case "spun":
      return known ? `${copy} is a spun copy of ${original}` : `One of ${a} and ${b} is a spun copy of the other`;
    case "paraphrase":
      return known ? `${copy} paraphrases ${original}` : `${a} and ${b} say the same in other words`;
    case "excerpt": {
      const [part, whole] = match.coverage.a >= match.coverage.b ? [a, b] : [b, a];
      return `${part} is contained in ${whole}`;
    }
    case "shared_passages":
      return `${a} and ${b} share passages`;
    case "unrelated":
      return `${a} and ${b} are unrelated`;
  }
}

export function chanceSentence(evalue: number | null): string {
  if (evalue === null || evalue >= 0.01) return "That may be chance.";
  if (evalue < 1e-12) return "That is never chance.";
  return `Chance gives as much once in ${count(Math.round(1 / evalue))} comparisons.`;
}

export const isFact = (change: { severity: string }) => change.severity === "fact";

// The same match with its sides exchanged.
export function mirrored(match: Match): Match {
  const swap = <T extends { a?: unknown; b?: unknown }>(item: T): T => ({ ...item, a: item.b, b: item.a });
  const turned = { a: "b", b: "a", unknown: "unknown" } as const;
  return {
    ...swap(match),
    coverage: swap(match.coverage),
    original: {
      ...match.original,
      side: turned[match.original.side],
      evidence: match.original.evidence.map((one) => ({ ...swap(one), favours: turned[one.favours] as "a" | "b" })),
    },
    passages: match.passages.map((passage) => ({
      ...swap(passage),
      edits: passage.edits.map((edit) => ({
        ...swap(edit),
        op: edit.op === "insert" ? "delete" : edit.op === "delete" ? "insert" : edit.op,
      })),
    })),
    changes: match.changes.map((change) => ({
      ...swap(change),
      kind: change.kind === "omission" ? "addition" : change.kind === "addition" ? "omission" : change.kind,
    })),
    quotations: match.quotations.map((quotation) => ({
      ...swap(quotation),
      verdict:
        quotation.verdict === "missing" ? "added" : quotation.verdict === "added" ? "missing" : quotation.verdict,
    })),
  };
}
