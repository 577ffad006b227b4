import type { ConversationId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Check, ChevronLeft, ChevronRight, Copy, Download, X } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState } from "react";

import { IconButton } from "../../components/IconButton";
import { CodeText } from "../../components/markdown/CodeText";
import { useSaveText } from "../../components/markdown/download";
import { useFlash } from "../../components/markdown/use-flash";
import { usePages } from "../../data/use-operation";
import { fileNameOf, titleOf } from "../../lib/artifact/kind";
import { type Artifact, versionsOf } from "../../lib/artifact/versions";
import { useLocale } from "../../lib/language";
import { stripControls } from "../../lib/markdown/controls";
import { useReturnFocus } from "../../lib/use-return-focus";
import { usePlatform } from "../../platform/context";
import { ArtifactView } from "./ArtifactView";
import { closeLarge, type Shown } from "./store";
import { type Face, Tabs } from "./Tabs";
import { nameOf } from "./words";

type Props = { readonly conversationId: ConversationId | null; readonly shown: Shown };

/** As the conversation reads its messages, so that they are read once. */
const PAGE = 50;

/** An artifact shown large: what it is, how it is written, and what it was before. */
export const ArtifactPanel = ({ conversationId, shown }: Props) => {
  useLocale();
  useReturnFocus();
  const panel = useRef<HTMLDivElement>(null);
  const versions = useVersions(conversationId, shown);
  const [chosen, choose] = useState<Artifact>(shown);
  const [running, setRunning] = useState(shown.running);
  const [face, setFace] = useState<Face>("preview");
  const id = useId();
  const at = Math.max(
    0,
    versions.findIndex(({ code }) => code === chosen.code),
  );
  const { kind, code } = versions[at] ?? chosen;
  const title = nameOf(kind, code);

  // Another block was opened, or the newest of this one got a successor.
  useEffect(() => {
    choose(shown);
    setRunning(shown.running);
  }, [shown]);
  const newest = versions.at(-1);
  const known = useRef(newest);
  useEffect(() => {
    const was = known.current;
    known.current = newest;
    if (!newest || newest.code === was?.code) return;
    choose((last) => (last.code === was?.code ? newest : last));
    setRunning(false);
  }, [newest]);

  useEffect(() => {
    panel.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
    const onKey = (event: KeyboardEvent) => {
      const inside = panel.current?.parentElement?.contains(document.activeElement) ?? false;
      if (event.key !== "Escape" || !inside) return;
      // Else it would stop the answer, too.
      event.stopPropagation();
      closeLarge();
    };
    document.addEventListener("keydown", onKey, true);
    return () => document.removeEventListener("keydown", onKey, true);
  }, []);

  const step = (by: number) => {
    const next = versions[at + by];
    if (!next) return;
    choose(next);
    setRunning(false);
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col" ref={panel}>
      <header className="flex h-12 shrink-0 items-center gap-1 pr-2 pl-4">
        <h2 className="mr-auto truncate text-base font-semibold" title={title}>
          {title}
        </h2>
        {versions.length > 1 && <Versions at={at} count={versions.length} onStep={step} />}
        <Actions code={code} kind={kind} />
        <IconButton icon={X} label={t`Close the artifact`} onClick={closeLarge} />
      </header>
      <div className="border-b border-hairline px-2">
        <Tabs face={face} id={id} onFace={setFace} />
      </div>
      <div
        aria-labelledby={`${id}-${face}`}
        className="flex min-h-0 flex-1 flex-col overflow-hidden bg-surface"
        id={id}
        role="tabpanel"
      >
        {face === "preview" ? (
          <ArtifactView
            code={code}
            kind={kind}
            onRunning={setRunning}
            running={running}
            tall
            title={title}
          />
        ) : (
          <pre
            className="min-h-0 flex-1 overflow-auto p-4 font-mono text-sm leading-normal wrap-anywhere whitespace-pre-wrap [font-variant-ligatures:none]"
            dir="ltr"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
            tabIndex={0}
          >
            <code>
              <CodeText closed code={code} language={kind === "svg" ? "xml" : kind} />
            </code>
          </pre>
        )}
      </div>
    </div>
  );
};

/** What the artifact was and became in this conversation. */
const useVersions = (conversationId: ConversationId | null, shown: Artifact) => {
  const { data } = usePages(
    "conversation.messages",
    { id: conversationId ?? "", limit: PAGE },
    "before",
    { enabled: conversationId !== null },
  );
  return useMemo(() => {
    const messages = [...(data?.pages ?? [])].reverse().flatMap(({ items }) => items);
    return versionsOf({ kind: shown.kind, code: shown.code }, messages);
  }, [data, shown.kind, shown.code]);
};

type VersionsProps = {
  readonly at: number;
  readonly count: number;
  readonly onStep: (by: number) => void;
};

const Versions = ({ at, count, onStep }: VersionsProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would look and read as a form
  <div aria-label={t`Versions`} className="flex items-center" role="group">
    <IconButton
      disabled={at === 0}
      icon={ChevronLeft}
      label={t`Earlier version`}
      onClick={() => onStep(-1)}
    />
    <span className="text-xs text-text-subtle tabular-nums" role="status">
      {t`Version ${{ place: at + 1 }} of ${count}`}
    </span>
    <IconButton
      disabled={at === count - 1}
      icon={ChevronRight}
      label={t`Later version`}
      onClick={() => onStep(1)}
    />
  </div>
);

const Actions = ({ kind, code }: Artifact) => {
  const platform = usePlatform();
  const saveText = useSaveText();
  const [copied, flash] = useFlash();
  const text = stripControls(code);
  return (
    <>
      <IconButton
        icon={copied ? Check : Copy}
        label={copied ? t`Copied` : t`Copy the source`}
        onClick={() => platform.copyText(text).then(flash, () => {})}
      />
      <IconButton
        icon={Download}
        label={t`Save the source as a file`}
        onClick={() => saveText(fileNameOf(kind, titleOf(kind, code)), text)}
      />
    </>
  );
};
