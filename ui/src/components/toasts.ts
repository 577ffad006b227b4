import { create } from "zustand";

/** A passing word, perhaps with a way back. */
export type Toast = {
  readonly id: number;
  readonly text: string;
  readonly tone: "plain" | "danger";
  /** What it is about: a later word about the same takes its place. */
  readonly about: string | null;
  readonly action: { readonly label: string; readonly run: () => void } | null;
};

type ToastStore = {
  readonly toasts: readonly Toast[];
  readonly announcement: string;
  /** What interrupts whatever is being read. */
  readonly interruption: string;
};

/** How many are shown at once; the oldest goes first. */
const MOST = 3;

let nextId = 1;

/** What is being said in passing. */
export const useToasts = create<ToastStore>(() => ({
  toasts: [],
  announcement: "",
  interruption: "",
}));

/** Says something in passing, on screen and to a screen reader. */
export const showToast = (toast: Pick<Toast, "text"> & Partial<Toast>): void => {
  const shown: Toast = { tone: "plain", about: null, action: null, ...toast, id: nextId++ };
  useToasts.setState(({ toasts }) => {
    const others = toasts.filter(({ about }) => about === null || about !== shown.about);
    return { toasts: [...others, shown].slice(-MOST) };
  });
};

/** Takes a toast away. */
export const dismissToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

/** Says something to a screen reader only, when it has nothing else to say. */
export const announce = (text: string): void =>
  useToasts.setState(({ announcement }) => ({ announcement: anew(text, announcement) }));

/** Says something to a screen reader at once, whatever it is reading: only what went wrong. */
export const interrupt = (text: string): void =>
  useToasts.setState(({ interruption }) => ({ interruption: anew(text, interruption) }));

/** A region speaks when its text changes: the same words twice need a difference nobody hears. */
const anew = (text: string, before: string): string => (before === text ? `${text}\u00a0` : text);
