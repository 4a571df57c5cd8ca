import type { Permission } from '@relink/domain';
import { lazy, Suspense, useEffect, useState } from 'react';
import { usePermissions, useTranslate } from 'react-admin';
import { useHotkeys } from 'react-hotkeys-hook';
import { useNavigate } from 'react-router-dom';
import { useMe } from '../useMe.ts';
import { PLACES, type Place } from './go.ts';
import { isNoCommand, lead, watchTyping } from './key-events.ts';
import { submitHere } from './page-form.ts';
import { useCommand } from './useCommand.ts';

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }));
const Shortcuts = lazy(async () => ({ default: (await import('./Shortcuts.tsx')).Shortcuts }));
const OpenCase = lazy(async () => ({
  default: (await import('../case-pages.ts')).OpenCaseDialog,
}));

type Shown = 'palette' | 'shortcuts' | 'open-case';

/** What can be done on every page of the desk, and the dialogs that are reached by a key. */
export function DeskCommands() {
  const t = useTranslate();
  const navigate = useNavigate();
  const { permissions = [] } = usePermissions<readonly Permission[]>();
  // To who must enrol a second factor first, nothing of the desk opens.
  const whole = useMe()?.standing === 'whole';
  const places = whole ? PLACES.filter(({ needs }) => !needs || permissions.includes(needs)) : [];
  const [shown, setShown] = useState<Shown>();
  const close = () => setShown(undefined);
  useEffect(watchTyping, []);
  useHotkeys(['ctrl+enter', 'meta+enter'], submitHere, { enableOnFormTags: true, preventDefault: true });
  useHotkeys('g', lead, {
    ...{ enableOnFormTags: true, useKey: true, ignoreModifiers: true },
    ignoreEventWhen: isNoCommand,
  });
  const name = (of: string) => ({ id: of, label: t(`relink.commands.${of}`), allowed: true });
  useCommand({ ...name('palette'), group: 'desk', keys: ['mod+k'], run: () => setShown('palette') });
  useCommand({ ...name('shortcuts'), group: 'desk', keys: ['?'], run: () => setShown('shortcuts') });
  useCommand(
    whole
      ? {
          ...name('search'),
          ...{ group: 'desk', keys: ['/'] },
          run: () => (focusSearch() ? undefined : void navigate('/accounts')),
        }
      : null,
  );
  useCommand(
    permissions.includes('cases.work')
      ? { ...name('openCase'), group: 'desk', keys: ['n'], run: () => setShown('open-case') }
      : null,
  );
  return (
    <>
      {places.map((place) => (
        <GoTo key={place.to} place={place} />
      ))}
      <Suspense>
        {shown === 'palette' ? <Palette onClose={close} /> : null}
        {shown === 'shortcuts' ? <Shortcuts onClose={close} /> : null}
        {shown === 'open-case' ? <OpenCase onClose={close} /> : null}
      </Suspense>
    </>
  );
}

function GoTo({ place: { key, to, name } }: { place: Place }) {
  const t = useTranslate();
  const navigate = useNavigate();
  useCommand({
    id: `go ${to}`,
    label: t('relink.commands.goTo', { place: t(`relink.commands.places.${name}`) }),
    ...{ group: 'go', keys: [`g ${key}`], allowed: true },
    run: () => void navigate(to),
  });
  return null;
}

/** Puts the focus into the page's search field; false where there is none. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('[role="search"] input:not(:disabled)');
  field?.focus();
  field?.select();
  return field !== null;
}
