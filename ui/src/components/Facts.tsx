import type { ReactNode } from "react";

type Fact = { readonly name: string; readonly value: ReactNode };

type Props = { readonly facts: readonly Fact[] };

/** Names and values, one below the other. */
export const Facts = ({ facts }: Props) => (
  <dl className="numeric text-sm">
    {facts.map(({ name, value }) => (
      <div
        className="flex justify-between gap-6 border-b border-hairline py-2 last:border-none"
        key={name}
      >
        <dt className="shrink-0 text-text-subtle">{name}</dt>
        <dd className="text-right">{value}</dd>
      </div>
    ))}
  </dl>
);
