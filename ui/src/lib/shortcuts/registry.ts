import { useEffect, useLayoutEffect, useRef } from "react";

import { chordsOf, SHORTCUT_NAMES } from "./bindings";
import { isChord, isComposing } from "./chord";
import type { ShortcutName } from "./table";

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
    const name = SHORTCUT_NAMES.find((each) =>
      chordsOf(each).some((chord) => isChord(event, chord, isMac)),
    );
    if (name && run(name, event)) event.preventDefault();
  };
  window.addEventListener("keydown", onKeyDown);
  return () => window.removeEventListener("keydown", onKeyDown);
};

/** Returns the shortcuts that something on screen answers to now. */
export const activeShortcuts = (): readonly ShortcutName[] =>
  SHORTCUT_NAMES.filter((name) => (handlers.get(name)?.length ?? 0) > 0);

/** Does what a shortcut does, as if its keys had been pressed; whether there was something to do. */
export const runShortcut = (name: ShortcutName): boolean => run(name, new KeyboardEvent("keydown"));

const run = (name: ShortcutName, event: KeyboardEvent): boolean =>
  handlers.get(name)?.some((handler) => handler(event) !== false) ?? false;

/** A dialog has the keyboard to itself. */
const isDialogOpen = (): boolean => document.querySelector("dialog[open]") !== null;
