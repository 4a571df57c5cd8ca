import { createHash, randomUUID } from 'node:crypto';
import {
  aCase,
  anAnsweredCode,
  anIdentifier,
  anOrder,
  aRound,
  insert,
  type BuiltCase,
  type CaseGiven,
} from '@relink/testing';
import { caseReference, REFERENCE_BYTES } from '@relink/domain';
import type { Desk, Hired } from '../harness/desk.ts';
import type { OpenWindow } from '../harness/story.ts';
import { AtTheDesk } from './at-the-desk.ts';
import { type LongNamed, longNamed, type Who } from './long-named.ts';

/** What every tour of the console stands on: who walks it, whom they help, and who else is there. */
export type TourFacts = {
  readonly admin: Hired;
  readonly colleague: Hired;
  /** The admin, where no screen is needed. */
  readonly atDesk: AtTheDesk;
  readonly atColleagues: AtTheDesk;
  readonly people: Readonly<Record<Who, LongNamed>>;
};

const ADMIN = 'Alexandrina Wilhelmina Oxenstierna-Lewenhaupt af Söderköping';
const COLLEAGUE = 'Venkataramanan Balasubramaniam Thiruvananthapuramwala';
export const LONG_NOTE =
  'New phone, new number from next week; she resets by e-mail and sees no orders. ' +
  'Typed by her: maximiliane-friederike.von.hohenlohe-schillingsfuerst-waldenburg@familienpostfach.mail.example';

/** Hires who walks a tour, with names as long as names get. */
export async function prepareTour(desk: Desk, openWindow: OpenWindow): Promise<TourFacts> {
  const admin = await hireNamed(desk, 'admin', ADMIN);
  const colleague = await hireNamed(desk, 'supervisor', COLLEAGUE);
  const atDesk = await AtTheDesk.signIn(await openWindow(), admin);
  const atColleagues = await AtTheDesk.signIn(await openWindow(), colleague);
  return { admin, colleague, atDesk, atColleagues, people: await longNamed(desk) };
}

async function hireNamed(desk: Desk, role: 'admin' | 'supervisor', name: string): Promise<Hired> {
  const hired = await desk.hire(role);
  await desk.sql('update agent set name = $2 where id = $1', [hired.id, name]);
  return { ...hired, name };
}

/** A tour takes longer than a proof lasts, and is about what comes after it. */
export async function keepProven(desk: Desk, { id }: Hired): Promise<void> {
  await desk.sql(`update agent_session set proven_at = now() + interval '8 hours' where agent_id = $1`, [id]);
}

/** A case whose reference is always the same, so that two pictures of it are. */
export async function aTourCase(desk: Desk, name: string, given: CaseGiven): Promise<BuiltCase> {
  const made = await aCase(desk, given);
  const reference = await alwaysCalled(desk, made.id, name);
  await insert(desk, 'case_caller', {
    id: randomUUID(),
    case_id: made.id,
    channel: given.channel ?? 'phone',
    caller: 'account-holder',
    agent_id: given.agentId,
    at: new Date().toISOString(),
  });
  await insert(desk, 'case_note', {
    id: randomUUID(),
    case_id: made.id,
    agent_id: given.agentId,
    body: LONG_NOTE,
    at: new Date().toISOString(),
  });
  return { id: made.id, reference };
}

/** A case that a customer asked for on the portal, and nobody has taken. */
export async function aCallBack(
  desk: Desk,
  name: string,
  { atDesk }: TourFacts,
  who: LongNamed,
  language: string,
) {
  await atDesk.post('portal/call-backs', { phone: who.phone, language });
  const [nobodys] = await desk.sql<BuiltCase>(
    'select case_id as id from call_back where normalised = $1 order by requested_at desc limit 1',
    [who.phone],
  );
  if (!nobodys) throw new Error('The call-back is in no queue.');
  return { id: nobodys.id, reference: await alwaysCalled(desk, nobodys.id, name) };
}

async function alwaysCalled(desk: Desk, caseId: string, name: string): Promise<string> {
  const bytes = createHash('sha256').update(name).digest().subarray(0, REFERENCE_BYTES);
  const reference = caseReference(bytes);
  await desk.sql('update recovery_case set reference = $2 where id = $1', [caseId, reference]);
  return reference;
}

/** A case of somebody of the demo shop who has just been verified. */
export async function aVerifiedTourCase(
  desk: Desk,
  name: string,
  { admin, people }: TourFacts,
  who: Who,
): Promise<BuiltCase> {
  const { oldId, duplicateId, phone, phoneId } = people[who];
  const given = {
    agentId: admin.id,
    claimed: oldId,
    duplicates: [duplicateId],
    ticket: 'HELP-2041-KUNDENDIENST-NORD',
  };
  const opened = await aTourCase(desk, name, given);
  const evidence = { caseId: opened.id, accountId: oldId, agentId: admin.id };
  await aRound(desk, evidence);
  const identifier = { id: phoneId, value: phone, normalised: phone };
  await anAnsweredCode(desk, { ...evidence, identifier, needsLastOrder: true });
  return opened;
}

/** A new e-mail for somebody with so much at stake, and nobody else to be warned, that the change is held. */
export async function aHeldChange(desk: Desk, name: string, facts: TourFacts, who: Who): Promise<BuiltCase> {
  const { oldId } = facts.people[who];
  await desk.sql(`delete from identifier where account_id = $1 and use = 'contact'`, [oldId]);
  await anOrder(desk, { accountId: oldId, total: '900000.00', number: `#${who.toUpperCase()}-9` });
  const held = await aVerifiedTourCase(desk, name, facts, who);
  const email = `${who}.held-until-tomorrow.by-the-policy-of-the-shop@familienpostfach.mail.example`;
  await facts.atDesk.post(`cases/${held.id}/email-reassignments`, { accountId: oldId, email });
  const { reference, code } = await codeSentTo(desk, email);
  await facts.atDesk.post('portal/codes', { reference, code });
  return held;
}

/** Gives an account a second contact on file, so that somebody else can be warned. */
export async function aSecondContact(desk: Desk, { oldId }: LongNamed, value: string): Promise<void> {
  await anIdentifier(desk, { accountId: oldId, kind: 'email', value, use: 'recovery' });
}

/** The newest code to a contact, once the worker has sent it. */
async function codeSentTo(desk: Desk, destination: string): Promise<{ reference: string; code: string }> {
  for (let tries = 0; tries < 100; tries++) {
    const [sent] = await desk.sql<{ body: string; reference: string }>(
      `select i.body, c.reference from development_inbox i join challenge c on c.destination = i.destination
        where i.destination = $1 order by i.at desc limit 1`,
      [destination],
    );
    const code = /(?<!\d)\d{6}(?!\d)/.exec(sent?.body ?? '')?.[0];
    if (sent && code !== undefined) return { reference: sent.reference, code };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`No code came to ${destination}.`);
}
