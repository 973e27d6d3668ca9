import type { ImageType } from '#functions/missing-person/model/photo.ts';

/** Where and how a client uploads a photo. */
export interface PhotoUpload {
  readonly url: string;
  /** Headers which the address was signed with; the upload must carry each of them as it is. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An uploaded object: what it says it is, and its content, which tells what it is. */
export interface UploadedPhoto {
  readonly contentType: string | undefined;
  /** Size in bytes that was uploaded; `content` is smaller once it was replaced. */
  readonly uploadedBytes: number;
  /** All of it; of more than `MAX_PHOTO_BYTES` maybe only the beginning. */
  readonly content: Uint8Array;
}

/** Keeps photos; clients reach them by addresses that expire. */
export interface PhotoStore {
  /** An address that takes exactly one image of this type and size, once. */
  uploadAddress(name: string, type: ImageType, bytes: number, validSeconds: number): Promise<PhotoUpload>;
  /** What lies there, or undefined when nothing was uploaded. */
  inspect(name: string): Promise<UploadedPhoto | undefined>;
  /** Puts `content` in the place of what was uploaded, and remembers the size of that. */
  replace(name: string, type: ImageType, content: Uint8Array, uploadedBytes: number): Promise<void>;
  /** An address from which the photo can be read. */
  downloadAddress(name: string, validSeconds: number): Promise<string>;
}
