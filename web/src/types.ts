// What the API answers; docs/json.md and /openapi.json say what each field means.

export type Side = "a" | "b";
export type Span = [number, number];
export type Excerpt = { span: Span; text: string };

export type Relation =
  | "identical"
  | "near_copy"
  | "spun"
  | "paraphrase"
  | "excerpt"
  | "shared_passages"
  | "unrelated";

export type DocumentInfo = {
  id: string;
  bytes: number;
  language?: string;
  title?: string;
  published?: string;
  url?: string;
  author?: string;
  publisher?: string;
  site?: string;
};

export type Doc = DocumentInfo & { text: string; canonical_url?: string };

// What a question names: a text of its own, or a document of the index by its id.
export type Given = { text: string; title?: string; published?: string; url?: string } | { id: string };

export type Edit = {
  op: "replace" | "insert" | "delete" | "move";
  a: Span;
  b: Span;
  kinship?: string;
};

export type Passage = {
  a: Span;
  b: Span;
  kind: "verbatim" | "edited" | "spun" | "paraphrased";
  similarity: number;
  edits: Edit[];
};

export type Change = { kind: string; severity: "fact" | "wording"; a: Excerpt; b: Excerpt };

export type Evidence = {
  kind: string;
  favours: Side;
  weight: number;
  a?: Excerpt;
  b?: Excerpt;
  note?: string;
};

export type Quotation = { a?: Excerpt; b?: Excerpt; verdict: string; speaker?: string; kind?: string };

export type Match = {
  a: DocumentInfo;
  b: DocumentInfo;
  relation: Relation;
  original: { side: Side | "unknown"; confidence: number; evidence: Evidence[] };
  coverage: { a: number; b: number };
  score: number;
  evalue: number | null;
  passages: Passage[];
  changes: Change[];
  quotations: Quotation[];
};

export type SearchResult = {
  documents: number;
  candidates: number;
  compared: number;
  leads: number;
  matches: Match[];
};

export type Verdict = {
  relation: Relation;
  matches: number;
  match?: string;
  match_site?: string;
  original?: { side: Side | "unknown"; confidence: number };
  coverage?: number;
  facts_changed?: number;
};

export type Arrival = {
  number: number;
  document: DocumentInfo;
  site?: string;
  added_at: string;
  verdict?: Verdict;
};

export type Arrivals = { arrivals: Arrival[]; next?: number };

export type Collection = {
  documents: number;
  words: number;
  text_bytes: number;
  disk_bytes: number;
  judged: number;
  verdicts: Partial<Record<Relation, number>>;
  sites: { site: string; documents: number }[];
  copying: { copier: string; source: string; documents: number }[];
  days: { day: string; documents: number; copies: number }[];
};

export type FamilyMember = {
  id: string;
  parent: string;
  relation: Relation;
  coverage: number;
  confidence: number;
};

export type Family = {
  family: string;
  root: string;
  size: number;
  members: FamilyMember[];
  documents: DocumentInfo[];
  matches: Match[];
  cut_off: boolean;
};
