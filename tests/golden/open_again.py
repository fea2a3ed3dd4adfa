# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens what was sent, without Telltale's code: Python's standard library alone.
texts(data) gives every text that lies in the octets, with the steps that lead to it. It opens percent
and form encoding, URLs, lines, JSON (in strings too, and pieces of it), base64 in both alphabets, hex,
gzip, zlib, raw deflate and LZString. It does not open brotli, zstd, protobuf, MessagePack or anything
encrypted; cannotOpen() names such content."""
import base64
import binascii
import hashlib
import json
import re
import unicodedata
import urllib.parse
import zlib

LIMIT = 40000
BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}\Z")
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
ESCAPE = re.compile(r'\\(u[0-9a-fA-F]{4}|["\\/bfnrt])')


def folded(text):
    return unicodedata.normalize("NFC", text).casefold()


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def lz_string(text):
    """LZString.decompressFromBase64, written from the description of the format: a stream of bits, six a
    letter, of codes that grow; code 0 brings a character of 8 bits, 1 of 16, 2 ends."""
    letters = [ALPHABET.index(letter) for letter in text]
    position = 0

    def bits(count):
        nonlocal position
        value = 0
        for place in range(count):
            letter = letters[position // 6] if position // 6 < len(letters) else None
            if letter is None:
                raise ValueError("it ends early")
            value |= (letter >> (5 - position % 6) & 1) << place
            position += 1
        return value

    book, width = {0: "", 1: "", 2: ""}, 3
    first = bits(2)
    if first == 2:
        return ""
    before = chr(bits(8 if first == 0 else 16))
    book[3] = before
    out, room = [before], 4
    while True:
        code = bits(width)
        if code == 2:
            return "".join(out)
        if code in (0, 1):
            book[len(book)] = chr(bits(8 if code == 0 else 16))
            code = len(book) - 1
            room -= 1
            if room == 0:
                room, width = 1 << width, width + 1
        if code in book and (code > 2):
            entry = book[code]
        elif code == len(book):
            entry = before + before[0]
        else:
            raise ValueError("no such code")
        out.append(entry)
        book[len(book)] = before + entry[0]
        before = entry
        room -= 1
        if room == 0:
            room, width = 1 << width, width + 1


def from_octets(data):
    """What octets may be: (step, octets or text)."""
    if data[:2] == b"\x1f\x8b":
        unpacker, name = zlib.decompressobj(31), "gzip"
    elif data[:1] == b"\x78":
        unpacker, name = zlib.decompressobj(15), "zlib"
    else:
        unpacker, name = None, None
    if unpacker:
        try:
            yield name, unpacker.decompress(data, 1 << 24)
        except zlib.error:
            pass
    if len(data) > 3 and data.count(b"\0") + data.count(b"\4") > len(data) // 4:  # Latin and Cyrillic letters
        for start in (0, 1):  # a piece may begin inside a letter
            yield "utf16", data[start:start + (len(data) - start) // 2 * 2].decode("utf-16-le", "replace")
    try:
        yield None, data.decode()
    except UnicodeDecodeError:
        try:
            opened = zlib.decompressobj(-15)
            plain = opened.decompress(data, 1 << 24)
            if opened.eof and plain:
                yield "deflate", plain
        except zlib.error:
            pass
        # A piece may be cut inside a letter.
        yield None, data.decode("utf-8", "replace")


def unescaped(text):
    def one(match):
        body = match.group(1)
        return chr(int(body[1:], 16)) if body[0] == "u" else {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}.get(body, body)
    return ESCAPE.sub(one, text)


def from_text(text, piece):
    """What a text may be: (step, octets or text). A piece of base64 in base64 may begin inside a group."""
    if "%" in text:
        yield "percent", urllib.parse.unquote(text)
    if "+" in text:
        yield "percent", urllib.parse.unquote_plus(text)
    if "?" in text:
        yield "query", text.split("?", 1)[1]
    if "=" in text and not BASE64.match(text):
        for pair in re.split(r"[&?;]", text):
            if "=" in pair:
                yield "form", pair.split("=", 1)[1]
    if "\n" in text:
        for line in text.splitlines():
            yield "lines", line
    bare = text.strip()
    if bare[:1] in ('{', '[', '"'):
        try:
            for value in strings(json.loads(bare)):
                yield "json", value
        except (ValueError, RecursionError):
            pass
    if " " in text and len(text) < 4000:
        for word in text.split(" "):
            if len(word) > 11 and BASE64.match(word):
                yield "word", word
    if "\\" in text:
        yield "escapes", unescaped(text)
    if BASE64.match(text):
        kind = "base64url" if set(text) & set("-_") else "base64"
        whole = text.rstrip("=").translate({ord("-"): "+", ord("_"): "/"})
        for cut in range(4 if piece else 1):
            plain = whole[cut:]
            try:
                yield kind, base64.b64decode(plain + "=" * (-len(plain) % 4))
            except (ValueError, binascii.Error):
                pass
        try:
            if kind == "base64" and len(text) > 40:
                yield "lzstring", lz_string(text)
        except (ValueError, IndexError):
            pass
    if len(text) >= 16 and len(text) % 2 == 0 and re.fullmatch(r"[0-9a-fA-F]+", text):
        yield "hex", bytes.fromhex(text)


def texts(data, piece=False):
    """{text: steps} of everything that octets or a text hold. @p piece: they are cut out of something longer."""
    found, seen, waiting = {}, set(), [(data, ())]
    while waiting and len(seen) < LIMIT:
        item, steps = waiting.pop(0)
        if item in seen or len(steps) > 14:
            continue
        seen.add(item)
        if isinstance(item, bytes):
            waiting += [(inner, steps + ((step,) if step else ())) for step, inner in from_octets(item)]
        else:
            found.setdefault(item, steps)
            waiting += [(inner, steps + (step,)) for step, inner in from_text(item, piece)]
    return found


def holds(piece, *wanted):
    """The steps that lead from octets cut out of a request to a text that holds one of @p wanted, or None."""
    needles = [folded(each) for each in wanted]
    for text, steps in texts(piece, True).items():
        if any(needle in folded(text) for needle in needles):
            return steps
    return None


def disguises(text):
    """{name: what the lab's client sends instead of a text}, made by Python's functions."""
    lower = text.lower().encode()
    hashes = {name: hashlib.new(name, lower) for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256")}
    made = {name: digest.hexdigest() for name, digest in hashes.items()}
    octets = hashes["sha256"].digest()
    made["sha256 base64"] = base64.b64encode(octets).decode()
    made["sha256 base64url"] = base64.urlsafe_b64encode(octets).decode().rstrip("=")
    made["sha256 first half"] = made["sha256"][:32]
    made["sha256 of md5"] = hashlib.sha256(made["md5"].encode()).hexdigest()
    made["md5 of sha1"] = hashlib.md5(made["sha1"].encode()).hexdigest()
    made["crc32"] = f"{zlib.crc32(lower):08x}"
    made["reversed"] = text[::-1]
    return made


def cannot_open(headers, body):
    """Why nothing can be said of this request, or None."""
    coding = headers.get("content-encoding", "")
    if coding in ("br", "zstd"):
        return f"{coding}: not in Python's standard library"
    for text in texts(body):
        if text[:1] == "{":
            try:
                value = json.loads(text)
            except ValueError:
                continue
            if isinstance(value, dict) and ("payload" in value and "key_id" in value or "payloads" in value and "ekey" in value):
                return "encrypted for the collector"
    return None
