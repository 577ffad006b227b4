import { Copy } from "lucide-react";

import { Button } from "../../components/Button";
import { Facts } from "../../components/Facts";
import { ExactText } from "../../components/markdown/Inline";
import { showToast } from "../../components/toasts";
import { count, plural } from "../../lib/quantity";
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
    showToast({ text: "Result copied" });
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm font-medium" role="status">
        Done{Array.isArray(output) && `: ${plural(output.length, "entry", "entries")}`}
      </p>
      {facts ? (
        <Facts facts={facts} />
      ) : (
        <pre
          className="max-h-[45vh] overflow-auto rounded-card border border-hairline bg-surface-sunken p-3 text-xs whitespace-pre-wrap wrap-anywhere"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
        >
          <ExactText text={text.slice(0, SHOWN)} />
          {text.length > SHOWN && `\n… ${count(text.length - SHOWN)} more characters`}
        </pre>
      )}
      <div className="flex justify-end gap-2">
        <Button icon={Copy} onClick={copy} variant="quiet">
          Copy
        </Button>
        <Button autoFocus onClick={onClose} variant="primary">
          Close
        </Button>
      </div>
    </div>
  );
};

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
  if (value === null || value === "") return "None";
  if (value === true) return "Yes";
  if (value === false) return "No";
  return String(value);
};
