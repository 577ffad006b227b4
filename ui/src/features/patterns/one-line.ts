/** How much of a text is shown, in characters. */
const SHOWN = 280;

/** Returns the beginning of a text on one line, without control characters, as the core shows it. */
export const oneLine = (text: string): string => {
  const words = text
    .slice(0, 20 * SHOWN)
    .split(/\s+/u)
    .filter(Boolean);
  const line = [...words.join(" ").replace(/\p{Cc}/gu, "")];
  return line.length > SHOWN ? `${line.slice(0, SHOWN).join("")}…` : line.join("");
};
