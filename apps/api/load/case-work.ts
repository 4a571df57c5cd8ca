import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { MessageTemplate, ProblemCode } from '@relink/domain';
import { anEmailAddress, aStory, type BuiltIdentifier, type Database, type Story } from '@relink/testing';
import type { Chance } from '../src/demo/chance.ts';
import { received } from '../staged-desk/mailbox.ts';
import type { Sender } from '../staged-desk/sender.ts';
import type { Meter } from './meter.ts';
import { type Outcome, Person, ScriptBroken, type Step } from './person.ts';

/** An agent who has signed in. */
export type LoadAgent = {
  readonly id: string;
  readonly person: Person;
  /** Accounts with a failed round: after so many a day the desk stops an agent. */
  failedAccounts: number;
};

/** What a script needs of the run. */
export type Stage = {
  readonly db: Database;
  readonly sender: Sender;
  readonly meter: Meter;
  readonly chance: Chance;
  /** The longest pause between two steps of a script, in milliseconds. */
  readonly pause: number;
  /** Who decides what agents ask for. */
  readonly supervisors: readonly Person[];
};

const MAIL_PATIENCE_MS = 30_000;
export const NEW_PASSWORD = 'three herons cross the estuary';

/** One customer's case in an agent's hands, and the customer on the portal. */
export class CaseWork {
  private readonly customer: Person;
  readonly email = anEmailAddress('load');
  private readonly begun = new Date(Date.now() - 60_000);

  private constructor(
    private readonly stage: Stage,
    public agent: LoadAgent,
    readonly id: string,
    readonly story: Story,
  ) {
    this.customer = new Person(stage.sender, stage.meter);
  }

  /** Opens a case, at times by an impatient browser that sends it twice under one key; both must be the same case. */
  static async open(stage: Stage, agent: LoadAgent, known?: Story): Promise<CaseWork> {
    const story = known ?? (await aStory(stage.db, 'A'));
    const step = { name: 'open', path: '/api/cases', body: { channel: 'phone' }, key: randomUUID() };
    const asks = [agent.person.ask({ ...step, refusals: ['request-in-flight'] })];
    if (stage.chance.fraction() < 0.1)
      asks.push(agent.person.ask({ ...step, refusals: ['request-in-flight'] }));
    const ids = new Set(
      (await Promise.all(asks)).flatMap((outcome) => (outcome.done ? [textIn(outcome, 'id')] : [])),
    );
    const [id] = ids;
    if (id === undefined || ids.size > 1) throw broken(stage, 'open', `${ids.size} cases under one key`);
    return new CaseWork(stage, agent, id, story);
  }

  /** Does one step in the case, after a pause as a person makes it. */
  async step(name: string, body: object, refusals: readonly ProblemCode[] = []): Promise<Outcome> {
    await this.think();
    return this.agent.person.ask({ name, path: `/api/cases/${this.id}/${name}`, body, refusals });
  }

  /** Finds the account by what the caller says, adds it, and its duplicate where both are wanted, and looks at it. */
  async find(both: boolean): Promise<void> {
    const { story } = this;
    await this.think();
    const filter = encodeURIComponent(JSON.stringify({ q: story.phone, caseId: this.id }));
    await this.agent.person.must({ name: 'search', path: `/api/accounts?filter=${filter}` });
    await this.step('accounts', { accountId: story.old.id, role: 'claimed' });
    if (both) await this.step('accounts', { accountId: story.duplicate.id, role: 'duplicate' });
    await this.look();
  }

  /** Reads the case and the account, as the console does after each step. */
  async look(): Promise<Readonly<Record<string, unknown>>> {
    const path = `/api/accounts/${this.story.old.id}?caseId=${this.id}`;
    await this.agent.person.must({ name: 'view account', path });
    return this.agent.person.must({ name: 'view case', path: `/api/cases/${this.id}` });
  }

  async round(right: boolean, refusals: readonly ProblemCode[] = []): Promise<Outcome> {
    const answers = [
      { kind: 'last_order', orderNumber: right ? this.story.orders[1]?.number : '#NO-SUCH' },
      {
        kind: 'shipping_address',
        street: right ? '14 Lotus St' : '1 Elsewhere Road',
        postcode: right ? '395007' : '1',
      },
      { kind: 'full_name', fullName: right ? 'asha patel' : 'Nobody Known' },
    ];
    return this.step('evidence', { accountId: this.story.old.id, answers }, refusals);
  }

  /** Sends a code to a contact on file; the customer types it on the portal, at times a wrong one first. */
  async prove(
    contact: BuiltIdentifier = this.story.old.phone,
    refusals: readonly ProblemCode[] = [],
  ): Promise<void> {
    const asked = { accountId: this.story.old.id, identifierId: contact.id, purpose: 'evidence' };
    const sent = await this.step('challenges', asked, refusals);
    if (!sent.done) return;
    const { reference, code } = await this.mail(contact.normalised, 'evidence-code');
    if (this.stage.chance.fraction() < 0.2) {
      const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
      await this.portal('codes', { reference, code: wrong }, ['code-not-accepted']);
    }
    await this.portal('codes', { reference, code });
  }

  /** By a code to the phone, or to another contact; the duplicate is found, too, more often than not. */
  async verify(given: { readonly contact?: BuiltIdentifier; readonly both?: boolean } = {}): Promise<void> {
    const { contact, both = this.stage.chance.fraction() < 0.6 } = given;
    await this.find(both);
    await this.round(true);
    await this.prove(contact);
  }

  /** A mistaken e-mail is asked for first; the right one, asked for later, takes its place and its code is worth nothing. */
  async slipOfTheTongue(): Promise<void> {
    const mistaken = anEmailAddress('mistaken');
    await this.reassign(mistaken);
    const { reference, code } = await this.mail(mistaken, 'email-confirmation');
    await this.reassign();
    await this.portal('codes', { reference, code }, ['code-not-accepted']);
  }

  reassign(email = this.email, refusals: readonly ProblemCode[] = []): Promise<Outcome> {
    return this.step('email-reassignments', { accountId: this.story.old.id, email }, refusals);
  }

  /** The holder of the new e-mail confirms it, by its code or by its link. Returns whether it has taken effect. */
  async confirm(email = this.email): Promise<boolean> {
    const { reference, code, token } = await this.mail(email, 'email-confirmation');
    if (token !== '' && this.stage.chance.fraction() < 0.5)
      await this.portal('email-confirmations', { token });
    else await this.portal('codes', { reference, code });
    const { accounts } = (await this.look()) as { accounts?: { accountId: string; pendingEmail: unknown }[] };
    return accounts?.find(({ accountId }) => accountId === this.story.old.id)?.pendingEmail === null;
  }

  /** Sends a reset to the new e-mail; the customer sets a password and comes in with it. */
  async reset(): Promise<void> {
    const { id: accountId } = this.story.old;
    const view = await this.agent.person.must({
      name: 'view account',
      path: `/api/accounts/${accountId}?caseId=${this.id}`,
    });
    const identifiers = view['identifiers'] as { id: string; kind: string; state: string }[];
    const email = identifiers.find(({ kind, state }) => kind === 'email' && state === 'verified');
    if (!email) throw broken(this.stage, 'reset-links', 'the confirmed e-mail is no login');
    await this.step('reset-links', { accountId, identifierId: email.id });
    const { reference, code, token } = await this.mail(this.email, 'password-reset');
    const proof = token !== '' && this.stage.chance.fraction() < 0.5 ? { token } : { reference, code };
    await this.portal('password-resets', { ...proof, password: NEW_PASSWORD });
    await this.portal('sign-in', { login: this.email, password: NEW_PASSWORD });
    await this.customer.must({ name: 'portal me', path: '/api/portal/me' });
    await this.customer.must({ name: 'portal orders', path: '/api/portal/orders' });
    if (this.stage.chance.fraction() < 0.5) await this.step('session-revocations', { accountId });
    else await this.portal('sign-out', {});
  }

  async handOverTo(agent: LoadAgent): Promise<void> {
    await this.step('hand-over', { agentId: agent.id, reason: 'End of the shift' });
    this.agent = agent;
  }

  close(outcome: string): Promise<Outcome> {
    return this.step('close', { outcome });
  }

  private async portal(path: string, body: object, refusals: readonly ProblemCode[] = []): Promise<Outcome> {
    await this.think();
    const step: Step = { name: `portal ${path}`, path: `/api/portal/${path}`, body, refusals };
    const outcome = await this.customer.ask(step);
    if (outcome.done && refusals.length > 0)
      throw broken(this.stage, step.name, 'what is wrong was accepted');
    return outcome;
  }

  private async mail(destination: string, template: MessageTemplate) {
    const message = await received(
      this.stage.db,
      { destination, template, since: this.begun },
      MAIL_PATIENCE_MS,
    );
    if (!message) throw broken(this.stage, template, 'no message came');
    return message;
  }

  private think(): Promise<void> {
    return wait(this.stage.chance.whole(this.stage.pause / 5, this.stage.pause));
  }
}

/** Counts an error and makes what ends the script. */
export function broken({ meter }: Stage, step: string, what: string): ScriptBroken {
  meter.failed(step, what);
  return new ScriptBroken(step);
}

export function textIn(outcome: Outcome, name: string): string {
  const value = outcome.done ? outcome.body[name] : undefined;
  return typeof value === 'string' ? value : '';
}
