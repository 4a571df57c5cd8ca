import { randomUUID } from 'node:crypto';
import type { CaseView, DocumentView } from '@relink/contract';
import { aCase, aRound, aStory, type Story as WholeStory } from '@relink/testing';
import sharp from 'sharp';
import { Customer } from './customer.ts';
import type { Answer, Browser, TestDesk } from './test-desk.ts';

export type Problem = { code: string; errors?: Record<string, string>; details?: Record<string, unknown> };
export type Shown = DocumentView & Problem;
export type Agent = Browser & { id: string };
/** Whose document it is: the account, and the phone that gets the link. */
export type Story = Pick<WholeStory, 'old' | 'phone'>;

/** A photo of a card, of that brightness. */
export function aPhoto(brightness = 120): Promise<Buffer> {
  const background = { r: brightness, g: 90, b: 60 };
  return sharp({ create: { width: 640, height: 400, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/** What a customer's browser sends: the key first, then the pictures. */
export async function sendIn(
  browser: Browser,
  key: Readonly<Record<string, string>>,
  pictures: readonly Buffer[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Problem & { pictures?: number }>> {
  const form = new FormData();
  for (const [name, value] of Object.entries(key)) form.append(name, value);
  for (const picture of pictures) form.append('picture', new Blob([new Uint8Array(picture)]), 'photo.jpg');
  const response = await browser.fetch('/api/portal/documents', {
    method: 'POST',
    headers: { 'idempotency-key': randomUUID(), ...headers },
    body: form,
  });
  return {
    status: response.status,
    body: (await response.json()) as Problem,
    headers: response.headers,
  };
}

/** A caller who is identified: an enough round, and no code yet. */
export async function anIdentifiedCase(
  desk: TestDesk,
  agentId: string,
  story?: Story,
): Promise<{ caseId: string; reference: string; story: Story; accountId: string }> {
  const known = story ?? (await aStory(desk, 'A'));
  const openedAt = desk.now.toISOString();
  const { id, reference } = await aCase(desk, { agentId, claimed: known.old.id, openedAt });
  await aRound(desk, { caseId: id, accountId: known.old.id, agentId, at: openedAt });
  return { caseId: id, reference, story: known, accountId: known.old.id };
}

/** A document in a case of an agent, as far as it has come. */
export class Document {
  readonly customer: Customer;

  private constructor(
    private readonly desk: TestDesk,
    readonly agent: Agent,
    readonly id: string,
    readonly at: { caseId: string; reference: string; story: Story; accountId: string },
  ) {
    this.customer = new Customer(desk);
  }

  /** Asked for by a link to the phone on file. */
  static async asked(desk: TestDesk, agent: Agent, story?: Story): Promise<Document> {
    const at = await anIdentifiedCase(desk, agent.id, story);
    const identifierId = at.story.old.phone.id;
    const answer = await agent.post<Shown>(`/api/cases/${at.caseId}/documents`, {
      accountId: at.accountId,
      identifierId,
    });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return new Document(desk, agent, answer.body.id, at);
  }

  /** Sent in by the customer. */
  static async received(desk: TestDesk, agent: Agent, story?: Story): Promise<Document> {
    const document = await Document.asked(desk, agent, story);
    const { status, body } = await document.send();
    if (status !== 201) throw new Error(JSON.stringify(body));
    return document;
  }

  /** Compared by the agent, who says that it matches. */
  static async proposed(desk: TestDesk, agent: Agent, story?: Story): Promise<Document> {
    const document = await Document.received(desk, agent, story);
    await document.look(agent);
    const { status, body } = await document.propose('matches');
    if (status !== 200) throw new Error(JSON.stringify(body));
    return document;
  }

  /** Confirmed by a supervisor: its caller is identified, and has nothing else. */
  static async confirmed(
    desk: TestDesk,
    agent: Agent,
    supervisor: Browser,
    story?: Story,
  ): Promise<Document> {
    const document = await Document.proposed(desk, agent, story);
    await document.look(supervisor);
    const { status, body } = await document.confirm(supervisor);
    if (status !== 200) throw new Error(JSON.stringify(body));
    if ((await document.assurance()) !== 'identified') throw new Error('A document identifies its caller.');
    return document;
  }

  /** Its agent asks for something for its account. */
  ask<T>(what: string, given: object = {}): Promise<Answer<T & Problem>> {
    const { caseId, accountId } = this.at;
    return this.agent.post(`/api/cases/${caseId}/${what}`, { accountId, ...given });
  }

  async token(): Promise<string> {
    const { story } = this.at;
    return (await this.customer.received(story.old.phone.normalised, 'document-link')).token;
  }

  async send(pictures?: readonly Buffer[]): Promise<Answer<Problem & { pictures?: number }>> {
    return sendIn(this.customer.browser, { token: await this.token() }, pictures ?? [await aPhoto()]);
  }

  look(who: Browser, number = 1): Promise<Response> {
    return who.fetch(`/api/documents/${this.id}/pages/${String(number)}`);
  }

  propose(verdict: string, who: Browser = this.agent): Promise<Answer<Shown>> {
    return who.post(`/api/documents/${this.id}/proposal`, { verdict, note: 'Name and birth year agree.' });
  }

  confirm(who: Browser): Promise<Answer<Shown>> {
    return who.post(`/api/documents/${this.id}/confirm`, { reason: 'I see the same.' });
  }

  reject(who: Browser): Promise<Answer<Shown>> {
    return who.post(`/api/documents/${this.id}/reject`, { reason: 'The name is another.' });
  }

  /** Its account as its agent sees it in the case. */
  async account(): Promise<CaseView['accounts'][number] | undefined> {
    const { body } = await this.agent.get<CaseView>(`/api/cases/${this.at.caseId}`);
    return body.accounts.find(({ accountId }) => accountId === this.at.accountId);
  }

  async assurance(): Promise<string | undefined> {
    return (await this.account())?.assurance;
  }

  async events(): Promise<string[]> {
    const rows = await this.desk.sql<{ action: string; outcome: string }>(
      `select action, outcome from audit_event where case_id = $1 and action like 'document.%' order by at, id`,
      [this.at.caseId],
    );
    return rows.map(({ action, outcome }) => (outcome === 'done' ? action : `${action} (${outcome})`));
  }
}
