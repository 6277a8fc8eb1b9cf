// Papers to hand in: real ones, one that is too large, and one that is something else than it says.

import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

import { chance } from './chance';

export interface Paper {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A photo: a small white PNG that a browser can show. */
export function photo(name = '照片.png'): Paper {
  const size = 32;
  return png(name, { width: size, height: size }, (row) => row.fill(0xff));
}

/** A photo in which no pixel is like the next: three bytes for each, which nothing makes fewer. The same whenever it is taken. */
export function busyPhoto(name: string, size: { width: number; height: number }): Paper {
  const noise = chance(1);
  return png(name, size, (row) => row.forEach((_, at) => row.writeUInt8(Math.floor(noise() * 256), at)));
}

/** A PNG of three bytes a pixel, painted row by row. */
function png(name: string, { width, height }: { width: number; height: number }, paint: (row: Buffer) => void): Paper {
  const rows = Array.from({ length: height }, () => {
    const row = Buffer.alloc(1 + width * 3);
    paint(row.subarray(1));
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(rows));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const buffer = Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
  return { name, mimeType: 'image/png', buffer };
}

function chunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(content.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(checksum(named), named.length + 4);
  return framed;
}

/** CRC-32, as PNG wants it. */
function checksum(content: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A PDF of one empty page. */
export function document(name = '清单.pdf'): Paper {
  const text = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(text, 'latin1') };
}

/** A program for Windows that was given the name of a photo. */
export function renamedProgram(): Paper {
  const buffer = Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'), Buffer.alloc(4096)]);
  return { name: '照片.jpg', mimeType: 'image/jpeg', buffer };
}

/** A photo of 40 MB, as a file on the disk for as long as it is used. */
export async function withLargePhoto(use: (path: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhangban-photo-'));
  const path = join(folder, '大照片.jpg');
  try {
    const file = openSync(path, 'w');
    writeSync(file, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01]));
    closeSync(file);
    truncateSync(path, 40 * 1024 * 1024);
    await use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
