// Page 2: a text, and what the index has that is like it.
import { useState } from "preact/hooks";
import { api } from "./api";
import { MatchView } from "./matchview";
import { Busy, emptyDoc, given, RelationMark, TextInput, TroubleNote, useAnswer } from "./parts";
import { link, packed } from "./place";
import type { Doc, Given, Match, SearchResult } from "./types";
import { count, counted, day, isFact, nameOf, percent, sureness } from "./words";

type Found = { result: SearchResult; asked: Given; document: Doc };

// Kept while other pages are looked at.
let kept: { document: Doc; found?: Found } = { document: emptyDoc };

export function Search() {
  const [document, setDocument] = useState(kept.document);
  const { answer = kept.found, trouble, busy, run } = useAnswer<Found>();
  kept = { document, ...(answer && { found: answer }) };
  const ready = document.text.trim() !== "";
  return (
    <>
      <form
        class="inputs"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          const asked = given(document);
          void run(async () => ({ result: await api.search(asked), asked, document }));
        }}
      >
        <TextInput label="The text to search for" value={document} onValue={setDocument} />
        <p class="actions">
          <button type="submit" class="main" disabled={!ready || busy}>
            Search
          </button>
        </p>
      </form>
      <Busy busy={busy}>Searching…</Busy>
      <TroubleNote trouble={trouble} />
      {answer && <Results found={answer} />}
    </>
  );
}

function Results({ found }: { found: Found }) {
  const { result } = found;
  const strong = result.matches.length - result.leads;
  return (
    <section class="results">
      <h2>
        {result.matches.length === 0 ? "Nothing like it is in the index" : counted(strong, "match", "matches")}{" "}
        <span class="count">
          {count(result.documents)} documents, {count(result.compared)} compared
        </span>
      </h2>
      <ol class="hits">
        {result.matches.map((match, n) => (
          <Hit key={match.b.id} match={match} found={found} lead={n >= strong} />
        ))}
      </ol>
    </section>
  );
}

function Hit({ match, found, lead }: { match: Match; found: Found; lead: boolean }) {
  const { answer: text, trouble, busy, run, setAnswer } = useAnswer<string>();
  const facts = match.changes.filter(isFact).length;
  const about = [match.b.url, day(match.b.published)].filter(Boolean).join(" · ");
  return (
    <li class="hit">
      <h3>
        {lead ? <span class="relation lead">a lead</span> : <RelationMark relation={match.relation} />} {nameOf(match.b)}
      </h3>
      {about && <p class="about">{about}</p>}
      <p>
        {lead
          ? "Its words are alike, and no passage is."
          : `${percent(match.coverage.a)} of your text is found there, ${percent(match.coverage.b)} of it in yours.` +
            (facts > 0 ? ` ${counted(facts, "change")} of fact.` : "") +
            (match.original.side === "unknown"
              ? ""
              : ` The original is ${match.original.side === "a" ? "your text" : "this one"} (${sureness(match.original.confidence)} sure).`)}
      </p>
      <p class="actions">
        <button
          type="button"
          aria-expanded={text !== undefined}
          disabled={busy}
          onClick={() => {
            if (text !== undefined) setAnswer(undefined);
            else void run(async () => (await api.document(match.b.id)).text);
          }}
        >
          {text === undefined ? "Side by side" : "Close"}
        </button>{" "}
        <a href={link("family", { id: match.b.id })}>Its family</a>
      </p>
      <TroubleNote trouble={trouble} />
      {text !== undefined && (
        <MatchView
          match={match}
          texts={{ a: found.document.text, b: text }}
          linkTo={async (passage) => {
            if ("id" in found.asked) return link("compare", { a: found.asked.id, b: match.b.id, p: passage });
            const own = await packed(found.asked);
            return own && link("compare", { za: own, b: match.b.id, p: passage });
          }}
        />
      )}
    </li>
  );
}
