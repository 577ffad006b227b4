/** The longest tag, and how many one conversation carries. */
const LONGEST = 40;
const MOST = 20;

/** Reads tags that stand between commas: without case, without doubles. */
export const tagsOf = (written: string): string[] => {
  const tags = written
    .split(/[,\n]/u)
    .map((tag) => tag.trim().replace(/^#/u, "").replace(/\s+/gu, " ").toLowerCase())
    .map((tag) => [...tag].slice(0, LONGEST).join("").trim())
    .filter((tag) => tag !== "");
  return [...new Set(tags)].slice(0, MOST);
};
