import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ReassignEmailResponse } from '@relink/contract';
import { anEmailAddress, aStory } from '@relink/testing';
import { Client } from 'pg';
import { headerOf, SmtpSink, textOf } from './harness/smtp-sink.ts';
import { ownerUrl, SpawnedDesk } from './harness/spawned-desk.ts';
import { aVerifiedCase } from './harness/story.ts';
import { PASSWORD, TestDesk } from './harness/test-desk.ts';

type Reassignment = {
  readonly caseId: string;
  readonly accountId: string;
  readonly email: string;
  readonly key: string;
  readonly cookie: string;
};

/** What a desk has just written when it dies: the table, what it did there, and the column that tells whose it is. */
const MOMENTS = [
  ['account', 'update', 'id'],
  ['plan', 'insert', 'account_id'],
  ['identifier', 'insert', 'account_id'],
  ['identifier_change', 'insert', 'account_id'],
  ['identifier_claim', 'insert', 'account_id'],
  ['message', 'insert', 'account_id'],
  ['challenge', 'insert', 'account_id'],
  ['audit_event', 'insert', 'account_id'],
  ['idempotent_request', 'insert', 'key'],
] as const;

const NOTHING = {
  version: 1,
  plans: 0,
  emails: 0,
  claims: 0,
  changes: 0,
  challenges: 0,
  messages: 0,
  events: [],
  answers: 0,
};
const ALL = {
  version: 2,
  plans: 1,
  emails: 1,
  claims: 1,
  changes: 1,
  challenges: 1,
  messages: 2,
  events: ['identifier.email-requested'],
  answers: 1,
};

// The first of the two keys of the advisory locks that a held statement waits for.
const HELD = 20_817;
const LOOKS = 800;

/**
 * A desk that serves and works is killed with a reassignment at each of its moments, a commit and a mail in hand.
 * A trigger that waits for a lock says that it is there: nothing depends on how fast anything is.
 */
describe('a desk killed while it gives accounts an e-mail', () => {
  const at = new Map<string, Reassignment>();
  const found = new Map<string, unknown>();
  let mailed: Reassignment;
  let mailedFound: unknown;
  let desk: TestDesk;
  let api: SpawnedDesk;
  let smtp: SmtpSink;
  let locks = 0;
  let answers: PromiseSettledResult<unknown>[];

  beforeAll(async () => {
    smtp = await SmtpSink.open();
    desk = await TestDesk.open();
    await desk.sql(`create function hold() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(${String(HELD)}, tg_argv[0]::int); return new; end $$`);
    for (const [table, verb, column] of MOMENTS) {
      const asked = await aReassignment();
      at.set(table, asked);
      await hold(
        `after ${verb} on ${table}`,
        `new.${column} = '${column === 'key' ? asked.key : asked.accountId}'`,
      );
    }
    const committing = await aReassignment();
    at.set('commit', committing);
    await hold(
      'after insert on idempotent_request deferrable initially deferred',
      `new.key = '${committing.key}'`,
    );
    mailed = await aReassignment();
    await hold(
      'after update on message',
      `new.destination = '${mailed.email}' and new.state = 'handed-over'`,
    );

    api = await started();
    expect((await ask(mailed)).status).toBe(201);
    const asking = Promise.allSettled([...at.values()].map((asked) => ask(asked)));
    await killed(await waiting(MOMENTS.length + 2), letGo);
    answers = await asking;
    for (const [moment, asked] of at) found.set(moment, await written(asked));
    [mailedFound] = await messagesTo(mailed.email);

    // A minute passes: what a dead worker had in hand is looked for every minute.
    await desk.sql(`update graphile_worker._private_jobs set locked_at = locked_at - interval '61 seconds'`);
    await desk.sql(`select graphile_worker.add_job('resume_messages')`);
    api = await started();
  });
  afterAll(async () => {
    await SpawnedDesk.killAll();
    await desk.close();
    await smtp.close();
  });

  it('has answered none of those it was at', () => {
    expect(answers.map(({ status }) => status)).toEqual(Array(at.size).fill('rejected'));
  });

  it.each(MOMENTS)('at its %s (%s), leaves nothing; asked again, does it once', async (table) => {
    expect(found.get(table)).toEqual(NOTHING);
    const asked = at.get(table)!;
    const first = await ask(asked);
    expect([first.status, first.body.state]).toEqual([201, 'pending']);
    expect(await ask(asked)).toEqual(first);
    expect(await written(asked)).toEqual(ALL);
  });

  it('at its commit, leaves all of it; asked again, answers as it would have', async () => {
    expect(found.get('commit')).toEqual(ALL);
    await answersWhatIsThere(at.get('commit')!, api.url);
  });

  it('with a mail that was taken and not yet noted, sends the same mail again', async () => {
    expect(mailedFound).toMatchObject({ state: 'waiting', attempts: 1 });
    const [message] = await until('the mail is handed over', async () => {
      const messages = await messagesTo(mailed.email);
      return messages[0]?.state === 'handed-over' ? messages : undefined;
    });
    expect(message).toMatchObject({ attempts: 2 });
    const [once, again, ...more] = smtp.mails.filter(({ to }) => to === mailed.email);
    expect(more).toEqual([]);
    expect([once, again].map((mail) => headerOf(mail!, 'Message-ID'))).toEqual(
      Array(2).fill(`<${message!.id}@relink.localhost>`),
    );
    const link = /#([\w-]{43})/;
    const [, token] = link.exec(textOf(again!)) ?? [];
    expect(token).toBe(link.exec(textOf(once!))?.[1]);
    const confirmed = await post(api.url, '/api/portal/email-confirmations', { token });
    expect(confirmed.status).toBe(200);
  });

  it('loses no message: all that was committed is sent, and nothing else', async () => {
    await until('nothing waits any more', async () => {
      const waits = await desk.sql(`select 1 from message where state <> 'handed-over'`);
      return waits.length === 0 ? true : undefined;
    });
    const emails = await desk.sql<{ id: string }>(
      `select id from message where channel = 'email' order by id`,
    );
    const sent = new Set(smtp.mails.map((mail) => headerOf(mail, 'Message-ID')));
    expect([...sent].sort()).toEqual(emails.map(({ id }) => `<${id}@relink.localhost>`));
    for (const { email } of at.values()) expect(smtp.mails.filter(({ to }) => to === email)).toHaveLength(1);
  });

  it('between the commit and the answer, leaves all of it; another server answers as it would have', async () => {
    const asked = await aReassignment();
    await hold('after insert on idempotent_request', `new.key = '${asked.key}'`);
    const asking = Promise.allSettled([ask(asked)]);
    await waiting(1);
    const other = new Client({ connectionString: ownerUrl(desk) });
    await other.connect();
    await other.query('begin');
    // It stands in line: after the commit of the transaction, and before the reading of the answer.
    const locked = other.query('lock table identifier_change in access exclusive mode');
    await until('the lock stands in line', async () => {
      const [row] = await desk.sql(
        `select 1 from pg_locks where relation = 'identifier_change'::regclass and not granted`,
      );
      return row;
    });
    await letGo();
    await locked;
    await killed(await waiting(1, 'relation'), () => other.end());
    expect(await asking).toMatchObject([{ status: 'rejected' }]);
    expect(await written(asked)).toEqual(ALL);
    await answersWhatIsThere(asked, desk.url);
  });

  function started(): Promise<SpawnedDesk> {
    return SpawnedDesk.start(desk, { SMTP_URL: smtp.url, DATABASE_POOL: '24' });
  }

  /** One that waits to be asked for, by an agent of its own: two of one agent would wait for each other. */
  async function aReassignment(): Promise<Reassignment> {
    const story = await aStory(desk, 'A');
    const agent = await desk.hire('agent');
    const { headers } = await post(desk.url, '/api/sign-in', {
      username: agent.username,
      password: PASSWORD,
    });
    return {
      caseId: await aVerifiedCase(desk, agent.id, story),
      accountId: story.old.id,
      email: anEmailAddress(),
      key: randomUUID(),
      cookie: headers.getSetCookie()[0]?.split(';')[0] ?? '',
    };
  }

  function post(url: string, path: string, body: object, headers: Record<string, string> = {}) {
    return fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
      body: JSON.stringify(body),
    });
  }

  async function ask({ caseId, accountId, email, key, cookie }: Reassignment, url = api.url) {
    const path = `/api/cases/${caseId}/email-reassignments`;
    const response = await post(url, path, { accountId, email }, { 'idempotency-key': key, cookie });
    return { status: response.status, body: (await response.json()) as ReassignEmailResponse };
  }

  /** The answer to a change that was committed and never answered: its own, each time, and no second effect. */
  async function answersWhatIsThere(asked: Reassignment, url: string): Promise<void> {
    const [change] = await desk.sql<{ id: string }>(
      'select id from identifier_change where account_id = $1',
      [asked.accountId],
    );
    const first = await ask(asked, url);
    expect(first).toMatchObject({ status: 201, body: { id: change?.id, state: 'pending' } });
    expect(await ask(asked, url)).toEqual(first);
    expect(await written(asked)).toEqual(ALL);
  }

  /** What is there of a reassignment. Each message has its job, or there would be fewer. */
  async function written({ accountId, caseId, email, key }: Reassignment): Promise<unknown> {
    const [row] = await desk.sql(
      `select (select security_version::int from account where id = $1) as version,
         (select count(*)::int from plan where account_id = $1) as plans,
         (select count(*)::int from identifier where normalised = $3) as emails,
         (select count(*)::int from identifier_claim where normalised = $3) as claims,
         (select count(*)::int from identifier_change where account_id = $1) as changes,
         (select count(*)::int from challenge where destination = $3) as challenges,
         (select count(*)::int from message m where account_id = $1 and (state <> 'waiting' or exists
           (select 1 from graphile_worker.jobs j where j.key = 'send_message:' || m.id))) as messages,
         (select coalesce(array_agg(action order by action), '{}') from audit_event where case_id = $2) as events,
         (select count(*)::int from idempotent_request where key = $4) as answers`,
      [accountId, caseId, email, key],
    );
    return row;
  }

  function messagesTo(email: string) {
    return desk.sql<{ id: string; state: string }>(
      'select id, state, attempts from message where destination = $1',
      [email],
    );
  }

  /** Makes whoever does this to such a row wait right after it, inside the transaction, until it is let go. */
  async function hold(on: string, when: string): Promise<void> {
    const lock = ++locks;
    const trigger = on.includes('deferred') ? 'constraint trigger' : 'trigger';
    await desk.sql(
      `create ${trigger} hold_${String(lock)} ${on} for each row when (${when}) execute function hold(${String(lock)})`,
    );
    await desk.sql('select pg_advisory_lock($1, $2)', [HELD, lock]);
  }

  function letGo() {
    return desk.sql('select pg_advisory_unlock_all()');
  }

  /** The database's processes that wait for such a lock, once there are so many. */
  function waiting(count: number, lock = 'advisory'): Promise<number[]> {
    return until(`${String(count)} statements wait`, async () => {
      const found = await desk.sql<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and usename = 'relink_app'
            and wait_event_type = 'Lock' and wait_event = $1`,
        [lock],
      );
      return found.length === count ? found.map(({ pid }) => pid) : undefined;
    });
  }

  /** Kills the desk while the database works for it, and only then lets the database go on, to find out. */
  async function killed(pids: number[], release: () => Promise<unknown>): Promise<void> {
    await api.kill();
    await release();
    await until('the database has ended what the desk began', async () => {
      const left = await desk.sql('select 1 from pg_stat_activity where pid = any($1)', [pids]);
      return left.length === 0 ? true : undefined;
    });
  }

  async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (let looked = 0; looked < LOOKS; looked++) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await wait(25);
    }
    throw new Error(`It never came to this: ${what}.`);
  }
});
