import { plural, t } from "@lingui/core/macro";
import { Check, Copy } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/Button";
import { IconButton } from "../../components/IconButton";
import { useFlash } from "../../components/markdown/use-flash";
import { usePlatform } from "../../platform/context";

/** From so many digits on a number can be copied by a button of its own. */
const LONG = 16;
/** So many digits are shown at first. */
const FIRST = 240;

/** An exact number; a long one wraps, is shortened until it is asked for, and can be copied. */
export const LongNumber = ({ text }: { readonly text: string }) => {
  const platform = usePlatform();
  const [whole, setWhole] = useState(false);
  const [copied, flash] = useFlash();
  if (text.length < LONG) return <span className="numeric font-mono">{text}</span>;
  const cut = !whole && text.length > FIRST;
  return (
    <span className="inline-flex max-w-full items-start gap-1">
      <span className="numeric min-w-0 py-0.5 font-mono wrap-anywhere">
        {cut ? `${text.slice(0, FIRST)}…` : text}
        {text.length > FIRST && (
          <Button className="ml-2 align-baseline" onClick={() => setWhole(!whole)} variant="quiet">
            {whole
              ? t`Show less`
              : plural(
                  { digits: text.length },
                  { one: "Show the whole digit", other: "Show all # digits" },
                )}
          </Button>
        )}
      </span>
      <IconButton
        className="size-6!"
        icon={copied ? Check : Copy}
        label={copied ? t`Copied` : t`Copy the number ${{ beginning: text.slice(0, 8) }}…`}
        onClick={() => {
          platform.copyText(text).then(flash, () => {});
        }}
      />
    </span>
  );
};
