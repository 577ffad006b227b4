import type { GalleryFile } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";

import { Button } from "../../components/Button";
import { Swatches } from "./Swatches";
import type { FileToInstall } from "./ThemeInstall";

type Props = {
  readonly files: readonly GalleryFile[];
  readonly onPick: (file: FileToInstall) => void;
};

/** Theme files, each with its colours and what is to be said against them. */
export const GalleryFiles = ({ files, onPick }: Props) => (
  <ul className="divide-y divide-hairline">
    {files.map(({ file_name, text, themes }) => {
      const weak = themes.reduce((sum, { warnings }) => sum + warnings.length, 0);
      return (
        <li className="flex flex-wrap items-center gap-4 py-2 text-sm" key={file_name}>
          {themes.slice(0, 2).map(({ name, base, tokens }) => (
            <Swatches base={base} key={`${name} ${base}`} tokens={tokens} />
          ))}
          <span className="min-w-0 flex-1 basis-40">
            <span className="block truncate font-medium" dir="auto">
              {themes.map(({ name }) => name).join(", ")}
            </span>
            <span className="block truncate font-mono text-xs text-text-subtle" dir="ltr">
              {file_name}
            </span>
            {weak > 0 && (
              <span className="block text-xs text-text-subtle">
                {plural({ count: weak }, { one: "# weak contrast", other: "# weak contrasts" })}
              </span>
            )}
          </span>
          <Button
            aria-label={t`Install ${file_name}`}
            onClick={() => onPick({ text, name: file_name.split("/").at(-1) ?? file_name })}
          >
            {t`Install …`}
          </Button>
        </li>
      );
    })}
  </ul>
);

type LeftOutProps = {
  readonly sentences: readonly string[];
  /** Behind a line that says how many there are. */
  readonly folded?: boolean;
};

/** What was left out, in the words of the core. */
export const LeftOut = ({ sentences, folded = false }: LeftOutProps) => {
  if (sentences.length === 0) return null;
  const all = (
    <ul className="mt-2 flex flex-col gap-1 text-sm wrap-anywhere text-text-subtle">
      {sentences.map((why) => (
        <li key={why} lang="en">
          {why}
        </li>
      ))}
    </ul>
  );
  if (!folded) return all;
  return (
    <details className="mt-2 text-sm">
      <summary>
        {plural(
          { count: sentences.length },
          { one: "# thing left out", other: "# things left out" },
        )}
      </summary>
      {all}
    </details>
  );
};
