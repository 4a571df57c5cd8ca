import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer } from './people/customer.ts';
import { asPrinted, printedCallers, printedSignIns } from './people/printed.ts';
import { consoleStops } from './tour/console-stops.ts';
import { portalStops } from './tour/portal-stops.ts';
import { prepareTour } from './tour/prepare-tour.ts';
import { comeToRest, type Stop } from './tour/stop.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

async function take(page: Page, stops: readonly Stop[], kind: string): Promise<void> {
  for (const { name, go } of stops) {
    await go(page);
    await comeToRest(page);
    await page.screenshot({ path: `${ROOT}.relink/screens/${kind}/${name}.png`, fullPage: true });
  }
}

story(
  'the picture of the README: a case of the demo shop, played up to the new e-mail',
  async ({ openWindow }) => {
    const viewport = { ...SIZES.desktop, height: 1060 };
    const look = { viewport, colorScheme: 'light', reducedMotion: 'reduce' } as const;
    const agent = await AgentAtConsole.signIn(
      await openWindow(look),
      printedSignIns().find(({ role }) => role === 'agent')!,
    );
    const customer = await Customer.at(await openWindow());
    const caller = printedCallers().find(({ variant }) => variant === 'A')!;
    await agent.openCase('New phone. The shop shows her no orders any more.');
    const found = await agent.search(caller.phone);
    await agent.add(found.filter({ hasText: 'likely duplicate' }), 'duplicate');
    await agent.add(found.filter({ hasText: 'orphaned' }), 'claimed');
    await agent.sendRound(asPrinted(caller));
    await agent.sendCode(/^Send code to \+/);
    await customer.answerCode(customer.messages(caller.phone, '/portal/code#'));
    await agent.seesAssurance('verified');
    await agent.giveEmail('grace.h@mail.example');
    await expect(agent.claimed.getByText('Waiting to be confirmed')).toBeVisible();
    await agent.page.reload();
    await expect(agent.claimed.getByText('Waiting to be confirmed')).toBeVisible();
    await comeToRest(agent.page);
    await agent.page.screenshot({ path: `${ROOT}docs/screens/workbench.png` });
  },
);

for (const [size, viewport] of Object.entries(SIZES))
  for (const colorScheme of ['light', 'dark'] as const)
    story(`pictures, ${size}, ${colorScheme}`, async ({ desk, openWindow }) => {
      const facts = await prepareTour(desk);
      const kind = `${size}-${colorScheme}`;
      const look = { viewport, colorScheme, reducedMotion: 'reduce' } as const;
      await take(await openWindow(look), consoleStops(facts), kind);
      await take(await openWindow(look), portalStops(desk, facts), kind);
    });
