import { setTimeout as wait } from 'node:timers/promises';
import { ProblemException } from '../problems/problem.ts';

/** Longer than any such refusal takes by itself on a desk that is not overloaded. Milliseconds. */
const EVENLY = 250;

/**
 * Lets a refusal out no sooner than a fixed time after the request came, so that how long it took says nothing about
 * why: unknown, used, expired and foreign codes, links and names are all alike. What is accepted is not held up.
 */
export async function refuseEvenly<T>(work: () => Promise<T>): Promise<T> {
  const end = performance.now() + EVENLY;
  try {
    return await work();
  } catch (refusal) {
    if (refusal instanceof ProblemException) await wait(Math.max(0, end - performance.now()));
    throw refusal;
  }
}
