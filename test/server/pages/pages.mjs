// What a reader does with the pages: node pages.mjs ADDRESS BROWSER ARTICLES SHOTS
//
// Every step also fails on anything that the browser complains of: an error, a broken
// security policy, a request to anywhere but ADDRESS.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [address, executablePath, articles, shots] = process.argv.slice(2);
const original = readFileSync(join(articles, "original.txt"), "utf8");
const copy = readFileSync(join(articles, "copy.txt"), "utf8");
const ferry = "harbourcourier/2024/sollen-ferry";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const looks = {
  light: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  narrow: { viewport: { width: 390, height: 800 } },
};
const complaints = [];

async function open(look) {
  const context = await browser.newContext({ ...look, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) complaints.push(`asked for ${request.url()}`);
  });
  return page;
}

// Playwright's own waiting needs eval, which the pages' policy forbids.
async function until(page, holds) {
  for (let n = 0; n < 100; n++) {
    if (await page.evaluate(holds)) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`not so: ${holds}`);
}

const tests = {
  async "compares what is pasted, facts first"(page) {
    await page.goto(address);
    assert.equal(await page.locator("button.main").isDisabled(), true);
    await page.fill("#text-a", original);
    await page.fill("#text-b", copy);
    await page.click("button.main");
    await page.waitForSelector(".match");
    assert.match(await page.locator(".headline").innerText(), /b is a spun copy of a/);
    const headings = await page.locator(".match section h2").allInnerTexts();
    assert.match(headings[0], /^Changes of fact/);
    assert.match(await page.locator(".pane.a .text").innerText(), /leaving more than 2,400 islanders/);
    assert.match(await page.locator(".pane.b .text").innerText(), /leaving around 2,400 islanders/);
  },

  async "shows the whole of both texts, every byte once"(page) {
    const text = "Ünïcode “quotes” – 北京 🚢 ends. ".repeat(12) + original;
    await page.goto(`${address}#/compare`);
    await page.fill("#text-a", text);
    await page.fill("#text-b", copy);
    await page.click("button.main");
    await page.waitForSelector(".match");
    const pieces = (side) =>
      page.locator(`.pane.${side} [data-at]`).evaluateAll((all) => all.map((one) => one.textContent).join(""));
    assert.equal(await pieces("a"), text.replaceAll("\r", ""));
    assert.equal(await pieces("b"), copy);
    const marked = await page.locator(".pane.a .fact").allInnerTexts();
    assert.ok(marked.includes("118"), marked.join("|"));
  },

  async "filters by kind"(page) {
    await page.goto(`${address}#/compare`);
    await page.fill("#text-a", original);
    await page.fill("#text-b", copy);
    await page.click("button.main");
    const rows = page.locator("tr[id^=change-]");
    await rows.first().waitFor();
    const before = await rows.count();
    const box = page.locator(".filters label", { hasText: "quotation" });
    const n = Number(await box.locator(".count").innerText());
    await box.locator("input").uncheck();
    assert.equal(await rows.count(), before - n);
  },

  async "steps through changes by keyboard"(page) {
    await page.goto(`${address}#/compare`);
    await page.fill("#text-a", original);
    await page.fill("#text-b", copy);
    await page.click("button.main");
    await page.waitForSelector(".match");
    await page.locator(".headline").focus();
    await page.keyboard.press("n");
    assert.match(await page.locator(".status").innerText(), /^1 of \d+ · /);
    await page.keyboard.press("n");
    assert.match(await page.locator(".status").innerText(), /^2 of \d+ · /);
    await page.keyboard.press("p");
    assert.match(await page.locator(".status").innerText(), /^1 of \d+ · /);
    assert.equal(await page.locator(".pane.a .on").count(), 1);
    assert.equal(await page.locator(".pane.b .on").count(), 1);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".on").count(), 0);
  },

  async "links to a passage of pasted texts"(page) {
    await page.goto(`${address}#/compare`);
    await page.fill("#text-a", original);
    await page.fill("#text-b", copy);
    await page.click("button.main");
    await page.waitForSelector(".match");
    await page.locator(".pane.a .verse.link").nth(1).click();
    await until(page, () => /copied|address bar/.test(document.querySelector(".status").textContent));
    const there = await page.evaluate(() => location.href);
    assert.match(there, /p=2/);
    const other = await open(looks.light);
    await other.goto(there);
    await other.waitForSelector(".match");
    assert.match(await other.locator(".headline").innerText(), /b is a spun copy of a/);
    await other.waitForSelector("#passage-a-1.on");
    await other.context().close();
  },

  async "reads a page that is dropped as text, and never runs it"(page) {
    await page.goto(`${address}#/compare`);
    const html = `<html><title>Dropped</title><article><p>${original.slice(200, 1500)}</p>
      <img src=x onerror="document.title='run'"><script>document.title='run'</script></article></html>`;
    const transfer = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "page.html", { type: "text/html" }));
      return data;
    }, html);
    await page.dispatchEvent(".input.a", "drop", { dataTransfer: transfer });
    await until(page, () => document.querySelector("#text-a").value.length > 500);
    assert.doesNotMatch(await page.inputValue("#text-a"), /<|script|onerror/);
    assert.doesNotMatch(await page.title(), /run/);
    await page.fill("#text-b", `<b onclick=alert(1)>bold</b><script>document.title='run'</script>\n${original.slice(200, 1500)}`);
    await page.click("button.main");
    await page.waitForSelector(".match");
    assert.match(await page.locator(".pane.b .text").innerText(), /<script>document.title='run'<\/script>/);
    assert.equal(await page.locator(".pane script, .pane b[onclick], .pane img").count(), 0);
    assert.doesNotMatch(await page.title(), /run/);
  },

  async "says what is wrong with a file"(page) {
    await page.goto(`${address}#/search`);
    complaints.length = 0;
    await page.setInputFiles("input[type=file]", { name: "x.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n\x01\x02\x03") });
    assert.match(await page.locator("[role=alert]").innerText(), /PDF/);
    // The browser itself remarks on the refusal.
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !/422/.test(one)));
  },

  async "finds what the index has, best first, and opens it"(page) {
    await page.goto(`${address}#/search`);
    await page.fill("#text-q", copy);
    await page.click("button.main");
    await page.waitForSelector(".hit");
    assert.ok((await page.locator(".hit").count()) >= 4);
    assert.match(await page.locator(".hit .relation").first().innerText(), /identical/);
    await page.locator(".hit button").nth(0).click();
    await page.waitForSelector(".hit .match");
    assert.equal(await page.locator(".hit .pane").count(), 2);
    await page.locator(".hit a", { hasText: "family" }).first().click();
    await page.waitForSelector(".tree");
  },

  async "draws a family"(page) {
    await page.goto(`${address}#/family?id=${encodeURIComponent(ferry)}`);
    await page.waitForSelector(".tree");
    assert.match(await page.locator(".headline").innerText(), /\d+ articles, one independent source/);
    const names = await page.locator(".tree-names li").count();
    assert.equal(await page.locator(".tree .dot").count(), names);
    assert.equal(await page.locator(".tree-lines path").count(), names - 1);
    assert.match(await page.locator(".quotation-table").innerText(), /We will sign blindly/);
    await page.locator("a", { hasText: "Side by side" }).first().click();
    await page.waitForSelector(".match .pane");
  },

  async "says when there is no such document"(page) {
    complaints.length = 0;
    await page.goto(`${address}#/family?id=nobody`);
    await page.waitForSelector("[role=alert]");
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !/404/.test(one)));
  },

  async "shows the collection"(page) {
    await page.goto(`${address}#/collection`);
    await page.waitForSelector(".uplot");
    assert.match(await page.locator(".headline").innerText(), /17 documents/);
    assert.equal(await page.locator(".arrivals tbody tr").count(), 17);
    assert.ok((await page.locator(".flow path").count()) >= 5);
    await page.locator("input[type=checkbox]").check();
    await until(page, () => document.querySelectorAll(".arrivals tbody tr").length < 17);
    assert.equal(await page.locator(".arrivals .relation.unrelated").count(), 0);
  },

  async "can be gone through by keyboard alone"(page) {
    await page.goto(address);
    const seen = [];
    for (let n = 0; n < 12; n++) {
      await page.keyboard.press("Tab");
      seen.push(
        await page.evaluate(() => {
          const one = document.activeElement;
          return one.getAttribute("aria-label") || one.textContent.trim() || one.id;
        }),
      );
    }
    for (const wanted of ["Skip to the page", "Search", "Collection", "Open a file…", "text-a", "text-b"])
      assert.ok(seen.includes(wanted), `${wanted} is not among ${seen}`);
  },

  async "names everything that can be used"(page) {
    for (const place of ["compare", "search", "collection", `family?id=${encodeURIComponent(ferry)}`]) {
      await page.goto(`${address}#/${place}`);
      await page.waitForTimeout(600);
      const nameless = await page.evaluate(() =>
        [...document.querySelectorAll("button, a[href], input, textarea, svg[role=img]")]
          .filter((one) => {
            const label = one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") || one.textContent.trim();
            return !label && !(one.labels && one.labels.length > 0);
          })
          .map((one) => one.outerHTML.slice(0, 120)),
      );
      assert.deepEqual(nameless, []);
      const levels = await page.locator("h1").count();
      assert.equal(levels, 1);
    }
  },

  async "fits a narrow screen"() {
    const page = await open(looks.narrow);
    for (const place of ["compare", "search", "collection", `family?id=${encodeURIComponent(ferry)}`, `compare?a=${encodeURIComponent(ferry)}&b=topstories247%2Fworld%2Fferry-halted`]) {
      await page.goto(`${address}#/${place}`);
      await page.waitForTimeout(800);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wider <= 0, `${place} is ${wider} pixels too wide`);
    }
    await page.context().close();
  },
};

async function shoot() {
  for (const [look, options] of Object.entries(looks)) {
    const page = await open(options);
    const shot = (name, fullPage) => page.screenshot({ path: join(shots, `${look}-${name}.png`), fullPage });
    await page.goto(`${address}#/compare?a=${encodeURIComponent(ferry)}&b=topstories247%2Fworld%2Fferry-halted`);
    await page.waitForSelector(".match");
    await shot("compare", false);
    await page.locator(".headline").focus();
    await page.keyboard.press("n");
    await page.waitForTimeout(1500);
    await shot("side-by-side", false);
    await page.goto(`${address}#/search`);
    await page.fill("#text-q", original);
    await page.click("button.main");
    await page.waitForSelector(".hit");
    await shot("search", true);
    await page.goto(`${address}#/family?id=${encodeURIComponent(ferry)}`);
    await page.waitForSelector(".tree");
    await shot("family", true);
    await page.goto(`${address}#/collection`);
    await page.waitForSelector(".uplot");
    await shot("collection", true);
    await page.context().close();
  }
}

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  const page = await open(looks.light);
  complaints.length = 0;
  try {
    await test(page);
    assert.deepEqual(complaints, []);
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}\n${error.message}`);
  }
  await page.context().close();
}
await shoot();
await browser.close();
process.exit(failed > 0 ? 1 : 0);
