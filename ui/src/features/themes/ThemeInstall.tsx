import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { plural } from "../../lib/quantity";
import { Swatches } from "./Swatches";

/** A file of themes. */
export type FileToInstall = { readonly text: string; readonly name: string };

type Props = { readonly file: FileToInstall; readonly onClose: () => void };

/** Shows what a file of themes holds and what is left out of it, before it is installed. */
export const ThemeInstall = ({ file, onClose }: Props) => {
  const stem = file.name.replace(/(\.atelier-theme)?\.(json|css)$/i, "").slice(0, 60);
  const input = { text: file.text, ...(stem === "" ? {} : { name: stem }) };
  const { data, error } = useOperation("theme.check", input);
  const install = useCommand("theme.install", {
    onSuccess: (themes) => {
      showToast({ text: `${plural(themes.length, "theme", "themes")} installed` });
      onClose();
    },
  });
  return (
    <Confirm
      act="Install"
      disabled={!data || data.themes.length === 0}
      onAct={() => install.mutate(input)}
      onClose={onClose}
      open
      pending={install.isPending}
      title={`Themes in “${file.name}”`}
    >
      {error && <ErrorNote error={error} title="This is no theme" />}
      {!data && !error && <Skeleton lines={2} />}
      {data?.themes.length === 0 && <p>The file gives no colour to any part of the window.</p>}
      <ul className="flex flex-col gap-3">
        {data?.themes.map(({ name, base, tokens, warnings }) => (
          <li className="flex items-center gap-4 text-sm" key={`${name} ${base}`}>
            <Swatches base={base} tokens={tokens} />
            <span className="min-w-0">
              <span className="block truncate font-medium" dir="auto">
                {name}
              </span>
              <span className="block text-xs text-text-subtle">
                {plural(Object.keys(tokens).length, "colour", "colours")} for {base}
                {warnings.length > 0 &&
                  `, ${plural(warnings.length, "pair", "pairs")} of them hard to tell apart`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {data && data.left_out.length > 0 && (
        <details className="mt-4 text-sm">
          <summary>{plural(data.left_out.length, "thing", "things")} left out</summary>
          <ul className="mt-2 flex flex-col gap-1 text-text-subtle">
            {[...new Set(data.left_out)].map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </details>
      )}
      {install.error && <ErrorNote error={install.error} title="Nothing was installed" />}
    </Confirm>
  );
};
