import * as z from 'zod';

import { AwsServiceError } from '#local/server/service-error.ts';

/** A message to publish: to a topic or to one telephone number. */
export interface Publication {
  readonly message: string;
  readonly topicArn?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly subject?: string | undefined;
  /** `json` when `message` holds a text per protocol. */
  readonly messageStructure?: string | undefined;
}

/** Parameters of SNS Publish, as the API and the state machines' integration name them. */
export const publishParametersSchema = z
  .looseObject({
    Message: z.string(),
    TopicArn: z.string().optional(),
    TargetArn: z.string().optional(),
    PhoneNumber: z.string().optional(),
    Subject: z.string().optional(),
    MessageStructure: z.string().optional(),
  })
  .transform((parameters): Publication => ({
    message: parameters.Message,
    topicArn: parameters.TopicArn ?? parameters.TargetArn,
    phoneNumber: parameters.PhoneNumber,
    subject: parameters.Subject,
    messageStructure: parameters.MessageStructure,
  }));

const structuredSchema = z.record(z.string(), z.string()).refine((texts) => 'default' in texts);

/** The text for each protocol: the same for all, or those of a structured message. */
export function publishedTexts(publication: Publication): { for(protocol: string): string } {
  if (publication.message === '')
    throw new AwsServiceError('InvalidParameter', 'Invalid parameter: Empty message');
  if (publication.messageStructure !== 'json') return { for: () => publication.message };
  const texts = structuredSchema.safeParse(parsed(publication.message));
  if (!texts.success) {
    throw new AwsServiceError(
      'InvalidParameter',
      'Invalid parameter: Message Structure - No default entry in JSON message body',
    );
  }
  return { for: (protocol) => texts.data[protocol] ?? texts.data['default'] ?? '' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
