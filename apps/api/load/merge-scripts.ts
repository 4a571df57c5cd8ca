import { setTimeout as wait } from 'node:timers/promises';
import { anEmailAddress, anIdentifier, aStory } from '@relink/testing';
import { endow } from './belongings.ts';
import { broken, CaseWork, type LoadAgent, type Stage, textIn } from './case-work.ts';
import type { Outcome } from './person.ts';
import type { Script } from './scripts.ts';

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 500;
const REASON = 'The same customer, who says so.';

/** The account and its duplicate become one by a supervisor's yes, and one in three is taken back again. */
export const merged: Script = async (stage, agent) => {
  const work = await aCaseOfTwo(stage, agent);
  await work.verify({ both: true });
  const asked = await askMerge(work, work.story.old.id);
  if (stage.chance.fraction() < 0.15) {
    await decide(stage, asked, 'reject');
    await until(stage, agent, asked, 'refused');
    await work.close('not-verified');
    return;
  }
  await decide(stage, asked, 'approve');
  await until(stage, agent, asked, 'done');
  await work.look();
  if (stage.chance.fraction() < 0.34) await takeBack(stage, agent, textIn(asked, 'id'));
  await work.close('recovered');
};

/** Two agents, two cases, the same two accounts, each to be merged into the other at the same moment: one goes through. */
export const crossed: Script = async (stage, agent, other) => {
  const first = await aCaseOfTwo(stage, agent);
  const second = await CaseWork.open(stage, other, first.story);
  const { old, duplicate } = first.story;
  // A second contact, for the second agent: one contact gets no two codes within two minutes.
  const mailbox = {
    accountId: old.id,
    kind: 'email',
    use: 'recovery',
    value: anEmailAddress('old'),
  } as const;
  const contact = await anIdentifier(stage.db, mailbox);
  await Promise.all([first.verify({ both: true }), second.verify({ both: true, contact })]);
  const outcomes = await Promise.all([askMerge(first, old.id, true), askMerge(second, duplicate.id, true)]);
  const [winner, ...more] = outcomes.filter(({ done }) => done);
  if (!winner || more.length > 0)
    throw broken(stage, 'merges', `${more.length} too many of two crossing merges`);
  await decide(stage, winner, 'approve');
  await until(stage, agent, winner, 'done');
  await first.close('recovered');
  await second.close('opened-by-mistake');
};

async function aCaseOfTwo(stage: Stage, agent: LoadAgent): Promise<CaseWork> {
  const story = await aStory(stage.db, 'A');
  await endow(stage.db, story);
  stage.meter.endowed += 1;
  return CaseWork.open(stage, agent, story);
}

/** Looks at both side by side and asks for exactly that; where somebody else may, too, it may be too late. */
async function askMerge(work: CaseWork, survivorId: string, rivals = false): Promise<Outcome> {
  const { old, duplicate } = work.story;
  const otherId = survivorId === old.id ? duplicate.id : old.id;
  const seen = await work.step('merges/preview', { accountIds: [old.id, duplicate.id], survivorId });
  const planHash = textIn(seen, 'planHash');
  // Nothing to ask for: the other one was quicker already.
  if (rivals && planHash === '') return { done: false, code: 'merge-blocked' };
  return work.step(
    'merges',
    { survivorId, otherId, planHash, reason: REASON },
    rivals ? ['merge-blocked', 'merge-plan-moved', 'overtaken'] : [],
  );
}

/** A supervisor decides, at times two at once: one of them does. */
async function decide(stage: Stage, asked: Outcome, how: 'approve' | 'reject', of?: string): Promise<void> {
  const path = `/api/approvals/${of ?? textIn(asked, 'approvalId')}/${how}`;
  const body = how === 'reject' ? { reason: 'Two cousins.' } : {};
  const many = stage.chance.fraction() < 0.2 ? 2 : 1;
  const from = stage.chance.whole(0, stage.supervisors.length - 1);
  const outcomes = await Promise.all(
    Array.from({ length: many }, (_, at) => {
      const supervisor = stage.supervisors[(from + at) % stage.supervisors.length];
      if (!supervisor) throw new Error('There are no supervisors.');
      const refusals = many > 1 ? (['approval-decided', 'overtaken'] as const) : [];
      return supervisor.ask({ name: `${how} merge`, path, body, refusals });
    }),
  );
  const done = outcomes.filter((outcome) => outcome.done).length;
  if (done !== 1) throw broken(stage, `${how} merge`, `${done} of ${many} supervisors decided`);
}

/** Looks at the merge, as the console does, until the worker has brought it there. */
async function until(stage: Stage, agent: LoadAgent, asked: Outcome, state: string): Promise<void> {
  const path = `/api/merges/${textIn(asked, 'id')}`;
  const end = performance.now() + PATIENCE_MS;
  let now = '';
  while (now !== state) {
    if (performance.now() > end) throw broken(stage, 'merges', `${now} after a minute, not ${state}`);
    await wait(LOOK_EVERY_MS);
    now = textIn(await agent.person.ask({ name: 'view merge', path }), 'state');
  }
}

async function takeBack(stage: Stage, agent: LoadAgent, mergeId: string): Promise<void> {
  const path = `/api/merges/${mergeId}/undo`;
  const look = { name: 'undo/preview', path: `${path}/preview`, body: { decisions: {} } };
  const seen = await agent.person.ask(look);
  const planHash = textIn(seen, 'planHash');
  if (planHash === '') throw broken(stage, 'undo', 'a merge that was just done cannot be undone');
  const body = { decisions: {}, planHash, reason: 'Two sisters.' };
  const asked = await agent.person.ask({ name: 'undo', path, body });
  const undo = (asked.done ? asked.body['undo'] : {}) as { approvalId?: string; caseId?: string };
  await decide(stage, asked, 'approve', undo.approvalId ?? '');
  await until(stage, agent, asked, 'undone');
  const close = { name: 'close', path: `/api/cases/${undo.caseId ?? ''}/close` };
  await agent.person.ask({ ...close, body: { outcome: 'recovered' } });
}
