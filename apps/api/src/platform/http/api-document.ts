import { PROBLEMS } from '@relink/domain';
import { problemSchema } from '@relink/contract';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { AGENT_COOKIE, CUSTOMER_COOKIE } from '../guard/sessions.ts';
import { AGENT_SECURITY, CUSTOMER_SECURITY } from '../guard/access.ts';
import { IDEMPOTENCY_HEADER } from '../idempotency/idempotency-key.ts';
import { shareSchemas } from './share-schemas.ts';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

const CHANGING = ['post', 'put', 'patch', 'delete'] as const;
const PROBLEM_REF = { $ref: '#/components/schemas/Problem' };

/** What the API is, as OpenAPI 3.0: every operation with its schemas and with each status that it may refuse with. */
export function apiDocument(app: NestFastifyApplication): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setTitle('Relink')
    .setDescription("The desk where a shop's customer-care agents give people their accounts back.")
    .setVersion('1')
    .addCookieAuth(AGENT_COOKIE, { type: 'apiKey', in: 'cookie' }, AGENT_SECURITY)
    .addCookieAuth(CUSTOMER_COOKIE, { type: 'apiKey', in: 'cookie' }, CUSTOMER_SECURITY)
    .build();
  const document = SwaggerModule.createDocument(app, outline, {
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? { schema: schemaOf(schema, schemaType) } : undefined,
  });
  const schemas = shareSchemas(document);
  document.components = {
    ...document.components,
    schemas: { ...schemas, Problem: schemaOf(problemSchema, 'output') },
  } as NonNullable<OpenAPIObject['components']>;
  for (const item of Object.values(document.paths)) {
    if (item.get) asJsonInQuery(item.get);
    if (item.get) addProblems(item.get, readProblems(item.get));
    for (const method of CHANGING) {
      const operation = item[method];
      if (operation) addProblems(operation, changeProblems(operation));
    }
  }
  return document;
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  return z.toJSONSchema(schema, { io, target: 'openapi-3.0', unrepresentable: 'any' });
}

/** ra-data-simple-rest writes `filter`, `range` and `sort` as JSON into the query. */
function asJsonInQuery({ parameters = [] }: Operation): void {
  for (const parameter of parameters) {
    if (!('in' in parameter) || parameter.in !== 'query' || parameter.schema === undefined) continue;
    const { schema } = parameter;
    if (!('type' in schema) || (schema.type !== 'object' && schema.type !== 'array')) continue;
    parameter.content = { 'application/json': { schema } };
    delete parameter.schema;
  }
}

function readProblems(operation: Operation): number[] {
  const asked = operation.parameters?.length ? [400, 404, 409, 422] : [];
  return [...whoAsks(operation), ...asked];
}

function changeProblems(operation: Operation): number[] {
  const form = [400, 403, 413, 415];
  const judged = hasKey(operation) || operation.requestBody !== undefined;
  return [...whoAsks(operation), ...form, ...(judged ? [401, 404, 409, 422, 423, 429] : [])];
}

function whoAsks({ security = [] }: Operation): number[] {
  if (security.some((way) => AGENT_SECURITY in way)) return [401, 403];
  return security.length > 0 ? [401] : [];
}

function hasKey({ parameters = [] }: Operation): boolean {
  return parameters.some((parameter) => 'name' in parameter && parameter.name === IDEMPOTENCY_HEADER);
}

/** Any operation may also meet a fault, or a database that is away; some name refusals of their own. */
function addProblems(operation: Operation, statuses: readonly number[]): void {
  const named = Object.keys(operation.responses).map(Number);
  for (const status of [...statuses, 500, 503, ...named.filter((one) => one >= 400)])
    operation.responses[String(status)] = {
      description: codesOf(status),
      content: { 'application/problem+json': { schema: PROBLEM_REF } },
    };
}

function codesOf(status: number): string {
  return Object.entries(PROBLEMS)
    .filter(([, known]) => known.status === status)
    .map(([code]) => code)
    .join(', ');
}
