// Documents and copies by day, drawn by uPlot.
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Collection } from "./types";
import { count } from "./words";

type Props = { days: Collection["days"] };

// Days without documents are days too.
function filled(days: Collection["days"]): Collection["days"] {
  const known = new Map(days.map((one) => [one.day, one]));
  const first = Date.parse(days[0]?.day ?? "");
  const last = Date.parse(days.at(-1)?.day ?? "");
  const span = (last - first) / 86_400_000;
  if (!(span >= 0 && span < 4000)) return days;
  return Array.from({ length: span + 1 }, (_, n) => {
    const day = new Date(first + n * 86_400_000).toISOString().slice(0, 10);
    return known.get(day) ?? { day, documents: 0, copies: 0 };
  });
}

const dayNames = (_plot: uPlot, seconds: number[]) =>
  seconds.map((one) => new Date(one * 1000).toISOString().slice(0, 10));

function draw(element: HTMLElement, days: Collection["days"]): uPlot {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line") }, ticks: { stroke: colour("--line") } };
  const all = filled(days);
  const bars = uPlot.paths.bars?.({ size: [0.8, 40] });
  const series = (label: string, name: string) => ({
    label,
    fill: colour(name),
    stroke: colour(name),
    width: 0,
    points: { show: false },
    ...(bars && { paths: bars }),
  });
  return new uPlot(
    {
      width: element.clientWidth,
      height: 220,
      legend: { show: false },
      cursor: { show: false },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
      scales: {
        // Half a day more on both sides, for the bars.
        x: { range: (_u, min, max) => [min - 43_200, max + 43_200] },
        y: { range: (_u, _min, max) => [0, Math.max(1, max)] },
      },
      axes: [{ ...axis, incrs: [1, 2, 7, 14, 28, 91, 182, 364].map((days) => days * 86_400), values: dayNames, space: 80 }, { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 1e5, 1e6] }],
      series: [{}, series("documents", "--other"), series("copies", "--a")],
    },
    [all.map((one) => Date.parse(one.day) / 1000), all.map((one) => one.documents), all.map((one) => one.copies)],
    element,
  );
}

export default function Days({ days }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let plot = draw(element, days);
    const again = () => {
      plot.destroy();
      plot = draw(element, days);
    };
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", again);
    addEventListener("resize", again);
    return () => {
      dark.removeEventListener("change", again);
      removeEventListener("resize", again);
      plot.destroy();
    };
  }, [days]);
  return (
    <figure class="days">
      <ul class="key" aria-hidden="true">
        <li class="all">documents</li>
        <li class="copies">of these, copies</li>
      </ul>
      <div ref={place} aria-hidden="true" />
      <details>
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">day</th>
              <th scope="col" class="number">documents</th>
              <th scope="col" class="number">copies</th>
            </tr>
          </thead>
          <tbody>
            {days.map((one) => (
              <tr>
                <td>{one.day}</td>
                <td class="number">{count(one.documents)}</td>
                <td class="number">{count(one.copies)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
