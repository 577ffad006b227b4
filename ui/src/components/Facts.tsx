import type { ReactNode } from "react";

type Fact = {
  readonly name: string;
  readonly value: ReactNode;
  /** What is to be said of the value, below both. */
  readonly below?: ReactNode;
};

type Props = {
  readonly facts: readonly Fact[];
  /** The language of the names, where it is not that of the page. */
  readonly namesLang?: "en";
};

/** Names and values, one below the other. */
export const Facts = ({ facts, namesLang }: Props) => (
  <dl className="numeric text-sm">
    {facts.map(({ name, value, below }) => (
      <div
        className="grid grid-cols-[auto_1fr] gap-x-6 border-b border-hairline py-2 last:border-none"
        key={name}
      >
        <dt className="text-text-subtle" lang={namesLang}>
          {name}
        </dt>
        <dd className="text-right">{value}</dd>
        {below && <dd className="col-span-2">{below}</dd>}
      </div>
    ))}
  </dl>
);
