import { useEffect, useLayoutEffect, useRef } from "react";
import { create } from "zustand";

/** The composer that is on screen. */
type Composer = { readonly text: string; readonly write: (text: string) => void };

/** Where a text goes: to the end of what is there, or in the place of all of it. */
type How = "add" | "replace";

type ComposerStore = {
  readonly composer: Composer | null;
  /** What waits for the next composer. */
  readonly waiting: string | null;
};

/** The composer that is on screen, for what stands apart from it. Nothing here ever sends. */
export const useComposer = create<ComposerStore>(() => ({ composer: null, waiting: null }));

/** Marks the field of the composer. */
const FIELD = "textarea[data-region-focus]";

/** Returns the field of the composer that is on screen. */
export const composerField = (): HTMLTextAreaElement | null =>
  document.querySelector<HTMLTextAreaElement>(FIELD);

/** Puts a text into the composer, or into the next one that is on screen, and goes there. */
export const putIntoComposer = (text: string, how: How = "add"): void => {
  const { composer } = useComposer.getState();
  if (!composer) {
    useComposer.setState({ waiting: text });
    return;
  }
  const gap = composer.text === "" || composer.text.endsWith("\n") ? "" : "\n";
  composer.write(how === "replace" ? text : `${composer.text}${gap}${text}`);
  const field = composerField();
  field?.focus();
  // The caret goes behind what was put there, once it is drawn.
  setTimeout(() => field?.setSelectionRange(field.value.length, field.value.length));
};

/** How long a new composer is left to read its draft before something is added to it, in ms. */
const DRAFT_READ = 250;

/** Lets the rest of the page know of the composer while it is on screen. */
export const useComposerLink = (text: string, write: (text: string) => void): void => {
  const latest = useRef(write);
  useLayoutEffect(() => {
    latest.current = write;
    useComposer.setState({ composer: { text, write: (next) => latest.current(next) } });
  }, [text, write]);
  useEffect(() => {
    const timer = setTimeout(() => {
      const { waiting } = useComposer.getState();
      if (waiting === null) return;
      useComposer.setState({ waiting: null });
      putIntoComposer(waiting);
    }, DRAFT_READ);
    return () => {
      clearTimeout(timer);
      useComposer.setState({ composer: null });
    };
  }, []);
};
