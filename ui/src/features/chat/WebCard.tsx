import type { ContentBlock, Message } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import {
  ChevronRight,
  CircleAlert,
  CircleSlash,
  FileText,
  Globe,
  type LucideIcon,
} from "lucide-react";
import { useEffect, useId, useState } from "react";

import { Icon } from "../../components/Icon";
import { ExactText, PlainText } from "../../components/markdown/Inline";
import { Link } from "../../components/markdown/Link";
import { StateDot } from "../../components/StateDot";
import { announce } from "../../components/toasts";
import { cx } from "../../lib/cx";
import { revealControls } from "../../lib/markdown/controls";
import { count } from "../../lib/quantity";
import { createRecent } from "../../lib/recent";
import { duration } from "../../lib/time";
import { BlockCard } from "./BlockCard";
import { useFold } from "./folding";
import {
  type FoundPage,
  isShownWithCall,
  type WebCall,
  type WebOutcome,
  webCallOf,
} from "./web-call";

type Props = {
  readonly block: ContentBlock;
  readonly message: Message;
  readonly growing: boolean;
};

/** What the endpoint did in the course of an answer: searches and pages as a line, all else as JSON. */
export const ServedBlock = ({ block, message, growing }: Props) => {
  const call = webCallOf(block, message);
  if (!call) return <BlockCard block={block} growing={growing} />;
  return isShownWithCall(block, message) ? null : <WebCard call={call} />;
};

const WebCard = ({ call }: { readonly call: WebCall }) => {
  const [open, setOpen] = useFold();
  const id = useId();
  const took = useDuration(call);
  const { state, outcome } = call;
  const line = lineOf(call);
  useAnnouncement(line, state === "running");
  const opens = outcome !== null && outcome.kind !== "failed";
  return (
    <section
      aria-label={spelled(line)}
      className="overflow-hidden rounded-card border border-hairline text-sm"
      data-web={call.does}
      data-web-state={state}
    >
      <button
        aria-controls={open ? id : undefined}
        aria-expanded={opens ? open : undefined}
        className="flex w-full items-center gap-3 px-3 py-2 text-left focus-visible:-outline-offset-2 enabled:hover:bg-surface-hover"
        disabled={!opens}
        onClick={() => setOpen(!open)}
        title={opens ? (open ? t`Hide what was found` : t`Show what was found`) : undefined}
        type="button"
      >
        <Mark call={call} />
        <span className="min-w-0 flex-1 truncate font-medium" dir="auto">
          <ExactText text={line} />
        </span>
        <span className="numeric shrink-0 text-xs text-text-subtle">
          {[summaryOf(call), took === null ? null : duration(took)].filter(Boolean).join(" · ")}
        </span>
        {opens && <Icon className={cx("text-text-faint", open && "rotate-90")} of={ChevronRight} />}
      </button>
      {outcome?.kind === "failed" && (
        <p className="border-t border-hairline px-3 py-2 wrap-anywhere text-text-subtle">
          <ExactText text={outcome.why} />
        </p>
      )}
      {open && opens && (
        <div className="border-t border-hairline bg-surface-sunken" id={id}>
          <Outcome outcome={outcome} />
        </div>
      )}
    </section>
  );
};

/** A line as it is read out: characters that would turn it around are spelled. */
const spelled = (line: string): string =>
  revealControls(line)
    .map((part) => (part.kind === "text" ? part.text : part.code))
    .join("");

/** What is going on, in a line. */
const lineOf = ({ does, asked, state, outcome }: WebCall): string => {
  if (does === "read") {
    const page = outcome?.kind === "read" && asked === "" ? outcome.page.url : asked;
    if (page === "") return state === "running" ? t`Reading a page` : t`A page of the web`;
    return state === "running" ? t`Reading page ${page}` : t`Read page ${page}`;
  }
  if (asked === "") return state === "running" ? t`Searching the web` : t`Searched the web`;
  return state === "running" ? t`Searching for “${asked}”` : t`Searched for “${asked}”`;
};

const summaryOf = ({ state, outcome }: WebCall): string | null => {
  switch (state) {
    case "running":
      return null;
    case "failed":
      return t`Failed`;
    case "paused":
      return t`Goes on below`;
    case "lost":
      return t`No result`;
    case "done":
      return outcome?.kind === "found"
        ? plural({ results: outcome.all }, { one: "# result", other: "# results" })
        : null;
  }
};

const Mark = ({ call: { state, does } }: { readonly call: WebCall }) => {
  if (state === "running") {
    return (
      <span className="inline-flex w-4 justify-center">
        <StateDot running tone="accent" />
      </span>
    );
  }
  const icon: LucideIcon =
    state === "failed"
      ? CircleAlert
      : state === "lost"
        ? CircleSlash
        : does === "search"
          ? Globe
          : FileText;
  const tone =
    state === "failed" ? "text-danger" : state === "lost" ? "text-warning" : "text-text-subtle";
  return <Icon className={tone} of={icon} />;
};

const Outcome = ({ outcome }: { readonly outcome: WebOutcome }) => {
  switch (outcome.kind) {
    case "failed":
      return null;
    case "read":
      return (
        <>
          <div className="p-3">
            <PageLine page={outcome.page} />
          </div>
          {outcome.text !== null && (
            <pre
              className="max-h-80 overflow-auto border-t border-hairline p-3 whitespace-pre-wrap wrap-anywhere focus-visible:-outline-offset-2"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
              tabIndex={0}
            >
              <ExactText text={outcome.text} />
            </pre>
          )}
        </>
      );
    case "found": {
      const more = outcome.all - outcome.pages.length;
      if (outcome.all === 0) {
        return <p className="p-3 text-text-subtle">{t`Nothing was found.`}</p>;
      }
      return (
        <>
          <ol
            aria-label={t`What was found`}
            className="flex max-h-80 flex-col gap-2 overflow-auto p-3 focus-visible:-outline-offset-2"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
            tabIndex={0}
          >
            {outcome.pages.map((page, place) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: results have no identity but their place
                key={place}
              >
                <PageLine page={page} />
              </li>
            ))}
          </ol>
          {more > 0 && (
            <p className="px-3 pb-3 text-text-subtle">{t`… and ${{ more: count(more) }} more`}</p>
          )}
        </>
      );
    }
  }
};

/** A page: its title, which leads there, its site and its age. Nothing of it is fetched. */
const PageLine = ({ page: { title, url, site, age } }: { readonly page: FoundPage }) => (
  <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
    <span className="min-w-0 wrap-anywhere" dir="auto">
      <Link destination={url} title={null}>
        <PlainText literal text={title === "" ? t`A page without a title` : title} />
      </Link>
    </span>
    <span className="text-xs text-text-subtle">
      {site !== null && <bdi>{site}</bdi>}
      {site !== null && age !== null && " · "}
      {age !== null && <ExactText text={age} />}
    </span>
  </div>
);

/** So many searches keep their times. */
const KEPT = 500;

/** When searches began, and how long those took that ended while the page was there, in ms. */
const began = createRecent<string, number>(KEPT);
const times = createRecent<string, number>(KEPT);

const useDuration = ({ id, state }: WebCall): number | null => {
  const [took, setTook] = useState(() => times.get(id) ?? null);
  useEffect(() => {
    const since = began.get(id);
    if (state === "running") {
      if (since === undefined) began.set(id, performance.now());
      return;
    }
    // What only takes a pause has not ended yet.
    if (since === undefined || state === "paused" || times.get(id) !== undefined) return;
    const ms = performance.now() - since;
    times.set(id, ms);
    setTook(ms);
  }, [id, state]);
  return took;
};

/** Tells a screen reader what a search that was running came to. */
const useAnnouncement = (line: string, running: boolean): void => {
  const [was, setWas] = useState(running);
  useEffect(() => {
    if (was === running) return;
    setWas(running);
    announce(line);
  }, [line, running, was]);
};
