import { ExportEverything } from "./ExportEverything";
import { ImportHistory } from "./ImportHistory";
import { ImportList } from "./ImportList";

/** What belongs to a person: taken out, taken in. */
export const DataPage = () => (
  <>
    <ExportEverything />
    <ImportHistory />
    <ImportList />
  </>
);
