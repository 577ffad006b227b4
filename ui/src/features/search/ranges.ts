/** Where a character of a folded text stands in the page. */
type Place = { readonly node: Text; readonly offset: number };

/** More are not marked at once. */
const MOST = 2_000;

/** Returns a text without case, accents and compatibility forms, as the core compares it. */
export const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();

/** Finds a text in what an element shows, whatever its case and accents, and however it is marked up. */
export const rangesOf = (root: Element, text: string): Range[] => {
  const wanted = folded(text);
  if (wanted.trim() === "") return [];
  const { shown, places } = read(root);
  const ranges: Range[] = [];
  for (
    let at = shown.indexOf(wanted);
    at >= 0 && ranges.length < MOST;
    at = shown.indexOf(wanted, at + wanted.length)
  ) {
    const first = places[at];
    const last = places[at + wanted.length - 1];
    if (!first || !last) break;
    const range = document.createRange();
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, Math.min(last.offset + 1, last.node.length));
    ranges.push(range);
  }
  return ranges;
};

/** What an element shows, folded, with a place for each unit. */
const read = (root: Element): { shown: string; places: readonly Place[] } => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const places: Place[] = [];
  let shown = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || isControl(node.parentElement)) continue;
    let offset = 0;
    for (const letter of node.data) {
      const as = folded(letter);
      shown += as;
      for (let unit = 0; unit < as.length; unit += 1) places.push({ node, offset });
      offset += letter.length;
    }
  }
  return { shown, places };
};

/** What a button says is no part of a message. */
const isControl = (element: Element | null): boolean =>
  element?.closest("button, [aria-hidden=true], .sr-only") !== null;
