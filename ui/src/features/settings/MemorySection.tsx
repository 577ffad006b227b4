import { LearnedPatterns } from "./LearnedPatterns";
import { LearningSetting } from "./LearningSetting";
import { PatternReviews } from "./PatternReviews";
import type { SectionProps } from "./setting";

/** What Atelier has learned: whether it does, what waits for a word, and all of it. */
export const MemorySection = (props: SectionProps) => (
  <>
    <LearningSetting {...props} />
    <PatternReviews />
    <LearnedPatterns />
  </>
);
