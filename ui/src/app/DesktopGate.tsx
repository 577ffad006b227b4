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

/** What the main window does for the desktop around it: it gives the tray its words, and asks before Atelier closes. */
export const DesktopGate = () => {
  useTrayWords();
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

/** How long after it came up the page leaves the tray alone, in ms: what is first seen comes first. */
const FIRST = 1_000;

/** Says what stands in the menu of the tray, in the language of the page. */
const useTrayWords = (): void => {
  const transport = useTransport();
  const locale = useLocale();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is what changes the words.
  useEffect(() => {
    const timer = setTimeout(() => {
      transport.call("desktop.label", trayWords()).catch(() => {});
    }, FIRST);
    return () => clearTimeout(timer);
  }, [transport, locale]);
};

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
