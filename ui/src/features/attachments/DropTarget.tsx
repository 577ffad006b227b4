import { t } from "@lingui/core/macro";
import { FileUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";

type Props = { readonly onFiles: (files: readonly File[]) => void };

/** Takes files that are dropped anywhere in the window, and says so while they are held over it. */
export const DropTarget = ({ onFiles }: Props) => {
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;
  useEffect(() => {
    // Each element that is entered is left again; the window itself is left when none remains.
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const onEnter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const onOver = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      take.current([...(event.dataTransfer?.files ?? [])]);
    };
    const listeners = { dragenter: onEnter, dragleave: onLeave, dragover: onOver, drop: onDrop };
    for (const [name, listener] of Object.entries(listeners)) {
      window.addEventListener(name, listener as EventListener);
    }
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        window.removeEventListener(name, listener as EventListener);
      }
    };
  }, []);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-50 flex items-center justify-center bg-surface/85 p-6">
      <p className="flex flex-col items-center gap-3 rounded-card border-2 border-dashed border-accent bg-surface-raised px-12 py-10 text-lg font-medium shadow-float">
        <FileUp aria-hidden className="text-accent" size={32} strokeWidth={1.5} />
        {t`Drop to attach`}
      </p>
    </div>
  );
};
