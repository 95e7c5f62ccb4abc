/** What a new agent can be for: which files it starts from. */
export interface Purpose {
  /** What `--for` takes, and what the agent is called. */
  readonly name: string;
  readonly title: string;
  readonly hint: string;
  /** Prompts it thinks with, by the names of their files. */
  readonly prompts: readonly string[];
  /** Folders of documents that it reads, under `knowledge/`. */
  readonly knowledge: readonly string[];
}

/** Every purpose; the first is what `skep init --yes` takes. */
export const purposes: readonly Purpose[] = [
  {
    name: "sage",
    title: "answer people who mention it",
    hint: "from the thread and from what it remembers of them",
    prompts: ["sage"],
    knowledge: [],
  },
  {
    name: "faq",
    title: "answer questions from your own documents",
    hint: "put them into knowledge/faq",
    prompts: ["faq"],
    knowledge: ["faq"],
  },
  {
    name: "translator",
    title: "translate a post when somebody asks it to",
    hint: "needs a model of 3 GB or more",
    prompts: ["translator"],
    knowledge: [],
  },
  {
    name: "curator",
    title: "read new posts and upvote the good ones",
    hint: "within the voting mana that you allow",
    prompts: ["curator"],
    knowledge: [],
  },
  {
    name: "inleo-digest",
    title: "publish a daily digest of INLEO posts",
    hint: "each one waits for your approval",
    prompts: ["inleo-digest", "digest-item"],
    knowledge: [],
  },
];
