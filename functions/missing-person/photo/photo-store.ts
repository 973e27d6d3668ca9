import type { ImageType } from '#functions/missing-person/model/photo.ts';

/** Where and how a client uploads a photo. */
export interface PhotoUpload {
  readonly url: string;
  /** Headers which the address was signed with; the upload must carry each of them as it is. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An uploaded object: what it says it is, and its first bytes, which tell what it is. */
export interface UploadedPhoto {
  readonly contentType: string | undefined;
  readonly bytes: number;
  readonly firstBytes: Uint8Array;
}

/** Keeps photos; clients reach them by addresses that expire. */
export interface PhotoStore {
  /** An address that takes exactly one image of this type and size, once. */
  uploadAddress(name: string, type: ImageType, bytes: number, validSeconds: number): Promise<PhotoUpload>;
  /** What lies there, or undefined when nothing was uploaded. */
  inspect(name: string): Promise<UploadedPhoto | undefined>;
  /** An address from which the photo can be read. */
  downloadAddress(name: string, validSeconds: number): Promise<string>;
}
