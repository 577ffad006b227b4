import { useLocale } from "../lib/language";

type Props = {
  /** The core's own words, which are English. */
  readonly own: string;
  /** The same in a sentence of the page, which says less. */
  readonly said: string;
};

/** What the core says of a state: its own words in English; elsewhere a sentence of the page, and those words below. */
export const CoreWords = ({ own, said }: Props) =>
  useLocale() === "en" ? (
    own
  ) : (
    <>
      <span className="block">{said}</span>
      <span className="block wrap-anywhere text-text-subtle" lang="en">
        {own}
      </span>
    </>
  );
