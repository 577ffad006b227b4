import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useState,
} from "react";

import { cx } from "../lib/cx";
import { TextInput } from "./TextInput";

type Props = Omit<ComponentProps<"input">, "value" | "onChange" | "list" | "role"> & {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** What could be meant. */
  readonly options: readonly string[];
  readonly onPick: (option: string) => void;
  /** What the options are: the name of their list. */
  readonly listLabel: string;
  /** Which option Enter takes before the arrows were used. */
  readonly first: "chosen" | "free";
  /** Whether the options are those of the text; Enter waits for them. */
  readonly settled?: boolean;
  /** What stands beside the field. */
  readonly beside?: ReactNode;
};

const STEPS: ReadonlyMap<string, number> = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
]);

/** A line of text with a list of what it could mean; the arrows choose, Enter takes. */
export const ComboField = (props: Props) => {
  const {
    text,
    onChange,
    options,
    onPick,
    listLabel,
    first,
    beside,
    settled = true,
    ...rest
  } = props;
  const start = first === "chosen" ? 0 : -1;
  const [place, setPlace] = useState(start);
  const list = useId();
  const at = Math.min(place, options.length - 1);
  const option = (index: number) => `${list}-${index}`;
  const pick = (picked: string) => {
    setPlace(start);
    onPick(picked);
  };
  // Who types and presses Enter at once means what was typed, not what was listed before.
  const [awaited, setAwaited] = useState(false);
  const found = options[0];
  useEffect(() => {
    if (!awaited || !settled) return;
    setAwaited(false);
    if (found !== undefined) onPick(found);
  }, [awaited, settled, found, onPick]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS.get(event.key);
    if (step !== undefined && options.length > 0) {
      event.preventDefault();
      const from = at < 0 && step < 0 ? 0 : at;
      setPlace((from + step + options.length) % options.length);
    }
    if (event.key !== "Enter" || (first === "free" && at < 0)) return;
    event.preventDefault();
    const here = options[at];
    if (!settled) setAwaited(true);
    else if (here !== undefined) pick(here);
  };
  return (
    <>
      <div className="flex gap-2">
        <TextInput
          {...rest}
          aria-activedescendant={at >= 0 ? option(at) : undefined}
          aria-autocomplete="list"
          aria-controls={list}
          aria-expanded={options.length > 0}
          autoComplete="off"
          className="font-mono"
          onChange={(event) => {
            onChange(event.target.value);
            setPlace(start);
            setAwaited(false);
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          spellCheck={false}
          value={text}
        />
        {beside}
      </div>
      <div
        aria-label={listLabel}
        className="max-h-56 overflow-y-auto rounded-control border border-hairline empty:hidden"
        id={list}
        role="listbox"
      >
        {options.map((name, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field answers the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
          <div
            aria-selected={index === at}
            className={cx(
              "cursor-default truncate px-3 py-1 font-mono text-sm hover:bg-surface-hover",
              index === at && "bg-surface-selected",
            )}
            dir="ltr"
            id={option(index)}
            key={name}
            onClick={() => pick(name)}
            ref={index === at ? intoView : null}
            role="option"
            title={name}
          >
            {name}
          </div>
        ))}
      </div>
    </>
  );
};

const intoView = (element: HTMLElement | null): void =>
  element?.scrollIntoView?.({ block: "nearest" });
