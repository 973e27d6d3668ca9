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

/** Longest message in bytes, longest subject and longest SMS in characters (limits of SNS). */
const messageLimit = 262_144;
const subjectLimit = 100;
const smsLimit = 1600;

/**
 * The text for each protocol: the same for all, or those of a structured message.
 * @throws AwsServiceError when SNS would refuse the message
 */
export function publishedTexts(publication: Publication): { for(protocol: string): string } {
  const { message, subject = '' } = publication;
  if (message === '') throw invalid('Empty message');
  if (Buffer.byteLength(message) > messageLimit) throw invalid('Message too long');
  if (subject.length > subjectLimit || /\p{Cc}/u.test(subject)) throw invalid('Subject');
  const texts = structuredTexts(publication);
  if (publication.phoneNumber !== undefined && texts.for('sms').length > smsLimit)
    throw invalid('Message too long');
  return texts;
}

function structuredTexts(publication: Publication): { for(protocol: string): string } {
  if (publication.messageStructure !== 'json') return { for: () => publication.message };
  const texts = structuredSchema.safeParse(parsed(publication.message));
  if (!texts.success) {
    throw invalid('Message Structure - No default entry in JSON message body');
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

function invalid(what: string): AwsServiceError {
  return new AwsServiceError('InvalidParameter', `Invalid parameter: ${what}`);
}
