// What a page must be before it is opened.

const never = ["safe", "qualify", "qualifies", "likely to be granted", "strong case", "score", "illegal", "clean record", "no bar", "invalid", "oops", "simply", "click here"];

/** What is wrong with the text of a page. */
export function findings(html, lang) {
    const wrong = [];
    const refuse = (pattern, what) => {
        for (const match of html.matchAll(pattern)) wrong.push(`${what}: ${match[0].slice(0, 90)}`);
    };
    refuse(/<script\b/gi, "a script");
    refuse(/\son[a-z]+\s*=/gi, "an event handler");
    refuse(/<(iframe|object|embed|link|base)\b[^>]*>/gi, "an element that loads from outside");
    refuse(/\b(src|srcset|poster|action|background)\s*=\s*["'](?!data:)[^"']*["']/gi, "an address that is loaded");
    refuse(/@import|url\(\s*["']?(?!data:|#)[^)]*\)/gi, "a style that loads from outside");
    refuse(/\sstyle\s*=/gi, "a style attribute, which the policy of later pages forbids");
    if (!new RegExp(`<html[^>]*\\blang=["']?${lang}\\b`, "i").test(html)) wrong.push(`the page does not say that it is in ${lang}`);
    if (!/<meta[^>]*name=["']?viewport/i.test(html)) wrong.push("the page does not fit itself to a phone");
    const headings = [...html.matchAll(/<h([1-6])\b/gi)].map((m) => Number(m[1]));
    if (headings.filter((level) => level === 1).length !== 1) wrong.push(`${headings.filter((level) => level === 1).length} first headings; there is one`);
    headings.forEach((level, n) => {
        if (n > 0 && level > headings[n - 1] + 1) wrong.push(`a heading of level ${level} follows one of level ${headings[n - 1]}`);
    });
    const title = html.match(/<title>([^<]*)<\/title>/i)?.[1] ?? "";
    if (!/^[^·]+ · [0-9A-Z]+ · Forbear$/.test(title)) wrong.push(`the title names more or less than the page, the code and the program: ${title}`);
    if (lang === "en") {
        const text = html.replace(/<style[\s\S]*?<\/style>/gi, " ").replace(/<[^>]+>/g, " ").toLowerCase().replace(/[^a-z ]+/g, " ").replace(/ +/g, " ");
        for (const words of never) if (text.includes(` ${words} `)) wrong.push(`the page says “${words}”`);
    }
    return wrong;
}
