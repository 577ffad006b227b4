import { plural, t } from "@lingui/core/macro";
import { Copy } from "lucide-react";

import { Button } from "../../components/Button";
import { Facts } from "../../components/Facts";
import { ExactText } from "../../components/markdown/Inline";
import { showToast } from "../../components/toasts";
import { count } from "../../lib/quantity";
import { usePlatform } from "../../platform/context";
import { labelOf } from "./schema";

type Props = { readonly output: unknown; readonly onClose: () => void };

/** This much of a long result is drawn; all of it can be copied. */
const SHOWN = 20_000;

/** What came of an operation: a few facts where it is made of them, else as the core said it. */
export const OperationResult = ({ output, onClose }: Props) => {
  const platform = usePlatform();
  const text = JSON.stringify(output, null, 2) ?? "";
  const facts = factsOf(output);
  const copy = async () => {
    await platform.copyText(text);
    showToast({ text: t`Result copied` });
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm font-medium" role="status">
        {doneWords(output)}
      </p>
      {facts ? (
        <Facts facts={facts} namesLang="en" />
      ) : (
        <pre
          className="max-h-[45vh] overflow-auto rounded-card border border-hairline bg-surface-sunken p-3 text-xs whitespace-pre-wrap wrap-anywhere"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
        >
          <ExactText text={text.slice(0, SHOWN)} />
          {text.length > SHOWN &&
            `\n${t`… ${{ more: count(text.length - SHOWN) }} more characters`}`}
        </pre>
      )}
      <div className="flex justify-end gap-2">
        <Button icon={Copy} onClick={copy} variant="quiet">
          {t`Copy`}
        </Button>
        <Button autoFocus onClick={onClose} variant="primary">
          {t`Close`}
        </Button>
      </div>
    </div>
  );
};

const doneWords = (output: unknown): string =>
  Array.isArray(output)
    ? plural({ count: output.length }, { one: "Done: # entry", other: "Done: # entries" })
    : t`Done`;

/** The most facts that are drawn as a list. */
const MOST_FACTS = 24;

const factsOf = (output: unknown) => {
  if (typeof output !== "object" || output === null || Array.isArray(output)) return null;
  const pairs = Object.entries(output);
  const plain = pairs.every(([, value]) => value === null || typeof value !== "object");
  if (!plain || pairs.length === 0 || pairs.length > MOST_FACTS) return null;
  return pairs.map(([name, value]) => ({ name: labelOf(name), value: shown(value) }));
};

const shown = (value: unknown): string => {
  if (value === null || value === "") return t`None`;
  if (value === true) return t`Yes`;
  if (value === false) return t`No`;
  return String(value);
};
