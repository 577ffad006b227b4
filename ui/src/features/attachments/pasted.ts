import { t } from "@lingui/core/macro";

/** From how many characters on a pasted text is attached, until the core says. */
const LONG = 10_000;

/** What was pasted, as files; none where it is text to be written. */
export const pastedFiles = (
  data: DataTransfer,
  longest: number | undefined,
  taken: readonly string[],
): readonly File[] => {
  const text = data.getData("text/plain");
  if (hasAtLeast(text, longest ?? LONG)) {
    return [new File([text], nameOf(t`Pasted text`, "txt", taken), { type: "text/plain" })];
  }
  // A text that comes with a picture of itself, as from a table, is meant as text.
  if (text !== "") return [];
  return [...data.files].map((file) =>
    file.name === "" || file.name === "image.png"
      ? new File([file], nameOf(t`Pasted picture`, extensionOf(file), taken), { type: file.type })
      : file,
  );
};

/** Whether a text has so many characters, as the core counts them. */
const hasAtLeast = (text: string, count: number): boolean => {
  if (text.length < count) return false;
  let left = count;
  for (const _ of text) {
    left -= 1;
    if (left === 0) return true;
  }
  return false;
};

const extensionOf = ({ type }: File): string => (type === "image/jpeg" ? "jpg" : "png");

/** A name that nothing else has. */
const nameOf = (words: string, extension: string, taken: readonly string[]): string => {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${words}.${extension}` : `${words} ${number}.${extension}`;
    if (!taken.includes(name)) return name;
  }
};
