import type {
  ForgotPasswordResponse,
  ObjectionResponse,
  PortalCallBackAnswer,
  PortalCodeResponse,
} from '@relink/contract';
import type { Page } from '@playwright/test';
import { expect } from '../harness/story.ts';
import { answerWith, refuseWith } from './portal-answers.ts';
import type { Stop } from './stop.ts';

const TOKEN = 'x'.repeat(43);
const TOMORROW = '2026-11-21T10:00:00.000Z';
/** As long as its field is on a phone: what is typed is not shorter for us. */
const TYPED_EMAIL = 'maximiliane@familienpost.example';

/** Goes to one of the portal's pages anew, whatever language it speaks. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`/portal/${path}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

const submit = (page: Page) => page.locator('main form button[type=submit]').first().click();
const done = (page: Page) => expect(page.locator('main .note.good').first()).toBeVisible();
const refused = (page: Page) => expect(page.getByRole('alert')).toBeVisible();

/** Every page of the portal that needs no sign-in, and each answer it may give. */
export function portalStops(): Stop[] {
  return [
    { name: 'portal-sign-in', go: (page) => open(page, '') },
    {
      name: 'portal-sign-in-refused',
      go: async (page) => {
        await refuseWith(page, 'sign-in', 401, 'wrong-credentials');
        await page.locator('input[autocomplete=username]').fill(TYPED_EMAIL);
        await page.locator('input[autocomplete=current-password]').fill('not the password');
        await submit(page);
        await refused(page);
      },
    },
    { name: 'portal-forgot', go: (page) => open(page, 'forgot') },
    {
      name: 'portal-reset-code',
      go: async (page) => {
        const body: ForgotPasswordResponse = { reference: 'K7QM-2X9D', expiresAt: TOMORROW };
        await answerWith(page, 'forgot-password', body);
        await page.locator('input[type=email]').fill(TYPED_EMAIL);
        await submit(page);
        await done(page);
      },
    },
    {
      name: 'portal-reset-weak',
      go: async (page) => {
        await open(page, `reset#${TOKEN}`);
        await page.locator('input[autocomplete=new-password]').fill('horse');
        await expect(page.locator('.strength [role=status]')).not.toBeEmpty();
      },
    },
    {
      name: 'portal-reset-done',
      go: async (page) => {
        await answerWith(page, 'password-resets', {});
        await submit(page);
        await done(page);
      },
    },
    ...codeStops(),
    ...confirmStops(),
    ...callBackStops(),
    { name: 'portal-missing', go: (page) => open(page, 'no-such-page') },
  ];
}

function codeStops(): Stop[] {
  const accepted = (name: string, answer: Partial<PortalCodeResponse>): Stop => ({
    name: `portal-code-${name}`,
    go: async (page) => {
      await open(page, 'code#K7QM-2X9D');
      const whole: PortalCodeResponse = {
        ...{ accepted: true, purpose: 'evidence', waitsForAgreement: false, heldUntil: null },
        ...answer,
      };
      await answerWith(page, 'codes', whole);
      await page.locator('input[autocomplete=one-time-code]').fill('123456');
      await submit(page);
      await done(page);
    },
  });
  return [
    { name: 'portal-code', go: (page) => open(page, 'code#K7QM-2X9D') },
    {
      name: 'portal-code-refused',
      go: async (page) => {
        await refuseWith(page, 'codes', 422, 'code-not-accepted');
        await page.locator('input[autocomplete=one-time-code]').fill('123456');
        await submit(page);
        await refused(page);
      },
    },
    {
      name: 'portal-code-empty',
      go: async (page) => {
        await open(page, 'code');
        await submit(page);
        await expect(page.locator('.field-error').first()).toBeVisible();
      },
    },
    accepted('accepted', {}),
    accepted('email-confirmed', { purpose: 'email-confirmation' }),
    accepted('phone-confirmed', { purpose: 'phone-confirmation' }),
    accepted('waits-for-agreement', { purpose: 'phone-confirmation', waitsForAgreement: true }),
    accepted('moved', { purpose: 'identifier-move' }),
    accepted('held', { purpose: 'email-confirmation', heldUntil: TOMORROW }),
  ];
}

function confirmStops(): Stop[] {
  const told = (outcome: ObjectionResponse['outcome']): Stop => ({
    name: `portal-not-me-${outcome}`,
    go: async (page) => {
      await open(page, `not-me#${TOKEN}`);
      const body: ObjectionResponse = { outcome };
      await answerWith(page, 'objections', body);
      await submit(page);
      await done(page);
    },
  });
  return [
    { name: 'portal-confirm', go: (page) => open(page, `confirm#${TOKEN}`) },
    {
      name: 'portal-confirm-refused',
      go: async (page) => {
        await refuseWith(page, 'email-confirmations', 422, 'link-not-accepted');
        await submit(page);
        await refused(page);
      },
    },
    {
      name: 'portal-confirm-done',
      go: async (page) => {
        await answerWith(page, 'email-confirmations', { heldUntil: null });
        await submit(page);
        await done(page);
      },
    },
    { name: 'portal-confirm-without-link', go: (page) => open(page, 'confirm') },
    { name: 'portal-not-me', go: (page) => open(page, `not-me#${TOKEN}`) },
    ...(['cancelled', 'locked', 'noted'] as const).map(told),
    { name: 'portal-not-me-without-link', go: (page) => open(page, 'not-me') },
  ];
}

function callBackStops(): Stop[] {
  return [
    { name: 'portal-call-back', go: (page) => open(page, 'call-back') },
    {
      name: 'portal-call-back-empty',
      go: async (page) => {
        await submit(page);
        await expect(page.locator('.field-error').first()).toBeVisible();
      },
    },
    {
      name: 'portal-call-back-done',
      go: async (page) => {
        const body = { accepted: true } satisfies PortalCallBackAnswer;
        await answerWith(page, 'call-backs', body);
        await page.locator('input[type=tel]').fill('+46 70 174 06 98');
        await submit(page);
        await done(page);
      },
    },
  ];
}
