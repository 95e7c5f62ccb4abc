import type { GbnfJsonObjectSchema, Llama, LlamaGrammar } from "node-llama-cpp";
import { messageOf, SkepError } from "../shared/errors.ts";

/** The grammar of a JSON Schema. Rejects with `config_invalid` where none can be made of it. */
export type Grammars = (schema: object) => Promise<LlamaGrammar>;

/** Grammars that are made once: agents bring a handful of schemas, each again and again. */
export function grammarCache(llama: Llama): Grammars {
  const grammars = new Map<string, Promise<LlamaGrammar>>();
  return (schema) => {
    const key = JSON.stringify(schema);
    const grammar = grammars.get(key) ?? createGrammar(llama, schema);
    grammars.set(key, grammar);
    return grammar;
  };
}

async function createGrammar(llama: Llama, schema: object): Promise<LlamaGrammar> {
  try {
    return await llama.createGrammarForJsonSchema(objectSchema(schema));
  } catch (error) {
    throw new SkepError("config_invalid", `no grammar can be made of the schema: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

// Only a whole object is told from a cut one by its last brace: `12` may be the beginning of `123`.
function objectSchema(schema: object): GbnfJsonObjectSchema {
  if (isObjectSchema(schema)) return schema;
  throw new TypeError("the schema of an answer must describe an object");
}

function isObjectSchema(schema: object): schema is GbnfJsonObjectSchema {
  return "type" in schema && schema.type === "object";
}
