// SPDX-License-Identifier: GPL-3.0-or-later
// What trackers send in place of a text, by name; tests/golden/open_again.py makes the same with Python.
import crypto from 'node:crypto';
import zlib from 'node:zlib';

function hash(algorithm, encoding) {
  return text => crypto.createHash(algorithm).update(text.toLowerCase()).digest(encoding);
}

const utf16 = text => Buffer.from(text, 'utf16le');
export const disguises = {
  'md5': hash('md5', 'hex'),
  'sha1-upper': text => hash('sha1', 'hex')(text).toUpperCase(),
  'sha224': hash('sha224', 'hex'),
  'sha256': hash('sha256', 'hex'),
  'sha256-base64': hash('sha256', 'base64'),
  'sha256-base64url': hash('sha256', 'base64url'),
  'sha256-first-half': text => hash('sha256', 'hex')(text).slice(0, 32),
  'sha384': hash('sha384', 'hex'),
  'sha512': hash('sha512', 'hex'),
  'sha3-256': hash('sha3-256', 'hex'),
  'sha256-of-md5': text => hash('sha256', 'hex')(hash('md5', 'hex')(text)),
  'md5-of-sha1': text => hash('md5', 'hex')(hash('sha1', 'hex')(text)),
  'crc32': text => zlib.crc32(text.toLowerCase()).toString(16).padStart(8, '0'),
  'reversed': text => [...text].reverse().join(''),
  'base64-inside': text => `seen ${Buffer.from('kept: ' + text).toString('base64')} today`,
  'base64-utf16': text => utf16(text).toString('base64'),
  'hex-inside': text => `seen ${Buffer.from('kept: ' + text).toString('hex')} today`,
  'base64-twice': text => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
};
