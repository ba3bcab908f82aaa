// Small means of the scripts beside this file.
import { setTimeout as pause } from 'node:timers/promises';

const patienceMs = 20_000;

export function expect(what, actual, wanted) {
  if (JSON.stringify(actual) !== JSON.stringify(wanted)) {
    throw new Error(`${what}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(actual)}`);
  }
}

export async function waitFor(what, holds) {
  const end = Date.now() + patienceMs;
  while (!holds()) {
    if (Date.now() > end) {
      throw new Error(`${what}: not seen within ${patienceMs} ms`);
    }

    await pause(20);
  }
}

export function finish(error, result) {
  console.log(JSON.stringify(error ? { failed: String(error?.stack ?? error) } : { passed: true, ...result }));
  process.exit(error ? 1 : 0);
}
