// Words as they are read, whatever breaks a line.

/** Without white space, soft hyphens and ligatures: what is left is the same on a page and in a PDF. */
export function normal(text) {
    return text.normalize("NFKC").replace(/[\s\u00ad\u200b]+/g, "");
}

/**
 * Runs in the page: the last words of each closed layer, and of the deepest step of each proof. Text that only a screen
 * reader hears is left out, and so is what is not for paper.
 */
export function deepLines() {
    const lines = [];
    for (const layer of document.querySelectorAll("details")) {
        if (layer.open) continue;
        const leaves = [...layer.querySelectorAll("li, p, dd, td")].filter((it) => !it.querySelector("li, p, dd, td, details") && !it.closest("[hidden], .visually-hidden"));
        const last = leaves.at(-1);
        if (last) lines.push(last.textContent.trim());
    }
    return lines.filter((line) => line.length > 3);
}

/** The lines that a text does not hold. */
export function absentFrom(lines, text) {
    const all = normal(text);
    return lines.filter((line) => !all.includes(normal(line))).map((line) => `not on paper: ${line.replace(/\s+/g, " ").slice(0, 100)}`);
}
