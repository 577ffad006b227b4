import type { Settings, Theme, ThemeBase } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useState } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { FileButton } from "../../components/FileButton";
import { later } from "../../components/later";
import { Select } from "../../components/Select";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { useOperation } from "../../data/use-operation";
import { useSettings } from "../../data/use-settings";
import { ThemeEditor } from "./ThemeEditor";
import { type FileToInstall, ThemeInstall } from "./ThemeInstall";
import { ThemeRow } from "./ThemeRow";
import { themeName } from "./theme-name";

const ThemeGallery = later(
  async () => (await import("./ThemeGallery")).ThemeGallery,
  () => null,
);

type Open =
  | { readonly kind: "edit"; readonly theme: Theme | null }
  | { readonly kind: "gallery" }
  | { readonly kind: "install"; readonly file: FileToInstall };

/** The largest file of themes, in bytes. */
const MOST = 256 * 1_024;

/** Which theme is shown, what there is to choose from, and how more come. */
export const Themes = () => {
  const { settings, save } = useSettings();
  const { data, error, refetch } = useOperation("theme.list", {});
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <section className="scroll-mt-4 border-t border-hairline pt-6" id="themes">
      <h2 className="text-base font-semibold">{t`Themes`}</h2>
      <p className="text-sm text-text-subtle">
        {t`Colours for the window, one theme for light and one for dark. Of a theme file nothing but colours is taken.`}
      </p>
      <div className="mt-3 flex flex-col gap-4">
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={4} />}
        {data && settings && (
          <>
            {(["light", "dark"] as const).map((base) => (
              <Choice base={base} key={base} onChoose={save} settings={settings} themes={data} />
            ))}
            <ul className="divide-y divide-hairline">
              {data.map((theme) => (
                <ThemeRow
                  key={theme.id}
                  onEdit={() => setOpen({ kind: "edit", theme })}
                  theme={theme}
                />
              ))}
            </ul>
          </>
        )}
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setOpen({ kind: "edit", theme: null })}>{t`New theme`}</Button>
          <FileButton
            accept=".json,.css,application/json,text/css"
            label={t`Install from a file …`}
            most={MOST}
            onText={(text, name) => setOpen({ kind: "install", file: { text, name } })}
            onTooLarge={() =>
              showToast({ text: t`A theme file has at most 256 KiB.`, tone: "danger" })
            }
          />
          <Button onClick={() => setOpen({ kind: "gallery" })}>{t`Gallery`}</Button>
        </div>
      </div>
      {open?.kind === "edit" && <ThemeEditor onClose={close} theme={open.theme} />}
      {open?.kind === "install" && <ThemeInstall file={open.file} onClose={close} />}
      {open?.kind === "gallery" && (
        <ThemeGallery onClose={close} onPick={(file) => setOpen({ kind: "install", file })} />
      )}
    </section>
  );
};

type ChoiceProps = {
  readonly base: ThemeBase;
  readonly themes: readonly Theme[];
  readonly settings: Settings;
  readonly onChoose: (
    patch: { light_theme: string | null } | { dark_theme: string | null },
  ) => void;
};

const Choice = ({ base, themes, settings, onChoose }: ChoiceProps) => {
  const dark = base === "dark";
  const value = (dark ? settings.dark_theme : settings.light_theme) ?? "";
  const fitting = themes.filter((theme) => theme.base === base);
  const choose = (id: string) => {
    const theme = id === "" ? null : id;
    onChoose(dark ? { dark_theme: theme } : { light_theme: theme });
  };
  return (
    <Field label={dark ? t`Where it is dark` : t`Where it is light`} layout="beside">
      {(control) => (
        <Select
          {...control}
          className="w-60"
          onChange={choose}
          options={[
            { value: "", label: dark ? t`Ink, the usual one` : t`Paper, the usual one` },
            ...fitting.map((theme) => ({ value: theme.id, label: themeName(theme) })),
          ]}
          value={fitting.some(({ id }) => id === value) ? value : ""}
        />
      )}
    </Field>
  );
};
