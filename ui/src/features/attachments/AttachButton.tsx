import { t } from "@lingui/core/macro";
import { Paperclip } from "lucide-react";
import { useRef } from "react";

import { IconButton } from "../../components/IconButton";

type Props = { readonly onFiles: (files: readonly File[]) => void };

/** Opens the system's choice of files. */
export const AttachButton = ({ onFiles }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon={Paperclip} label={t`Attach files`} onClick={() => input.current?.click()} />
      <input
        aria-hidden
        className="hidden"
        multiple
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // So that the same file can be chosen again.
          event.target.value = "";
        }}
        ref={input}
        tabIndex={-1}
        type="file"
      />
    </>
  );
};
