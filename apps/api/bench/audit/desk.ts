import 'reflect-metadata';
import { setTimeout as wait } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../../src/create-app.ts';
import { AuditLog } from '../../src/features/audit/index.ts';
import { Sequencer } from '../../src/features/audit/sequencer.ts';
import { readSettings } from '../../src/platform/config/settings.ts';

const EVERY_MS = 1000;

/**
 * A process of the desk that is measured: `serve` as it is, `serve-without` with nothing written into the log, or
 * `sequence`, which does of a worker's work only the sequencer's, and answers its port when it is there.
 */
async function run(part: string | undefined): Promise<void> {
  const settings = readSettings(process.env);
  const app = await createApp(settings, { serve: true, work: false });
  // The floor: neither sealed, nor made canonical, nor hashed, nor inserted.
  if (part === 'serve-without')
    Object.assign(app.get(AuditLog), {
      record: () => Promise.resolve(uuidv7()),
      recordMany: () => Promise.resolve(),
    } satisfies Partial<AuditLog>);
  await app.listen(settings.port, settings.host);
  process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
  if (part !== 'sequence') return;
  const sequencer = app.get(Sequencer, { strict: false });
  for (;;) {
    await sequencer.round();
    await wait(EVERY_MS);
  }
}

run(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
