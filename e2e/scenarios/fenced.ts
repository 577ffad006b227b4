/** Returns a block of code as Markdown has it. */
export const fenced = (language: string, code: string): string =>
  `\`\`\`${language}\n${code}\n\`\`\``;
