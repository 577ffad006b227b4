import type { ProjectColor } from "@atelier/client/types";

/** The colours of projects, with their names and the roles that show them. */
export const PROJECT_COLORS: Readonly<Record<ProjectColor, { name: string; look: string }>> = {
  orange: { name: "Orange", look: "bg-chart-1" },
  blue: { name: "Blue", look: "bg-chart-2" },
  green: { name: "Green", look: "bg-chart-3" },
  pink: { name: "Pink", look: "bg-chart-4" },
  yellow: { name: "Yellow", look: "bg-chart-5" },
  purple: { name: "Purple", look: "bg-chart-6" },
};
