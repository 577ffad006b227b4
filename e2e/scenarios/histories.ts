/** An export of ChatGPT with this many conversations of three messages, one of them on a branch. */
export const chatGptExport = (count: number): string => {
  const message = (parent: string | null, role: string, text: string, at: number) => ({
    parent,
    message: {
      author: { role },
      create_time: at,
      content: { content_type: "text", parts: [text] },
    },
  });
  const talk = (number: number) => {
    const at = 1_700_000_000 + number * 60;
    return {
      conversation_id: `c-${number}`,
      title: `Talk ${number}`,
      create_time: at,
      update_time: at + 3,
      current_node: "b",
      mapping: {
        q: message(null, "user", `Question ${number}`, at),
        a: message("q", "assistant", `First answer ${number}`, at + 1),
        b: message("q", "assistant", `Answer ${number}, with **weight**`, at + 2),
      },
    };
  };
  return JSON.stringify(Array.from({ length: count }, (_, number) => talk(number)));
};
