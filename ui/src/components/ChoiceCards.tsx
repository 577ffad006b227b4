import type { LucideIcon } from "lucide-react";
import { useId } from "react";

import { Icon } from "./Icon";

type Choice<V extends string> = {
  readonly value: V;
  readonly label: string;
  readonly description?: string;
  readonly icon?: LucideIcon;
  /** The language of the label, where it is another than the page’s. */
  readonly lang?: string;
};

type Props<V extends string> = {
  /** What is chosen. */
  readonly label: string;
  readonly value: V;
  readonly choices: readonly Choice<V>[];
  readonly onChange: (value: V) => void;
};

/** A choice of one where each deserves a few words; arrow keys move it. */
export const ChoiceCards = <V extends string>({ label, value, choices, onChange }: Props<V>) => {
  const name = useId();
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{label}</legend>
      {choices.map((choice) => (
        <label
          className="flex min-w-36 flex-1 cursor-default items-start gap-3 rounded-card border border-border bg-surface-raised px-3 py-2.5 text-sm hover:bg-surface-hover has-checked:border-accent has-checked:bg-accent-subtle has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-border-focus"
          key={choice.value}
        >
          <input
            checked={choice.value === value}
            className="sr-only"
            name={name}
            onChange={() => onChange(choice.value)}
            type="radio"
            value={choice.value}
          />
          {choice.icon && <Icon className="mt-0.5" of={choice.icon} />}
          <span className="min-w-0">
            <span className="block font-medium" lang={choice.lang}>
              {choice.label}
            </span>
            {choice.description && (
              <span className="block text-text-subtle">{choice.description}</span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
};
