import { test } from 'vitest';
import { interleave } from './interleaved.js';

test('two callers who ask for the same in the same ticks get their own each', () => interleave(1_000));
