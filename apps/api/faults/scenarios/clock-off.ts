import { SmsGateway } from '../../test/harness/sms-gateway.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { aStory, type Story } from '@relink/testing';
import { Backstage } from '../place/backstage.ts';
import { type Answer, Caller } from '../place/caller.ts';
import { DeskProcess } from '../place/processes.ts';
import { counted, type Figure, invariants, type Scenario, within } from '../scenario.ts';

const HOUR_MS = 3_600_000;
const CLOCK = new URL('../place/shifted-clock.js', import.meta.url);
/** How far what is written may be from the database's clock. */
const CLOSE_MS = 10_000;

/** Two servers and two workers of the desk, one of each an hour ahead and one an hour behind, on one database. */
export const clockOff: Scenario = {
  name: 'clock an hour off',
  async run(database) {
    const gateway = await SmsGateway.open();
    const backstage = await Backstage.open(database, {
      SMS_WEBHOOK_URL: gateway.url,
      SMS_WEBHOOK_SECRET: 'a secret of the gateway',
    });
    const off = (part: 'serve' | 'work', ms: number) =>
      DeskProcess.start({
        part,
        preload: CLOCK,
        env: { ...backstage.env, FAULTS_CLOCK_SHIFT_MS: String(ms) },
      });
    const ahead = await off('serve', HOUR_MS);
    const behind = await off('serve', -HOUR_MS);
    try {
      const agent = new Caller(ahead.url);
      await agent.signIn((await backstage.hire('agent')).username);
      const figures = [
        ...(await codes(backstage, agent, behind.url)),
        ...(await locks(backstage, agent, behind.url)),
        ...(await sessions(backstage, agent, behind.url)),
        await tries(backstage, ahead.url, behind.url),
        ...(await messages(backstage, gateway, off)),
      ];
      const [events] = await backstage.sql<{ off: number; all: number }>(
        `select count(*) filter (where at not between now() - interval '10 minutes' and now() + interval '1 second')::int as off,
                count(*)::int as all from audit_event`,
      );
      return [
        ...figures,
        {
          what: 'events not at the database’s time',
          figure: `${String(events?.off)} of ${String(events?.all)}`,
          holds: events?.off === 0,
        },
        await invariants(backstage.pool),
      ];
    } finally {
      await ahead.kill();
      await behind.kill();
      await backstage.close();
      await gateway.close();
    }
  },
};

/** A new case of a new customer, by the agent. */
async function taken(
  backstage: Backstage,
  agent: Caller,
): Promise<{ readonly story: Story; readonly caseId: string }> {
  const story = await aStory(backstage, 'A');
  const opened = await agent.post('/api/cases', { channel: 'phone' });
  const caseId = String(opened?.body['id']);
  await agent.post(`/api/cases/${caseId}/accounts`, { accountId: story.old.id, role: 'claimed' });
  return { story, caseId };
}

async function codes(backstage: Backstage, agent: Caller, behind: string): Promise<Figure[]> {
  const customer = new Caller(behind);
  const sent = async () => {
    const { story, caseId } = await taken(backstage, agent);
    const code = { accountId: story.old.id, identifierId: story.old.phone.id, purpose: 'evidence' };
    await agent.post(`/api/cases/${caseId}/challenges`, code);
    const secret = await backstage.received(story.phone, 'evidence-code');
    if (!secret) throw new Error('No code was sent.');
    return { secret, caseId };
  };
  const good = await sent();
  const left = await backstage.sql<{ ms: number }>(
    'select abs(extract(epoch from expires_at - now()) * 1000 - 600000)::float8 as ms from challenge where case_id = $1',
    [good.caseId],
  );
  const accepted = await customer.post('/api/portal/codes', good.secret);
  const old = await sent();
  await backstage.sql(
    `update challenge set created_at = created_at - interval '11 minutes', expires_at = expires_at - interval '11 minutes'
      where case_id = $1`,
    [old.caseId],
  );
  const late = await customer.post('/api/portal/codes', old.secret);
  await backstage.sql(
    `update challenge set created_at = created_at + interval '11 minutes', expires_at = expires_at + interval '11 minutes'
      where case_id = $1`,
    [old.caseId],
  );
  return [
    within('a code’s ten minutes, off by', left[0]?.ms ?? Infinity, CLOSE_MS),
    answered('a code in its time', accepted, 200),
    answered('a code a minute too late', late, 422),
  ];
}

async function locks(backstage: Backstage, agent: Caller, behind: string): Promise<Figure[]> {
  const { story, caseId } = await taken(backstage, agent);
  const accountId = story.old.id;
  const wrong = {
    accountId,
    answers: [
      { kind: 'shipping_address', street: 'Nowhere 1', postcode: '100000' },
      { kind: 'full_name', fullName: 'Nobody Atall' },
    ],
  };
  for (let round = 0; round < 3; round++) await agent.post(`/api/cases/${caseId}/evidence`, wrong);
  const [lock] = await backstage.sql<{ ms: number }>(
    `select abs(extract(epoch from until - now()) * 1000 - 86400000)::float8 as ms from verification_lock where account_id = $1`,
    [accountId],
  );
  const elsewhere = await agent.at(behind).post(`/api/cases/${caseId}/evidence`, wrong);
  return [
    within('a lock’s 24 hours, off by', lock?.ms ?? Infinity, CLOSE_MS),
    {
      what: 'a locked account at the other server',
      figure: String(elsewhere?.body['code']),
      holds: elsewhere?.body['code'] === 'account-locked',
    },
  ];
}

async function sessions(backstage: Backstage, agent: Caller, behind: string): Promise<Figure[]> {
  const other = agent.at(behind);
  const alive = await other.get('/api/me');
  await backstage.sql(`update agent_session set last_seen_at = now() - interval '16 minutes'`);
  return [
    answered('a session begun at the other server', alive, 200),
    answered('a session idle for 16 minutes, ahead', await agent.get('/api/me'), 401),
    answered('a session idle for 16 minutes, behind', await other.get('/api/me'), 401),
  ];
}

/** Ten wrong passwords behind, and the eleventh ahead: its clock says that the quarter of an hour is long over. */
async function tries(backstage: Backstage, ahead: string, behind: string): Promise<Figure> {
  const { username } = await backstage.hire('agent');
  const wrong = { username, password: 'not the password at all' };
  for (let tried = 0; tried < 10; tried++) await new Caller(behind).post('/api/sign-in', wrong);
  return answered(
    'an eleventh wrong password, ahead',
    await new Caller(ahead).post('/api/sign-in', wrong),
    429,
  );
}

async function messages(
  backstage: Backstage,
  gateway: SmsGateway,
  off: (part: 'work', ms: number) => Promise<DeskProcess>,
): Promise<Figure[]> {
  const soon = await backstage.sql<{ late: Date; soon: Date; now: Date }>(
    `select now() - interval '1 minute' as late, now() + interval '10 minutes' as soon, now() as now`,
  );
  const [times] = soon;
  if (!times) throw new Error('The database did not say what time it is.');
  // What was queued before is not this part's concern.
  await backstage.sql(`update message set state = 'expired', secret_sealed = null where state = 'waiting'`);
  const reached = async (ms: number, expiresAt: Date): Promise<string> => {
    const id = await backstage.queue({ channel: 'sms', destination: '+919876543210', expiresAt });
    const worker = await off('work', ms);
    const state = async () =>
      (await backstage.sql<{ state: string }>('select state from message where id = $1', [id]))[0]?.state ??
      '';
    for (let look = 0; look < 300 && (await state()) === 'waiting'; look++) await wait(100);
    await worker.kill();
    return state();
  };
  const sent = await reached(HOUR_MS, times.soon);
  const late = await reached(-HOUR_MS, times.late);
  const signedAt =
    Number(/^t=(\d+)/.exec(String(gateway.taken.at(-1)?.headers['relink-signature']))?.[1]) * 1000;
  return [
    { what: 'a message in its time, by a worker ahead', figure: sent, holds: sent === 'handed-over' },
    { what: 'a message too late, by a worker behind', figure: late, holds: late === 'expired' },
    within('an SMS request’s signed time, off by', Math.abs(signedAt - times.now.getTime()), 60_000),
    counted('SMS handed over', gateway.taken.length, 1),
  ];
}

function answered(what: string, answer: Answer | undefined, status: number): Figure {
  return { what, figure: String(answer?.status ?? 'no answer'), holds: answer?.status === status };
}
