import {
  aCase,
  aPhoneNumber,
  anAnsweredCode,
  anEmailAddress,
  anIdentifier,
  aRound,
  aStory,
  type Database,
  type Story,
} from '@relink/testing';
import { letCustomerIn, type Seated, seat } from '../staged-desk/hire.ts';
import { received } from '../staged-desk/mailbox.ts';
import { v7 as uuidv7 } from 'uuid';
import type { Sender } from '../staged-desk/sender.ts';
import type { Situation } from './known-values.ts';
import { postAs } from './post-as.ts';
import { MERGE_STAGES, StageMerges } from './stage-merges.ts';

/** The password of every staged agent and customer. */
export const PASSWORD = 'a lantern over quiet water';
const PATIENCE_MS = 3000;

const LOCK = `insert into verification_lock (id, account_id, at, until, reason)
  values ($1, $2, now(), now() + interval '1 day', 'failed-rounds')`;
const AGE = `with aged as (
    update challenge set created_at = created_at - interval '3 minutes' where account_id = $1
  ) select id from identifier_change where account_id = $1 and state = 'pending'`;

const NOTICE = `insert into notice (id, kind, case_id, account_id, at) values ($1, 'suspected-fraud', $2, $3, now())`;

/** How far the case of a situation has come. */
const STAGES = [
  'new',
  'verified',
  'code-sent',
  'reset-ready',
  'reset-sent',
  'email-pending',
  'email-resend',
  'locked',
  'spoken',
  'objected',
  'new-login',
  'notice',
  'closed',
] as const;
type Stage = (typeof STAGES)[number] | (typeof MERGE_STAGES)[number];

/** Makes callers, each with an agent who has one case of theirs: nobody is stopped for what another one does. */
export class StageSituations {
  private made = 0;
  private readonly merges: StageMerges;

  constructor(
    private readonly db: Database,
    private readonly sender: Sender,
    private readonly passwordHash: string,
  ) {
    this.merges = new StageMerges(db, sender, passwordHash);
  }

  /** So many situations, at every stage in turn; those of merges, which take their time, only where they are wanted. */
  async run(count: number, merges: boolean): Promise<Situation[]> {
    const stages = merges ? [...STAGES, ...MERGE_STAGES] : STAGES;
    const staged: Situation[] = [];
    for (let at = 0; at < count; at++)
      staged.push(await this.one(stages[this.made % stages.length] ?? 'new'));
    return staged;
  }

  private async one(stage: Stage): Promise<Situation> {
    this.made += 1;
    const agent = await seat(this.db, 'agent', this.passwordHash);
    const story = await aStory(this.db, this.made % 2 === 0 ? 'A' : 'B');
    await this.db.sql('insert into credential values ($1, $2, now())', [
      story.duplicate.id,
      this.passwordHash,
    ]);
    const { id: caseId } = await aCase(this.db, {
      agentId: agent.id,
      ...(stage !== 'new' && { claimed: story.old.id, duplicates: [story.duplicate.id] }),
      ...(stage === 'closed' && { state: 'closed' }),
    });
    if (stage !== 'new') await this.verify(story, caseId, agent);

    const situation: Situation = {
      cookie: agent.cookie,
      customer: await letCustomerIn(this.db, story.duplicate.id),
      values: {
        ...this.known(story, caseId, agent),
        ...(stage.startsWith('reset') && (await this.giveEmail(story))),
      },
      ids: { cases: caseId, accounts: story.old.id },
    };
    return this.advance(situation, stage);
  }

  private known(story: Story, caseId: string, agent: Seated): Record<string, string> {
    return {
      caseId,
      agentId: agent.id,
      username: agent.username,
      accountId: story.old.id,
      duplicateId: story.duplicate.id,
      identifierId: story.old.phone.id,
      email: anEmailAddress('new'),
      login: story.duplicate.email.value,
      phone: aPhoneNumber(),
      orderNumber: story.orders[1]?.number ?? '',
      street: '14 Lotus St',
      postcode: '395007',
      fullName: 'Asha Patel',
      password: PASSWORD,
      current: PASSWORD,
      next: 'seven otters under the mill',
      dueAt: new Date(Date.now() + 86_400_000).toISOString(),
      q: story.phone,
    };
  }

  /** A reset goes to an e-mail that has long been a login. */
  private async giveEmail({ old: { id: accountId } }: Story): Promise<Record<string, string>> {
    const given = { accountId, kind: 'email', value: anEmailAddress('asha') } as const;
    const { id, value } = await anIdentifier(this.db, given);
    return { identifierId: id, email: value };
  }

  private async verify(story: Story, caseId: string, { id: agentId }: Seated): Promise<void> {
    const about = { caseId, accountId: story.old.id, agentId };
    await aRound(this.db, { ...about, kinds: ['last_order', 'shipping_address'] });
    await anAnsweredCode(this.db, { ...about, identifier: story.old.phone });
  }

  /** Does by the API what the stage needs and only the API can do: send a code. */
  private async advance(situation: Situation, stage: Stage): Promise<Situation> {
    const { accountId = '', identifierId = '', email = '', q: phone = '' } = situation.values;
    const send = (path: string, body: object) => this.change(situation, path, body);
    switch (stage) {
      case 'code-sent':
        return this.withMessage(situation, phone, () =>
          send('challenges', { accountId, identifierId, purpose: 'evidence' }),
        );
      case 'reset-sent':
        return this.withMessage(situation, email, () => send('reset-links', { accountId, identifierId }));
      case 'email-pending':
        return this.withMessage(situation, email, () => send('email-reassignments', { accountId, email }));
      case 'email-resend':
        await send('email-reassignments', { accountId, email });
        return this.later(situation);
      case 'spoken':
        return this.withMessage(situation, phone, () =>
          send('challenges', { accountId, identifierId, purpose: 'spoken' }),
        );
      case 'objected':
        // What the contact on file is told has the link that says "this wasn't me".
        return this.withMessage(situation, phone, () => send('email-reassignments', { accountId, email }));
      case 'new-login':
        return this.asCustomer(situation, email);
      case 'notice':
        return this.withNotice(situation);
      case 'locked':
        await this.db.sql(LOCK, [uuidv7(), accountId]);
        return situation;
      case 'duplicate':
      case 'mergeable':
      case 'merge-waiting':
      case 'merged':
      case 'undo-waiting':
        return this.merges.advance(situation, stage);
      default:
        return situation;
    }
  }

  /** As if the last code had been sent a while ago, so that another may be sent. */
  private async later(situation: Situation): Promise<Situation> {
    const [row] = (await this.db.sql(AGE, [situation.values['accountId']])) as { id: string }[];
    const ids = { ...situation.ids, ...(row && { changeId: row.id }) };
    return { ...situation, ids };
  }

  private async withMessage(
    situation: Situation,
    destination: string,
    act: () => Promise<string | undefined>,
  ): Promise<Situation> {
    const id = await act();
    if (id === undefined) return situation;
    const message = await received(this.db, { destination, since: new Date(0) }, PATIENCE_MS);
    const said = Object.entries(message ?? {}).filter(([, value]) => value !== '');
    return {
      ...situation,
      values: { ...situation.values, changeId: id, ...Object.fromEntries(said) },
      ids: { ...situation.ids, changeId: id, challenges: id },
    };
  }

  /** The customer has asked for another e-mail and has a session on a second telephone. */
  private async asCustomer(situation: Situation, email: string): Promise<Situation> {
    const { password = '', duplicateId = '' } = situation.values;
    const asked = await this.post(situation.customer, '/api/portal/email-changes', { email, password });
    await letCustomerIn(this.db, duplicateId);
    const listed = await this.sender.send({
      method: 'GET',
      path: '/api/portal/sessions',
      headers: { cookie: situation.customer },
      body: undefined,
    });
    const session = /"id":"([^"]+)"/.exec(listed.text)?.[1];
    const ids = { ...situation.ids, ...(session !== undefined && { sessions: session }) };
    return { ...situation, ids: { ...ids, ...(asked !== undefined && { 'waiting-logins': asked }) } };
  }

  private async withNotice(situation: Situation): Promise<Situation> {
    const id = uuidv7();
    await this.db.sql(NOTICE, [id, situation.values['caseId'], situation.values['accountId']]);
    return { ...situation, ids: { ...situation.ids, notices: id } };
  }

  /** Returns the id in the answer; undefined where the change was refused, as the B variants' own phone is. */
  private change(situation: Situation, path: string, body: object): Promise<string | undefined> {
    return this.post(situation.cookie, `/api/cases/${situation.values['caseId'] ?? ''}/${path}`, body);
  }

  private async post(cookie: string, path: string, body: object): Promise<string | undefined> {
    const answer = await postAs(this.sender, cookie, path, body);
    return answer && (answer as { id?: string }).id;
  }
}
