// Page 3: who copied whom, when, and what each changed.
import { useEffect } from "preact/hooks";
import { api } from "./api";
import { Busy, RelationMark, TroubleNote, useAnswer } from "./parts";
import { link } from "./place";
import { axisOf, rowsOf } from "./tree";
import type { Row } from "./tree";
import type { DocumentInfo, Family as FamilyData, Match, Quotation } from "./types";
import { counted, day, isFact, kindWords, mirrored, nameOf, percent } from "./words";

// The match of two documents with `a` as its side a.
function matchOf(family: FamilyData, a: string, b: string): Match | undefined {
  for (const match of family.matches) {
    if (match.a.id === a && match.b.id === b) return match;
    if (match.a.id === b && match.b.id === a) return mirrored(match);
  }
  return undefined;
}

const siteOf = (document: DocumentInfo) => document.site ?? document.publisher ?? "";

export function Family({ query }: { query: URLSearchParams }) {
  const id = query.get("id") ?? "";
  const { answer, trouble, busy, run } = useAnswer<FamilyData>();
  useEffect(() => {
    if (id) void run(() => api.family(id));
  }, [id]);
  return (
    <>
      <form
        class="one-line"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          location.hash = link("family", { id: String(data.get("id")) });
        }}
      >
        <label>
          <span class="label">Document</span> <input name="id" value={id} placeholder="its id" required />
        </label>
        <button type="submit" class="main">
          Show its family
        </button>
        {!id && <p class="about">Results of a search and arrivals in the collection link to theirs.</p>}
      </form>
      <Busy busy={busy}>Looking for its family…</Busy>
      <TroubleNote trouble={trouble} />
      {answer && <Shown family={answer} asked={id} />}
    </>
  );
}

function Shown({ family, asked }: { family: FamilyData; asked: string }) {
  const rows = rowsOf(family);
  const root = rows[0]?.document;
  if (!root) return null;
  if (rows.length === 1)
    return (
      <section>
        <h2 class="headline">{nameOf(root)} has no family: nothing in the index was taken from it, or it from anything</h2>
      </section>
    );
  return (
    <>
      <section>
        <h2 class="headline">{counted(rows.length, "article")}, one independent source</h2>
        <p class="lede">{summaryOf(rows)}</p>
        {family.cut_off && <p class="about">The family is larger; the members nearest to this document are shown.</p>}
      </section>
      <Tree rows={rows} asked={asked} />
      <Members family={family} rows={rows} />
      <QuotationTable family={family} rows={rows} />
    </>
  );
}

function summaryOf(rows: Row[]): string {
  const root = rows[0] as Row;
  const copies = rows.slice(1);
  const sites = new Set(copies.map((row) => siteOf(row.document)).filter(Boolean));
  const own = copies.filter((row) => (row.member?.coverage ?? 1) < 0.7).length;
  const where = siteOf(root.document) ? ` (${siteOf(root.document)})` : "";
  return (
    `All descend from “${nameOf(root.document)}”${where}. ` +
    `${counted(copies.length, "article")}${sites.size > 0 ? ` of ${counted(sites.size, "site")}` : ""} took it over and ` +
    `count for no source of their own` +
    (own > 0 ? `; ${own === 1 ? "one adds" : `${own} add`} more than a third of ${own === 1 ? "its" : "their"} own text.` : ".")
  );
}

const rowHeight = 44;

function Tree({ rows, asked }: { rows: Row[]; asked: string }) {
  const axis = axisOf(rows);
  const x = (row: Row) => 14 + axis.place(row) * 572;
  const y = (n: number) => n * rowHeight + rowHeight / 2;
  const height = rows.length * rowHeight;
  return (
    <section class="tree-section">
      <h2>Who took from whom</h2>
      <div class="tree">
        <ol class="tree-names">
          {rows.map((row) => {
            const parent = rows[row.parent];
            return (
              <li class={row.document.id === asked ? "asked" : ""} aria-level={row.depth + 1}>
                <a href={link("family", { id: row.document.id })} title={row.document.id}>
                  {nameOf(row.document)}
                </a>
                <span class="about">
                  {[siteOf(row.document), day(row.document.published) || "undated"].filter(Boolean).join(" · ")}
                </span>
                <span class="sr">
                  {parent ? ` ${row.member?.relation.replace("_", " ")} of ${nameOf(parent.document)}` : " the root"}
                </span>
              </li>
            );
          })}
        </ol>
        <svg class="tree-lines" viewBox={`0 0 600 ${height}`} preserveAspectRatio="none" style={{ height: `${height}px` }} aria-hidden="true">
          {axis.ticks.map((tick) => (
            <line class="tick" x1={14 + tick.x * 572} x2={14 + tick.x * 572} y1={0} y2={height} />
          ))}
          {rows.map((row, n) => {
            const parent = rows[row.parent];
            if (!parent) return null;
            const from = x(parent);
            return <path class={`edge ${row.member?.relation}`} d={`M${from} ${y(row.parent)}V${y(n)}H${x(row)}`} />;
          })}
        </svg>
        <div class="tree-dots" style={{ height: `${height}px` }} aria-hidden="true">
          {rows.map((row, n) => (
            <span
              class={`dot ${row.member?.relation ?? "root"}`}
              style={{ left: `${(x(row) * 100) / 600}%`, top: `${(y(n) * 100) / height}%` }}
              title={day(row.document.published)}
            />
          ))}
        </div>
        <div class="tree-axis" aria-hidden="true">
          {axis.ticks.map((tick) => (
            <span style={{ left: `${((14 + tick.x * 572) * 100) / 600}%` }}>{tick.label}</span>
          ))}
          {!axis.dated && <span class="undated">no dates: from left to right by descent</span>}
        </div>
      </div>
    </section>
  );
}

function Members({ family, rows }: { family: FamilyData; rows: Row[] }) {
  return (
    <section>
      <h2>What each changed</h2>
      <div class="scroll">
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">article</th>
              <th scope="col">relation</th>
              <th scope="col" class="number">shared</th>
              <th scope="col">changes of fact</th>
              <th scope="col"></th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(1).map((row) => {
              const parent = rows[row.parent]?.document ?? { id: family.root, bytes: 0 };
              const match = matchOf(family, parent.id, row.document.id);
              return (
                <tr>
                  <th scope="row">
                    {nameOf(row.document)}
                    <span class="about"> from {nameOf(parent)}</span>
                  </th>
                  <td>{row.member && <RelationMark relation={row.member.relation} />}</td>
                  <td class="number" data-label="shared">{percent(row.member?.coverage ?? 0)}</td>
                  <td>
                    <Facts match={match} />
                  </td>
                  <td class="nowrap">
                    <a href={link("compare", { a: parent.id, b: row.document.id })}>Side by side</a>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const listedFacts = 4;

function Facts({ match }: { match: Match | undefined }) {
  if (!match) return <span class="nothing">not compared</span>;
  const facts = match.changes.filter(isFact);
  if (facts.length === 0) return <span class="nothing">none</span>;
  const line = (change: (typeof facts)[number]) => (
    <li>
      <span class="kind">{kindWords[change.kind] ?? change.kind}</span> {cut(change.a.text) || "nothing"} →{" "}
      {cut(change.b.text) || "nothing"}
    </li>
  );
  return (
    <>
      <ul class="facts">{facts.slice(0, listedFacts).map(line)}</ul>
      {facts.length > listedFacts && (
        <details>
          <summary>{facts.length - listedFacts} more</summary>
          <ul class="facts">{facts.slice(listedFacts).map(line)}</ul>
        </details>
      )}
    </>
  );
}

const cut = (text: string) => (text.length > 90 ? `${text.slice(0, 88)}…` : text);

// Quotations of the root, and how each member gives them.
function QuotationTable({ family, rows }: { family: FamilyData; rows: Row[] }) {
  const members = rows.slice(1);
  const quotations = new Map<string, { text: string; speaker: string; by: Map<string, Quotation> }>();
  const compared = new Set<string>();
  for (const row of members) {
    const match = matchOf(family, family.root, row.document.id);
    if (!match) continue;
    compared.add(row.document.id);
    for (const quotation of match.quotations) {
      if (!quotation.a || quotation.kind === "indirect") continue;
      const key = quotation.a.span.join();
      const entry = quotations.get(key) ?? { text: quotation.a.text, speaker: quotation.speaker ?? "", by: new Map() };
      entry.by.set(row.document.id, quotation);
      quotations.set(key, entry);
    }
  }
  const listed = [...quotations].sort((x, y) => Number.parseInt(x[0]) - Number.parseInt(y[0]));
  if (listed.length === 0) return null;
  return (
    <section>
      <h2>Quotations</h2>
      <div class="scroll">
        <table class="stack quotation-table">
          <thead>
            <tr>
              <th scope="col">as the original has it</th>
              <th scope="col">speaker</th>
              <th scope="col">verbatim in</th>
              <th scope="col">altered by</th>
              <th scope="col">left out by</th>
            </tr>
          </thead>
          <tbody>
            {listed.map(([key, { text, speaker, by }]) => {
              const of = (wanted: (verdict: string) => boolean) =>
                members.filter((row) => {
                  const one = by.get(row.document.id);
                  return compared.has(row.document.id) && wanted(one?.verdict ?? "missing");
                });
              const altered = of((verdict) => !["verbatim", "missing"].includes(verdict));
              const missing = of((verdict) => verdict === "missing");
              return (
                <tr key={key}>
                  <td>{text}</td>
                  <td class="speaker">{speaker}</td>
                  <td data-label="verbatim in">{of((verdict) => verdict === "verbatim").length} of {compared.size}</td>
                  <td data-label="altered by">
                    {altered.map((row) => (
                      <p>
                        <b>{siteOf(row.document) || nameOf(row.document)}</b>{" "}
                        <span class="kind">{by.get(row.document.id)?.verdict}</span> {cut(by.get(row.document.id)?.b?.text ?? "")}
                      </p>
                    ))}
                  </td>
                  <td data-label="left out by">{missing.map((row) => siteOf(row.document) || nameOf(row.document)).join(", ")}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
