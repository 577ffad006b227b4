import type { ReactNode } from "react";

type Props = {
  /** The anchor that the search of the settings jumps to. */
  readonly id: string;
  readonly title: string;
  readonly description: ReactNode;
  readonly children: ReactNode;
};

/** One thing to do with all data, set off from the next by a hairline. */
export const Part = ({ id, title, description, children }: Props) => (
  <section
    aria-labelledby={`${id}-title`}
    className="scroll-mt-4 border-t border-hairline pt-6 first-of-type:border-none first-of-type:pt-0"
    id={id}
  >
    <h2 className="text-base font-semibold" id={`${id}-title`}>
      {title}
    </h2>
    <p className="text-sm text-text-subtle">{description}</p>
    <div className="mt-3 flex flex-col gap-3">{children}</div>
  </section>
);
