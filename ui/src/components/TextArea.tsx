import { type ComponentProps, useLayoutEffect, useRef } from "react";

import { cx } from "../lib/cx";
import { INPUT_LOOK } from "./TextInput";

type Props = Omit<ComponentProps<"textarea">, "value" | "ref"> & {
  readonly value: string;
  /** How tall it may grow, in px; then it scrolls. */
  readonly maxHeight?: number;
  /** Leaves border and background to what it stands in. */
  readonly bare?: boolean;
  readonly ref?: React.Ref<HTMLTextAreaElement>;
};

/** Lines of text, as tall as they need. */
export const TextArea = ({ className, maxHeight = 320, bare = false, ref, ...rest }: Props) => {
  const own = useRef<HTMLTextAreaElement | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    const field = own.current;
    if (!field) return;
    field.style.height = "auto";
    const frame = field.offsetHeight - field.clientHeight;
    field.style.height = `${Math.min(field.scrollHeight + frame, maxHeight)}px`;
    field.style.overflowY = field.scrollHeight + frame > maxHeight ? "auto" : "hidden";
  }, [rest.value, maxHeight]);
  return (
    <textarea
      rows={1}
      {...rest}
      className={cx(
        "resize-none",
        bare ? "w-full bg-transparent" : `${INPUT_LOOK} py-1.5 text-base`,
        className,
      )}
      ref={(field) => {
        own.current = field;
        if (typeof ref === "function") ref(field);
        else if (ref) ref.current = field;
      }}
    />
  );
};
