/**
 * Marks what has the focus first in a dialog, as a ref.
 *
 * React focuses what it adds, but not in a dialog that is still closed: that goes by the attribute.
 */
export const firstInDialog = (element: HTMLElement | null): void =>
  element?.setAttribute("autofocus", "");
