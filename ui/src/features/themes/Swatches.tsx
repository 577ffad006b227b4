import type { ThemeBase } from "@atelier/client/types";

import { useOperation } from "../../data/use-operation";

type Props = { readonly base: ThemeBase; readonly tokens: Readonly<Record<string, string>> };

/** A few colours of a theme, side by side; they say nothing that its name does not. */
export const Swatches = ({ base, tokens }: Props) => {
  const { data } = useOperation("theme.roles", {});
  const usual = data?.[base] ?? {};
  return (
    <span
      aria-hidden="true"
      className="inline-flex shrink-0 overflow-hidden rounded-control border border-border"
    >
      {SHOWN.map((role) => (
        <span
          className="block h-6 w-5 forced-color-adjust-none"
          key={role}
          style={{ backgroundColor: tokens[role] ?? usual[role] }}
        />
      ))}
    </span>
  );
};

const SHOWN = ["surface", "surface-sunken", "text", "accent", "success", "danger", "code-keyword"];
