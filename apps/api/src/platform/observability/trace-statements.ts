import { context, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import { Client } from 'pg';

const LONGEST = 1000;

type Query = (this: Client, ...parts: unknown[]) => unknown;

/**
 * Makes each statement a span, of requests and jobs only: what the queue asks the database by itself is noise. Returns
 * what undoes it. The statement is there without its values and without the literals in its text.
 */
export function traceStatements(tracer: Tracer): () => void {
  const original = Reflect.get(Client.prototype, 'query') as Query;
  const traced: Query = function (this: Client, ...parts) {
    const statement = statementOf(parts[0]);
    if (!statement || !trace.getActiveSpan()) return original.apply(this, parts);
    const operation = /^\s*(\w+)/.exec(statement.text)?.[1]?.toUpperCase() ?? 'STATEMENT';
    const span = tracer.startSpan(`${operation} ${statement.name}`.trim(), {
      kind: SpanKind.CLIENT,
      attributes: {
        'db.system.name': 'postgresql',
        'db.operation.name': operation,
        'db.query.summary': statement.name === '' ? operation : statement.name,
        'db.query.text': withoutLiterals(statement.text),
      },
    });
    const end = (fault: unknown): void => {
      if (fault !== undefined && fault !== null) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    };
    const last = parts.at(-1);
    if (typeof last === 'function') {
      const callback = context.bind(context.active(), last as (fault: unknown, ...rest: unknown[]) => void);
      return original.apply(this, [
        ...parts.slice(0, -1),
        (fault: unknown, ...rest: unknown[]) => {
          end(fault);
          callback(fault, ...rest);
        },
      ]);
    }
    const answer = original.apply(this, parts);
    if (answer instanceof Promise) answer.then(() => end(undefined), end);
    else end(undefined);
    return answer;
  };
  Reflect.set(Client.prototype, 'query', traced);
  return () => {
    Reflect.set(Client.prototype, 'query', original);
  };
}

/** Undefined for what is no statement: COPY streams and cursors submit themselves. */
function statementOf(given: unknown): { name: string; text: string } | undefined {
  if (typeof given === 'string') return { name: '', text: given };
  if (typeof given !== 'object' || given === null || 'submit' in given) return undefined;
  const { name, text } = given as { name?: unknown; text?: unknown };
  return typeof text === 'string' ? { name: typeof name === 'string' ? name : '', text } : undefined;
}

/** Texts and numbers written into a statement become a question mark; its parameters ($1) stay. */
export function withoutLiterals(text: string): string {
  return text
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(/(?<![\w$.])\d+(?:\.\d+)?/g, '?')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST);
}
