# SPDX-License-Identifier: GPL-3.0-or-later
"""Bodies as tracking SDKs make them, written with the standard library alone and without Telltale's own
code, so that a mistake in a decoder cannot hide in the cases that test it."""
import base64
import gzip as gzip_module
import json as json_module
import struct
import urllib.parse
import zlib

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def json(value):
    return json_module.dumps(value, separators=(",", ":"), ensure_ascii=False)


def ndjson(*values):
    return "".join(json(value) + "\n" for value in values)


def octets(value):
    return value if isinstance(value, bytes) else str(value).encode()


def gzip(value):
    return gzip_module.compress(octets(value), 9, mtime=0)


def deflate(value):
    """The zlib form (RFC 1950)."""
    return zlib.compress(octets(value), 9)


def b64(value):
    return base64.b64encode(octets(value)).decode()


def b64url(value, padding=True):
    text = base64.urlsafe_b64encode(octets(value)).decode()
    return text if padding else text.rstrip("=")


def form(fields):
    """A query or form; values that are tables or lists become JSON text, as SDKs do it."""
    pairs = fields.items() if isinstance(fields, dict) else fields
    return "&".join(f"{urllib.parse.quote(str(key), safe='')}={urllib.parse.quote(text(value), safe='')}"
                    for key, value in pairs)


def text(value):
    return json(value) if isinstance(value, (dict, list)) else str(value)


def java_hash(value):
    """String.hashCode() of Java, which Sensors Analytics calls crc."""
    units = value.encode("utf-16-be")
    result = 0
    for high, low in zip(units[::2], units[1::2]):
        result = (31 * result + (high << 8 | low)) & 0xFFFFFFFF
    return result - (1 << 32) if result >> 31 else result


def opaque(size, seed=1):
    """Octets that stand for a ciphertext: without structure, the same in each run."""
    result, state = bytearray(), seed
    while len(result) < size:
        state = (state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        result.append(state >> 56)
    return bytes(result)


# Protocol Buffers (protobuf.dev/programming-guides/encoding)

def varint(value):
    value &= 2**64 - 1
    result = bytearray()
    while value > 0x7F:
        result.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(result) + bytes([value])


class Fixed64(int):
    """An integer that protobuf writes as eight octets."""


def proto(*fields):
    """A message of (number, value): int as varint, Fixed64, float as double, text and octets by length."""
    result = b""
    for number, value in fields:
        if isinstance(value, Fixed64):
            result += varint(number << 3 | 1) + struct.pack("<Q", value)
        elif isinstance(value, int):
            result += varint(number << 3) + varint(value)
        elif isinstance(value, float):
            result += varint(number << 3 | 1) + struct.pack("<d", value)
        else:
            content = octets(value)
            result += varint(number << 3 | 2) + varint(len(content)) + content
    return result


# Thrift's TCompactProtocol (thrift-compact-protocol.md)

def thrift(*fields):
    """A struct of (id, value) with ascending ids: int as i32, text and octets as binary."""
    result, last = b"", 0
    for number, value in fields:
        kind = 5 if isinstance(value, int) else 8
        result += bytes([(number - last) << 4 | kind])
        if isinstance(value, int):
            result += varint((value << 1) ^ (value >> 31))
        else:
            content = octets(value)
            result += varint(len(content)) + content
        last = number
    return result + b"\0"


# LZString (pieroxy.net/blog/pages/lz-string): an LZ78 whose codes grow bit by bit

def lzstring_b64(value):
    """LZString.compressToBase64 of text in the basic plane."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    bits, codes, fresh = [], {}, set()
    state = {"width": 2, "room": 2, "phrase": ""}

    def put(number, width):
        bits.extend(number >> i & 1 for i in range(width))

    def shrink():
        state["room"] -= 1
        if state["room"] == 0:
            state["room"] = 1 << state["width"]
            state["width"] += 1

    def emit(phrase):
        if phrase in fresh:
            wide = ord(phrase) > 0xFF
            put(1 if wide else 0, state["width"])
            put(ord(phrase), 16 if wide else 8)
            shrink()
            fresh.discard(phrase)
        else:
            put(codes[phrase], state["width"])
        shrink()

    for char in value:
        if char not in codes:
            codes[char] = len(codes) + 3
            fresh.add(char)
        longer = state["phrase"] + char
        if longer in codes:
            state["phrase"] = longer
        else:
            emit(state["phrase"])
            codes[longer] = len(codes) + 3
            state["phrase"] = char
    if state["phrase"]:
        emit(state["phrase"])
    put(2, state["width"])
    bits.append(0)
    bits.extend([0] * (-len(bits) % 6))
    letters = "".join(alphabet[int("".join(map(str, bits[i:i + 6])), 2)] for i in range(0, len(bits), 6))
    return letters + "=" * (-len(letters) % 4)


# AES-128 (FIPS 197), for schemes that send the key in the same message; encryption only

def _times_two(value):
    return (value << 1 ^ (0x1B if value & 0x80 else 0)) & 0xFF


def _product(left, right):
    result = 0
    while right:
        result ^= left if right & 1 else 0
        left, right = _times_two(left), right >> 1
    return result


def _substitution(value):
    inverse = next((other for other in range(256) if _product(value, other) == 1), 0)
    rotated = inverse | inverse << 8
    return (rotated ^ rotated >> 4 ^ rotated >> 5 ^ rotated >> 6 ^ rotated >> 7 ^ 0x63) & 0xFF


SUBSTITUTE = [_substitution(value) for value in range(256)]


def _round_keys(key):
    words, constant = [list(key[i:i + 4]) for i in range(0, 16, 4)], 1
    for i in range(4, 44):
        word = words[i - 1]
        if i % 4 == 0:
            word = [SUBSTITUTE[octet] for octet in word[1:] + word[:1]]
            word[0] ^= constant
            constant = _times_two(constant)
        words.append([a ^ b for a, b in zip(words[i - 4], word)])
    return [sum(words[i:i + 4], []) for i in range(0, 44, 4)]


def _aes_block(keys, block):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for number, key in enumerate(keys[1:], 1):
        state = [SUBSTITUTE[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if number < 10:
            state = [_product(state[i], 2) ^ _product(state[i - i % 4 + (i + 1) % 4], 3)
                     ^ state[i - i % 4 + (i + 2) % 4] ^ state[i - i % 4 + (i + 3) % 4] for i in range(16)]
        state = [a ^ b for a, b in zip(state, key)]
    return bytes(state)


def aes(key, plain, iv=None):
    """AES-128 with PKCS #7 padding: ECB, or CBC where @p iv is given."""
    keys, plain = _round_keys(octets(key)), octets(plain)
    pad = 16 - len(plain) % 16
    plain += bytes([pad]) * pad
    result, last = b"", octets(iv) if iv else bytes(16)
    for i in range(0, len(plain), 16):
        block = bytes(a ^ b for a, b in zip(plain[i:i + 16], last))
        encrypted = _aes_block(keys, block)
        result, last = result + encrypted, encrypted if iv else bytes(16)
    return result
