import { randomUUID } from 'node:crypto';

import { markup } from '#local/server/markup.ts';
import type { LoopbackRequest, LoopbackResponse } from '#local/server/loopback-server.ts';
import { AwsServiceError } from '#local/server/service-error.ts';
import { publishParametersSchema } from '#local/sns/publication.ts';
import type { Topics } from '#local/sns/topics.ts';

const namespace = 'http://sns.amazonaws.com/doc/2010-03-31/';

/** Answers the SNS calls of the SDK (the query protocol: a form in, XML out) for the topics of the templates. */
export function answerSns(request: LoopbackRequest, topics: Topics): LoopbackResponse {
  try {
    const form = Object.fromEntries(new URLSearchParams(request.body.toString()));
    if (form['Action'] !== 'Publish') {
      throw new AwsServiceError('InvalidAction', `SNS ${form['Action']} is not answered here.`);
    }
    const parameters = publishParametersSchema.safeParse(form);
    if (!parameters.success) throw new AwsServiceError('InvalidParameter', 'Invalid parameter: Message');
    return xml(200, published(topics.publish(parameters.data)));
  } catch (error) {
    if (!(error instanceof AwsServiceError)) throw error;
    return xml(error.status, refused(error));
  }
}

function published(messageId: string): string {
  const result = markup`<PublishResult><MessageId>${messageId}</MessageId></PublishResult>`;
  const metadata = markup`<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  return markup`<PublishResponse xmlns="${namespace}">${result}${metadata}</PublishResponse>`.text;
}

function refused({ code, message }: AwsServiceError): string {
  const error = markup`<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return markup`<ErrorResponse xmlns="${namespace}">${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`
    .text;
}

function xml(status: number, body: string): LoopbackResponse {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}
