// Opens rendered assessments in Chromium as a reader would: on a phone, on a desk, in the dark, with large text, with the
// keyboard, on paper. `node tests/browser/check.mjs [PROGRAM] [CLIENT …]`: all clients where none is named. With
// UPDATE_SCREENSHOTS=1 it also takes the pictures that the README shows.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { deepLines, absentFrom, normal } from "./reading.mjs";
import { findings } from "./page_rules.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = resolve(process.argv[2] ?? join(root, "target/release/forbear"));
const worked = ["miami-overstay", "miami-not-in-proceedings", "miami-in-absentia"];
const named = process.argv.slice(3);
const clients = named.length > 0 ? named : worked;
const languages = ["en", "es"];
const widths = [320, 390, 1280];
const schemes = ["light", "dark"];
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const axe = readFileSync(join(root, "tests/browser/node_modules/axe-core/axe.min.js"), "utf8");
const pictures = process.env.UPDATE_SCREENSHOTS === "1" ? join(root, "docs/screenshots") : undefined;
const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

let passed = 0;
const failures = [];
/** One thing that must be so; `wrong` is empty where it is. */
function must(page, what, wrong) {
    const all = [wrong].flat().filter(Boolean);
    if (all.length === 0) {
        passed += 1;
        return;
    }
    failures.push(`${page}: ${what}`);
    console.log(`FAILS  ${page}: ${what}`);
    for (const one of all.slice(0, 8)) console.log(`       ${one}`);
    if (all.length > 8) console.log(`       and ${all.length - 8} more`);
}

if (!existsSync(program)) {
    console.error(`${program} is missing. Run: cargo build --release`);
    process.exit(2);
}
const strangers = named.filter((client) => !existsSync(join(root, "clients", `${client}.toml`)));
if (strangers.length > 0) {
    console.error(`No such client: ${strangers.join(", ")}. There are ${worked.join(", ")}.`);
    process.exit(2);
}
if (!executablePath) {
    console.error("No Chromium was found. Run ./test, which installs it, or set CHROMIUM to its path.");
    process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "forbear-pages-"));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
// A reader's own setting, so that what the page measures in letters follows it: 16 px twice over.
const large = await chromium.launch({ executablePath, args: ["--no-sandbox", "--blink-settings=defaultFontSize=32"] });
try {
    // Both languages at once: a machine with two cores has one for each.
    for (const client of clients) await Promise.all(languages.map((lang) => inLanguage(client, lang)));
} finally {
    await browser.close();
    await large.close();
    rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} browser checks passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);

/** All checks of one client's page. */
async function inLanguage(client, lang) {
    const name = `${client} (${lang})`;
    const file = join(folder, `${client}-${lang}.html`);
    execFileSync(program, ["assess", join(root, "clients", `${client}.toml`), "--lang", lang, "--format", "html", "--out", file], { stdio: ["ignore", "ignore", "pipe"] });
    const html = readFileSync(file, "utf8");
    must(name, "loads nothing from outside and needs no script", findings(html, lang));
    await asDelivered(name, file);
    for (const scheme of schemes) await onScreens(name, file, scheme);
    await withLargeText(name, file);
    await byKeyboard(name, file);
    await byLink(name, file);
    await onPaper(name, file, lang);
    if (pictures) await takePictures(client, lang, file);
}

/** A context of its own, closed when the work is done. `trusted` lets a checker add what the page's own policy refuses. */
async function inContext(options, work, by = browser) {
    const context = await by.newContext(options);
    try {
        return await work(await context.newPage());
    } finally {
        await context.close();
    }
}

/** As it comes from the disk: no request but the page itself, no complaint, the same words without script. */
async function asDelivered(name, file) {
    const url = pathToFileURL(file).href;
    const visit = (javaScriptEnabled) =>
        inContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 } }, async (page) => {
            const requests = [];
            const complaints = [];
            page.on("request", (request) => requests.push(request.url()));
            page.on("console", (message) => message.type() !== "info" && complaints.push(message.text()));
            page.on("pageerror", (error) => complaints.push(String(error)));
            await page.goto(url, { waitUntil: "load" });
            await page.waitForTimeout(200);
            const cookies = await page.context().cookies();
            return { requests: requests.filter((r) => r !== url && !r.startsWith("data:")), complaints, cookies: cookies.map((c) => c.name), text: normal(await page.locator("body").innerText()) };
        });
    const seen = await visit(true);
    must(name, "makes no network request at all", seen.requests);
    must(name, "draws no complaint from the browser", seen.complaints);
    must(name, "keeps nothing in the browser", seen.cookies);
    const bare = await visit(false);
    must(name, "reads the same without script", bare.text === seen.text ? [] : ["the words differ with script turned off"]);
}

/** At each width: nothing runs off the side, closed or open; no finding of axe. */
async function onScreens(name, file, colorScheme) {
    for (const width of widths) {
        await inContext({ bypassCSP: true, colorScheme, viewport: { width, height: 844 } }, async (page) => {
            const where = `${name}, ${width} px, ${colorScheme}`;
            await page.goto(pathToFileURL(file).href);
            must(where, "does not scroll sideways, closed", await page.evaluate(runsOff));
            // Widths change the layout, the dark only the colors: of what is folded one look at each is enough.
            const whole = colorScheme === "light";
            if (whole && width !== 320) must(where, "axe finds nothing, closed", await axeFindings(page, {}));
            await page.evaluate(openAll);
            must(where, "does not scroll sideways, open", await page.evaluate(runsOff));
            if (width === 390) must(where, "axe finds nothing, open", await axeFindings(page, whole ? {} : { runOnly: ["color-contrast"] }));
            if (width !== 1280) must(where, "targets are at least 24 px", await page.evaluate(smallTargets));
        });
    }
}

async function axeFindings(page, only) {
    await page.evaluate(axe);
    const results = await page.evaluate((options) => globalThis.axe.run(document, options), { runOnly: { type: "tag", values: wcag }, resultTypes: ["violations"], ...only });
    return results.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.help}: ${v.nodes[0]?.target} ${v.nodes[0]?.html?.slice(0, 160)}`);
}

/** Text twice as large, and the spacing that WCAG 1.4.12 names: still no sideways scroll, and nothing cut off. */
async function withLargeText(name, file) {
    const spacing = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
    const sizeOf = () => parseFloat(getComputedStyle(document.body).fontSize);
    const opened = async (by, width, css) =>
        inContext({ bypassCSP: true, viewport: { width, height: 844 } }, async (page) => {
            await page.goto(pathToFileURL(file).href);
            if (css) await page.addStyleTag({ content: css });
            await page.evaluate(openAll);
            return { size: await page.evaluate(sizeOf), wide: await page.evaluate(runsOff), cut: await page.evaluate(cutOff) };
        }, by);
    for (const width of [320, 390, 1280]) {
        const [plain, twice] = [await opened(browser, width), await opened(large, width)];
        must(`${name}, ${width} px, text at 200%`, "follows the reader's setting", twice.size < plain.size * 1.9 ? [`the text grew from ${plain.size} to ${twice.size} px`] : []);
        must(`${name}, ${width} px, text at 200%`, "does not scroll sideways", twice.wide);
        must(`${name}, ${width} px, text at 200%`, "cuts nothing off", twice.cut);
        const spaced = await opened(browser, width, spacing);
        must(`${name}, ${width} px, wide text spacing`, "does not scroll sideways", spaced.wide);
        must(`${name}, ${width} px, wide text spacing`, "cuts nothing off", spaced.cut);
    }
}

/** Tab alone: first the skip link, then every stop in the order of the page, each visible and marked. */
async function byKeyboard(name, file) {
    await inContext({ viewport: { width: 390, height: 844 } }, async (page) => {
        await page.goto(pathToFileURL(file).href);
        const stops = [];
        const wrong = [];
        for (let n = 0; n < 400; n += 1) {
            await page.keyboard.press("Tab");
            const stop = await page.evaluate(focused);
            if (!stop || (stops.length > 0 && stop.index === stops[0].index)) break;
            if (stops.length > 0 && stop.index <= stops.at(-1).index) wrong.push(`${stop.text}: comes before the stop that precedes it`);
            if (!stop.visible) wrong.push(`${stop.text}: the focused element is hidden or covered`);
            if (!stop.marked) wrong.push(`${stop.text}: nothing shows that it has the focus`);
            stops.push(stop);
        }
        must(name, "goes by keyboard in the order of the page", wrong);
        must(name, "begins with a link to skip to the main part", stops[0]?.skips ? [] : [`the first stop is ${stops[0]?.text}`]);
    });
}

/** Every link of the page leads somewhere; one that asks why leaves the sentence and its proof in view, without script. */
async function byLink(name, file) {
    for (const width of [390, 1280]) {
        await inContext({ viewport: { width, height: 844 } }, async (page) => {
            await page.goto(pathToFileURL(file).href);
            const goals = await page.evaluate(() => [...new Set([...document.querySelectorAll('a[href^="#"]')].map((it) => it.getAttribute("href").slice(1)))]);
            const wrong = [];
            for (const goal of goals) {
                if (!(await page.evaluate((id) => document.getElementById(id) !== null, goal))) wrong.push(`#${goal}: nothing bears that name`);
                // The register's numbers are hundreds and all of one kind: that they exist is enough.
                if (!/^[wf]-/.test(goal)) continue;
                await page.evaluate(closeAll);
                await page.evaluate((id) => new Promise((done) => {
                    location.hash = "";
                    location.hash = id;
                    requestAnimationFrame(() => requestAnimationFrame(done));
                }), goal);
                wrong.push(...(await page.evaluate(landed, goal)));
            }
            must(`${name}, ${width} px`, "links lead to what they name, open and in view", wrong);
            must(`${name}, ${width} px`, "has links that ask why", goals.some((goal) => goal.startsWith("w-")) ? [] : ["none was found"]);
        });
    }
}

/** On paper: every layer is open, so the last line of every proof is there. */
async function onPaper(name, file, lang) {
    await inContext({ viewport: { width: 1280, height: 900 } }, async (page) => {
        await page.goto(pathToFileURL(file).href);
        const lines = await page.evaluate(deepLines);
        const pdf = join(folder, `page-${lang}.pdf`);
        await page.pdf({ path: pdf, format: "Letter", printBackground: true, preferCSSPageSize: true });
        const text = execFileSync("pdftotext", [pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
        const pages = text.split("\f").filter((p) => p.trim());
        must(name, "has proofs to print", lines.length > 20 ? [] : [`only ${lines.length} closed lines were found`]);
        must(name, "prints every layer", absentFrom(lines, text));
        const whole = lang === "en" ? "The whole assessment, with every proof" : "La evaluación completa, con todas las pruebas";
        const begins = pages.findIndex((p) => normal(p).includes(normal(whole)));
        must(name, "prints a summary first, on at most four pages, and then the whole", begins >= 1 && begins <= 4 ? [] : [`the whole begins on page ${begins + 1} of ${pages.length}`]);
        const keep = lang === "en" ? /contact|nothing to decide|lawyer|consent/i : /comuni|nada que decidir|abogado|consentimiento/i;
        must(name, "prints the safety answer on the first page", keep.test(pages[0] ?? "") ? [] : ["page one does not speak of contact"]);
    });
}

/** What a reader sees first: in English in every form, in Spanish on a phone. */
async function takePictures(client, lang, file) {
    mkdirSync(pictures, { recursive: true });
    const sizes = [["desktop", 1280, 1000], ["phone", 390, 844]];
    for (const [size, width, height] of sizes) {
        for (const colorScheme of schemes) {
            if (lang !== "en" && (size !== "phone" || colorScheme !== "light")) continue;
            await inContext({ colorScheme, viewport: { width, height }, deviceScaleFactor: size === "phone" ? 2 : 1 }, async (page) => {
                await page.goto(pathToFileURL(file).href);
                const suffix = `${lang === "en" ? "" : `-${lang}`}${colorScheme === "dark" ? "-dark" : ""}`;
                await page.screenshot({ path: join(pictures, `${client}-${size}${suffix}.png`) });
            });
        }
    }
}

// What follows runs in the page.

function openAll() {
    for (const it of document.querySelectorAll("details")) it.open = true;
}

function closeAll() {
    for (const it of document.querySelectorAll("details")) it.open = false;
}

/** What is wrong with where a link led: a closed layer around the goal, or its sentence or its proof out of view. */
function landed(id) {
    const goal = document.getElementById(id);
    if (!goal) return [];
    const wrong = [];
    for (let layer = goal.closest("details"); layer; layer = layer.parentElement.closest("details")) if (!layer.open) wrong.push(`#${id}: a layer around it stays closed`);
    const heads = [...document.querySelectorAll(".client, .stick")].filter((it) => getComputedStyle(it).position === "sticky");
    const from = Math.max(0, ...heads.map((it) => it.getBoundingClientRect().bottom));
    const inView = (it) => {
        const box = it.getBoundingClientRect();
        return box.height > 0 && box.top >= from - 1 && box.top < innerHeight;
    };
    const line = goal.closest("li") ?? goal;
    const words = line.querySelector(".words, h4") ?? line;
    if (!inView(words)) wrong.push(`#${id}: its sentence is out of view: ${words.textContent.trim().slice(0, 50)}`);
    const proof = goal.matches(".spot") ? goal.parentElement.querySelector(".proof") : undefined;
    if (proof && !inView(proof)) wrong.push(`#${id}: its proof is out of view: ${words.textContent.trim().slice(0, 50)}`);
    return wrong;
}

/** The elements that make the page wider than the screen, outside boxes that scroll by themselves. */
function runsOff() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll("*:not(.vh, svg *)")].filter((it) => it.getBoundingClientRect().right > width + 1);
    const inner = wide.filter((it) => ![...it.children].some((child) => wide.includes(child)));
    return [`the page is ${document.documentElement.scrollWidth} px wide on ${width} px`, ...inner.slice(0, 5).map((it) => `${it.tagName.toLowerCase()}.${it.className}: ${it.textContent.trim().slice(0, 60)}`)];
}

/** Elements whose text is taller or wider than the box that hides the rest. */
function cutOff() {
    const wrong = [];
    for (const it of document.body.querySelectorAll("*")) {
        const style = getComputedStyle(it);
        const hides = [style.overflowX, style.overflowY].some((v) => v === "hidden" || v === "clip");
        const hidden = style.visibility === "hidden" || style.display === "none" || style.position === "absolute";
        if (hides && !hidden && it.clientHeight > 2 && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1)) wrong.push(`${it.tagName.toLowerCase()}.${it.className}`);
    }
    return wrong;
}

/** Links and buttons too small to touch; links within a sentence may be as tall as the line. */
function smallTargets() {
    const wrong = [];
    for (const it of document.querySelectorAll("a[href], button, summary, input, select")) {
        const box = it.getBoundingClientRect();
        const inSentence = it.tagName === "A" && getComputedStyle(it).display === "inline";
        if (box.width > 0 && box.height > 0 && !inSentence && (box.width < 24 || box.height < 24) && getComputedStyle(it).position !== "absolute") wrong.push(`${it.tagName.toLowerCase()} ${Math.round(box.width)}×${Math.round(box.height)}: ${it.textContent.trim().slice(0, 50)}`);
    }
    return wrong;
}

function focused() {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    const box = it.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const style = getComputedStyle(it);
    const own = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return {
        index: [...document.querySelectorAll("*")].indexOf(it),
        text: `${it.tagName.toLowerCase()} “${it.textContent.trim().slice(0, 40)}”`,
        visible: box.width > 0 && box.height > 0 && top !== null && (it.contains(top) || top.contains(it)),
        marked: own || style.boxShadow !== "none",
        skips: it.matches('a[href^="#"]'),
    };
}
