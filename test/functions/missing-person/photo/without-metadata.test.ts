import { describe, expect, it } from 'vitest';

import { photo as demoPhoto } from '#cli/demo/scenes/photo.ts';
import { imageTypeSchema } from '#functions/missing-person/model/photo.ts';
import { withoutMetadata } from '#functions/missing-person/photo/without-metadata.ts';

import { jpegSegment, pngChunk, riff, tinyImage, webpChunk } from '../tiny-image.ts';

const HOME = 'GPS 30.1455N 120.4115E';
const types = imageTypeSchema.options;

/** Parts that tell where home is, by the type of the image that has them. */
const telling = {
  'image/jpeg': [
    jpegSegment(0xe1, `Exif\0\0${HOME}`),
    jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0${HOME}`),
    jpegSegment(0xe2, `MPF\0${HOME}`),
    jpegSegment(0xe5, HOME),
    jpegSegment(0xed, `Photoshop 3.0\0${HOME}`),
    jpegSegment(0xfe, HOME),
  ],
  'image/png': ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'maKe'].map((name) => pngChunk(name, HOME)),
  'image/webp': ['EXIF', 'XMP ', 'MAKE'].map((name) => webpChunk(name, `${HOME}.`)),
};

describe.each(types)('%s', (type) => {
  const plain = tinyImage(type);

  it('comes back as it was when it has no metadata', () => {
    expect(withoutMetadata(type, plain)).toEqual(plain);
  });

  it.each(telling[type].map((part) => [part.toString('latin1').replaceAll(/[^ -~]/g, ' '), part] as const))(
    'loses "%s" and nothing else',
    (_what, part) => {
      const image = tinyImage(type, [part]);
      expect(image.includes(HOME)).toBe(true);
      expect(withoutMetadata(type, image)).toEqual(plain);
    },
  );

  it('loses what follows its end', () => {
    expect(withoutMetadata(type, Buffer.concat([plain, Buffer.from(HOME)]))).toEqual(plain);
  });

  it('is found broken wherever it is cut off', () => {
    const image = tinyImage(type, telling[type]);
    const walkable = [...image.keys()].filter((end) => withoutMetadata(type, image.subarray(0, end)));
    expect(walkable).toEqual([]);
  });
});

describe('a JPEG', () => {
  it('keeps JFIF, the colour profile and the colour transform', () => {
    const image = tinyImage('image/jpeg', [
      jpegSegment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
      jpegSegment(0xe2, 'ICC_PROFILE\0\x01\x01profile'),
      jpegSegment(0xee, 'Adobe\0d\0\0\0\0\0'),
    ]);
    expect(withoutMetadata('image/jpeg', image)).toEqual(image);
  });

  it('is cleaned between its scans too, and its coded data is left alone', () => {
    const coded = Buffer.from([0x12, 0xff, 0x00, 0xe1, 0xff, 0xd3, 0x34]);
    const scan = Buffer.concat([jpegSegment(0xda, '\x01\x01\0\0?\0'), coded]);
    const comment = jpegSegment(0xfe, HOME);
    expect(withoutMetadata('image/jpeg', tinyImage('image/jpeg', [scan, comment, scan]))).toEqual(
      tinyImage('image/jpeg', [scan, scan]),
    );
  });

  it.each([
    ['a segment shorter than its length', Buffer.from([0xff, 0xe1, 0, 1])],
    ['something that is no marker', Buffer.from('marker')],
    ['a second beginning', Buffer.from([0xff, 0xd8])],
  ])('is found broken by %s', (_what, part) => {
    expect(withoutMetadata('image/jpeg', tinyImage('image/jpeg', [part]))).toBeUndefined();
  });
});

describe('a WebP', () => {
  it('no longer says that it has metadata, and keeps its other features', () => {
    const features = (flags: number) => webpChunk('VP8X', Buffer.from([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    const pixel = tinyImage('image/webp').subarray(12);
    const [exif] = telling['image/webp'];
    expect(withoutMetadata('image/webp', riff([features(0x3c), pixel, exif ?? pixel]))).toEqual(
      riff([features(0x30), pixel]),
    );
  });
});

describe('the photo of the demonstration', () => {
  it('has nothing to lose', () => {
    expect(withoutMetadata('image/png', demoPhoto)).toEqual(Buffer.from(demoPhoto));
  });
});
