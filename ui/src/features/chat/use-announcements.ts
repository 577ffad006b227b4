import { useEffect, useRef } from "react";

import { announce, interrupt } from "../../components/toasts";
import type { StreamView } from "../../data/stream";
import { type Announcement, beginningOf, progressOf, stretchOf } from "./announcements";
import type { Turn } from "./turn-reducer";

/** How often a long answer says how far it is, in ms. */
const EVERY = 20_000;

/** Tells a screen reader that an answer begins, what it waits for and how it ends, never its text. */
export const useAnnouncements = (view: StreamView<Turn>): void => {
  const stretch = stretchOf(view);
  const before = useRef(stretch);
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  useEffect(() => {
    const was = before.current;
    before.current = stretch;
    if (was !== stretch) tell(beginningOf(latest.current, was, Date.now()));
    if (latest.current.status !== "running") return;
    const timer = setInterval(() => tell(progressOf(latest.current)), EVERY);
    return () => clearInterval(timer);
  }, [stretch]);
};

const tell = (said: Announcement | null): void => {
  if (!said) return;
  if (said.urgent) interrupt(said.text);
  else announce(said.text);
};
