import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useOperation } from "../../data/use-operation";
import { cx } from "../../lib/cx";
import { hasToken, OFFERED, toggleToken, tokenOf } from "./query-text";

type Props = { readonly query: string; readonly onChange: (query: string) => void };

/** How many projects and tags are offered. */
const MOST = 6;

/** Filters to add to a query or to take out of it; each stands in the query as one would write it. */
export const FilterChips = ({ query, onChange }: Props) => {
  const { data: projects } = useOperation("project.list", {});
  const { data: tags } = useOperation("shelf.tags", {});
  const offered = [
    ...OFFERED.map(({ label, token }) => ({ label: i18n._(label), token })),
    ...(projects ?? [])
      .slice(0, MOST)
      .map(({ name }) => ({ label: name, token: tokenOf("project", name) })),
    ...(tags ?? [])
      .slice(0, MOST)
      .map(({ name }) => ({ label: `#${name}`, token: tokenOf("tag", name) })),
  ];
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">{t`Filters`}</legend>
      {offered.map(({ label, token }) => {
        const on = hasToken(query, token);
        return (
          <button
            aria-pressed={on}
            className={cx(
              "h-7 max-w-48 truncate rounded-full border px-3 text-xs",
              on
                ? "border-accent bg-accent-subtle font-medium text-text"
                : "border-hairline text-text-subtle hover:bg-surface-hover hover:text-text",
            )}
            key={token}
            onClick={() => onChange(toggleToken(query, token))}
            title={token}
            type="button"
          >
            {label}
          </button>
        );
      })}
    </fieldset>
  );
};
