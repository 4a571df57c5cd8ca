import { randomUUID } from 'node:crypto';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Problem = { code: string; status: number; errors?: Record<string, string> };
type Told = { status: number; code: string; fields: string[]; type: string | null };

const ID = '0190f2a0-0000-7000-8000-000000000001';
/** Routes that take a body, of several features and audiences. */
const WRITES: readonly [method: string, path: string][] = [
  ['POST', '/api/sign-in'],
  ['POST', '/api/agents'],
  ['PUT', `/api/agents/${ID}`],
  ['POST', '/api/cases'],
  ['POST', `/api/cases/${ID}/notes`],
  ['POST', `/api/cases/${ID}/accounts`],
  ['POST', `/api/cases/${ID}/evidence`],
  ['POST', `/api/cases/${ID}/challenges`],
  ['POST', '/api/portal/codes'],
];
const LISTS = ['accounts', 'agents', 'audit-events', 'cases', 'imports', 'messages'];
const ONES = ['accounts', 'agents', 'audit-events', 'cases', 'imports', 'messages'];

describe('bad input', () => {
  let desk: TestDesk;
  let admin: Browser;
  const logged: string[] = [];
  beforeAll(async () => {
    desk = await TestDesk.open();
    admin = await desk.signedIn('admin');
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      logged.push(String(text));
      return true;
    });
  });
  beforeEach(() => desk.sql('delete from rate_limit'));
  afterAll(async () => {
    jest.restoreAllMocks();
    await desk.close();
  });

  const send = async (
    method: string,
    path: string,
    body?: string,
    type = 'application/json',
  ): Promise<Told> => {
    const answer = await admin.fetch(path, {
      method,
      headers: { 'idempotency-key': randomUUID(), ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body }),
    });
    const problem = (await answer.json()) as Problem;
    return {
      status: answer.status,
      code: problem.code,
      fields: Object.keys(problem.errors ?? {}),
      type: answer.headers.get('content-type'),
    };
  };
  const told = (status: number, code: string) => ({
    status,
    code,
    type: 'application/problem+json; charset=utf-8',
  });

  describe.each(WRITES)('%s %s', (method, path) => {
    it.each(['{', '{"a":}', '', '[1,', '{"a":1}{', 'null x', "{'a':1}"])('as the text %j', async (text) => {
      expect(await send(method, path, text)).toMatchObject(told(400, 'malformed-json'));
    });

    it.each(['null', '[]', '"text"', '42', 'true', '[{}]'])('as JSON that is no object: %s', async (text) => {
      const answer = await send(method, path, text);
      expect(answer).toMatchObject(told(422, 'invalid-input'));
      expect(answer.fields.length).toBeGreaterThan(0);
    });

    it('with fields of other types', async () => {
      const names = [
        'username',
        'password',
        'name',
        'role',
        'channel',
        'body',
        'accountId',
        'answers',
        'code',
      ];
      for (const wrong of [1, null, [], {}, true]) {
        const answer = await send(
          method,
          path,
          JSON.stringify(Object.fromEntries(names.map((n) => [n, wrong]))),
        );
        expect(answer).toMatchObject(told(422, 'invalid-input'));
        expect(answer.fields.length).toBeGreaterThan(0);
      }
    });

    it.each(['{"__proto__":{"role":"admin"}}', '{"constructor":{"prototype":{"role":"admin"}}}'])(
      'with the keys of an object’s ancestors: %s',
      async (text) => {
        expect([400, 422]).toContain((await send(method, path, text)).status);
        expect(({} as Record<string, unknown>)['role']).toBeUndefined();
      },
    );

    it('of a megabyte', async () => {
      const body = JSON.stringify({ username: 'x'.repeat(1_000_000) });
      expect(await send(method, path, body)).toMatchObject(told(413, 'body-too-large'));
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/xml', 'nonsense', 'application/jsonp'])(
      'as %s',
      async (type) => {
        expect(await send(method, path, '{}', type)).toMatchObject(told(415, 'unsupported-media-type'));
      },
    );

    it('as an upload', async () => {
      const form = '--b\r\ncontent-disposition: form-data; name="username"\r\n\r\nx\r\n--b--\r\n';
      const { status } = await send(method, path, form, 'multipart/form-data; boundary=b');
      expect([415, 422]).toContain(status);
    });
  });

  it('with a field that nobody knows', async () => {
    const agent = { username: 'somebody', name: 'Some Body', role: 'agent', password: 'ten letters or more' };
    const answer = await send('POST', '/api/agents', JSON.stringify({ ...agent, isOwner: true }));
    expect(answer).toMatchObject(told(422, 'invalid-input'));
    expect(await send('POST', '/api/sign-in', '{"username":"a","password":"b","remember":1}')).toMatchObject(
      told(422, 'invalid-input'),
    );
  });

  it.each([
    ['a right-to-left override', '\u202E'],
    ['a bidi isolate', '\u2066'],
    ['a zero-width space', '\u200B'],
    ['a zero-width joiner', '\u200D'],
    ['a byte order mark within', 'a\uFEFFb'],
    ['a NUL', 'a\u0000b'],
    ['a line break within', 'a\nb'],
    ['half a character', '\uD800'],
  ])('with %s in a name', async (_, hidden) => {
    const agent = {
      username: `u${randomUUID()}`,
      name: `Ann${hidden}Lee`,
      role: 'agent',
      password: 'long enough',
    };
    expect(await send('POST', '/api/agents', JSON.stringify(agent))).toMatchObject({
      ...told(422, 'invalid-input'),
      fields: ['name'],
    });
  });

  it.each(['\u0000', 'a\u0000b', '\uD800', '\u202E'])(
    'with %j as the name to sign in by',
    async (username) => {
      const { status } = await send('POST', '/api/sign-in', JSON.stringify({ username, password: username }));
      expect([401, 422]).toContain(status);
    },
  );

  it.each(ONES)('as an id of another shape: %s', async (resource) => {
    const shapes = [
      '1',
      'me',
      ID.slice(1),
      `${ID}0`,
      `{${ID}}`,
      '..%2f',
      '%00',
      "'%20or%201=1",
      'null',
      '%F0%9F%98%80',
    ];
    for (const id of shapes) {
      const answer = await send('GET', `/api/${resource}/${id}`);
      expect([id, answer.status]).toEqual([id, 422]);
      expect(answer.fields).toEqual(['id']);
    }
    for (const id of ['%', '%zz', 'x'.repeat(3000)])
      expect([400, 404, 414, 422]).toContain((await send('GET', `/api/${resource}/${id}`)).status);
  });

  it.each(LISTS)('as a list’s query: %s', async (resource) => {
    const queries = [
      'filter={',
      'filter=[]',
      'filter="text"',
      'filter={"id":"1"}',
      'filter={"id":{"a":1}}',
      'filter={"id":[null]}',
      'filter={"nothing":1}',
      'filter={"__proto__":{"id":1}}',
      'filter={"id":"\\u0000"}',
      'filter=1&filter=2',
      'filter[id]=1',
      'range=[0]',
      'range=[5,1]',
      'range=[-1,5]',
      'range=[0,100000]',
      'range=["0","5"]',
      'range=[0,1.5]',
      'range=[1e99,1e99]',
      'sort=["id"]',
      'sort=["password_hash","ASC"]',
      'sort=["id; drop table agent","ASC"]',
      'sort=["id","asc nulls first"]',
      'sort=["__proto__","ASC"]',
      'sort=["constructor","DESC"]',
      'page=1',
    ];
    for (const query of queries) {
      const { status } = await send('GET', `/api/${resource}?${encodeURI(query)}`);
      expect([query, status]).toEqual([query, 422]);
    }
    expect((await send('GET', `/api/${resource}?range=[100000,100010]`)).status).toBe(400);
    const nul = encodeURIComponent('{"q":"a\\u0000b"}');
    expect([200, 422]).toContain((await admin.fetch(`/api/${resource}?filter=${nul}`)).status);
  });

  it.each(['', ' ', 'a b', 'ä', 'x'.repeat(201)])('with the Idempotency-Key %j', async (key) => {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': encodeURI(key) === key ? key : 'é',
    };
    const agent = { username: 'somebody', name: 'Some Body', role: 'agent', password: 'ten letters or more' };
    const answer = await admin.fetch('/api/agents', { method: 'POST', headers, body: JSON.stringify(agent) });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'idempotency-key-missing' }]);
  });

  it.each([
    ['no cookie at all', ''],
    ['an empty one', 'relink_agent='],
    ['one of another shape', 'relink_agent=1'],
    ['one that is not text', 'relink_agent=%00%ff'],
    ['one of a session that is not', `relink_agent=${'x'.repeat(43)}`],
    ['a portal’s cookie', `relink_customer=${'x'.repeat(43)}`],
    ['a thousand of them', Array.from({ length: 300 }, (_, n) => `c${String(n)}=1`).join('; ')],
  ])('as a session: %s', async (_, cookie) => {
    const answer = await fetch(`${desk.url}/api/me`, { headers: { cookie } });
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'signed-out' }]);
  });

  it('leaves no fault in the log: each was expected', () => {
    expect(logged.filter((line) => line.includes('Problem'))).toEqual([]);
  });
});

describe('a database that goes away', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  afterAll(() => desk.close());

  const cutConnections = () =>
    desk.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename = 'relink_app'`,
    );

  it('in the middle of requests: some get 503, nobody anything worse, and it is back by itself', async () => {
    const agent = await desk.signedIn('supervisor');
    const seen = new Set<number>();
    for (let round = 0; round < 10; round++) {
      const asked = Array.from({ length: 12 }, () => agent.get('/api/agents'));
      await cutConnections();
      for (const { status } of await Promise.all(asked)) seen.add(status);
    }
    expect([...seen].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    const after = await Promise.all(Array.from({ length: 12 }, () => agent.get('/api/me')));
    expect(new Set(after.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('for a while: 503 with Retry-After, then as before', async () => {
    const agent = await desk.signedIn('supervisor');
    const [{ name }] = (await desk.sql<{ name: string }>('select current_database() as name')) as [
      { name: string },
    ];
    // The owner, a superuser, may still come in.
    await desk.sql(`alter database ${name} with connection limit 0`);
    await cutConnections();
    for (const path of ['/api/me', '/api/agents', '/api/health/ready']) {
      const { status, body, headers } = await agent.get<Problem>(path);
      expect([path, status, body.code]).toEqual([path, 503, 'database-unavailable']);
      expect(headers.get('retry-after')).toBe('2');
    }
    const entering = await agent.post<Problem>('/api/sign-in', { username: 'a', password: 'b' });
    expect([entering.status, entering.body.code]).toEqual([503, 'database-unavailable']);
    expect((await agent.get('/api/health/live')).status).toBe(200);
    await desk.sql(`alter database ${name} with connection limit -1`);
    expect((await agent.get('/api/me')).status).toBe(200);
    expect((await agent.get('/api/health/ready')).status).toBe(200);
  });

  it('in the middle of a change: nothing of it is there, and the same request does it afterwards', async () => {
    const admin = await desk.signedIn('admin');
    const key = { 'idempotency-key': randomUUID() };
    const agent = { username: 'halfway', name: 'Half Way', role: 'agent', password: 'ten letters or more' };
    // Held up by this lock, the change is in its transaction when the connection dies.
    await desk.sql('begin');
    await desk.sql('lock table agent in exclusive mode');
    const asked = admin.post<Problem>('/api/agents', agent, key);
    for (;;) {
      const waiting = await desk.sql(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      if (waiting.length > 0) break;
    }
    await cutConnections();
    expect(await asked).toMatchObject({ status: 503, body: { code: 'database-unavailable' } });
    await desk.sql('commit');
    expect(await desk.sql("select 1 from agent where username = 'halfway'")).toEqual([]);
    expect((await admin.post('/api/agents', agent, key)).status).toBe(201);
    expect(await desk.sql("select 1 from agent where username = 'halfway'")).toHaveLength(1);
  });
});
