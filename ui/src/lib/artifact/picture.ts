/** A drawing that can be shown as a picture, in which no script runs and nothing is loaded. */
export type Picture = {
  readonly text: string;
  /** Its own width, in px; null where it says none. */
  readonly width: number | null;
};

/** Returns a drawing as a picture of its own size; null where it is no drawing. */
export const asPicture = (svg: string): Picture | null => {
  const text = svg.replace(/^[\s\uFEFF]+/, "");
  const root = /<svg\b(?:[^>"']|"[^"]*"|'[^']*')*>/.exec(text);
  if (!root) return null;
  let tag = root[0];
  if (!/\sxmlns\s*=/.test(tag)) tag = tag.replace(/^<svg/, `<svg xmlns="${NAMESPACE}"`);
  if (/\sxlink:/.test(text) && !/\sxmlns:xlink\s*=/.test(tag)) {
    tag = tag.replace(/^<svg/, `<svg xmlns:xlink="${LINKS}"`);
  }
  const width = pixels(attribute(tag, "width"));
  const box = attribute(tag, "viewBox")
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , wide, high] = box ?? [];
  if (width === null && wide && high && wide > 0 && high > 0) {
    // Without a size of its own, a picture is as large as the browser likes.
    tag = tag.replace(/\s(?:width|height)\s*=\s*(?:"[^"]*"|'[^']*')/g, "");
    tag = tag.replace(/^<svg/, `<svg width="${wide}" height="${high}"`);
  }
  return {
    text: text.slice(0, root.index) + tag + text.slice(root.index + root[0].length),
    width: width ?? (wide && wide > 0 ? wide : null),
  };
};

const NAMESPACE = "http://www.w3.org/2000/svg";
const LINKS = "http://www.w3.org/1999/xlink";

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found?.[1] ?? found?.[2];
};

const pixels = (length: string | undefined): number | null => {
  const found = /^\s*(\d+(?:\.\d+)?)(?:px)?\s*$/.exec(length ?? "");
  return found ? Number(found[1]) : null;
};
