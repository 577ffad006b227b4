import { toOperationError } from "@atelier/client/errors";
import type { Theme } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";

import { downloadText } from "../../components/markdown/download";
import { showToast } from "../../components/toasts";
import { useTransport } from "../../data/transport";
import { useCommand } from "../../data/use-command";
import { errorLine } from "../../lib/error-words";
import { usePlatform } from "../../platform/context";
import { Swatches } from "./Swatches";
import { themeName } from "./theme-name";

type Props = { readonly theme: Theme; readonly onEdit: () => void };

/** An installed theme, and what can be done with it. */
export const ThemeRow = ({ theme, onEdit }: Props) => {
  const transport = useTransport();
  const platform = usePlatform();
  const { id, author, base, warnings, is_built_in } = theme;
  const name = themeName(theme);
  const remove = useCommand("theme.delete", {
    onSuccess: () => showToast({ text: t`“${name}” is removed` }),
  });
  const failed = (cause: unknown) =>
    showToast({ text: errorLine(toOperationError(cause)), tone: "danger" });
  const share = async () => {
    const file = await transport.call("theme.export", { id });
    if (platform.kind === "web") downloadText(file.file_name, file.text);
    else {
      await platform.copyText(file.text);
      showToast({ text: t`The theme is copied as JSON, to be saved as a file` });
    }
  };
  const said = [
    base === "dark" ? t`for dark` : t`for light`,
    author !== "" && t`by ${author}`,
    warnings.length > 0 &&
      plural({ count: warnings.length }, { one: "# weak contrast", other: "# weak contrasts" }),
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2 text-sm">
      <Swatches base={base} tokens={theme.tokens} />
      <span className="min-w-0 flex-1 basis-40">
        <span className="block truncate font-medium" dir="auto">
          {name}
        </span>
        <span className="block text-xs text-text-subtle">{said.filter(Boolean).join(" · ")}</span>
      </span>
      <span className="flex gap-3">
        <button
          aria-label={t`Share: ${name}`}
          className={ACTION}
          onClick={() => void share().catch(failed)}
          type="button"
        >
          {t`Share`}
        </button>
        <button
          aria-label={is_built_in ? t`Make one like it: ${name}` : t`Edit: ${name}`}
          className={ACTION}
          onClick={onEdit}
          type="button"
        >
          {is_built_in ? t`Make one like it` : t`Edit`}
        </button>
        {!is_built_in && (
          <button
            aria-label={t`Remove: ${name}`}
            className={ACTION}
            onClick={() => remove.mutate({ id }, { onError: failed })}
            type="button"
          >
            {t`Remove`}
          </button>
        )}
      </span>
    </li>
  );
};

const ACTION =
  "rounded-control px-1 text-text-subtle underline-offset-2 hover:text-text hover:underline";
