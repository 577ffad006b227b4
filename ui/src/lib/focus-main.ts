/** Gives the focus back to where a person writes, when what had it goes. */
export const focusMain = (): void =>
  document.querySelector<HTMLElement>("main [data-region-focus]")?.focus();
