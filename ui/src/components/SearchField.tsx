import { t } from "@lingui/core/macro";
import { Search, X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";

import { cx } from "../lib/cx";
import { Icon } from "./Icon";
import { INPUT_LOOK } from "./TextInput";

type Props = {
  /** What is searched: its accessible name. */
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Goes to the first of what was found. */
  readonly onEnter?: () => void;
  readonly maxLength?: number;
  /** Without a frame until it is used, for the sidebar. */
  readonly quiet?: boolean;
  readonly className?: string;
};

/** A line to search with; Escape and the cross empty it. */
export const SearchField = (props: Props) => {
  const { label, text, onChange, onEnter, quiet = false, className, ...rest } = props;
  const field = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") onEnter?.();
    if (event.key !== "Escape" || text === "") return;
    event.stopPropagation();
    onChange("");
  };
  return (
    <div className={cx("relative", className)}>
      <Icon className="pointer-events-none absolute top-2 left-2.5 text-text-faint" of={Search} />
      <input
        {...rest}
        aria-label={label}
        className={cx(
          "h-8 appearance-none pr-8 pl-8 text-sm [&::-webkit-search-cancel-button]:hidden",
          quiet ? QUIET : INPUT_LOOK,
        )}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        ref={field}
        type="search"
        value={text}
      />
      {text !== "" && (
        <button
          aria-label={t`Clear the search`}
          className="absolute top-1 right-1 rounded-control p-1 text-text-faint hover:text-text focus-visible:-outline-offset-2"
          onClick={() => {
            onChange("");
            field.current?.focus();
          }}
          title={t`Clear the search`}
          type="button"
        >
          <Icon of={X} />
        </button>
      )}
    </div>
  );
};

const QUIET =
  "w-full rounded-control border border-transparent bg-surface-hover hover:border-border " +
  "focus-visible:-outline-offset-1";
