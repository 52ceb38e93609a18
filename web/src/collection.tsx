// Page 4: what is in the index, who copies whom, and what came in lately.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { api } from "./api";
import { Flow } from "./flow";
import { Busy, RelationMark, TroubleNote, useAnswer } from "./parts";
import { link } from "./place";
import type { Arrival, Collection as CollectionData, Relation } from "./types";
import { bytesWords, count, counted, nameOf, percent, relationWords } from "./words";

export function Collection() {
  const { answer, trouble, busy, run } = useAnswer<CollectionData>();
  useEffect(() => void run(api.collection), []);
  return (
    <>
      <Busy busy={busy && !answer}>Looking at the collection…</Busy>
      <TroubleNote trouble={trouble} />
      {answer && <Overview data={answer} />}
      <Recent />
      {answer && answer.documents > 0 && (
        <>
          <section>
            <h2>Which sites copy which</h2>
            <Flow copying={answer.copying} />
          </section>
          <section>
            <h2>By day of publication</h2>
            {answer.days.length > 0 ? <Days days={answer.days} /> : <p class="about">No document says when it was published.</p>}
          </section>
          <Sites data={answer} />
        </>
      )}
    </>
  );
}

function Overview({ data }: { data: CollectionData }) {
  const unrelated = data.verdicts.unrelated ?? 0;
  const kinds = (Object.keys(relationWords) as Relation[]).filter((relation) => data.verdicts[relation]);
  return (
    <section>
      <h2 class="headline">{counted(data.documents, "document")} in the index</h2>
      {data.documents === 0 ? (
        <p class="lede">Add some with “unspin index add”, or over the API.</p>
      ) : (
        <p class="lede">
          {count(data.words)} words, {bytesWords(data.text_bytes)} of text, {bytesWords(data.disk_bytes)} on disk.
          {data.judged > 0 &&
            ` Of ${count(data.judged)} that were searched for when they came, ${count(data.judged - unrelated)} were related to something (${percent((data.judged - unrelated) / data.judged)}).`}
        </p>
      )}
      {kinds.length > 0 && (
        <ul class="tally" aria-label="Verdicts on arrivals">
          {kinds.map((relation) => (
            <li>
              <RelationMark relation={relation} /> <b>{count(data.verdicts[relation] ?? 0)}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Recent() {
  const [matchesOnly, setMatchesOnly] = useState(false);
  const [rows, setRows] = useState<Arrival[]>([]);
  const [next, setNext] = useState<number>();
  const { trouble, busy, run } = useAnswer<void>();
  const load = (only: boolean, before?: number) =>
    run(async () => {
      const found = await api.arrivals(only, before);
      setRows((old) => (before === undefined ? found.arrivals : [...old, ...found.arrivals]));
      setNext(found.next);
    });
  useEffect(() => void load(matchesOnly), [matchesOnly]);
  return (
    <section>
      <h2>Recent arrivals</h2>
      <p class="actions">
        <label>
          <input type="checkbox" checked={matchesOnly} onChange={(event) => setMatchesOnly(event.currentTarget.checked)} />{" "}
          only those related to something
        </label>
      </p>
      <TroubleNote trouble={trouble} />
      {rows.length === 0 && !busy && !trouble && <p class="about">None yet.</p>}
      {rows.length > 0 && (
        <div class="scroll">
          <table class="stack arrivals">
            <thead>
              <tr>
                <th scope="col">came</th>
                <th scope="col">document</th>
                <th scope="col">verdict</th>
                <th scope="col">its best match</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((arrival) => (
                <ArrivalRow key={arrival.number} arrival={arrival} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {next !== undefined && (
        <p class="actions">
          <button type="button" disabled={busy} onClick={() => void load(matchesOnly, next)}>
            Earlier ones
          </button>
        </p>
      )}
    </section>
  );
}

function ArrivalRow({ arrival }: { arrival: Arrival }) {
  const { document, verdict } = arrival;
  return (
    <tr>
      <td class="when">
        <time dateTime={arrival.added_at}>{arrival.added_at.slice(0, 16).replace("T", " ")}</time>
      </td>
      <th scope="row">
        <a href={link("family", { id: document.id })}>{nameOf(document)}</a>
        {arrival.site && <span class="about"> {arrival.site}</span>}
      </th>
      <td>{verdict ? <RelationMark relation={verdict.relation} /> : <span class="nothing">not judged</span>}</td>
      <td>
        {verdict?.match && (
          <>
            <a href={link("compare", { a: verdict.match, b: document.id })}>{verdict.match}</a>
            <span class="about">
              {" "}
              {percent(verdict.coverage ?? 0)} shared
              {(verdict.facts_changed ?? 0) > 0 && `, ${counted(verdict.facts_changed ?? 0, "fact")} changed`}
            </span>
          </>
        )}
      </td>
    </tr>
  );
}

// The chart's library comes when it is needed.
function Days({ days }: { days: CollectionData["days"] }) {
  const [Chart, setChart] = useState<ComponentType<{ days: CollectionData["days"] }>>();
  useEffect(() => void import("./days").then((module) => setChart(() => module.default)), []);
  return Chart ? <Chart days={days} /> : null;
}

function Sites({ data }: { data: CollectionData }) {
  if (data.sites.length === 0) return null;
  const most = Math.max(...data.sites.map((one) => one.documents));
  return (
    <section>
      <h2>Sites</h2>
      <table class="sites">
        <thead>
          <tr>
            <th scope="col">site</th>
            <th scope="col" class="number">documents</th>
            <th scope="col">
              <span class="sr">share</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.sites.map((one) => (
            <tr>
              <td>{one.site || "unknown"}</td>
              <td class="number">{count(one.documents)}</td>
              <td class="bar-cell" aria-hidden="true">
                <span class="share" style={{ width: `${(one.documents * 100) / most}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
