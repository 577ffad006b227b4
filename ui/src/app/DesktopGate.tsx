import type { ClosingDecision } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useEffect } from "react";

import { later } from "../components/later";
import { useTransport } from "../data/transport";
import { useOperation } from "../data/use-operation";
import { useLocale } from "../lib/language";

const nothing = () => null;
const ClosingQuestion = later(
  async () => (await import("./ClosingQuestion")).ClosingQuestion,
  nothing,
);

/** What the main window does for the desktop around it: it gives the desktop its words, and asks before Atelier closes. */
export const DesktopGate = () => {
  useDesktopWords();
  const transport = useTransport();
  const { data } = useOperation("desktop.status", {});
  const closing = data?.closing;
  if (!closing) return null;
  const decide = (decision: ClosingDecision): void => {
    // Whoever is gone before the answer has closed.
    transport.call("desktop.decide", { number: closing.number, decision }).catch(() => {});
  };
  return <ClosingQuestion closing={closing} decide={decide} key={closing.number} />;
};

/** How long after it came up the page leaves the desktop alone, in ms: what is first seen comes first. */
const FIRST = 1_000;

/** Says what the desktop says where no page can, in the language of the page. */
const useDesktopWords = (): void => {
  const transport = useTransport();
  const locale = useLocale();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is what changes the words.
  useEffect(() => {
    const timer = setTimeout(() => {
      transport.call("desktop.label", desktopWords()).catch(() => {});
    }, FIRST);
    return () => clearTimeout(timer);
  }, [transport, locale]);
};

const desktopWords = () => ({
  tray: trayWords(),
  unresponsive: {
    title: t`This window does not answer`,
    text: t`Something in it works without end, perhaps a page of an answer that was run. What was said is kept, and answers go on arriving. The window can be loaded anew.`,
    wait: t`Wait`,
    reload: t`Load anew`,
  },
});

const trayWords = () => ({
  open: t`Open Atelier`,
  new_conversation: t`New conversation`,
  quick_entry: t`Quick entry`,
  recent: t`Last changed`,
  untitled: t`Untitled`,
  stop_all: t`Stop all answers`,
  settings: t`Settings`,
  quit: t`Quit Atelier`,
  idle: t`Nothing is under way`,
  // The core puts the number where the sign stands.
  working: t`Answers arriving: #`,
  needs_you: t`Answers that failed: #`,
});
