import { setTimeout as wait } from 'node:timers/promises';
import type { AgentRole } from '@relink/domain';
import type { Database } from '@relink/testing';
import { Chance } from '../src/demo/chance.ts';
import { hashPassword } from '../src/platform/guard/passwords.ts';
import { hire, seat } from '../staged-desk/hire.ts';
import { Sender } from '../staged-desk/sender.ts';
import { belongingsOfAll, lostOrGained } from './belongings.ts';
import type { LoadAgent, Stage } from './case-work.ts';
import { crossed, merged } from './merge-scripts.ts';
import { Meter } from './meter.ts';
import type { LoadOptions } from './options.ts';
import { Person, ScriptBroken } from './person.ts';
import { gaveUp, notVerified, oneAccount, oneEmail, recovered, type Script } from './scripts.ts';

/** How often each script is played, of a hundred cases. */
const SCRIPTS: readonly (readonly [share: number, name: string, script: Script])[] = [
  [35, 'recovered', recovered],
  [15, 'not verified', notVerified],
  [15, 'handed over, given up', gaveUp],
  [10, 'two agents, one account', oneAccount],
  [10, 'two callers, one e-mail', oneEmail],
  [11, 'merged', merged],
  [4, 'merged crosswise', crossed],
];
const PASSWORD = 'a desk with fifty chairs';
const SUPERVISORS = 4;
const CONNECTIONS = 64;
const RAMP_MS = 30_000;

// Fifty agents do here in minutes what takes them a day: the limits on what one person changes and looks at are the
// policy's, not the test's.
const MORE_ROOM = `update policy set numbers = numbers || '{
  "agentChanges": {"accountsPerHour": 100000, "accountsPerDay": 100000},
  "agentLooks": {"searchesPerHour": 100000, "accountsPerDay": 100000}}'`;
// The development inbox is for a person who looks at it; hundreds of customers look for their own messages.
const FIND_MESSAGES = 'create index if not exists load_inbox on development_inbox (destination, at)';

/** Lets agents work cases, so many at once, until time is up and every case begun is closed. */
export async function runLoad(
  { url, db }: { readonly url: URL; readonly db: Database },
  options: LoadOptions,
): Promise<Meter> {
  const { agents: count, cases, minutes, seed, pause } = options;
  const meter = new Meter();
  const sender = new Sender(url, CONNECTIONS);
  try {
    for (const statement of [MORE_ROOM, FIND_MESSAGES]) await db.sql(statement);
    const agents = await signIn({ db, sender, meter }, 'agent', count);
    const chiefs = await signIn({ db, sender, meter }, 'supervisor', SUPERVISORS);
    const supervisors = chiefs.map(({ person }) => person);
    const before = await belongingsOfAll(db);
    const end = performance.now() + minutes * 60_000;
    const work = async (place: number): Promise<void> => {
      const chance = new Chance(seed + place * 7919);
      const stage: Stage = { db, sender, meter, pause, supervisors, chance };
      // Three hundred people do not ring in the same second.
      await wait((place / cases) * Math.min(RAMP_MS, minutes * 10_000));
      while (performance.now() < end) await playOne(stage, agents, place);
    };
    await Promise.all(Array.from({ length: cases }, (_, place) => work(place)));
    const after = await belongingsOfAll(db);
    for (const what of lostOrGained(before, after, meter.endowed)) meter.failed('belongings', what);
    return meter;
  } finally {
    sender.close();
  }
}

async function signIn(
  { db, sender, meter }: Pick<Stage, 'db' | 'sender' | 'meter'>,
  role: AgentRole,
  count: number,
): Promise<LoadAgent[]> {
  const passwordHash = await hashPassword(PASSWORD);
  const agents: LoadAgent[] = [];
  for (let at = 0; at < count; at++) {
    const person = new Person(sender, meter);
    if (role === 'agent') {
      const { id, username } = await hire(db, role, passwordHash);
      await person.signIn(username, PASSWORD);
      agents.push({ id, person, failedAccounts: 0 });
    } else {
      // Who must have a second factor gives it once a day: that is not what the load is about.
      const { id, cookie } = await seat(db, role, passwordHash);
      person.sitDown(cookie);
      agents.push({ id, person, failedAccounts: 0 });
    }
  }
  return agents;
}

async function playOne(stage: Stage, agents: readonly LoadAgent[], place: number): Promise<void> {
  const at = place % agents.length;
  const agent = agents[at];
  const other = agents[(at + stage.chance.whole(1, agents.length - 1)) % agents.length];
  if (!agent || !other) throw new Error('There are no agents.');
  let drawn = stage.chance.whole(1, 100);
  for (const [share, name, script] of SCRIPTS) {
    drawn -= share;
    if (drawn > 0) continue;
    try {
      await script(stage, agent, other);
      stage.meter.played(name);
    } catch (error) {
      // It is counted where it happened; the place goes on with another case.
      if (!(error instanceof ScriptBroken)) stage.meter.failed(name, String(error));
    }
    return;
  }
}
