import {
  ChatMLChatWrapper,
  getLlama,
  LlamaChatSession,
  type Llama,
  type LlamaContext,
  type LlamaModel,
} from "node-llama-cpp";
import { renderSections } from "../../src/context/section.ts";
import { grammarSchema } from "../../src/decision/grammar-schema.ts";
import { promptBody, schemas, systemMessage } from "./contract.ts";
import type { Example, Job } from "./example.ts";

/** What the model said, and how fast. */
export interface Said {
  readonly text: string;
  readonly tokens: number;
  readonly milliseconds: number;
}

/** The shipped model, opened for scoring: greedy, under each job's grammar, on one thread. */
export class SmallModel implements AsyncDisposable {
  readonly #llama: Llama;
  readonly #model: LlamaModel;
  readonly #context: LlamaContext;
  readonly #root: string;
  readonly #session: LlamaChatSession;

  private constructor(llama: Llama, model: LlamaModel, context: LlamaContext, root: string) {
    this.#llama = llama;
    this.#model = model;
    this.#context = context;
    this.#root = root;
    this.#session = new LlamaChatSession({
      contextSequence: context.getSequence(),
      chatWrapper: new ChatMLChatWrapper(),
    });
  }

  /** Loads a GGUF file. `root` is the repository's folder, where the prompts are. */
  static async open(path: string, root: string): Promise<SmallModel> {
    const llama = await getLlama({ gpu: false, build: "never", skipDownload: true, maxThreads: 1 });
    const model = await llama.loadModel({ modelPath: path });
    return new SmallModel(llama, model, await model.createContext({ contextSize: 2048, threads: 1 }), root);
  }

  /** Tokens that the model was trained for. */
  get contextLength(): number {
    return this.#model.trainContextSize;
  }

  /** What the agent `account` would get to an example of a job. */
  async answer({ job, sections }: Pick<Example, "job" | "sections">, account: string): Promise<Said> {
    const system = systemMessage(promptBody(this.#root, job), account);
    this.#session.setChatHistory([{ type: "system", text: system }]);
    let tokens = 0;
    const start = performance.now();
    const text = await this.#session.prompt(renderSections(sections), {
      grammar: await this.#grammar(job),
      temperature: 0,
      maxTokens: 1000, // more than the longest text that a schema allows, so that no answer is cut
      onToken: (batch) => (tokens += batch.length),
    });
    return { text, tokens, milliseconds: performance.now() - start };
  }

  /** The tokens of a text without control marks. */
  tokenize(text: string): number[] {
    return [...this.#model.tokenize(text)];
  }

  async #grammar(job: Job) {
    return await this.#llama.createGrammarForJsonSchema(grammarSchema(schemas[job]) as { type: "object" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.dispose();
    await this.#model.dispose();
    await this.#llama.dispose();
  }
}
