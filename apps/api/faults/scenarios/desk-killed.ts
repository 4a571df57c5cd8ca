import { isDeepStrictEqual } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { randomInt } from 'node:crypto';
import { Backstage } from '../place/backstage.ts';
import { DeskProcess, freePort } from '../place/processes.ts';
import { type Acknowledged, Ledger, lost, recover } from '../recovery.ts';
import { counted, type Figure, invariants, noted, type Scenario } from '../scenario.ts';

const AGENTS = 6;
/** How many of the newest answers are asked for again after each kill. */
const ASKED_AGAIN = 12;
/** How many of the newest changes are looked for after each kill; at the end all of them are. */
const LOOKED_AT = 60;

/** `kill -9` in a loop, while agents and customers make changes; each kill is followed by a look at everything. */
export const deskKilled: Scenario = {
  name: 'desk killed in a loop',
  async run(database, { kills }) {
    const backstage = await Backstage.open(database);
    const port = await freePort();
    const serve = () => DeskProcess.start({ part: 'serve', port, env: backstage.env });
    const ledger = new Ledger();
    const count = { lost: 0, half: 0, otherwise: 0, again: 0, killed: 0 };
    const halves: Figure[] = [];
    let desk = await serve();
    const shift = async (): Promise<void> => {
      while (!ledger.over) await recover(backstage, `http://127.0.0.1:${String(port)}`, ledger);
    };
    const shifts = Array.from({ length: AGENTS }, shift);
    try {
      for (; count.killed < kills; count.killed++) {
        await Promise.race([wait(randomInt(80, 700)), ...shifts]);
        await desk.kill();
        count.lost += await lost(backstage, ledger.acknowledged.slice(-LOOKED_AT));
        const half = await invariants(backstage.pool);
        if (!half.holds) halves.push(half);
        desk = await serve();
        for (const known of ledger.acknowledged.slice(-ASKED_AGAIN)) {
          const verdict = await askedAgain(known);
          if (verdict === undefined) continue;
          count.again++;
          if (!verdict) count.otherwise++;
        }
      }
    } finally {
      ledger.over = true;
      await Promise.allSettled(shifts);
      await desk.kill();
    }
    count.lost += await lost(backstage, ledger.acknowledged);
    const end = await invariants(backstage.pool, 'half changes at the end');
    await backstage.close();
    return [
      counted('kills', count.killed, kills),
      noted('acknowledged changes', ledger.acknowledged.length),
      noted('whole recoveries', ledger.recoveries),
      noted('requests repeated because there was no answer', ledger.retries),
      counted('acknowledged changes lost', count.lost),
      halves[0] ?? counted('half changes after a kill', 0),
      end,
      counted('other answers to the same key', count.otherwise),
      noted('answers asked for again', count.again),
      counted('changes refused that should not be', ledger.refused.length),
      ...[...new Set(ledger.refused)].map((refused) => noted('  refused', refused)),
    ];
  },
};

/** Whether the same request under the same key gets the answer that it got; undefined without an answer. */
async function askedAgain({ caller, path, body, key, answer }: Acknowledged): Promise<boolean | undefined> {
  const again = await caller.post(path, body, key);
  if (!again) return undefined;
  // A case or a change is shown as it is by now; which one it is stays.
  const same = path === '/api/portal/codes' || path.endsWith('/evidence');
  return (
    again.status === answer.status &&
    (same ? isDeepStrictEqual(again.body, answer.body) : again.body['id'] === answer.body['id'])
  );
}
