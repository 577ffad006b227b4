/** Returns a file that the page carries packed, as it was before; rejects where it cannot be fetched. */
export const unpack = async (address: string): Promise<Response> => {
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error("A part of the page could not be fetched.");
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip")));
};
