/** Unseen by people, and in the middle of a mark it makes a tokenizer read letters. */
const gap = "\u200B";

// `<|im_end|>`, `<｜User｜>`, `<start_of_turn>`, `</s>`, `<think>` and their like; `[INST]` and `<<SYS>>` of older models.
const marks = /<(?=[^<>\s][^<>\n]{0,63}>)|\[(?=\/?(?:INST|[A-Z]+_[A-Z_]+)\])/gu;

/**
 * Text in which no control mark of a model's chat format is left whole. Servers write a chat down as one text before they
 * read its tokens, so that `<|im_end|>` in somebody's post would end that post's message and begin another one.
 */
export function plainMarks(text: string): string {
  return text.replaceAll(marks, (start) => start + gap);
}
