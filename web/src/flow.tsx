// Which sites copy which, as a picture: sources on the left, copiers on the right, and a
// band between them as wide as what was taken.
import type { Collection } from "./types";
import { count, counted } from "./words";

const mostBands = 24;
const width = 720;
const column = 190;
const perDocument = 14;

type Node = { site: string; documents: number; y: number; height: number; used: number };

function nodesOf(sums: Map<string, number>, scale: number): Node[] {
  let y = 0;
  return [...sums]
    .sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
    .map(([site, documents]) => {
      const height = Math.max(3, documents * scale);
      const node = { site, documents, y: y + Math.max(0, 20 - height) / 2, height, used: 0 };
      y += Math.max(20, height) + 8;
      return node;
    });
}

export function Flow({ copying }: { copying: Collection["copying"] }) {
  const bands = copying.filter((one) => one.copier && one.source).slice(0, mostBands);
  if (bands.length === 0) return <p class="about">No site has copied another, as far as arrivals were judged.</p>;
  const sum = (side: "source" | "copier") => {
    const sums = new Map<string, number>();
    for (const band of bands) sums.set(band[side], (sums.get(band[side]) ?? 0) + band.documents);
    return sums;
  };
  const total = bands.reduce((all, band) => all + band.documents, 0);
  const scale = Math.min(perDocument, 420 / total);
  const sources = nodesOf(sum("source"), scale);
  const copiers = nodesOf(sum("copier"), scale);
  const bottom = (nodes: Node[]) => Math.max(...nodes.map((node) => node.y + Math.max(20, node.height)));
  const height = Math.max(bottom(sources), bottom(copiers)) + 4;
  const find = (nodes: Node[], site: string) => nodes.find((node) => node.site === site) as Node;
  return (
    <figure class="flow">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="flow-caption">
        {bands.map((band) => {
          const from = find(sources, band.source);
          const to = find(copiers, band.copier);
          const thick = Math.max(1.5, band.documents * scale);
          const y1 = from.y + from.used + thick / 2;
          const y2 = to.y + to.used + thick / 2;
          from.used += thick;
          to.used += thick;
          const [x1, x2] = [column, width - column];
          const middle = (x1 + x2) / 2;
          return (
            <path class="band" d={`M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`} stroke-width={thick}>
              <title>{`${band.copier} took ${counted(band.documents, "document")} from ${band.source}`}</title>
            </path>
          );
        })}
        {sources.map((node) => (
          <g class="source">
            <rect x={column - 5} y={node.y} width={5} height={node.height} />
            <text x={column - 12} y={node.y + node.height / 2} text-anchor="end" dominant-baseline="central">
              {short(node.site)}
            </text>
          </g>
        ))}
        {copiers.map((node) => (
          <g class="copier">
            <rect x={width - column} y={node.y} width={5} height={node.height} />
            <text x={width - column + 12} y={node.y + node.height / 2} dominant-baseline="central">
              {short(node.site)}
            </text>
          </g>
        ))}
      </svg>
      <figcaption id="flow-caption">From the source, left, to who took its texts over, right. Width: documents.</figcaption>
      <details>
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">copier</th>
              <th scope="col">source</th>
              <th scope="col" class="number">documents</th>
            </tr>
          </thead>
          <tbody>
            {copying.map((one) => (
              <tr>
                <td>{one.copier || "unknown"}</td>
                <td>{one.source || "unknown"}</td>
                <td class="number">{count(one.documents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

const short = (site: string) => (site.length > 24 ? `${site.slice(0, 23)}…` : site);
