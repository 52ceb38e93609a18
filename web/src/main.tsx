// The frame of the pages: which of them is shown.
import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Collection } from "./collection";
import { Compare } from "./compare";
import { Family } from "./family";
import { link, usePlace } from "./place";
import { Search } from "./search";
import "./style.css";

const pages = [
  { page: "compare", name: "Compare", title: "Compare two texts" },
  { page: "search", name: "Search", title: "Where does this text come from?" },
  { page: "family", name: "Family", title: "Who copied whom" },
  { page: "collection", name: "Collection", title: "The collection" },
];

function App() {
  const { page, query } = usePlace();
  const shown = pages.find((one) => one.page === page) ?? pages[0]!;
  const title = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = `${shown.title} – unspin`;
    // Whoever listens to the page hears that it is another one.
    if (!first.current) title.current?.focus();
    first.current = false;
  }, [shown.page]);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          title.current?.focus();
        }}
      >
        Skip to the page
      </a>
      <header class="top">
        <a class="name" href={link("compare")}>
          unspin
        </a>
        <nav aria-label="Pages">
          {pages.map((one) => (
            <a href={link(one.page)} aria-current={one === shown ? "page" : undefined}>
              {one.name}
            </a>
          ))}
        </nav>
      </header>
      <main id="main">
        <h1 ref={title} tabIndex={-1}>
          {shown.title}
        </h1>
        {shown.page === "compare" && <Compare query={query} />}
        {shown.page === "search" && <Search />}
        {shown.page === "family" && <Family query={query} />}
        {shown.page === "collection" && <Collection />}
      </main>
    </>
  );
}

render(<App />, document.getElementById("app")!);
