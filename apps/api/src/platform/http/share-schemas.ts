import { isDeepStrictEqual } from 'node:util';

type Json = Record<string, unknown>;

/**
 * Takes the named schemas out of every place that zod has written them into, and returns them by name, so that each
 * `$ref` of the document leads somewhere. Throws when one name stands for two schemas.
 */
export function shareSchemas(document: object): Json {
  const shared: Json = {};
  takeFrom(document, shared);
  return shared;
}

function takeFrom(node: unknown, shared: Json): void {
  if (Array.isArray(node)) {
    for (const item of node) takeFrom(item, shared);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { definitions, ...rest } = node as Json;
  for (const value of Object.values(rest)) takeFrom(value, shared);
  // A property may be called so too: only beside a reference is it zod's.
  if (definitions === undefined || !('$ref' in rest || 'openapi' in rest || isSchema(rest))) return;
  delete (node as Json)['definitions'];
  for (const [name, schema] of Object.entries(definitions as Json)) {
    takeFrom(schema, shared);
    const known = shared[name];
    if (known !== undefined && !isDeepStrictEqual(known, schema))
      throw new Error(`The schema ${name} is two different ones: give one of them another id.`);
    shared[name] = schema;
  }
}

function isSchema(node: Json): boolean {
  return ['type', 'anyOf', 'oneOf', 'allOf'].some((keyword) => keyword in node);
}
