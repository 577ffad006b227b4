import type { Settings, SettingsPatch } from "@atelier/client/types";
import type { ReactNode } from "react";

/** What a page of the settings shows, and how it changes it. */
export type SectionProps = {
  readonly settings: Settings;
  readonly save: (patch: SettingsPatch) => void;
};

type Props = {
  /** The anchor that the search jumps to. */
  readonly id: string;
  /** What it is about, where its control does not say so itself. */
  readonly title?: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
};

/** One setting, set off from the next by a hairline. */
export const Setting = ({ id, title, description, children }: Props) => (
  <section
    className="scroll-mt-4 border-t border-hairline pt-6 first-of-type:border-none first-of-type:pt-0"
    id={id}
  >
    {title && <h2 className="text-base font-semibold">{title}</h2>}
    {description && <p className="text-sm text-text-subtle">{description}</p>}
    <div className={title || description ? "mt-3" : ""}>{children}</div>
  </section>
);
