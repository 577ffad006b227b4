import { useEffect, useLayoutEffect, useRef } from "react";

import { isChord, isComposing } from "./chord";
import { SHORTCUTS, type ShortcutName } from "./table";

/** Runs a shortcut; `false` says that there was nothing to do, and lets the key mean what it means. */
type Handler = (event: KeyboardEvent) => unknown;

const handlers = new Map<ShortcutName, Handler[]>();

/** Runs `handler` at a shortcut while the component is there; the latest to register goes first. */
export const useShortcut = (name: ShortcutName, handler: Handler): void => {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    const run: Handler = (event) => latest.current(event);
    handlers.set(name, [run, ...(handlers.get(name) ?? [])]);
    return () => {
      const left = handlers.get(name)?.filter((each) => each !== run) ?? [];
      handlers.set(name, left);
    };
  }, [name]);
};

/** Listens for the shortcuts; returns what ends that. */
export const listenForShortcuts = (isMac: boolean): (() => void) => {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isComposing(event) || isDialogOpen()) return;
    const name = NAMES.find((each) =>
      SHORTCUTS[each].chords.some((chord) => isChord(event, chord, isMac)),
    );
    if (!name) return;
    const handled = handlers.get(name)?.some((handler) => handler(event) !== false);
    if (handled) event.preventDefault();
  };
  window.addEventListener("keydown", onKeyDown);
  return () => window.removeEventListener("keydown", onKeyDown);
};

const NAMES = Object.keys(SHORTCUTS) as ShortcutName[];

/** A dialog has the keyboard to itself. */
const isDialogOpen = (): boolean => document.querySelector("dialog[open]") !== null;
