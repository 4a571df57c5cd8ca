import { addressNow } from '../../app/address-now.ts';
import { type Chosen, daysOf, readChosen, writeChosen } from './chosen-days.ts';

describe('the days, the channel and the agent that figures are of', () => {
  const written = (chosen: Chosen) => new URLSearchParams(writeChosen(chosen)).toString();

  it('stand in the address and are read back as they were', () => {
    const own = {
      period: 'own',
      from: '2026-11-01',
      to: '2026-11-07',
      channel: 'chat',
      agentId: 'a',
    } as const;
    expect(readChosen(new URLSearchParams(written(own)))).toEqual(own);
    const week = { ...own, period: '7' } as const;
    expect(readChosen(new URLSearchParams(written(week)))).toEqual({
      period: '7',
      channel: 'chat',
      agentId: 'a',
    });
  });

  it('hold two choices made before the page shows the first, and none that was taken back before', () => {
    let hash = '#/insights';
    const choose = (change: Partial<Chosen>) =>
      (hash = `#/insights?${written({ ...readChosen(addressNow(hash)), ...change })}`);
    choose({ channel: 'chat' });
    choose({ period: '7' });
    expect(readChosen(addressNow(hash))).toEqual({ period: '7', channel: 'chat', agentId: '' });
    choose({ channel: '' });
    choose({ agentId: 'a' });
    expect(readChosen(addressNow(hash))).toEqual({ period: '7', channel: '', agentId: 'a' });
  });

  it.each(['', 'period=own', 'period=own&from=soon&to=2026-11-07', 'period=99'])(
    'are those of the last 30 days where the address says "%s"',
    (search) => {
      const chosen = readChosen(new URLSearchParams(search));
      expect(daysOf(chosen, '2026-11-30')).toEqual({ from: '2026-11-01', to: '2026-11-30' });
    },
  );
});
