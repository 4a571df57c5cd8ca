import { rm } from 'node:fs/promises';

/** Ends the PostgreSQL of the run and takes its data away. */
export default async function stop(): Promise<void> {
  const postgres = globalThis.relinkPostgres;
  if (!postgres) return;
  await postgres.stop();
  await rm(postgres.dataDir, { recursive: true, force: true });
}
