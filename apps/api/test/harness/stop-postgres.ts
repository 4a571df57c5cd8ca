/** Ends the PostgreSQL of the run. */
export default async function stop(): Promise<void> {
  await globalThis.relinkPostgres?.stop();
}
