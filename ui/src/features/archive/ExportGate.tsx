import { useExportRequest } from "../../lib/export-request";
import { ExportDialog } from "./ExportDialog";

/** Asks how to write a conversation down as soon as somebody wants that. */
export const ExportGate = () => {
  const id = useExportRequest((request) => request.id);
  return id === null ? null : <ExportDialog id={id} key={id} />;
};
