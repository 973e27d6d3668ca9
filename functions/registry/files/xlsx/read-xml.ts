import { SaxesParser } from 'saxes';

import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';

/** What is told of an XML text, in its order. Names come without prefix. */
export interface XmlReader {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/**
 * Reads XML piece by piece.
 * @returns yields after each piece, so that what was found can be passed on
 * @throws UnreadableFileError `damaged` when it is not well-formed, `forbiddenMarkup` when it declares entities
 */
export async function* readXml(xml: AsyncIterable<string>, reader: XmlReader): AsyncGenerator<void> {
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw new UnreadableFileError('forbiddenMarkup');
  });
  parser.on('error', () => {
    throw new UnreadableFileError('damaged');
  });
  parser.on('opentag', ({ name, attributes }) => reader.open?.(localName(name), attributes));
  parser.on('closetag', ({ name }) => reader.close?.(localName(name)));
  parser.on('text', (text) => reader.text?.(text));
  for await (const piece of xml) {
    parser.write(piece);
    yield;
  }
  parser.close();
  yield;
}

/** Reads XML to its end. @throws UnreadableFileError like `readXml` */
export async function readWholeXml(xml: AsyncIterable<string>, reader: XmlReader): Promise<void> {
  for await (const _ of readXml(xml, reader));
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
