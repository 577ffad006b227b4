declare module "*?packed" {
  /** Where the packed file lies. */
  const address: string;
  // biome-ignore lint/style/noDefaultExport: the bundler gives addresses so
  export default address;
}
