import { createContext } from "react";

/** A finished block of code, and what was said before it. */
export type SaidCode = {
  readonly language: string;
  readonly code: string;
  /** The words just before the block; empty where there are none. */
  readonly before: string;
};

/** What else can be done with a block of code. */
export type CodeAction = {
  readonly label: string;
  readonly run: (said: SaidCode) => void;
};

/** What else can be done with blocks of code below it. Without one, blocks have no such button. */
export const CodeActionContext = createContext<CodeAction | null>(null);

/** How much of the words before a block is read, in characters. */
const BEFORE = 600;

/** Returns the words just before a block, in the order of the page. */
export const wordsBefore = (block: Element | null): string => {
  let place = block;
  for (let step = 0; place && step < 4; step++) {
    const words = place.previousElementSibling?.textContent?.trim();
    if (words) return words.slice(-BEFORE);
    place = place.parentElement;
    if (place?.tagName === "ARTICLE") break;
  }
  return "";
};
