import type { Link } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";

import { later } from "../components/later";
import { showToast } from "../components/toasts";
import { useCommand } from "../data/use-command";
import { useOperation } from "../data/use-operation";
import { assertNever } from "../lib/assert-never";

const LinkedText = later(
  async () => (await import("./LinkedText")).LinkedText,
  () => null,
);

/** How long a page that nobody looks at leaves a link to one that somebody does, in ms. */
const ELSEWHERE = 800;

/** Goes where links from other programs lead. A text comes into the composer only once a person took it. */
export const LinkGate = () => {
  const [, navigate] = useLocation();
  const { data: waiting } = useOperation("link.waiting", {});
  const { mutate: take } = useCommand("link.take");
  const [brought, setBrought] = useState<Brought | null>(null);
  const asked = useRef<number | null>(null);
  const next = waiting?.[0]?.number;

  useEffect(() => {
    // One after the other: a text that is being read is not replaced.
    if (next === undefined || next === asked.current || brought !== null) return;
    const go = ({ leads }: Link) => {
      switch (leads.kind) {
        case "new":
          // Nothing to read, nothing to take.
          if (leads.text === "" && leads.project === null) return navigate("/");
          return setBrought(leads);
        case "conversation":
          return navigate(`/c/${leads.id}`);
        case "settings":
          return navigate(leads.section === null ? "/settings" : `/settings/${leads.section}`);
        case "refused":
          return showToast({ text: refused(leads.why), tone: "danger" });
        default:
          return assertNever(leads);
      }
    };
    const timer = setTimeout(
      () => {
        asked.current = next;
        take({ number: next }, { onSuccess: ({ link }) => link && go(link) });
      },
      document.visibilityState === "visible" ? 0 : ELSEWHERE,
    );
    return () => clearTimeout(timer);
  }, [next, brought, take, navigate]);

  return brought && <LinkedText {...brought} onClose={() => setBrought(null)} />;
};

type Brought = Extract<Link["leads"], { kind: "new" }>;

const refused = (why: string): string => t`A link was refused. ${why}`;
