import { useRef } from "react";

import { Button } from "./Button";

type Props = {
  readonly label: string;
  /** What can be chosen, as an `accept` attribute has it. */
  readonly accept: string;
  /** The largest file that is read, in bytes. */
  readonly most: number;
  readonly onText: (text: string, name: string) => void;
  readonly onTooLarge: () => void;
};

/** Lets a person choose a file of text, and reads it. */
export const FileButton = ({ label, accept, most, onText, onTooLarge }: Props) => {
  const field = useRef<HTMLInputElement>(null);
  const read = async (file: File) => {
    if (file.size > most) onTooLarge();
    else onText(await file.text(), file.name);
  };
  return (
    <>
      <input
        accept={accept}
        aria-label={label}
        className="hidden"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file can be chosen again once it was changed.
          target.value = "";
          if (file) void read(file);
        }}
        ref={field}
        tabIndex={-1}
        type="file"
      />
      <Button onClick={() => field.current?.click()}>{label}</Button>
    </>
  );
};
