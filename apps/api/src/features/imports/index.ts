export { FileUnreadable, importFile, type Imported } from './import-file.ts';
export type { Counts } from './import-run.ts';
export { ImportsModule } from './imports.module.ts';
export { ImportRunner, type RunOptions } from './run-import.ts';
