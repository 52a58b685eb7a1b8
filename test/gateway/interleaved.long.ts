import { test } from 'vitest';
import { interleave } from './interleaved.js';

test('two callers who ask for the same in the same ticks get their own each, 10,000 times', () =>
  interleave(10_000));
