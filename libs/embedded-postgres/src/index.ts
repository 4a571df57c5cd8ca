export { DataDirectoryHeld } from './hold-data-dir.ts';
export { joinPostgres } from './join-postgres.ts';
export { ServerStartFailed } from './launch-server.ts';
export { type PostgresOptions, type RunningPostgres, startPostgres } from './start-postgres.ts';
