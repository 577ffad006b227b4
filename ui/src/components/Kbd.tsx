type Props = { readonly keys: readonly string[] };

/** Keys that are pressed together. */
export const Kbd = ({ keys }: Props) => (
  <span className="inline-flex items-center gap-1">
    {keys.map((key) => (
      <kbd
        className="inline-flex h-5 min-w-5 items-center justify-center rounded-control border border-hairline bg-surface-sunken px-1.5 font-sans text-xs text-text-subtle"
        key={key}
      >
        {key}
      </kbd>
    ))}
  </span>
);
