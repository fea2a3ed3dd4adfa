#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes resources/countries/server_countries.table from the npm package @ip-location-db/geo-whois-asn-country
(CC0 1.0: https://github.com/sapics/ip-location-db).

    npm install @ip-location-db/geo-whois-asn-country       (in a scratch folder)
    packaging/make-country-table.py SCRATCH/node_modules/@ip-location-db/geo-whois-asn-country [OUTPUT]

The format is described in core/attribution/country_table.h. The same package gives the same octets."""
import csv
import json
import pathlib
import re
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DEFAULT = ROOT / "resources/countries/server_countries.table"
RUNS_IN_BLOCK = 64
LARGEST = 3_000_000


def date_of(package):
    """Versions end in the day the data was made: 2.3.2026061719 is 2026-06-17."""
    version = json.loads((package / "package.json").read_text())["version"]
    found = re.search(r"(20\d\d)(\d\d)(\d\d)\d*$", version)
    if not found:
        sys.exit(f"The version {version} of the package names no day.")
    return "-".join(found.groups())


def runs_of(path, cut):
    """(first key, country) without gaps; '' stands for no country. Keys are addresses without their last `cut` bits."""
    runs = []
    end = 0
    with open(path, newline="") as lines:
        for first, last, country in csv.reader(lines):
            start = max(int(first) >> cut, end)
            after = (int(last) >> cut) + 1
            if after <= start:
                continue  # several networks of one /64: the first counts
            if not re.fullmatch("[A-Z]{2}", country) or country == "ZZ":
                country = ""
            if start > end and (not runs or runs[-1][1]):
                runs.append((end, ""))
            if not runs or runs[-1][1] != country:
                runs.append((start, country))
            end = after
    return runs, end


def run(size, country):
    exponent = (size & -size).bit_length() - 1
    odd = (size >> exponent) >> 1
    for width, octets in enumerate((0, 1, 2, 8)):
        if odd < 1 << (8 * octets):
            return bytes([country, exponent | width << 6]) + odd.to_bytes(octets, "little")
    raise ValueError(size)


def family(path, cut, codes):
    runs, end = runs_of(path, cut)
    starts, offsets, octets = [], [], bytearray()
    for i, (start, country) in enumerate(runs):
        if i % RUNS_IN_BLOCK == 0:
            starts.append(start)
            offsets.append(len(octets))
        after = runs[i + 1][0] if i + 1 < len(runs) else end
        octets += run(after - start, codes.setdefault(country, len(codes)))
    return (struct.pack("<II", len(starts), len(octets)) + struct.pack(f"<{len(starts)}Q", *starts)
            + struct.pack(f"<{len(offsets)}I", *offsets) + octets), len(runs)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    package = pathlib.Path(sys.argv[1])
    output = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else DEFAULT
    source = f"geo-whois-asn-country {date_of(package)}"
    codes = {"": 0}
    v4, runs4 = family(package / "geo-whois-asn-country-ipv4-num.csv", 0, codes)
    v6, runs6 = family(package / "geo-whois-asn-country-ipv6-num.csv", 64, codes)
    table = b"TTCTRY1\n" + source.encode().ljust(56, b"\0") + struct.pack("<I", len(codes))
    table += b"".join(code.encode().ljust(2, b"\0") for code in codes) + v4 + v6
    if len(codes) > 256 or len(table) > LARGEST:
        sys.exit(f"{len(codes)} countries in {len(table)} octets do not fit the format.")
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(table)
    print(f"{output}: {source}, {runs4} IPv4 and {runs6} IPv6 runs, {len(codes) - 1} countries, {len(table)} octets")


main()
