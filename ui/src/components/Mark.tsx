type Props = {
  /** Width and height, in px. */
  readonly size: number;
};

/** The mark of Atelier; its name stands beside it. */
export const Mark = ({ size }: Props) => (
  <svg aria-hidden="true" className="shrink-0" height={size} viewBox="0 0 32 32" width={size}>
    <rect className="fill-accent" height="32" rx="8" width="32" />
    <path
      className="fill-none stroke-accent-text"
      d="M9 24 16 8l7 16M11.6 18.5h8.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="2.6"
    />
  </svg>
);
