import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { MessageTemplate } from '@relink/domain';
import { anEmailAddress, aStory, type Story } from '@relink/testing';
import type { Backstage, Secret } from './place/backstage.ts';
import { type Answer, Caller, type Watch } from './place/caller.ts';

/** A change that the desk said yes to, with what asks for it again and the row that must be there. */
export type Acknowledged = {
  readonly caller: Caller;
  readonly path: string;
  readonly body: object;
  readonly key: string;
  readonly answer: Answer;
  /** Answers one row where the change is there. */
  readonly proof: readonly [text: string, ...values: string[]];
};

/** Everything that agents and customers were told, and what they had to do for it. */
export class Ledger {
  readonly acknowledged: Acknowledged[] = [];
  readonly refused: string[] = [];
  retries = 0;
  recoveries = 0;
  over = false;

  constructor(readonly watch?: Watch) {}

  /** Asks under one key until there is an answer. Undefined when the run is over, or the answer is a no. */
  async change(
    caller: Caller,
    path: string,
    body: object,
    proof: (answer: Answer) => Acknowledged['proof'],
  ): Promise<Answer | undefined> {
    const key = randomUUID();
    while (!this.over) {
      const answer = await caller.post(path, body, key);
      if (answer && answer.status < 300) {
        this.acknowledged.push({ caller, path, body, key, answer, proof: proof(answer) });
        return answer;
      }
      const code = answer?.body['code'];
      if (answer && answer.status < 500 && code !== 'request-in-flight') {
        this.refused.push(`${path.replace(/[0-9a-f-]{36}/, ':id')}: ${String(code)}`);
        return undefined;
      }
      this.retries++;
      await wait(40);
    }
    return undefined;
  }
}

/** One recovery from the first contact to closing, by a new agent and for a new customer, all of it over HTTP. */
export async function recover(backstage: Backstage, url: string, ledger: Ledger): Promise<void> {
  const agent = new Caller(url, ledger.watch);
  const customer = new Caller(url, ledger.watch);
  const { username } = await backstage.hire('agent');
  const story = await aStory(backstage, 'A');
  await agent.signIn(username);
  const opened = await ledger.change(agent, '/api/cases', { channel: 'phone' }, ({ body }) => [
    'select 1 from recovery_case where id = $1',
    String(body['id']),
  ]);
  if (!opened) return;
  const caseId = String(opened.body['id']);
  const inCase = (path: string, body: object, ...proof: Acknowledged['proof']) =>
    ledger.change(agent, `/api/cases/${caseId}/${path}`, body, () => proof);
  const accountId = story.old.id;
  for (const [account, role] of [
    [accountId, 'claimed'],
    [story.duplicate.id, 'duplicate'],
  ] as const)
    await inCase(
      'accounts',
      { accountId: account, role },
      'select 1 from case_account where case_id = $1 and account_id = $2',
      caseId,
      account,
    );
  await inCase(
    'evidence',
    { accountId, answers: answersOf(story) },
    'select 1 from evidence_round where case_id = $1 and enough',
    caseId,
  );
  const code = { accountId, identifierId: story.old.phone.id, purpose: 'evidence' };
  const sent = `select 1 from challenge c join message m on m.id = c.message_id where c.case_id = $1 and c.purpose = 'evidence'`;
  if (!(await inCase('challenges', code, sent, caseId))) return;
  await typed(story.phone, 'evidence-code', 'evidence');
  const email = anEmailAddress();
  const asked = `select 1 from identifier_change x join identifier i on i.id = x.identifier_id where x.case_id = $1 and i.value = $2`;
  if (!(await inCase('email-reassignments', { accountId, email }, asked, caseId, email))) return;
  await typed(email, 'email-confirmation', 'email-confirmation');
  const closed = `select 1 from recovery_case where id = $1 and state = 'closed'`;
  if (await inCase('close', { outcome: 'recovered' }, closed, caseId)) ledger.recoveries++;

  /** The customer types on the portal what they got. */
  async function typed(destination: string, template: MessageTemplate, purpose: string): Promise<void> {
    const secret: Secret | undefined = await backstage.received(destination, template);
    if (!secret) throw new Error(`No ${template} was written.`);
    await ledger.change(customer, '/api/portal/codes', secret, () => [
      'select 1 from challenge where case_id = $1 and purpose = $2 and used_at is not null',
      caseId,
      purpose,
    ]);
  }
}

/** How many acknowledged changes are not there, or have no stored answer. */
export async function lost(backstage: Backstage, acknowledged: readonly Acknowledged[]): Promise<number> {
  const keys = acknowledged.map(({ key }) => key);
  const stored = await backstage.sql<{ key: string }>(
    'select key from idempotent_request where key = any($1)',
    [keys],
  );
  const answered = new Set(stored.map(({ key }) => key));
  let missing = 0;
  for (const { key, proof } of acknowledged) {
    const [text, ...values] = proof;
    if (!answered.has(key) || (await backstage.sql(text, values)).length === 0) missing++;
  }
  return missing;
}

/** What the caller of the story says, all of it right. */
function answersOf(story: Story): object[] {
  return [
    { kind: 'last_order', orderNumber: story.orders[1]?.number },
    { kind: 'shipping_address', street: '14 Lotus St', postcode: '395007' },
    { kind: 'full_name', fullName: 'asha patel' },
  ];
}
