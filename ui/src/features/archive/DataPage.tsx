import { Backups } from "./Backups";
import { ExportEverything } from "./ExportEverything";
import { FolderMirror } from "./FolderMirror";
import { ImportHistory } from "./ImportHistory";
import { ImportList } from "./ImportList";
import { RecoveryKey } from "./RecoveryKey";
import { ResetAll } from "./ResetAll";

/** What belongs to a person: taken out, taken in, kept twice, removed. */
export const DataPage = () => (
  <>
    <ExportEverything />
    <FolderMirror />
    <ImportHistory />
    <ImportList />
    <Backups />
    <RecoveryKey />
    <ResetAll />
  </>
);
