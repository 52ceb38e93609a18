// A match: the verdict, what was changed, why we think so, and both texts side by side.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { counterpart, segmentsOf } from "./segments";
import type { Segment } from "./segments";
import { byteText } from "./spans";
import type { ByteText } from "./spans";
import type { Change, DocumentInfo, Match, Side } from "./types";
import { chanceSentence, count, counted, day, isFact, kindWords, nameOf, percent, sureness, verdictSentence } from "./words";

type Props = {
  match: Match;
  texts: { a: string; b: string };
  // A link to this match at a passage; absent when there can be none.
  linkTo?: ((passage: number) => Promise<string | undefined>) | undefined;
  passage?: number | undefined; // to begin with, from 1
};

const sides: Side[] = ["a", "b"];
const other = (side: Side): Side => (side === "a" ? "b" : "a");
const narrow = "(max-width: 700px)";
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function MatchView({ match, texts, linkTo, passage }: Props) {
  const byteTexts = useMemo(() => ({ a: byteText(texts.a), b: byteText(texts.b) }), [texts.a, texts.b]);
  const [hidden, setHidden] = useState<Set<string>>(new Set());
  const shown = (change: Change) => !hidden.has(change.kind);
  const listed = match.changes.map((change, n) => ({ change, n })).filter(({ change }) => shown(change));
  const stepped = listed.filter(({ change }) => isFact(change));
  const current = useRef(-1);
  const [status, setStatus] = useState("");
  const [tab, setTab] = useState<Side>("a");
  const view = useRef<HTMLDivElement>(null);

  const element = (selector: string) => view.current?.querySelector<HTMLElement>(selector) ?? null;

  function light(elements: (HTMLElement | null)[]) {
    for (const lit of view.current?.querySelectorAll(".on") ?? []) lit.classList.remove("on");
    for (const one of elements) one?.classList.add("on");
  }

  // Scrolls the panes so that each element stands a third down its own.
  function bring(elements: Record<Side, HTMLElement | null>) {
    const behavior = calm() ? "auto" : "smooth";
    if (matchMedia(narrow).matches) {
      const side = elements[tab] ? tab : other(tab);
      setTab(side);
      requestAnimationFrame(() => elements[side]?.scrollIntoView({ block: "center", behavior }));
      return;
    }
    element(".panes")?.scrollIntoView({ block: "nearest", behavior: "auto" });
    for (const side of sides) {
      const pane = element(`.pane.${side}`);
      const target = elements[side];
      if (!pane || !target) continue;
      const top = target.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollBy({ top: top - pane.clientHeight / 3, behavior });
    }
  }

  // The piece of `side` that holds the byte.
  function pieceAt(side: Side, byte: number): HTMLElement | null {
    let found: HTMLElement | null = null;
    for (const piece of view.current?.querySelectorAll<HTMLElement>(`.pane.${side} [data-at]`) ?? []) {
      if (Number(piece.dataset.at) > byte) break;
      found = piece;
    }
    return found;
  }

  function showChange(n: number) {
    const change = match.changes[n];
    if (!change) return;
    current.current = n;
    const places = { a: pieceAt("a", change.a.span[0]), b: pieceAt("b", change.b.span[0]) };
    light([places.a, places.b, element(`#change-${n}`)]);
    bring(places);
    const at = stepped.findIndex((one) => one.n === n);
    setStatus(
      `${at < 0 ? "" : `${at + 1} of ${stepped.length} · `}${kindWords[change.kind] ?? change.kind}: ` +
        `${change.a.text || "nothing"} → ${change.b.text || "nothing"}`,
    );
  }

  function step(by: number) {
    if (stepped.length === 0) return;
    const at = stepped.findIndex((one) => one.n === current.current);
    const next = at < 0 ? (by > 0 ? 0 : stepped.length - 1) : (at + by + stepped.length) % stepped.length;
    showChange((stepped[next] as { n: number }).n);
  }

  function showPassage(n: number) {
    const places = { a: element(`#passage-a-${n}`), b: element(`#passage-b-${n}`) };
    light([places.a, places.b]);
    bring(places);
  }

  function pair(side: Side, segment: Segment, here: HTMLElement) {
    if (segment.passage === undefined) return;
    const there = pieceAt(other(side), counterpart(match, side, segment.passage, segment.start));
    light([here, there]);
    const places = side === "a" ? { a: null, b: there } : { a: there, b: null };
    if (there) bring(places);
  }

  async function copyLink(n: number) {
    const address = await linkTo?.(n + 1);
    if (!address) return setStatus("These texts are too long for a link; add them to the index to link to them.");
    history.replaceState(null, "", address);
    try {
      await navigator.clipboard.writeText(location.href);
      setStatus(`The link to passage ${n + 1} is copied.`);
    } catch {
      setStatus("The link is in the address bar.");
    }
  }

  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
      if (event.key === "n") step(1);
      else if (event.key === "p") step(-1);
      else if (event.key === "Escape") light([]);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });

  useEffect(() => {
    if (passage !== undefined && passage >= 1) showPassage(passage - 1);
  }, [match, passage]);

  const names = { a: nameOf(match.a), b: nameOf(match.b) };
  if (names.a === names.b) {
    names.a += " (a)";
    names.b += " (b)";
  }
  const toggle = (kind: string) => {
    const next = new Set(hidden);
    if (!next.delete(kind)) next.add(kind);
    setHidden(next);
  };

  return (
    <div class="match" ref={view}>
      <Head match={match} names={names} />
      <Filters match={match} hidden={hidden} toggle={toggle} />
      <Changes title="Changes of fact" listed={listed.filter((one) => isFact(one.change))} names={names} show={showChange} />
      <Why match={match} names={names} />
      <Quotations match={match} names={names} />
      <Changes title="Changes of wording" folded listed={listed.filter((one) => !isFact(one.change))} names={names} show={showChange} />
      <section class="texts" aria-label="Both texts">
        <div class="bar">
          <h2>Both texts</h2>
          <p class="tabs">
            {sides.map((side) => (
              <button type="button" aria-pressed={tab === side} onClick={() => setTab(side)}>
                {side}
              </button>
            ))}
          </p>
          {stepped.length > 0 && (
            <p class="steps">
              <button type="button" title="Key: p" onClick={() => step(-1)}>
                ‹ Previous
              </button>
              <button type="button" title="Key: n" onClick={() => step(1)}>
                Next change ›
              </button>
            </p>
          )}
          <p class="status" role="status">
            {status}
          </p>
        </div>
        <Legend />
        <div class="panes" data-shown={tab}>
          {sides.map((side) => (
            <Pane
              key={side}
              match={match}
              side={side}
              text={byteTexts[side]}
              name={names[side]}
              shown={shown}
              hiddenKey={[...hidden].sort().join()}
              onPiece={(segment, here) => pair(side, segment, here)}
              onPassage={showPassage}
              onLink={linkTo && copyLink}
            />
          ))}
        </div>
      </section>
    </div>
  );
}

function Head({ match, names }: { match: Match; names: Record<Side, string> }) {
  return (
    <div class="verdict-head">
      <h2 class="headline" tabindex={-1}>
        {verdictSentence(match, names.a, names.b)}
      </h2>
      <p class="lede">
        {match.passages.length === 0
          ? "They have no more in common than chance gives."
          : `${percent(match.coverage.a)} of a is found in b, and ${percent(match.coverage.b)} of b in a. ${chanceSentence(match.evalue)}`}
        {match.original.side !== "unknown" && ` The direction is ${sureness(match.original.confidence)} sure.`}
      </p>
      <div class="documents">
        {sides.map((side) => (
          <DocumentHead match={match} side={side} name={names[side]} />
        ))}
      </div>
    </div>
  );
}

function DocumentHead({ match, side, name }: { match: Match; side: Side; name: string }) {
  const info: DocumentInfo = match[side];
  const about = [info.id !== name ? info.id : "", info.published && `published ${day(info.published)}`, info.url !== info.id ? info.url : ""];
  return (
    <div class={`document ${side}`}>
      <h3>
        <i>{side}</i> {name !== side && name}
        {match.original.side === side && <i> – the original</i>}
      </h3>
      <svg class="map" viewBox="0 0 1000 1" preserveAspectRatio="none" role="img" aria-label="Where the shared passages lie">
        {match.passages.map((passage) => (
          <rect
            x={(passage[side][0] * 1000) / Math.max(info.bytes, 1)}
            width={((passage[side][1] - passage[side][0]) * 1000) / Math.max(info.bytes, 1)}
            height="1"
          />
        ))}
      </svg>
      <p>{[...about.filter(Boolean), counted(info.bytes, "byte")].join(" · ")}</p>
    </div>
  );
}

// Pasted texts have no name but their side's.
const labelOf = (side: Side, names: Record<Side, string>) => (names[side] === side ? side : `${side} · ${names[side]}`);

function Filters({ match, hidden, toggle }: { match: Match; hidden: Set<string>; toggle: (kind: string) => void }) {
  const counts = new Map<string, number>();
  for (const change of match.changes) counts.set(change.kind, (counts.get(change.kind) ?? 0) + 1);
  if (counts.size < 2) return null;
  return (
    <fieldset class="filters">
      <legend class="label">Kinds of change</legend>
      {[...counts].map(([kind, n]) => (
        <label>
          <input type="checkbox" checked={!hidden.has(kind)} onChange={() => toggle(kind)} />
          <span>
            {kindWords[kind] ?? kind} <span class="count">{n}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

type ListedChange = { change: Change; n: number };

function Changes(props: {
  title: string;
  listed: ListedChange[];
  names: Record<Side, string>;
  show: (n: number) => void;
  folded?: boolean;
}) {
  const { title, listed, names, show } = props;
  if (listed.length === 0) return null;
  const head = (
    <h2>
      {title} <span class="count">{listed.length}</span>
    </h2>
  );
  const table = (
    <table>
      <thead>
        <tr>
          <th scope="col">kind</th>
          <th scope="col">{labelOf("a", names)}</th>
          <th scope="col">{labelOf("b", names)}</th>
        </tr>
      </thead>
      <tbody>
        {listed.map(({ change, n }) => (
          <tr id={`change-${n}`} key={n}>
            <td class="kind">{kindWords[change.kind] ?? change.kind}</td>
            {sides.map((side) => (
              <td class="side" data-side={side}>
                {change[side].text ? (
                  <button type="button" class="plain" onClick={() => show(n)}>
                    {change[side].text}
                  </button>
                ) : (
                  <span class="nothing">nothing</span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!props.folded) return <section>{head}{table}</section>;
  return (
    <section>
      <details>
        <summary>{head}</summary>
        {table}
      </details>
    </section>
  );
}

function Why({ match, names }: { match: Match; names: Record<Side, string> }) {
  const { original } = match;
  if (original.evidence.length === 0) return null;
  const title =
    original.side === "unknown"
      ? "What speaks for either side, too little to tell the original"
      : `Why ${names[original.side]} is the original`;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="reasons">
        {original.evidence.map((one) => (
          <li>
            <span class="kind">{kindWords[one.kind] ?? one.kind}</span>
            <p>
              {one.a && <q>{one.a.text}</q>}
              {one.a && one.b && " → "}
              {one.b && <q>{one.b.text}</q>}
              {one.note && <span class="note"> {one.note}</span>}
              {one.favours !== original.side && <span class="note"> (speaks for {one.favours})</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Quotations({ match, names }: { match: Match; names: Record<Side, string> }) {
  if (match.quotations.length === 0) return null;
  const altered = match.quotations.filter((one) => one.verdict !== "verbatim" || one.kind === "indirect").length;
  return (
    <section>
      <h2>
        Quotations <span class="count">{altered === 0 ? "all verbatim" : `${altered} of ${match.quotations.length} not verbatim`}</span>
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">verdict</th>
            <th scope="col">speaker</th>
            <th scope="col">{labelOf("a", names)}</th>
            <th scope="col">{labelOf("b", names)}</th>
          </tr>
        </thead>
        <tbody>
          {match.quotations.map((one) => (
            <tr>
              <td class="kind">{one.kind === "indirect" ? "reported" : one.verdict}</td>
              <td class="speaker">{one.speaker}</td>
              {sides.map((side) => (
                <td class="side" data-side={side}>
                  {one[side]?.text ?? <span class="nothing">nothing</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Legend() {
  return (
    <ul class="legend" aria-label="How differences are marked">
      <li><span class="edit replace">replaced</span></li>
      <li><span class="edit kin">by a synonym or another form</span></li>
      <li><span class="edit delete">in a only</span></li>
      <li><span class="edit insert">in b only</span></li>
      <li><span class="edit move">elsewhere in the other</span></li>
      <li><span class="fact">change of fact</span></li>
      <li class="unshared">not shared</li>
    </ul>
  );
}

const editWords = { replace: "replaced", insert: "added", delete: "left out", move: "moved" };

type PaneProps = {
  match: Match;
  side: Side;
  text: ByteText;
  name: string;
  shown: (change: Change) => boolean;
  hiddenKey: string;
  onPiece: (segment: Segment, here: HTMLElement) => void;
  onPassage: (n: number) => void;
  onLink?: ((n: number) => void) | undefined;
};

function Pane({ match, side, text, name, shown, hiddenKey, onPiece, onPassage, onLink }: PaneProps) {
  const segments = useMemo(() => segmentsOf(match, side, text, shown), [match, side, text, hiddenKey]);
  return (
    <article class={`pane ${side}`} tabindex={0} aria-label={`Text ${side}, ${name}`}>
      <h3>
        <i>{side}</i> {name !== side && name}
        {match.original.side === side && <i> – the original</i>}
      </h3>
      <div class="text" lang={match[side].language} dir="auto">
        {segments.map((segment) => (
          <>
            {segment.opens !== undefined && (
              <PassageMark n={segment.opens} side={side} match={match} onPassage={onPassage} onLink={onLink} />
            )}
            <Piece segment={segment} match={match} onPiece={onPiece} />
          </>
        ))}
      </div>
    </article>
  );
}

function PassageMark(props: {
  n: number;
  side: Side;
  match: Match;
  onPassage: (n: number) => void;
  onLink?: ((n: number) => void) | undefined;
}) {
  const { n, side, match, onPassage, onLink } = props;
  const passage = match.passages[n];
  const title = `Passage ${n + 1}, ${passage?.kind}, ${percent(passage?.similarity ?? 0)} alike`;
  return (
    <span class="mark" id={`passage-${side}-${n}`}>
      <button type="button" class="verse" title={`${title}; shows it on both sides`} onClick={() => onPassage(n)}>
        <span class="sr">Passage </span>
        {count(n + 1)}
      </button>
      {onLink && (
        <button type="button" class="verse link" title={`Copy a link to passage ${n + 1}`} onClick={() => onLink(n)}>
          <span aria-hidden="true">§</span>
          <span class="sr">Copy a link to passage {n + 1}</span>
        </button>
      )}
    </span>
  );
}

function Piece({ segment, match, onPiece }: { segment: Segment; match: Match; onPiece: PaneProps["onPiece"] }) {
  const { edit, changes } = segment;
  const fact = changes.some((n) => isFact(match.changes[n] as Change));
  const classes = [segment.passage === undefined ? "unshared" : "shared"];
  if (edit) classes.push("edit", edit.kinship ? "kin" : edit.op);
  if (fact) classes.push("fact");
  const said = edit ? `${editWords[edit.op]}${edit.kinship ? `, ${edit.kinship}` : ""}` : undefined;
  return (
    <span
      class={classes.join(" ")}
      data-at={segment.start}
      title={said}
      onClick={
        segment.passage === undefined
          ? undefined
          : (event) => {
              if (getSelection()?.isCollapsed) onPiece(segment, event.currentTarget);
            }
      }
    >
      {segment.text}
    </span>
  );
}
