/** A JSON schema of the API's description, as far as the fuzzing reads it. */
export type Schema = { readonly [keyword: string]: unknown };

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
  /** The value is written as JSON into the query. */
  readonly json: boolean;
};

/** One route of the API, as its description has it. */
export type Operation = {
  /** `POST /api/cases/{id}/close`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly type: string; readonly schema: Schema } | undefined;
  /** Who must be signed in: `agent`, `customer`, or undefined for nobody. */
  readonly signedIn: string | undefined;
  /** By status: what is answered, or undefined where the answer has no body. */
  readonly answers: ReadonlyMap<number, { readonly type: string; readonly schema: Schema } | undefined>;
  /** What every operation must say of itself and this one does not. */
  readonly unsaid: readonly string[];
};

export type ApiDocument = {
  readonly paths: Record<string, Record<string, RawOperation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
};

type Content = Record<string, { schema?: Schema }>;
type RawOperation = {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: Parameter['in']; schema?: Schema; content?: Content }[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};

/** Reads the operations of a description. Reads before changes, so that what lists answer is known to the changes. */
export function readOperations({ paths }: ApiDocument): Operation[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => readOperation(path, method.toUpperCase(), raw)),
  );
  return all.sort((one, other) => rank(one) - rank(other));
}

/**
 * What stops or governs every change goes last: the routes after it would only hear that nothing may be changed. And
 * last of all is read what the changes have made.
 */
function rank({ method, path }: Operation): number {
  if (method === 'GET') return path.includes('{') ? 4 : 0;
  if (/stop|polic/.test(path)) return 3;
  return /sign-out|agents|my-sessions/.test(path) ? 2 : 1;
}

function readOperation(path: string, method: string, raw: RawOperation): Operation {
  const unsaid = [
    ...(raw.operationId ? [] : ['operationId']),
    ...(raw.summary ? [] : ['summary']),
    ...(raw.tags?.length ? [] : ['tag']),
  ];
  return {
    name: `${method} ${path}`,
    method,
    path,
    parameters: (raw.parameters ?? []).map(({ name, in: place, schema, content }) => ({
      name,
      in: place,
      schema: schema ?? content?.['application/json']?.schema ?? {},
      json: schema === undefined,
    })),
    body: contentOf(raw.requestBody?.content),
    signedIn: Object.keys(raw.security?.[0] ?? {})[0],
    answers: new Map(
      Object.entries(raw.responses).map(([status, { content }]) => [Number(status), contentOf(content)]),
    ),
    unsaid,
  };
}

function contentOf(content: Content | undefined): { type: string; schema: Schema } | undefined {
  const [first] = Object.entries(content ?? {});
  return first && { type: first[0], schema: first[1].schema ?? {} };
}
