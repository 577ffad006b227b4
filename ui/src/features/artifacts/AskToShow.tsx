import { t } from "@lingui/core/macro";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { useSettings } from "../../data/use-settings";
import type { ArtifactKind } from "../../lib/artifact/kind";
import type { Artifact } from "../../lib/artifact/versions";
import { useLocale } from "../../lib/language";
import { askToShow, showOnce } from "./store";

type Props = { readonly artifact: Artifact };

/** Says what showing a block means, before it is shown for the first time. */
export const AskToShow = ({ artifact }: Props) => {
  useLocale();
  const { save } = useSettings();
  const always = () => {
    save({ artifacts: true });
    showOnce(artifact);
  };
  return (
    <Confirm
      act={t`Show this one`}
      beside={<Button onClick={always} variant="quiet">{t`Always show them`}</Button>}
      keep={t`Not now`}
      onAct={() => showOnce(artifact)}
      onClose={() => askToShow(null)}
      open
      title={t`Show what this code makes?`}
    >
      <p className="max-w-reading">{said(artifact.kind)}</p>
      <p className="mt-3 max-w-reading text-sm text-text-subtle">
        {t`It is shown in a place of its own that has no network and knows nothing of this page: not your conversations, not your files, not your keys. The code stays as it is. The setting is in Settings, Chat.`}
      </p>
    </Confirm>
  );
};

const said = (kind: ArtifactKind): string => {
  switch (kind) {
    case "html":
      return t`A page of HTML may hold code, which then runs. It does so only once you press Run.`;
    case "svg":
      return t`The drawing is shown as a picture. No code in it runs.`;
    case "mermaid":
      return t`The diagram is drawn from its description and shown as a picture.`;
  }
};
