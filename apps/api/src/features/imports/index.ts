export { FileUnreadable, importFile } from './import-file.ts';
export type { Counts } from './import-run.ts';
export { ImportsModule } from './imports.module.ts';
