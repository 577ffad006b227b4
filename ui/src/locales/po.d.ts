declare module "*.po" {
  export const messages: import("@lingui/core").Messages;
}
declare module "*.po?raw" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: this is how Vite gives a file as text
  export default text;
}
