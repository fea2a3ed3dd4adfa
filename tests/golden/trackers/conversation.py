# SPDX-License-Identifier: GPL-3.0-or-later
"""Words to tell a case with: requests, and marks for the values that Telltale has to find in them."""
import dataclasses
import pathlib
import urllib.parse

import encoders

# Invented, the same in all cases.
GAID = "6f1d2b7c-08e4-4f0a-9b8d-1c5e7a3f9020"
IDFA = "9C3E51A7-44B2-4D1E-8F60-2B7A90D3C514"
IDFV = "1B94F0D2-7E35-4A68-B0C1-5D8E2F6A7349"
OAID = "b1c7e9a35d20f486"
ANDROID_ID = "a3f5c81b9e02d74c"
IMEI = "358240051111110"
UUID = "4f0a9c1e-1111-4222-8333-123456789abc"
UUID2 = "7d2e6b90-5555-4666-9777-abcdef012345"
HEX32 = "5c1f0ab4e7d24936a8b3c0de71f29456"
APP = "org.example.notes"
PAGE = "https://shop.example.org/pregnancy-tests?step=2"
PHRASE = "how to leave my job"
MAIL = "ada@example.org"
PHONE = "+4915550100999"
TIME = 1588291200123

_marks = []


def see(what, value):
    """Marks @p value, which is sent as it is, to be found as @p what: "KIND NAME"."""
    _marks.append(f"{what} = {value}")
    return value


def identifier(name, value):
    return see(f"identifier {name}", value)


def gaid(value=GAID):
    return identifier("gaid", value)


def android_id(value=ANDROID_ID):
    return identifier("android_id", value)


def app(value=APP):
    return see("device app", value)


@dataclasses.dataclass
class Case:
    name: str
    endpoint: str
    head: str
    body: bytes
    readable: str
    expect: list


def case(name, endpoint, request, readable="yes"):
    """A case whose request was made with marks; they are taken over as what is expected."""
    expect = sorted(set(_marks))
    _marks.clear()
    head, body = request
    return Case(name, endpoint, head, body, readable, expect)


def request(method, url, headers=None, body=b"", query=None):
    parts = urllib.parse.urlsplit(url)
    target = parts.path or "/"
    if parts.query or query:
        target += "?" + (parts.query if query is None else encoders.form(query))
    lines = [f"{method} {target} HTTP/1.1", f"Host: {parts.netloc}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\n".join(lines) + "\n", encoders.octets(body)


def get(url, query=None, headers=None):
    return request("GET", url, headers, b"", query)


def post(url, body, content_type=encoders.JSON, query=None, headers=None):
    return request("POST", url, {"Content-Type": content_type} | (headers or {}), body, query)


def post_json(url, value, query=None, headers=None):
    return post(url, encoders.json(value), encoders.JSON, query, headers)


def post_form(url, fields, query=None, headers=None):
    return post(url, encoders.form(fields), encoders.FORM, query, headers)


def post_gzip(url, value, content_type=encoders.JSON, query=None, headers=None):
    """With the body compressed and declared so."""
    body = value if isinstance(value, (bytes, str)) else encoders.json(value)
    return post(url, encoders.gzip(body), content_type, query, {"Content-Encoding": "gzip"} | (headers or {}))


def recorded(name):
    """What a real SDK sent to a server on the loopback interface: wire/NAME.http, with the host it is made for."""
    content = (pathlib.Path(__file__).parent / "wire" / f"{name}.http").read_bytes()
    head, _, body = content.partition(b"\n\n")
    return head.decode() + "\n", body


def wire(name, endpoint, file, *expect):
    """A case of a recorded request; @p expect follows from what the SDK was asked to send."""
    head, body = recorded(file)
    return Case(name, endpoint, head, body, "yes", sorted(expect))
