import type { Settings } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { announce } from "../components/toasts";
import { useSettings } from "../data/use-settings";
import { percent } from "../lib/quantity";
import { useShortcut } from "../lib/shortcuts/registry";

/** The sizes that the keys step through, in per cent. */
const SIZES = [75, 85, 100, 115, 130, 150, 175, 200] as const;

/** Lets keys make the text of messages larger, smaller, and as usual again. */
export const useTextSize = ({ message_scale }: Settings): void => {
  const { save } = useSettings();
  const change = (next: number | undefined) => {
    if (next === undefined || next === message_scale) return;
    save({ message_scale: next });
    announce(t`Text of messages: ${{ size: percent(next / 100) }}`);
  };
  useShortcut("text.larger", () => change(SIZES.find((size) => size > message_scale)));
  useShortcut("text.smaller", () => change(SIZES.findLast((size) => size < message_scale)));
  useShortcut("text.usual", () => change(100));
};
