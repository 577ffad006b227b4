import { t } from "@lingui/core/macro";

import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Catalogues } from "./Catalogues";
import { FolderThemes } from "./FolderThemes";
import type { FileToInstall } from "./ThemeInstall";

type Props = {
  readonly onPick: (file: FileToInstall) => void;
  readonly onClose: () => void;
};

/** The themes that others made: those in a folder of this machine, and those fetched from git repositories. */
export const ThemeGallery = ({ onPick, onClose }: Props) => (
  <Dialog
    actions={<Button onClick={onClose}>{t`Close`}</Button>}
    onClose={onClose}
    open
    title={t`Gallery`}
  >
    <div className="flex flex-col gap-6">
      <FolderThemes onPick={onPick} />
      <Catalogues onPick={onPick} />
    </div>
  </Dialog>
);
