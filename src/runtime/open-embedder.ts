import { builtInEmbedding, type Config } from "../config/config.ts";
import { ownEnvironment } from "../config/environment.ts";
import { openEmbeddingModel } from "../model/embedding-model.ts";
import type { Embedder } from "../search/embedder.ts";
import { ngramEmbedder } from "../search/ngram-embedder.ts";
import { SkepError } from "../shared/errors.ts";
import { engineSettings, fileChoiceOf, type ModelResources } from "./open-models.ts";

/** An embedder with what it holds. */
export interface OpenEmbedder extends AsyncDisposable {
  readonly embedder: Embedder;
}

/**
 * Loads the embedder that `embedding:` names. Throws `config_invalid` for a name that stands for no embedding model,
 * `model_unavailable` for a file that will not do.
 */
export async function openEmbedder(
  config: Config,
  { log, signal }: Omit<ModelResources, "keys">,
): Promise<OpenEmbedder> {
  const name = config.embedding;
  if (name === builtInEmbedding) return { embedder: ngramEmbedder, async [Symbol.asyncDispose]() {} };
  const choice = fileChoiceOf(name, config);
  if (choice.embedding !== true) {
    const message = `embedding: ${name} names a model that answers: it needs one with \`embedding: true\` under models: in skep.yaml`;
    throw new SkepError("config_invalid", message);
  }
  const options = { log, environment: ownEnvironment() };
  const model = await openEmbeddingModel({ name, ...engineSettings(choice, config) }, options, signal);
  return {
    embedder: {
      identity: model.identity.sha256 ?? model.identity.title, // a file always has one
      dimension: model.dimension,
      embed: async (texts, stop) => (await model.embed(texts, stop)).vectors,
    },
    [Symbol.asyncDispose]: () => model[Symbol.asyncDispose](),
  };
}
