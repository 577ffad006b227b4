import { t } from "@lingui/core/macro";
import { useEffect, useMemo, useState } from "react";

import { asPicture } from "../../lib/artifact/picture";
import { cx } from "../../lib/cx";
import { useLocale } from "../../lib/language";

type Props = {
  readonly svg: string;
  readonly title: string;
  readonly tall: boolean;
  /** Whether it was drawn for the colours of the page; else it gets paper, whatever the theme. */
  readonly themed?: boolean;
};

/** A drawing as a picture: no script of it runs, and nothing that it names is loaded. */
export const PictureView = ({ svg, title, tall, themed = false }: Props) => {
  useLocale();
  const picture = useMemo(() => asPicture(svg), [svg]);
  const address = useAddress(picture?.text ?? null);
  const [broken, setBroken] = useState<string | null>(null);
  if (picture === null || broken === svg) {
    return (
      <p className="p-4 text-sm text-warning" role="status">
        {t`The picture could not be drawn: its source is not whole.`}
      </p>
    );
  }
  return (
    <div
      className={cx(
        "flex overflow-auto bg-surface-raised p-3",
        tall ? "min-h-0 flex-1" : "max-h-[30rem]",
      )}
      data-theme={themed ? undefined : "light"}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
      tabIndex={0}
    >
      {address !== null && (
        <img
          alt={title}
          className="m-auto max-w-full"
          draggable={false}
          onError={() => setBroken(svg)}
          src={address}
        />
      )}
    </div>
  );
};

/** An address of a picture, for as long as it is shown. */
const useAddress = (text: string | null): string | null => {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (text === null) return;
    const made = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return address;
};
