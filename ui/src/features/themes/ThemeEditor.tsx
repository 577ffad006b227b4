import type { Theme, ThemeBase } from "@atelier/client/types";
import { i18n } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { type FormEvent, useEffect, useState } from "react";

import { Dialog } from "../../components/Dialog";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { FormEnd } from "../../components/FormEnd";
import { Select } from "../../components/Select";
import { Skeleton } from "../../components/Skeleton";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { showAppearance, useTheme } from "../../design/theme";
import { useThemePreview } from "../../design/theme-tokens";
import { useLater } from "../../lib/use-later";
import { ContrastList } from "./ContrastList";
import { RoleColours } from "./RoleColours";
import { isColour } from "./roles";
import { themeName } from "./theme-name";

type Props = {
  /** The theme to change, or to begin with; null begins with the usual colours. */
  readonly theme: Theme | null;
  readonly onClose: () => void;
};

/** Makes a theme; the whole window shows it while it is made. */
export const ThemeEditor = ({ theme, onClose }: Props) => {
  const own = theme !== null && !theme.is_built_in;
  const [name, setName] = useState(
    own ? theme.name : theme ? t`${{ name: themeName(theme) }}, mine` : "",
  );
  const [base, setBase] = useState<ThemeBase>(theme?.base ?? useTheme.getState().theme);
  const [tokens, setTokens] = useState<Readonly<Record<string, string>>>(theme?.tokens ?? {});
  const roles = useOperation("theme.roles", {});
  const sound = Object.fromEntries(Object.entries(tokens).filter(([, value]) => isColour(value)));
  usePreview(base, sound);
  const settled = useLater(JSON.stringify(sound));
  const checked = useOperation(
    "theme.contrast",
    { name: "x", base, tokens: JSON.parse(settled) as Record<string, string> },
    { keepPrevious: true },
  );
  const save = useCommand("theme.save", {
    onSuccess: (kept) => {
      showToast({ text: t`“${{ name: kept.name }}” is kept; choose it above to use it` });
      onClose();
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({
      ...(own ? { id: theme.id } : {}),
      name: name.trim(),
      author: own ? theme.author : "",
      base,
      tokens: sound,
    });
  };
  return (
    <Dialog
      onClose={onClose}
      open
      title={own ? t`Edit “${{ name: theme.name }}”` : t`New theme`}
      wide
    >
      <form className="flex flex-col gap-4" onSubmit={onSubmit}>
        <p className="text-sm text-text-subtle">
          {t`The whole window shows the theme while you make it. Cancel brings back what was there.`}
        </p>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            dir="auto"
            label={t`Name`}
            maxLength={60}
            onChange={setName}
            required
            text={name}
          />
          <Field label={t`Stands on`}>
            {(control) => (
              <Select
                {...control}
                onChange={setBase}
                options={BASES.map(({ value, label }) => ({ value, label: i18n._(label) }))}
                value={base}
              />
            )}
          </Field>
        </div>
        {roles.data ? (
          <RoleColours
            onChange={(role, value) => {
              const { [role]: _, ...others } = tokens;
              setTokens(value === null ? others : { ...others, [role]: value });
            }}
            tokens={tokens}
            usual={roles.data[base]}
          />
        ) : (
          <Skeleton lines={8} />
        )}
        <ContrastList warnings={checked.data?.warnings ?? []} />
        {save.error && <ErrorNote error={save.error} title={t`The theme was not kept`} />}
        <FormEnd
          act={t`Save`}
          disabled={name.trim() === ""}
          onCancel={onClose}
          pending={save.isPending}
        />
      </form>
    </Dialog>
  );
};

const BASES = [
  { value: "light", label: msg`Light` },
  { value: "dark", label: msg`Dark` },
] as const;

/** Shows the theme in the whole window for as long as it is made. */
const usePreview = (base: ThemeBase, tokens: Readonly<Record<string, string>>): void => {
  const key = JSON.stringify(tokens);
  useEffect(() => {
    const { appearance } = useTheme.getState();
    return () => {
      useThemePreview.setState({ preview: null });
      showAppearance(appearance);
    };
  }, []);
  useEffect(() => {
    // Only what is shown changes: the appearance that was chosen stays in the settings.
    document.documentElement.dataset["theme"] = base;
    useTheme.setState({ theme: base });
    useThemePreview.setState({ preview: { base, tokens: JSON.parse(key) } });
  }, [base, key]);
};
