import { type ReactNode, useId } from "react";

import { cx } from "../lib/cx";

/** What ties a control to its label, its description and its error. */
type FieldControl = {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
};

type Props = {
  readonly label: ReactNode;
  /** What it does, in one sentence. */
  readonly description?: ReactNode;
  /** Why what is in it cannot be used. */
  readonly error?: string | null;
  /** Beside the words instead of below them, for small controls. */
  readonly layout?: "below" | "beside";
  readonly children: (control: FieldControl) => ReactNode;
};

/** A control with its words. */
export const Field = ({ label, description, error, layout = "below", children }: Props) => {
  const id = useId();
  const described = cx(description != null && `${id}-description`, error != null && `${id}-error`);
  const control: FieldControl = {
    id,
    ...(described ? { "aria-describedby": described } : {}),
    ...(error == null ? {} : { "aria-invalid": true }),
  };
  const beside = layout === "beside";
  return (
    <div className={beside ? "flex flex-wrap items-center gap-x-6 gap-y-2" : "flex flex-col gap-2"}>
      <div className={beside ? "min-w-0 flex-1 basis-56" : "min-w-0"}>
        <label className="block text-sm font-medium" htmlFor={id}>
          {label}
        </label>
        {description != null && (
          <p className="max-w-reading text-sm text-text-subtle" id={`${id}-description`}>
            {description}
          </p>
        )}
      </div>
      <div className={beside ? "max-w-full shrink-0" : "flex flex-col gap-2"}>
        {children(control)}
        {error != null && (
          <p className="text-sm text-danger" id={`${id}-error`} role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  );
};
