import { randomInt, randomUUID } from 'node:crypto';
import { AGENT_ROLES, type AgentRole, isAgentRole, roleHolds } from '@relink/domain';
import { aCase, anAccount, anAddress, anIdentifier, anOrder, daysAgo } from '@relink/testing';
import { AnswerJudge } from '../fuzz/judge-answer.ts';
import { KnownValues, type Situation, wordBefore } from '../fuzz/known-values.ts';
import { type ApiDocument, type Operation, readOperations } from '../fuzz/operations.ts';
import { ValidValues } from '../fuzz/valid-value.ts';
import { Chance } from '../src/demo/chance.ts';
import { hashPassword } from '../src/platform/guard/passwords.ts';
import { letAgentIn, letCustomerIn, seat } from '../staged-desk/hire.ts';
import { ROUTES, type RouteAccess } from './harness/route-table.ts';
import { TestDesk } from './harness/test-desk.ts';

const STATES = ['open', 'waiting-for-customer', 'waiting-for-approval', 'closed'] as const;
/** Who asks: nobody, a customer, somebody of each role who has nothing to do with the case, and the agent whose case it is. */
const SEATS = ['nobody', 'customer', ...AGENT_ROLES, 'own-agent'] as const;
type Seat = (typeof SEATS)[number];
/** What an admin's request may have taken from the next ones. */
const PUT_BACK = [
  'update agent set disabled_at = null where disabled_at is not null',
  `update change_stop set lifted_at = now(), lifted_by = stopped_by, lift_reason = 'matrix' where lifted_at is null`,
  'delete from policy where version > 1',
];

/**
 * What nobody may see of an account in a case in which nothing was proven, and everything that may not change. The agent
 * is told names and numbers of a claimed account masked at most.
 */
const KEPT = `select a.status, a.first_name, a.last_name, a.merged_into,
    (select jsonb_agg(jsonb_build_array(i.value, i.use, i.state) order by i.id) from identifier i where i.account_id = a.id and i.state <> 'pending') as identifiers,
    (select count(*)::int from shop_order o where o.account_id = a.id) as orders,
    (select c.password_hash from credential c where c.account_id = a.id) as password
  from account a where a.id = $1`;

describe('every route by every role by every state of a case', () => {
  let desk: TestDesk;
  let operations: Operation[];
  let judge: AnswerJudge;
  let hash: string;
  beforeAll(async () => {
    desk = await TestDesk.open({ RELINK_TRUST_PROXY: '1' }, { work: true });
    const { body } = await desk.browser().get<ApiDocument>('/api/openapi.json');
    operations = readOperations(body);
    judge = new AnswerJudge(body);
    hash = await hashPassword(randomUUID());
  });
  afterAll(() => desk.close());

  it('has each route of the API in the table of who may call it, and no other', () => {
    expect(operations.map(({ name }) => name).toSorted()).toEqual(Object.keys(ROUTES).toSorted());
  });

  describe.each(STATES)('of a case that is %s', (state) => {
    it.each(SEATS)(
      '%s gets what the table says, sees nothing personal, and changes nothing',
      async (who) => {
        for (const statement of PUT_BACK) await desk.sql(statement);
        const chance = new Chance(
          [...`${state}${who}`].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7) | 0,
        );
        const values = new ValidValues(chance, new KnownValues(), (schema) => judge.resolve(schema));
        const scene = await staged(desk, state, hash);
        const before = await desk.sql(KEPT, [scene.accountId]);
        const wrong: string[] = [];
        const meanwhile: Promise<void>[] = [];
        let cookie: string | undefined;
        for (const operation of operations) {
          const access = ROUTES[operation.name];
          // Streams without end have tests of their own; a sign-out ends the seat that is being tried.
          if (access === undefined || ENDLESS.has(operation.name)) continue;
          // A change may end the session it came with: the next request has one of its own.
          cookie =
            operation.method === 'GET' ? (cookie ?? (await scene.cookieOf(who))) : await scene.cookieOf(who);
          const tried = async (own: string | undefined): Promise<void> => {
            const answer = await ask(desk, operation, own, scene.situation, values);
            const verdict = judged(operation, access, who, answer);
            if (verdict !== undefined) wrong.push(`${operation.name}: ${verdict}`);
            // What a supervisor asks for with a reason, one field at a time, counted and written down.
            if (operation.name.endsWith('/reveals') && OVERSEE.has(who)) return;
            for (const secret of scene.secrets)
              if (answer.text.includes(secret)) wrong.push(`${operation.name}: told ${who} "${secret}"`);
          };
          // The portal takes its time over a refusal, and what it is asked has a session of its own.
          if (access === 'portal') meanwhile.push(tried(cookie));
          else await tried(cookie);
          if (operation.method !== 'GET') cookie = undefined;
        }
        await Promise.all(meanwhile);
        expect(wrong).toEqual([]);
        expect(await desk.sql(KEPT, [scene.accountId])).toEqual(before);
      },
      120_000,
    );
  });
});

const OVERSEE: ReadonlySet<Seat> = new Set(['supervisor', 'admin']);
/** Routes that a role may call and that still answer `not-permitted` to part of what can be asked. */
const IN_PART = new Set(['GET /api/duplicates']);
const ENDLESS = new Set(['GET /api/live', 'POST /api/sign-out']);

type Told = { readonly status: number; readonly code: string | undefined; readonly text: string };

/** Undefined where the answer is one that the table allows. */
function judged(
  { name, method }: Operation,
  access: RouteAccess,
  who: Seat,
  { status, code }: Told,
): string | undefined {
  const said = `${who} was answered ${String(status)} ${code ?? ''}`;
  if (status >= 500 && status !== 503) return said;
  const role: AgentRole | undefined = who === 'own-agent' ? 'agent' : isAgentRole(who) ? who : undefined;
  switch (access) {
    case 'everybody':
    case 'provider':
    case 'portal':
      return undefined;
    case 'customer':
      // Nothing but a customer's own cookie opens it, whoever else is signed in at this desk.
      return who === 'customer' || status === 401 || method === 'OPTIONS' ? undefined : said;
    default: {
      if (role === undefined) return status === 401 && code === 'signed-out' ? undefined : said;
      const may = access === 'any-agent' || roleHolds(role, access);
      if (!may) return status === 403 && code === 'not-permitted' ? undefined : said;
      return status === 401 && code === 'signed-out'
        ? said
        : status === 403 && code === 'not-permitted' && !IN_PART.has(name)
          ? said
          : undefined;
    }
  }
}

async function ask(
  desk: TestDesk,
  { method, path, parameters, body }: Operation,
  cookie: string | undefined,
  situation: Situation,
  values: ValidValues,
): Promise<Told> {
  const way = path
    .split('/')
    .map((part) => {
      if (!part.startsWith('{')) return part;
      const name = part.slice(1, -1);
      const word = wordBefore(path, path.slice(0, path.indexOf(part)));
      const schema = parameters.find((parameter) => parameter.name === name)?.schema ?? {};
      return situation.ids[name] ?? situation.ids[word] ?? String(values.of(schema, word, situation));
    })
    .map(encodeURIComponent)
    .join('/');
  const query = new URLSearchParams();
  for (const { name, in: place, schema, json } of parameters) {
    if (place !== 'query') continue;
    const value = values.of(schema, name, situation);
    query.set(name, json ? JSON.stringify(value) : String(value));
  }
  const headers = new Headers({ 'x-forwarded-for': `10.${address()}.${address()}.${address()}` });
  if (cookie !== undefined) headers.set('cookie', cookie);
  const init: RequestInit = { method, headers };
  if (method !== 'GET') headers.set('idempotency-key', randomUUID());
  if (body?.type === 'application/json') {
    headers.set('content-type', body.type);
    init.body = JSON.stringify(values.of(body.schema, 'body', situation));
  }
  const response = await fetch(`${desk.url}${way}${query.size > 0 ? `?${query.toString()}` : ''}`, {
    ...init,
    redirect: 'manual',
  });
  const text = await response.text();
  const code = /"code":"([a-z-]+)"/.exec(response.status >= 400 ? text : '')?.[1];
  return { status: response.status, code, text };
}

let turns = 0;
const address = (): string => String((turns += 97) % 250);

/** An account full of strings that are nowhere else, in a case in which nothing was proven. */
async function staged(desk: TestDesk, state: (typeof STATES)[number], hash: string) {
  const secret = (what: string) => `${what}${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const [family, street, item] = [secret('Family'), secret('Street'), secret('Thing')];
  const [email, phone] = [
    `${secret('mail')}@mail.example`,
    `+9198${String(randomInt(10_000_000, 99_999_999))}`,
  ];
  const { id: accountId } = await anAccount(desk, {
    firstName: 'Nila',
    lastName: family,
    note: secret('Note'),
  });
  const { id: identifierId } = await anIdentifier(desk, { accountId, kind: 'phone', value: phone });
  await anIdentifier(desk, { accountId, kind: 'email', value: email, use: 'contact' });
  await anAddress(desk, accountId, { line1: street });
  await anOrder(desk, { accountId, placedAt: daysAgo(40), items: [{ name: item }], ship: { line1: street } });
  const { id: duplicateId } = await anAccount(desk, { firstName: 'Nila', lastName: '' });
  const owner = await seat(desk, 'agent', hash);
  const { id: caseId } = await aCase(desk, {
    agentId: owner.id,
    state,
    claimed: accountId,
    duplicates: [duplicateId],
  });
  const situation: Situation = {
    cookie: owner.cookie,
    customer: '',
    values: {
      caseId,
      accountId,
      duplicateId,
      identifierId,
      agentId: owner.id,
      survivorId: accountId,
      otherId: duplicateId,
    },
    ids: { cases: caseId, accounts: accountId },
  };
  // A fresh one for each request: what one request did to its own session is not what the next one is tried with.
  const cookieOf = async (who: Seat): Promise<string | undefined> => {
    if (who === 'nobody') return undefined;
    if (who === 'customer') return letCustomerIn(desk, duplicateId);
    if (who !== 'own-agent') return (await seat(desk, who, hash)).cookie;
    return letAgentIn(desk, owner.id);
  };
  return { accountId, situation, cookieOf, secrets: [family, street, item, email, phone, phone.slice(3)] };
}
