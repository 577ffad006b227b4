import { create } from "zustand";

type Panel = {
  readonly open: boolean;
  /** Where the panel is drawn, while there is such a place. */
  readonly slot: HTMLElement | null;
};

/** Whether what would be sent is shown beside the conversation. */
export const usePanel = create<Panel>(() => ({ open: false, slot: null }));

/** Shows what would be sent, or hides it. */
export const togglePanel = (open?: boolean): void =>
  usePanel.setState((panel) => ({ open: open ?? !panel.open }));
