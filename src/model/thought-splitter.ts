/** Parts what a model streams into its thoughts and its answer. */
export interface ThoughtSplitter {
  /** Takes a piece in; returns what of it certainly belongs to the answer. */
  add(piece: string): string;
  /** What was held back because it might have become a mark; nothing comes after it. */
  end(): string;
  readonly thoughts: string;
}

const opening = "<think>";
const closing = "</think>";

/**
 * For servers that leave thoughts in the text: an answer that begins with `<think>` has its thoughts up to `</think>`,
 * or as far as it goes. The same marks anywhere else are text like any other.
 */
export function thoughtSplitter(): ThoughtSplitter {
  let state: "beginning" | "thinking" | "answering" = "beginning";
  let held = "";
  let thoughts = "";

  function begin(): string {
    const start = held.trimStart();
    if (start.length < opening.length && opening.startsWith(start)) return ""; // it may still become the mark
    state = start.startsWith(opening) ? "thinking" : "answering";
    if (state === "answering") return release();
    held = start.slice(opening.length);
    return think();
  }

  function think(): string {
    const end = held.indexOf(closing);
    if (end < 0) return "";
    thoughts = held.slice(0, end).trim();
    held = held.slice(end + closing.length).trimStart();
    state = "answering";
    return release();
  }

  function release(): string {
    const text = held;
    held = "";
    return text;
  }

  let hasAnswered = false;
  return {
    add(piece) {
      held += piece;
      const text = state === "beginning" ? begin() : state === "thinking" ? think() : release();
      // The blank lines between a thought and its answer may come later.
      const answer = hasAnswered || thoughts === "" ? text : text.trimStart();
      hasAnswered ||= answer !== "";
      return answer;
    },
    end() {
      if (state !== "thinking") return release();
      thoughts = held.trim();
      return "";
    },
    get thoughts() {
      return thoughts;
    },
  };
}
