/** What can be shown as what it is, instead of as code. */
export type ArtifactKind = "html" | "svg" | "mermaid";

/** Returns what a finished block of code can be shown as; null where it is code and nothing else. */
export const kindOf = (language: string, code: string): ArtifactKind | null => {
  switch (language.toLowerCase()) {
    case "html":
    case "htm":
      return "html";
    case "svg":
      return "svg";
    case "mermaid":
      return "mermaid";
    case "xml":
      return /^\s*(?:<\?xml[^>]*>\s*)?<svg[\s>]/.test(code) ? "svg" : null;
    default:
      return null;
  }
};

const ENDINGS: Record<ArtifactKind, string> = { html: "html", svg: "svg", mermaid: "mmd" };

/** Returns a name for the file of an artifact. */
export const fileNameOf = (kind: ArtifactKind, title: string | null): string => {
  const plain = (title ?? "")
    .replace(/[^\p{L}\p{N}\- ]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const stem =
    plain.slice(0, 60).trim() || { html: "page", svg: "picture", mermaid: "diagram" }[kind];
  return `${stem}.${ENDINGS[kind]}`;
};

/** Returns the title that an artifact gives itself; null where it gives none. */
export const titleOf = (kind: ArtifactKind, code: string): string | null => {
  for (const pattern of TITLES[kind]) {
    const title = pattern.exec(code)?.[1]?.replace(/\s+/g, " ").trim();
    if (title) return title.slice(0, 120);
  }
  return null;
};

const ELEMENT = /<title(?:\s[^>]*)?>([^<]{1,300})<\/title/i;
const TITLES: Record<ArtifactKind, readonly RegExp[]> = {
  html: [ELEMENT],
  svg: [ELEMENT],
  mermaid: [
    /^---\s*\n(?:[^\n]*\n){0,20}?title:[ \t]*([^\n]{1,300})/,
    /^[ \t]*accTitle[ \t]*:[ \t]*([^\n]{1,300})/m,
    /^[ \t]*(?:pie[ \t]+(?:showData[ \t]+)?)?title[ \t]+([^\n]{1,300})/m,
  ],
};
