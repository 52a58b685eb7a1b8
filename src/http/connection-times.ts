/** How long a connection may keep us waiting, in milliseconds. Together: nobody who does nothing stays for 30 seconds. */
export interface ConnectionTimes {
  /** From the opening of a connection, or the first byte of a further request, to the end of the request's head. */
  readonly headersMs: number;
  /** From the first byte of a request to the last one of its body. */
  readonly requestMs: number;
  /** Between an answer and the next request; Node adds a second, since it tells clients this number. */
  readonly keepAliveMs: number;
  /** Without any progress while an answer is sent. Node sees the standstill only at the second look: it takes up to twice as long. */
  readonly stalledAnswerMs: number;
  /** From the first byte of an answer to its last, however it goes on: who sends bytes keeps Node's own clocks from running out. */
  readonly answerMs: number;
  /** Without any byte in either direction, whatever goes on: longer than any answer may take to make. */
  readonly inactivityMs: number;
  /** What a refused client still sends is thrown away for so long: a connection closed at once would cost it the answer. */
  readonly lingerMs: number;
  /** How often the first two are looked at; Node's default of 30 seconds would double them. */
  readonly checkMs: number;
}

const defaultTimes: Omit<ConnectionTimes, 'inactivityMs'> = {
  headersMs: 8_000,
  requestMs: 20_000,
  keepAliveMs: 20_000,
  stalledAnswerMs: 12_000,
  answerMs: 60_000,
  lingerMs: 1_000,
  checkMs: 1_000,
};

const leastInactivityMs = 30_000;
const inactivityMarginMs = 5_000;

/** @param deadlineMs how long an answer may take to make */
export function connectionTimes(deadlineMs: number): ConnectionTimes {
  return { ...defaultTimes, inactivityMs: Math.max(leastInactivityMs, deadlineMs + inactivityMarginMs) };
}
