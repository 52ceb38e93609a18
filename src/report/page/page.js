// Brings the two texts together. Without this script the page still reads, and its
// links still jump.
(() => {
  "use strict";
  const root = document.documentElement;
  const texts = document.getElementById("texts");
  const status = document.getElementById("status");
  const panes = { a: document.getElementById("pane-a"), b: document.getElementById("pane-b") };
  const facts = [...document.querySelectorAll("tr[data-fact]")];
  const oneColumn = matchMedia("(max-width: 700px)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let lit = [];
  let current = -1;

  const other = (side) => (side === "a" ? "b" : "a");
  const sideOf = (element) => (panes.a.contains(element) ? "a" : "b");
  const behavior = () => (calm.matches ? "auto" : "smooth");

  function light(elements) {
    for (const element of lit) element.classList.remove("on");
    lit = elements.filter(Boolean);
    for (const element of lit) element.classList.add("on");
  }

  // On a narrow screen only one text is shown.
  function show(side) {
    texts.dataset.shown = side;
    for (const button of texts.querySelectorAll("[data-show]"))
      button.setAttribute("aria-pressed", String(button.dataset.show === side));
  }

  const topOf = (element) => (element.getClientRects()[0] || element.getBoundingClientRect()).top;

  // Scrolls the element's pane so that its first line stands at `height` of the window.
  function place(element, height) {
    panes[sideOf(element)].scrollBy({ top: topOf(element) - height, behavior: behavior() });
  }

  function reveal(element) {
    show(sideOf(element));
    const top = topOf(element) + window.scrollY - window.innerHeight / 3;
    window.scrollTo({ top, behavior: behavior() });
  }

  // Lights both and brings `there` beside `here`.
  function pair(here, there) {
    light([here, there]);
    if (!there) return;
    if (oneColumn.matches) reveal(there);
    else place(there, topOf(here));
  }

  function showChange(row) {
    if (!row) return;
    current = facts.indexOf(row);
    const n = row.id.slice(1);
    const a = document.getElementById(`c${n}a`);
    const b = document.getElementById(`c${n}b`);
    light([row, ...document.querySelectorAll(`[data-c~="${n}"]`)]);
    if (oneColumn.matches) {
      reveal(texts.dataset.shown === "b" ? b : a);
    } else {
      const bar = texts.querySelector(".bar");
      window.scrollTo({ top: texts.offsetTop, behavior: "auto" });
      const frame = panes.a.getBoundingClientRect();
      const height = Math.max(bar.getBoundingClientRect().bottom, frame.top) + frame.height / 3;
      place(a, height);
      place(b, height);
    }
    (oneColumn.matches && texts.dataset.shown === "b" ? b : a).focus({ preventScroll: true });
    const counted = current < 0 ? "" : `${current + 1} of ${facts.length} · `;
    status.textContent = counted + row.dataset.what;
  }

  function step(by) {
    if (facts.length === 0) return;
    const from = current < 0 && by < 0 ? 0 : current;
    showChange(facts[(from + by + facts.length) % facts.length]);
  }

  texts.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) {
      if (button.dataset.show) show(button.dataset.show);
      if (button.id === "next") step(1);
      if (button.id === "previous") step(-1);
      return;
    }
    if (event.target.closest(".ref")) return;
    if (!event.target.closest(".verse") && !getSelection().isCollapsed) return;
    const here = event.target.closest("[id^=e], .chunk");
    if (!here || !event.target.closest(".pane")) return;
    event.preventDefault();
    const there = here.id.slice(0, -1) + other(here.id.slice(-1));
    pair(here, document.getElementById(there));
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("td.side a");
    if (!link) return;
    event.preventDefault();
    if (oneColumn.matches) show(link.hash.slice(-1));
    showChange(link.closest("tr"));
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Escape") light([]);
  });

  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });

  root.classList.add("scripted");
  show("a");
})();
