import { t } from "@lingui/core/macro";
import { useRef, useState } from "react";

import { ExactText } from "../../components/markdown/Inline";
import { cx } from "../../lib/cx";
import { useLocale } from "../../lib/language";
import { usePlatform } from "../../platform/context";
import { useFocusGuard } from "./use-focus-guard";
import { type Said, useFrame } from "./use-frame";

type Props = {
  readonly source: string;
  readonly title: string;
  /** Whether it takes all the height there is. */
  readonly tall: boolean;
  readonly onEscape: () => void;
};

/** The least and the most height of a page among messages, in px. */
const HEIGHT = { min: 96, max: 480 } as const;

/** A page that was written in an answer, running where it can reach nothing. */
export const PageFrame = ({ source, title, tall, onEscape }: Props) => {
  useLocale();
  const { sandbox } = usePlatform();
  const frame = useRef<HTMLIFrameElement>(null);
  const { height, said, ended } = useFrame(frame, source, { onEscape });
  const [greedy, setGreedy] = useState(false);
  useFocusGuard(frame, () => setGreedy(true));
  if (ended || greedy) {
    return (
      <p className="p-4 text-sm text-warning" role="status">
        {ended === "left"
          ? t`It tried to leave its place and was stopped. Nothing was sent.`
          : ended === "flooded"
            ? t`It sent more than can be taken and was stopped.`
            : t`It kept taking the keyboard and was stopped.`}
      </p>
    );
  }
  return (
    <div className={cx("flex min-h-0 flex-col", tall && "flex-1")}>
      <iframe
        allow=""
        className={cx("block w-full border-0", tall && "min-h-0 flex-1")}
        ref={frame}
        referrerPolicy="no-referrer"
        sandbox="allow-scripts"
        src={sandbox.address}
        style={tall ? {} : { height: Math.min(HEIGHT.max, Math.max(HEIGHT.min, height)) }}
        title={title}
      />
      {said.length > 0 && <Console said={said} />}
    </div>
  );
};

/** What an artifact said of its own faults. */
const Console = ({ said }: { readonly said: readonly Said[] }) => (
  <section
    aria-label={t`What it reported`}
    className="max-h-32 shrink-0 overflow-y-auto border-t border-hairline bg-surface-sunken px-3 py-2 font-mono text-xs"
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    tabIndex={0}
  >
    {said.map(({ level, text }, at) => (
      <p
        className={cx(
          "wrap-anywhere whitespace-pre-wrap",
          level === "error" ? "text-danger" : "text-warning",
        )}
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        key={at}
      >
        <ExactText text={text} />
      </p>
    ))}
  </section>
);
