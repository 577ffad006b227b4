import type { ThemeBase } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
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
      showToast({
        text: plural(
          { count: themes.length },
          { one: "# theme installed", other: "# themes installed" },
        ),
      });
      onClose();
    },
  });
  return (
    <Confirm
      act={t`Install`}
      disabled={!data || data.themes.length === 0}
      onAct={() => install.mutate(input)}
      onClose={onClose}
      open
      pending={install.isPending}
      title={t`Themes in “${{ name: file.name }}”`}
    >
      {error && <ErrorNote error={error} title={t`This is no theme`} />}
      {!data && !error && <Skeleton lines={2} />}
      {data?.themes.length === 0 && <p>{t`The file gives no colour to any part of the window.`}</p>}
      <ul className="flex flex-col gap-3">
        {data?.themes.map(({ name, base, tokens, warnings }) => (
          <li className="flex items-center gap-4 text-sm" key={`${name} ${base}`}>
            <Swatches base={base} tokens={tokens} />
            <span className="min-w-0">
              <span className="block truncate font-medium" dir="auto">
                {name}
              </span>
              <span className="block text-xs text-text-subtle">
                {factsOf(base, Object.keys(tokens).length, warnings.length)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {data && data.left_out.length > 0 && (
        <details className="mt-4 text-sm">
          <summary>
            {plural(
              { count: data.left_out.length },
              { one: "# thing left out", other: "# things left out" },
            )}
          </summary>
          <ul className="mt-2 flex flex-col gap-1 text-text-subtle">
            {[...new Set(data.left_out)].map((why) => (
              <li key={why} lang="en">
                {why}
              </li>
            ))}
          </ul>
        </details>
      )}
      {install.error && <ErrorNote error={install.error} title={t`Nothing was installed`} />}
    </Confirm>
  );
};

const factsOf = (base: ThemeBase, colours: number, weak: number): string => {
  const given =
    base === "dark"
      ? plural(colours, { one: "# colour for dark", other: "# colours for dark" })
      : plural(colours, { one: "# colour for light", other: "# colours for light" });
  const warned = plural(weak, {
    one: "# pair of them hard to tell apart",
    other: "# pairs of them hard to tell apart",
  });
  return weak === 0 ? given : `${given}, ${warned}`;
};
