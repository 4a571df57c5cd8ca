import { resolve } from 'node:path';
import { keptDemo } from './demo/kept-demo.ts';
import { runProcess, say } from './process.ts';

/** `npm run demo`: the addresses, sign-ins and callers of the demo desk that runs, as `npm start` printed them. */
async function tellAgain(): Promise<void> {
  const told = await keptDemo(resolve(process.env['RELINK_DATA_DIR'] ?? '.relink'));
  say(told ?? 'No demo desk runs here. Start one with npm start.');
}

runProcess(tellAgain());
