// Words as they are read, whatever breaks a line.

/** Without white space, soft hyphens and ligatures: what is left is the same on a page and in a PDF. */
export function normal(text) {
    return text.normalize("NFKC").replace(/[\s\u00ad\u200b]+/g, "");
}

/**
 * Runs in the page: of each closed layer, the words that stand last in it. Only one run of text is taken, since paper may set
 * what surrounds it elsewhere, and only what is seen: text for screen readers alone is left out.
 */
export function deepLines() {
    const lines = [];
    for (const layer of document.querySelectorAll("details:not([open])")) {
        const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
        let last = "";
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const unseen = node.parentElement.closest("summary, svg, [hidden], .vh");
            const text = node.textContent.trim();
            if (!unseen && text.length > 11) last = text;
        }
        if (last) lines.push(last);
    }
    return lines;
}

/** The lines that a text does not hold. A page may break within a line, so its beginning or its end is looked for. */
export function absentFrom(lines, text) {
    const all = normal(text);
    const missing = lines.filter((line) => ![normal(line).slice(0, 40), normal(line).slice(-40)].some((part) => all.includes(part)));
    return missing.map((line) => `not on paper: ${line.replace(/\s+/g, " ").slice(0, 100)}`);
}
