import type { Page } from '@playwright/test';
import { expect, story } from './harness/story.ts';

const LANGUAGES = [
  { code: 'en', locale: 'en-GB', tag: 'en', heading: 'Sign in', said: /Our staff never ask/ },
  { code: 'gu', locale: 'gu-IN', tag: 'gu', heading: 'સાઇન ઇન કરો', said: /અમારો સ્ટાફ ક્યારેય/ },
  { code: 'id', locale: 'id-ID', tag: 'id', heading: 'Masuk', said: /Staf kami tidak pernah/ },
  { code: 'sv', locale: 'sv-SE', tag: 'sv', heading: 'Logga in', said: /Vår personal frågar aldrig/ },
  { code: 'zh', locale: 'zh-CN', tag: 'zh-Hans', heading: '登录', said: /我们的工作人员绝不会/ },
] as const;

/** Every heading that the page ever shows, and the languages whose texts it fetches. */
async function watchSpeech(
  page: Page,
): Promise<{ headings: () => Promise<string[]>; fetched: () => string[] }> {
  const fetched = new Set<string>();
  page.on('request', (request) => {
    const [, language] = /\/portal\/assets\/(en|gu|id|sv|zh)-[^/]+\.js$/.exec(request.url()) ?? [];
    if (language !== undefined) fetched.add(language);
  });
  await page.addInitScript(() => {
    const seen = new Set<string>();
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      const heading = document.querySelector('h1')?.textContent;
      if (heading) seen.add(heading);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return {
    headings: () => page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]),
    fetched: () => [...fetched],
  };
}

const languageOf = (page: Page) => expect(page.locator('html'));

story('the portal speaks the language of the browser, and fetches no other', async ({ openWindow }) => {
  for (const { code, locale, tag, heading, said } of LANGUAGES)
    await story.step(locale, async () => {
      const page = await openWindow({ locale });
      const speech = await watchSpeech(page);
      await page.goto('/portal/');
      await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
      await languageOf(page).toHaveAttribute('lang', tag);
      await expect(page.getByRole('contentinfo')).toContainText(said);
      expect(await speech.headings()).toEqual([heading]);
      expect(speech.fetched()).toEqual([code]);
    });
});

story(
  'a link speaks as its message did, whatever was spoken in that browser before',
  async ({ openWindow }) => {
    const page = await openWindow({ locale: 'en-GB' });
    const speech = await watchSpeech(page);
    await page.goto('/portal/code#K7QM-2X9D;gu');
    await expect(page.getByText('K7QM-2X9D')).toBeVisible();
    await languageOf(page).toHaveAttribute('lang', 'gu');
    expect(await speech.headings()).toEqual(['તમારો કોડ લખો']);
    expect(new URL(page.url()).hash).toBe('');

    await page.goto('/portal/');
    await languageOf(page).toHaveAttribute('lang', 'gu');
    for (const { code, tag, said } of LANGUAGES) {
      // From another page, as a link of a message comes: the same page would only be told of another fragment.
      await page.goto(`/portal/code#K7QM-2X9D;${code}`);
      await languageOf(page).toHaveAttribute('lang', tag);
      await expect(page.getByRole('contentinfo')).toContainText(said);
      await page.goto('/portal/');
    }
  },
);

story(
  'a choice on the page is stronger than the link that led there, until the next link',
  async ({ openWindow }) => {
    const page = await openWindow({ locale: 'en-GB' });
    await page.goto('/portal/code#K7QM-2X9D;gu');
    await page.getByLabel('ભાષા').selectOption('sv');
    await languageOf(page).toHaveAttribute('lang', 'sv');
    await page.reload();
    await languageOf(page).toHaveAttribute('lang', 'sv');
    await page.goto('/portal/');
    await languageOf(page).toHaveAttribute('lang', 'sv');
    await page.goto('/portal/code#K7QM-2X9D;zh');
    await languageOf(page).toHaveAttribute('lang', 'zh-Hans');
    // What was chosen is what another visit without a link begins with.
    const another = await page.context().newPage();
    await another.goto(new URL('/portal/', page.url()).href);
    await languageOf(another).toHaveAttribute('lang', 'sv');
  },
);

story('a language that does not arrive leaves the page as it was, or English', async ({ openWindow }) => {
  const page = await openWindow({ locale: 'id-ID' });
  await page.route(/\/assets\/(id|zh)-/, (route) =>
    route.fulfill({ status: 404, contentType: 'text/javascript', body: '' }),
  );
  await page.goto('/portal/');
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await page.getByLabel('Language').selectOption('zh');
  await expect(page.getByRole('status').filter({ hasText: 'We got no answer.' })).toBeVisible();
  await languageOf(page).toHaveAttribute('lang', 'en');
});
