import { type ComponentType, useEffect, useState } from "react";

type Later<P> = ComponentType<P> & {
  /** Loads it ahead of being shown; what fails here fails again, and visibly, where it is shown. */
  readonly prepare: () => void;
};

/**
 * Makes a component of one that is loaded when it is first shown, and shows `Waiting` until then.
 *
 * Not by Suspense: React holds back what follows a fallback until 300 ms after it, and what was
 * loaded ahead would still blink. A failure is thrown, and tried again when it is shown anew.
 */
export const later = <P extends object>(
  load: () => Promise<ComponentType<P>>,
  Waiting: ComponentType,
): Later<P> => {
  let loaded: ComponentType<P> | null = null;
  const prepare = async (): Promise<ComponentType<P>> => {
    loaded ??= await load();
    return loaded;
  };
  const Loaded = (props: P) => {
    const [Shown, show] = useState(() => loaded);
    const [failed, fail] = useState<{ readonly error: unknown } | null>(null);
    useEffect(() => {
      if (Shown) return;
      let wanted = true;
      prepare().then(
        (component) => wanted && show(() => component),
        (error: unknown) => wanted && fail({ error }),
      );
      return () => {
        wanted = false;
      };
    }, [Shown]);
    if (failed) throw failed.error;
    return Shown ? <Shown {...props} /> : <Waiting />;
  };
  return Object.assign(Loaded, { prepare: () => void prepare().catch(() => {}) });
};
