import { anEmailAddress, anIdentifier } from '@relink/testing';
import { broken, CaseWork, type LoadAgent, type Stage, textIn } from './case-work.ts';
import type { Outcome } from './person.ts';

/** A case from its opening to its closing. `other` is a second agent. */
export type Script = (stage: Stage, agent: LoadAgent, other: LoadAgent) => Promise<void>;

/** DESIGN, Numbers: rounds that lock an account, and accounts with failed rounds that stop an agent, less one. */
const ROUNDS_TO_LOCK = 3;
const FAILED_ACCOUNTS_BORNE = 5;

/** The story: the account is found, proven, given a new e-mail and a new password. */
export const recovered: Script = async (stage, agent, other) => {
  const work = await CaseWork.open(stage, agent);
  await work.verify();
  await work.step('notes', { body: 'The caller knows the last order.' });
  if (stage.chance.fraction() < 0.2) await work.slipOfTheTongue();
  else await work.reassign();
  if (await work.confirm()) await work.reset();
  await work.close('recovered');
  if (stage.chance.fraction() < 0.3) await reopened(work, other);
};

async function reopened(work: CaseWork, other: LoadAgent): Promise<void> {
  await work.step('notes', { body: 'Called again.' }, ['case-closed']);
  await work.step('reopen', { reason: 'The caller rang again.' });
  await work.handOverTo(other);
  await work.look();
  await work.close('already-had-access');
}

/** Somebody who does not know the answers: three rounds lock the account, and then no right answer helps. */
export const notVerified: Script = async (stage, agent) => {
  if (agent.failedAccounts >= FAILED_ACCOUNTS_BORNE) return gaveUp(stage, agent, agent);
  agent.failedAccounts += 1;
  const work = await CaseWork.open(stage, agent);
  await work.find(stage.chance.fraction() < 0.6);
  const rounds = stage.chance.whole(1, ROUNDS_TO_LOCK);
  for (let round = 1; round < rounds; round++) await work.round(false);
  const last = await work.round(false, rounds === ROUNDS_TO_LOCK ? ['account-locked'] : []);
  if (last.done && textIn(last, 'verdict') !== 'not-enough')
    throw broken(stage, 'evidence', 'wrong answers were enough');
  if (rounds === ROUNDS_TO_LOCK) {
    mustBeRefused(stage, 'evidence', last);
    mustBeRefused(stage, 'evidence', await work.round(true, ['account-locked']));
  }
  mustBeRefused(
    stage,
    'email-reassignments',
    await work.reassign(work.email, ['assurance-too-low', 'account-locked']),
  );
  await work.close('not-verified');
};

/** The call is handed over: what was proven is proven no more, and a second code so soon is refused. */
export const gaveUp: Script = async (stage, agent, other) => {
  const work = await CaseWork.open(stage, agent);
  await work.verify();
  if (other !== agent) {
    await work.handOverTo(other);
    mustBeRefused(stage, 'email-reassignments', await work.reassign(work.email, ['assurance-too-low']));
  }
  await work.prove(work.story.old.phone, ['code-too-soon']);
  await work.look();
  await work.close('customer-gave-up');
};

/** Two agents, two cases, one account: each proves it and asks for another e-mail at the same moment. */
export const oneAccount: Script = async (stage, agent, other) => {
  const first = await CaseWork.open(stage, agent);
  const second = await CaseWork.open(stage, other, first.story);
  const accountId = first.story.old.id;
  // A second contact, for the second agent: one contact gets no two codes within two minutes.
  const mailbox = { accountId, kind: 'email', use: 'recovery', value: anEmailAddress('old') } as const;
  const contact = await anIdentifier(stage.db, mailbox);
  await Promise.all([first.verify(), second.verify({ contact })]);
  const late = ['change-already-pending', 'overtaken'] as const;
  const outcomes = await Promise.all([
    first.reassign(first.email, late),
    second.reassign(second.email, late),
  ]);
  mustBeOne(stage, outcomes);
  await (outcomes[0].done ? first : second).confirm();
  await first.close('recovered');
  await second.close('opened-by-mistake');
};

/** Two callers want the same new e-mail for two accounts at the same moment: one gets it. */
export const oneEmail: Script = async (stage, agent, other) => {
  const works = [await CaseWork.open(stage, agent), await CaseWork.open(stage, other)] as const;
  await Promise.all(works.map((work) => work.verify()));
  const [{ email }] = works;
  const late = ['email-claimed', 'email-in-use', 'overtaken'] as const;
  const outcomes = await Promise.all(works.map((work) => work.reassign(email, late)));
  mustBeOne(stage, outcomes);
  const [first, second] = works;
  await (outcomes[0]?.done ? first : second).confirm(email);
  for (const work of works) await work.close('recovered');
};

function mustBeRefused(stage: Stage, step: string, outcome: Outcome): void {
  if (outcome.done) throw broken(stage, step, 'what the rules forbid was done');
}

function mustBeOne(stage: Stage, outcomes: readonly Outcome[]): void {
  const done = outcomes.filter((outcome) => outcome.done).length;
  if (done !== 1) throw broken(stage, 'email-reassignments', `${done} of two rivals got it`);
}
