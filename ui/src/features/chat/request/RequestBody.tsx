import type { SentCut, SentRequest } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { type ReactNode, useMemo, useState } from "react";

import { Button } from "../../../components/Button";
import { ExactText } from "../../../components/markdown/Inline";
import { blockName } from "../../../lib/block-words";
import { bytes, count } from "../../../lib/quantity";
import { readBody, type SentPart } from "./sent-body";

type Props = {
  readonly sent: SentRequest;
  /** Has long texts shown whole; null where they are. */
  readonly onWhole: (() => void) | null;
};

/** So many messages are shown at first: the last ones. */
const FIRST = 40;

/** The body of a request, part by part, as it was sent. */
export const RequestBody = ({ sent, onWhole }: Props) => {
  const body = useMemo(() => readBody(sent), [sent]);
  const [all, setAll] = useState(false);
  const hidden = all ? 0 : Math.max(0, body.messages.length - FIRST);
  const part = (each: SentPart, name?: string) => (
    <Piece key={each.pointer} name={name ?? blockName(each.kind)} onWhole={onWhole} part={each} />
  );
  return (
    <>
      <Group title={t`Parameters`}>
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
          {body.parameters.map(([name, json]) => (
            <div className="contents" key={name}>
              <dt className="text-text-subtle">{name}</dt>
              <dd className="font-mono text-xs leading-5 wrap-anywhere">
                <ExactText text={json} />
              </dd>
            </div>
          ))}
        </dl>
      </Group>
      {body.system.length > 0 && (
        <Group title={t`Instructions`}>{body.system.map((each) => part(each))}</Group>
      )}
      {body.tools.length > 0 && (
        <Group title={t`Tools`}>{body.tools.map((each) => part(each, each.kind))}</Group>
      )}
      <Group title={t`Messages`}>
        {hidden > 0 && (
          <Button
            onClick={() => setAll(true)}
            variant="quiet"
          >{t`Show ${{ hidden: count(hidden) }} earlier messages`}</Button>
        )}
        {body.messages.slice(hidden).map(({ pointer, role, parts }) => (
          <section
            aria-label={role === "user" ? t`You` : t`Claude`}
            className="border-b border-hairline py-2 last:border-none"
            key={pointer}
          >
            <p className="text-xs text-text-subtle">
              {role === "user" ? t`You` : t`Claude`} <code>{role}</code>
            </p>
            {parts.map((each) => part(each))}
          </section>
        ))}
      </Group>
    </>
  );
};

type GroupProps = { readonly title: string; readonly children: ReactNode };

const Group = ({ title, children }: GroupProps) => (
  <section aria-label={title}>
    <h3 className="mb-1 text-sm font-semibold">{title}</h3>
    {children}
  </section>
);

type PieceProps = {
  readonly part: SentPart;
  readonly name: string;
  readonly onWhole: (() => void) | null;
};

const Piece = ({ part, name, onWhole }: PieceProps) => {
  const files = part.cuts.filter(({ media_type }) => media_type !== null);
  const texts = part.cuts.filter(({ media_type }) => media_type === null);
  const first = beginningOf(part.text);
  return (
    <details className="group/part text-sm">
      <summary className="flex cursor-pointer list-none items-baseline gap-3 rounded-control px-2 py-1 hover:bg-surface-hover">
        <span className="shrink-0 text-text-subtle">{name}</span>
        <span className="min-w-0 flex-1 truncate" dir="auto">
          {files.length > 0 ? files.map(fileWords).join(", ") : <ExactText text={first} />}
        </span>
      </summary>
      <pre
        className="mt-1 mb-2 max-h-80 overflow-auto rounded-card border border-hairline bg-surface-sunken p-3 text-xs whitespace-pre-wrap wrap-anywhere focus-visible:-outline-offset-2"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
        tabIndex={0}
      >
        <ExactText text={part.text} />
      </pre>
      {texts.length > 0 && (
        <p className="mb-2 flex items-center gap-3 text-xs text-text-subtle">
          {plural(
            { characters: texts.reduce((sum, { length }) => sum + length, 0) },
            {
              one: "It begins like this; all of it is # character.",
              other: "It begins like this; all of it is # characters.",
            },
          )}
          {onWhole && <Button onClick={onWhole}>{t`Open all of it`}</Button>}
        </p>
      )}
    </details>
  );
};

/** The first line of a text; of JSON, its beginning as one line. */
const beginningOf = (text: string): string => {
  const begins = text.slice(0, 400).trimStart();
  const line = /^[{[]/.test(begins)
    ? begins.replace(/\s+/g, " ")
    : (begins.split("\n", 1)[0] ?? "");
  return line.slice(0, 200);
};

const fileWords = ({ media_type, length }: SentCut): string => {
  const size = bytes(length);
  return media_type?.startsWith("image/") ? t`image, ${size}` : t`file, ${size}`;
};
