import { askToSave } from "../../lib/save-request";
import { usePlatform } from "../../platform/context";

/** Returns what saves a text as a file: a browser downloads it, the window asks where to. */
export const useSaveText = (): ((name: string, text: string) => void) => {
  const { kind } = usePlatform();
  return (name, text) => (kind === "web" ? downloadText(name, text) : askToSave({ name, text }));
};

/** Offers a text as a file to save. */
export function downloadText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
