import type { ContentBlock } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { ChevronRight, type LucideIcon, Puzzle, Wrench } from "lucide-react";
import { useId } from "react";

import { Icon } from "../../components/Icon";
import { ExactText } from "../../components/markdown/Inline";
import { StateDot } from "../../components/StateDot";
import { cx } from "../../lib/cx";
import { count } from "../../lib/quantity";
import { useFold } from "./folding";

type Props = {
  readonly block: ContentBlock;
  readonly growing: boolean;
};

/** A block that is not text: one line, and its JSON when opened. */
export const BlockCard = ({ block, growing }: Props) => {
  const [open, setOpen] = useFold();
  const id = useId();
  const { icon, label, detail } = describe(block);
  return (
    <section className="overflow-hidden rounded-card border border-hairline text-sm">
      <button
        aria-controls={open ? id : undefined}
        aria-expanded={open}
        className="flex w-full items-center gap-3 px-3 py-2 text-left hover:bg-surface-hover focus-visible:-outline-offset-2"
        onClick={() => setOpen(!open)}
        type="button"
      >
        {growing ? (
          <StateDot running tone="accent" />
        ) : (
          <Icon className="text-text-subtle" of={icon} />
        )}
        <span className="font-medium">{label}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-text-subtle">
          <ExactText text={detail} />
        </span>
        <Icon className={cx("text-text-faint", open && "rotate-90")} of={ChevronRight} />
      </button>
      {open && (
        <pre
          className="max-h-80 overflow-auto border-t border-hairline bg-surface-sunken p-3 whitespace-pre-wrap wrap-anywhere"
          id={id}
        >
          <ExactText text={json(block)} />
        </pre>
      )}
    </section>
  );
};

type Description = { readonly icon: LucideIcon; readonly label: string; readonly detail: string };

const describe = (block: ContentBlock): Description => {
  switch (block.type) {
    case "tool_result":
      return {
        icon: Wrench,
        label: block.is_error ? t`The tool failed` : t`Tool result`,
        detail: block.tool_use_id,
      };
    default:
      // The API adds kinds of block without notice; each is kept and can be read.
      return { icon: Puzzle, label: t`Part of the answer`, detail: String(block.type) };
  }
};

/** The most characters of a block that are drawn. */
const MOST = 20_000;

/** What the endpoint alone can read is kept and sent back, and tells a person nothing. */
const legible = (name: string, value: unknown): unknown =>
  name.startsWith("encrypted_") ? undefined : value;

const json = (block: ContentBlock): string => {
  const text = JSON.stringify(block, legible, 2);
  return text.length > MOST
    ? `${text.slice(0, MOST)}\n${t`… ${{ more: count(text.length - MOST) }} more`}`
    : text;
};
