import { Duration } from 'aws-cdk-lib/core';

/** Memory of the functions, in MB. CPU comes with it: cutting search areas at the border wants more than the rest, reading a file
 * of a hundred thousand rows a whole one (1,769 MB). */
export const memoryMb = { standard: 512, planning: 1024, files: 1769 } as const;

/** The gateway waits 29 s for an answer; steps and the background functions have no caller who waits. */
export const timeouts = {
  answer: Duration.seconds(20),
  step: Duration.seconds(30),
  background: Duration.seconds(50),
  /** A file is read, or a part of it written. */
  work: Duration.minutes(5),
} as const;
