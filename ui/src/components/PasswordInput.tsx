import { t } from "@lingui/core/macro";
import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";

import { cx } from "../lib/cx";
import { IconButton } from "./IconButton";
import { INPUT_LOOK } from "./TextInput";

type Props = Omit<ComponentProps<"input">, "type">;

/** A secret: masked until the person asks to see it, and of no interest to browsers. */
export const PasswordInput = ({ className, ...rest }: Props) => {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <input
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        {...rest}
        className={cx(INPUT_LOOK, "h-8 pr-10 font-mono text-sm", className)}
        type={shown ? "text" : "password"}
      />
      <IconButton
        aria-pressed={shown}
        className="absolute top-0 right-0"
        icon={shown ? EyeOff : Eye}
        label={shown ? t`Hide` : t`Show`}
        onClick={() => setShown(!shown)}
      />
    </div>
  );
};
