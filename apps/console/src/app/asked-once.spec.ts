import { AskedOnce } from './asked-once.ts';

describe('who is signed in', () => {
  const NOBODY = new Error('nobody');
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const asking = (answers: (() => Promise<string>)[]) => {
    const ask = jest.fn(() => (answers.shift() ?? (() => Promise.reject(NOBODY)))());
    return { ask, who: new AskedOnce(ask, (error) => error === NOBODY) };
  };

  it('is asked once by a page of many parts, also where nobody is', async () => {
    const { ask, who } = asking([]);
    for (let part = 0; part < 8; part++) await expect(who.answer()).rejects.toBe(NOBODY);
    expect([ask.mock.calls.length, who.held]).toEqual([1, false]);
    jest.advanceTimersByTime(2_000);
    await expect(who.answer()).rejects.toBe(NOBODY);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('is known after a sign-in, and asked anew once it is forgotten', async () => {
    const { ask, who } = asking([() => Promise.reject(NOBODY), () => Promise.resolve('Jon')]);
    await expect(who.answer()).rejects.toBe(NOBODY);
    who.hold('Mira');
    jest.advanceTimersByTime(2_000);
    expect([await who.answer(), who.held]).toEqual(['Mira', true]);
    who.forget();
    expect(await who.answer()).toBe('Jon');
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('is asked again at once where the answer failed', async () => {
    const { who } = asking([() => Promise.reject(new Error('away')), () => Promise.resolve('Mira')]);
    await expect(who.answer()).rejects.toThrow('away');
    expect(await who.answer()).toBe('Mira');
  });
});
