// Page 1: two texts, side by side.
import { useEffect, useState } from "preact/hooks";
import { api } from "./api";
import { MatchView } from "./matchview";
import { Busy, emptyDoc, given, TextInput, TroubleNote, useAnswer } from "./parts";
import { link, packed, unpacked } from "./place";
import type { Doc, Given, Match } from "./types";

type Compared = { match: Match; texts: { a: string; b: string }; asked: { a: Given; b: Given } };

// The document that a side of the address names; undefined when it names none.
async function named(query: URLSearchParams, side: "a" | "b"): Promise<{ asked: Given; document: Doc } | undefined> {
  const id = query.get(side);
  if (id !== null) return { asked: { id }, document: await api.document(id) };
  const own = query.get(`z${side}`);
  if (own === null) return undefined;
  const asked = await unpacked(own);
  if (!("text" in asked)) return undefined;
  return { asked, document: { ...emptyDoc, ...asked } };
}

async function linkOf(asked: { a: Given; b: Given }, passage: number): Promise<string | undefined> {
  const query: Record<string, string | number> = {};
  for (const side of ["a", "b"] as const) {
    const one = asked[side];
    if ("id" in one) query[side] = one.id;
    else {
      const text = await packed(one);
      if (text === undefined) return undefined;
      query[`z${side}`] = text;
    }
  }
  return link("compare", { ...query, p: passage });
}

export function Compare({ query }: { query: URLSearchParams }) {
  const [a, setA] = useState<Doc>(emptyDoc);
  const [b, setB] = useState<Doc>(emptyDoc);
  const { answer, trouble, busy, run, setAnswer } = useAnswer<Compared>();

  async function ask(askedA: Given, docA: Doc, askedB: Given, docB: Doc): Promise<Compared> {
    const match = await api.compare(askedA, askedB);
    return { match, texts: { a: docA.text, b: docB.text }, asked: { a: askedA, b: askedB } };
  }

  const address = ["a", "b", "za", "zb"].map((name) => query.get(name) ?? "").join("\n");
  useEffect(() => {
    if (!address.trim()) return;
    void run(async () => {
      const [first, second] = [await named(query, "a"), await named(query, "b")];
      if (first) setA(first.document);
      if (second) setB(second.document);
      if (!first || !second) throw new Error("The link names only one text.");
      return ask(first.asked, first.document, second.asked, second.document);
    });
  }, [address]);

  const ready = a.text.trim() !== "" && b.text.trim() !== "";
  return (
    <>
      <form
        class="inputs"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void run(() => ask(given(a), a, given(b), b));
        }}
      >
        <details class="fold" open={!answer}>
          <summary>{answer ? "The two texts, to change them" : "Two texts"}</summary>
          <div class="pair">
            <TextInput label="Text a" side="a" value={a} onValue={setA} />
            <TextInput label="Text b" side="b" value={b} onValue={setB} />
          </div>
          <p class="actions">
            <button type="submit" class="main" disabled={!ready || busy}>
              Compare
            </button>
            {answer && (
              <button
                type="button"
                onClick={() => {
                  setA(emptyDoc);
                  setB(emptyDoc);
                  setAnswer(undefined);
                  location.hash = link("compare");
                }}
              >
                Begin anew
              </button>
            )}
          </p>
        </details>
      </form>
      <Busy busy={busy}>Comparing…</Busy>
      <TroubleNote trouble={trouble} />
      {answer && (
        <MatchView
          match={answer.match}
          texts={answer.texts}
          passage={Number(query.get("p") ?? 0) || undefined}
          linkTo={(passage) => linkOf(answer.asked, passage)}
        />
      )}
    </>
  );
}
