import type { ComponentProps } from "react";

/** How a small button or link at the end of a row looks. */
export const ROW_ACTION =
  "inline-flex h-7 items-center rounded-control px-2 text-xs font-medium text-text-subtle no-underline " +
  "hover:bg-surface-hover hover:text-text focus-visible:-outline-offset-2";

/** A small button at the end of a row. */
export const RowAction = (props: ComponentProps<"button">) => (
  <button type="button" {...props} className={ROW_ACTION} />
);
