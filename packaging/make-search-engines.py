#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes resources/rules/search_engines_matomo.toml from SearchEngines.yml of Matomo's list
(CC0 1.0: https://github.com/matomo-org/searchengine-and-social-list).

    packaging/make-search-engines.py SearchEngines.yml REVISION [OUTPUT]

The list was made to read referrers; what follows from that is said beside each step. Needs PyYAML."""
import collections
import json
import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
DEFAULT = ROOT / "resources/rules/search_engines_matomo.toml"

HEAD = """# SPDX-License-Identifier: CC0-1.0
# Search engines of Matomo's community list, revision {revision}:
# https://github.com/matomo-org/searchengine-and-social-list (CC0 1.0). Made by packaging/make-search-engines.py: change
# search_engines.toml instead, whose rules win where both know a host. Its head describes the members.
"""

# The same engine has one name, whichever file knows the host.
NAMES = {"360search": "360 Search", "Brave": "Brave Search", "Centrum": "Centrum.cz", "Conduit.com": "Conduit",
         "Cốc Cốc": "Coc Coc", "DisconnectSearch": "Disconnect Search", "Freenet": "freenet", "Haosou": "360 Search",
         "Hotbot": "HotBot", "Mailru": "Mail.ru", "Metager": "MetaGer", "Onet.pl": "Onet", "Rakuten": "Rakuten Infoseek",
         "Search.ch": "search.ch", "sm.cn": "Shenma", "StartPage": "Startpage", "uol.com.br": "UOL",
         "Wirtualna Polska": "WP.pl", "Yahoo!": "Yahoo", "Yahoo! Directory": "Yahoo Directory",
         "Yahoo! Images": "Yahoo Images", "Yahoo! Japan": "Yahoo Japan", "Yahoo! Japan Images": "Yahoo Japan Images",
         "Yahoo! Japan Videos": "Yahoo Japan Videos", "You": "You.com"}

# Not web hosts, or hosts whose parameter of that name is something else in a request than in a referrer.
NO_HOSTS = {"com.google.android.googlequicksearchbox": "an Android package",
            "android-app//com.google.android.googlequicksearchbox/https/www.google.com": "an Android referrer",
            "clck.yandex.{}": "counts clicks; its values are opaque", "yabs.yandex.{}": "serves advertisements",
            "r.search.yahoo.com": "redirects clicks"}

# Names iconv knows; supersets where texts of the name contain more than it has.
CHARSETS = {"gb2312": "gb18030", "ms932": "cp932", "shift_jis": "cp932", "euc-kr": "cp949", "euc-jp": "euc-jp",
            "windows-1250": "windows-1250", "windows-1251": "windows-1251", "iso-8859-1": "windows-1252",
            "iso-8859-2": "iso-8859-2"}

# The list's regular expressions that find the query in the path, as path templates.
IN_PATH = {r"/s\/([^\/]+)/": ["/s/{query}"], r"/\/web\/(.*)/": ["/web/{query}"], r"/\/ws\/(.*)/": ["/ws/{query}"],
           r"/\/[^\/]+\/ws\/results\/[^\/]+\/([^\/]+)/": ["/*/ws/results/*/{query}"],
           r"/\/search\/([^\/]+)/": ["/search/{query}"],
           r"/(?:search|images|videos)\/([^\/]+)/": ["/search/{query}", "/images/{query}", "/videos/{query}"],
           r"/search\/[^\/]+\/(.*)/": ["/search/*/{query}"], r"/\/([^\/]+)\/index\.html/": ["/{query}/index.html"]}
# A page of Google's cache: what it is asked for is no query.
NO_QUERY = {r"/\/search\?q=cache:(?:[A-Za-z0-9]+):[^+]+([^&]+)/"}

# Engines the list names no parameter of, because their referrers hold none: search_engines.toml knows how they are asked.
KNOWN_OTHERWISE = {"ChatGPT", "DisconnectSearch"}


def usual_parameters(engines):
    """What engines are asked by whose host is all the list says: the names that four of its engines or more have. Names
    of one letter are left out but for "q": they are pages and sizes as well."""
    engines_of = collections.Counter()
    for configs in engines.values():
        engines_of.update({name for config in configs for name in config["params"] if not name.startswith("/")})
    usual = [name for name, count in engines_of.items() if count >= 4 and (len(name) > 1 or name == "q")]
    return sorted(usual, key=lambda name: (-engines_of[name], name))


def patterns(host):
    """The list compares hosts without www., search. and m. where it writes {} for a country."""
    if host.startswith("{}."):
        return ["{country}." + host[3:]]
    if host.endswith(".{}"):
        stem = host[:-3] + ".{tld}"
        return [stem] if stem.startswith(("www.", "m.")) else [stem, "www." + stem, "m." + stem, "search." + stem]
    if "{}" in host:
        return [host.split("{}")[0] + "{tld}"] if host.endswith("{}") else ["*." + host.split(".{}.")[1]]
    if host.startswith("www."):
        return [host, host[4:]]
    return [host, "www." + host] if host.count(".") == 1 else [host]


def page(backlink):
    """The path of the list's link to a search; any page where it has none."""
    if backlink is None:
        return ["/*"]
    path = re.sub(r"^https?://[^/]+", "", backlink)
    if "{k}" in re.split("[?#&]", path)[0] or path.startswith(("#", "&")) or "#" in path:
        return ["/*"]
    path = "/" + path.split("?")[0].lstrip("/")
    # Where results stand changes over the years more often than the host and the parameter do.
    return sorted({path, "/", "/search"}) if path in ("/", "/search", "/search/") else [path, "/"]


def hosts_and_paths(config):
    """Hosts by the paths their searches have. Some hosts are written with the path of their results."""
    found = {}
    for url in config["urls"]:
        if url in NO_HOSTS:
            continue
        host, slash, path = url.partition("/")
        paths = ("/" + path.rstrip("/"),) if slash else tuple(page(config.get("backlink")))
        for pattern in patterns(host.lower()):
            if pattern not in found.setdefault(paths, []):
                found[paths].append(pattern)
    return found


def line(name, values):
    return f"{name} = [{', '.join(json.dumps(value, ensure_ascii=False) for value in values)}]\n" if values else ""


def ways(name, configs):
    """One rule for all hosts that are asked in the same way: the rules are read at every start."""
    hosts_of = {}
    for config in configs:
        parameters = tuple(p for p in config["params"] if not p.startswith("/") and p.strip())
        templates = tuple(t for p in config["params"] if p.startswith("/") and p not in NO_QUERY for t in IN_PATH[p])
        if not parameters and not templates:
            continue
        charsets = tuple(CHARSETS[c.lower()] for c in config.get("charsets", []) if c.lower() != "utf-8")
        for paths, hosts in hosts_and_paths(config).items():
            known = hosts_of.setdefault((paths if parameters else (), parameters, templates, charsets), [])
            known += [host for host in hosts if host not in known]
    for (paths, parameters, templates, charsets), hosts in hosts_of.items():
        yield ("\n[[engine]]\n" + f"name = {json.dumps(name, ensure_ascii=False)}\n" + line("hosts", hosts)
               + line("paths", paths) + line("parameters", parameters) + line("in_path", templates)
               + line("charsets", charsets))


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    engines = yaml.safe_load(pathlib.Path(sys.argv[1]).read_text())
    output = pathlib.Path(sys.argv[3]) if len(sys.argv) == 4 else DEFAULT
    text = HEAD.format(revision=sys.argv[2][:12])
    guessed = []
    for name, configs in engines.items():
        made = "".join(ways(NAMES.get(name, name), configs))
        if not made and name not in KNOWN_OTHERWISE:
            guessed.append(name)
            usual = [{**config, "params": usual_parameters(engines)} for config in configs]
            made = "\n# The list names no parameter of this one: those that are usual." + "".join(
                ways(NAMES.get(name, name), usual))
        text += made
    output.write_text(text)
    print(f"{output}: {len(engines)} engines, {text.count('[[engine]]')} rules, {len(text)} octets; by usual parameters: "
          f"{', '.join(guessed)}")


main()
