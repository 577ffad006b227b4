import { money } from "../lib/quantity";

type Props = {
  /** In billionths of a US dollar; null where the price is unknown. */
  readonly nanoUsd: number | null;
  /** Whether some part's price is unknown, so that the sum is a lower bound. */
  readonly partial?: boolean;
};

/** A cost. */
export const Money = ({ nanoUsd, partial = false }: Props) => (
  <span className="numeric" title={partial ? "The price of a part of it is unknown" : undefined}>
    {partial && nanoUsd !== null && "at least "}
    {money(nanoUsd)}
  </span>
);
