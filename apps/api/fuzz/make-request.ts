import { randomUUID } from 'node:crypto';
import type { Chance } from '../src/demo/chance.ts';
import type { RawRequest } from '../staged-desk/sender.ts';
import { type KnownValues, type Situation, wordBefore } from './known-values.ts';
import { mutated, ODD_TEXTS, oddValue } from './odd-values.ts';
import type { Operation, Parameter } from './operations.ts';
import type { ValidValues } from './valid-value.ts';

type Draft = {
  segments: string[];
  query: [name: string, value: string][];
  headers: Record<string, string>;
  body: Buffer | undefined;
};

const JSON_TYPE = 'application/json';
const BOUNDARY = 'relink-fuzz';
const FILES = [
  'Customer ID,First Name,Last Name,Email,Phone\n1,Asha,Patel,asha@mail.example,+919812345678\n',
  'Name,Email,Financial Status,Paid at,Currency,Total,Lineitem quantity,Lineitem name,Lineitem price\n#1,a@mail.example,paid,,INR,1,1,x,1\n',
  'a,b\n1,2\n',
  '',
  '"broken',
];

/** Makes requests for one operation: some that fit its description, some that do not. */
export class RequestMaker {
  private lastKey: string | undefined;

  constructor(
    private readonly chance: Chance,
    private readonly known: KnownValues,
    private readonly values: ValidValues,
  ) {}

  make(operation: Operation, cookie: string | undefined, situation: Situation | undefined): RawRequest {
    const { chance } = this;
    const draft: Draft = {
      segments: operation.path.split('/').map((part) => this.segment(operation, part, situation)),
      query: [],
      headers: {
        // Without it, it is this machine's own: one address that may try too often, and may read the figures.
        ...(chance.fraction() < 0.97 && { 'x-forwarded-for': this.address() }),
        ...(cookie !== undefined && { cookie }),
      },
      body: undefined,
    };
    for (const parameter of operation.parameters)
      if (parameter.in === 'query' && chance.fraction() < 0.5)
        draft.query.push([parameter.name, this.queryValue(parameter, situation)]);
    if (operation.method !== 'GET') draft.headers['idempotency-key'] = randomUUID();
    this.fillBody(operation, draft, situation);
    if (chance.fraction() < 0.5) this.spoil(operation, draft);
    const query = draft.query.map((pair) => pair.map(encoded).join('=')).join('&');
    return {
      method: operation.method,
      path: `${draft.segments.join('/')}${query && `?${query}`}`,
      headers: draft.headers,
      body: draft.body,
    };
  }

  private segment({ path, parameters }: Operation, part: string, situation: Situation | undefined): string {
    if (!part.startsWith('{')) return part;
    const name = part.slice(1, -1);
    const word = wordBefore(path, path.slice(0, path.indexOf(part)));
    const own = situation?.ids[name] ?? situation?.ids[word];
    if (own !== undefined && this.chance.fraction() < 0.85) return own;
    const schema = parameters.find((parameter) => parameter.name === name)?.schema ?? {};
    return encoded(this.known.pick(word, this.chance) ?? String(this.values.of(schema, word, situation)));
  }

  private queryValue({ name, schema, json }: Parameter, situation: Situation | undefined): string {
    const value = this.values.of(schema, name, situation);
    return json ? JSON.stringify(value) : String(value);
  }

  private fillBody({ body }: Operation, draft: Draft, situation: Situation | undefined): void {
    if (!body) return;
    if (body.type === 'multipart/form-data') {
      draft.headers['content-type'] = `multipart/form-data; boundary=${BOUNDARY}`;
      const field = this.chance.one(['file', 'file', 'file', 'other']);
      const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${field}"; filename="x.csv"\r\ncontent-type: text/csv\r\n\r\n`;
      draft.body = Buffer.from(`${head}${this.chance.one(FILES)}\r\n--${BOUNDARY}--\r\n`);
      return;
    }
    let value = this.values.of(body.schema, 'body', situation);
    if (this.chance.fraction() < 0.35) value = mutated(value, this.chance);
    draft.headers['content-type'] = JSON_TYPE;
    draft.body = Buffer.from(JSON.stringify(value));
  }

  /** One thing wrong outside the values of the body. */
  private spoil(operation: Operation, draft: Draft): void {
    const { chance } = this;
    const ways: (() => void)[] = [() => this.spoilHeaders(draft), () => this.spoilQuery(operation, draft)];
    if (operation.path.includes('{')) ways.push(() => this.spoilPath(operation, draft));
    if (operation.method !== 'GET')
      ways.push(
        () => this.spoilBody(draft),
        () => this.spoilKey(draft),
      );
    chance.one(ways)();
  }

  private spoilPath({ path }: Operation, draft: Draft): void {
    const places = path.split('/').flatMap((part, at) => (part.startsWith('{') ? [at] : []));
    draft.segments[this.chance.one(places)] = this.chance.one([
      randomUUID(),
      '%ff',
      '%00',
      '%',
      '..%2f',
      'x'.repeat(250),
      encoded(this.chance.one(ODD_TEXTS)).slice(0, 3000),
    ]);
  }

  private spoilQuery({ parameters }: Operation, draft: Draft): void {
    const { chance } = this;
    const name = chance.one([
      ...parameters.map((parameter) => parameter.name),
      'extra',
      '__proto__',
      'filter',
    ]);
    const value = chance.one([
      () => JSON.stringify(oddValue(chance)) || '',
      () => chance.one(ODD_TEXTS),
      () => JSON.stringify([chance.whole(-5, 20_000), chance.one([0, 24, 1e9, 1e21, -1])]),
      () => JSON.stringify({ q: chance.one(ODD_TEXTS) }),
      () => JSON.stringify({ [chance.one(['id', 'state', 'from', 'extra'])]: oddValue(chance) }),
      () => JSON.stringify([chance.one(['id', 'password_hash', 'id; drop', '']), chance.one(['ASC', 'up'])]),
      () => '{',
    ])();
    draft.query.push([name, value.slice(0, 4000)]);
    if (chance.fraction() < 0.2) draft.query.push([name, 'again']);
  }

  private spoilHeaders(draft: Draft): void {
    const [name, value] = this.chance.one([
      ['cookie', 'relink_agent=x; relink_customer=%ff; =; ;;'],
      ['cookie', `relink_agent=${'A'.repeat(43)}; relink_customer=${'A'.repeat(43)}`],
      ['sec-fetch-site', 'cross-site'],
      ['origin', 'https://evil.example'],
      ['origin', 'null'],
      ['accept', 'text/html;q=1e9, */*;q=-1'],
      ['accept-language', 'xx-'.repeat(300)],
      ['user-agent', '\u00ff'.repeat(2000)],
      ['x-forwarded-for', 'nobody, ::ffff:10.0.0.1, 999.1.1.1'],
      ['x-forwarded-host', 'evil.example'],
      ['x-http-method-override', 'DELETE'],
      ['range', 'bytes=9-1'],
      ['if-none-match', '*'],
      ['x-request-id', 'y'.repeat(9000)],
      ['authorization', 'Bearer nothing'],
    ] as const);
    draft.headers[name] = value;
  }

  private spoilBody(draft: Draft): void {
    const text = draft.body?.toString() ?? '{}';
    const [type, body] = this.chance.one<[string, string | Buffer]>([
      [JSON_TYPE, text.slice(0, -1)],
      [JSON_TYPE, `${text}${text}`],
      [JSON_TYPE, ''],
      [JSON_TYPE, `\ufeff${text}`],
      [JSON_TYPE, '{"__proto__":{"role":"admin"}}'],
      [JSON_TYPE, Buffer.from([0x22, 0xff, 0xc3, 0x28, 0x22])],
      [JSON_TYPE, this.chance.fraction() < 0.1 ? JSON.stringify({ x: 'x'.repeat(300_000) }) : 'null'],
      [JSON_TYPE, this.chance.fraction() < 0.1 ? '['.repeat(100_000) : '1e400'],
      ['application/json; charset=utf-16', text],
      ['text/plain', text],
      ['application/x-www-form-urlencoded', 'a=1&a=2'],
      ['multipart/form-data', text],
      [`multipart/form-data; boundary=${BOUNDARY}`, `--${BOUNDARY}\r\n\r\n`],
      ['application/jsonp', text],
      ['', text],
    ]);
    draft.headers['content-type'] = type;
    draft.body = Buffer.from(body);
  }

  private spoilKey(draft: Draft): void {
    const key = this.chance.one(['', 'k'.repeat(201), '\u00e9', 'a b', this.lastKey ?? 'a']);
    this.lastKey = draft.headers['idempotency-key'];
    if (this.chance.fraction() < 0.3) delete draft.headers['idempotency-key'];
    else draft.headers['idempotency-key'] = key;
  }

  /** One of so many that no address is stopped for what the others did. RFC 2544's test network is behind the proxy. */
  private address(): string {
    return `198.18.${this.chance.whole(0, 255)}.${this.chance.whole(0, 255)}`;
  }
}

/** `encodeURIComponent` for any text: one with half a surrogate pair gets the bytes that stand for such a half. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
