#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the golden cases of the trackers, SERVICE.toml beside this file, from the conversations in cases/.

What a case expects is marked where the value is put into the request (`gaid(...)`, `see(...)`): it follows from
what was sent, not from the rule that is tested. Files without a conversation in cases/ are written by hand and
left alone. `make_cases.py --check` tells whether the files are as this script would write them."""
import base64
import importlib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
HEAD = "# SPDX-License-Identifier: GPL-3.0-or-later\n# Made by make_cases.py from cases/{module}.py; identifiers and texts are invented.\n"


def quoted(text):
    return '"' + "".join(escaped(char) for char in text) + '"'


def escaped(char):
    if char in '"\\':
        return "\\" + char
    return char if " " <= char != "\x7f" else f"\\u{ord(char):04x}"


def literal(text):
    """The message as a multi-line string, literal where it can be."""
    if "'''" not in text and "\r" not in text and all(char >= " " or char in "\n\t" for char in text):
        return f"'''\n{text}'''"
    return '"""\n' + "\n".join(quoted(line)[1:-1] for line in text.split("\n")) + '"""'


def written(case):
    lines = ["[[case]]", f"name = {quoted(case.name)}", f"endpoint = {quoted(case.endpoint)}"]
    try:
        lines.append("request = " + literal(case.head + "\n" + case.body.decode()))
    except UnicodeDecodeError:
        lines.append("request = " + literal(case.head + "\n"))
        lines.append(f'body_base64 = "{base64.b64encode(case.body).decode()}"')
    lines.append(f'readable = "{case.readable}"')
    if not case.expect:
        return "\n".join(lines + ["expect = []"])
    return "\n".join(lines + ["expect = ["] + [f"  {quoted(item)}," for item in case.expect] + ["]"])


def files():
    sys.path.insert(0, str(HERE))
    for path in sorted((HERE / "cases").glob("*.py")):
        module = importlib.import_module(f"cases.{path.stem}")
        for service, cases in module.SERVICES.items():
            body = "\n\n".join(written(case) for case in cases)
            yield HERE / f"{service}.toml", HEAD.format(module=path.stem) + "\n" + body + "\n"


def main():
    stale = []
    for path, text in files():
        if path.exists() and path.read_text() == text:
            continue
        stale.append(path.name)
        if "--check" not in sys.argv:
            path.write_text(text)
    for name in stale:
        print(f"{name} differs" if "--check" in sys.argv else f"{name} written")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
