import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";

import { cx } from "../lib/cx";
import { Icon } from "./Icon";
import { INPUT_LOOK } from "./TextInput";

type Option<V extends string> = {
  readonly value: V;
  readonly label: string;
  readonly disabled?: boolean;
  /** Its language, where it is not that of the page. */
  readonly lang?: "en";
};

type Props<V extends string> = Omit<ComponentProps<"select">, "value" | "onChange" | "children"> & {
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
  /** Without a frame until it is pointed at, for toolbars. */
  readonly quiet?: boolean;
};

/** A choice of one, with the system's own list. */
export const Select = <V extends string>(props: Props<V>) => {
  const { value, options, onChange, quiet = false, className, ...rest } = props;
  return (
    <div className={cx("relative inline-flex", className)}>
      <select
        {...rest}
        className={cx(
          "h-8 w-full appearance-none truncate pr-8 text-sm",
          quiet
            ? "field-sizing-content rounded-control border border-transparent pl-2 text-text-subtle hover:bg-surface-hover hover:text-text"
            : INPUT_LOOK,
        )}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
        value={value}
      >
        {options.map(({ value: key, label, disabled, lang }) => (
          <option disabled={disabled} key={key} lang={lang} value={key}>
            {label}
          </option>
        ))}
      </select>
      <Icon
        className="pointer-events-none absolute top-2 right-2 text-text-faint"
        of={ChevronsUpDown}
      />
    </div>
  );
};
