export { DeskCommands } from './DeskCommands.tsx';
export { KeyHint } from './KeyHint.tsx';
export { PAGE_FORM } from './page-form.ts';
export type { CommandGroup } from './registry.ts';
export { ariaKeys } from './show-keys.ts';
export { useCommand } from './useCommand.ts';
