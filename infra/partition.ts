import * as z from 'zod';

/** A partition of AWS, each with accounts, services and names of its own: the world at large, and mainland China. */
export const partitionSchema = z.enum(['aws', 'aws-cn']);

/** A partition of AWS. */
export type Partition = z.infer<typeof partitionSchema>;

/** The partition that a region is in. */
export function partitionOf(region: string): Partition {
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}
